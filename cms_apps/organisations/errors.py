"""Why a setting cannot be made."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class TooManyQuestions(Exception):
    """The organisation asks as many questions of its own as it may."""

    message = _("Mehr als %(most)s eigene Fragen sind nicht möglich. Löschen Sie zuerst eine.")

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)

    def __str__(self) -> str:
        return str(self.message) % {"most": self.most}


class DraftChanged(Exception):
    """Somebody wrote another draft after this one was looked at."""

    message = _("Jemand hat den Entwurf gerade geändert. So sieht er jetzt aus.")

    def __str__(self) -> str:
        return str(self.message)


class TeamError(Exception):
    """The team cannot be changed this way."""

    message: Any = ""

    def __str__(self) -> str:
        return str(self.message)


class LastAdministrator(TeamError):
    """Nobody would be left who may set how the organisation works."""

    message = _(
        "Das ist die letzte Person mit der Rolle „Verwaltung“. Geben Sie die Rolle zuerst jemand anderem."
    )


class AlreadyMember(TeamError):
    """Who is invited works here already."""

    message = _("Diese Person ist schon Mitglied. Öffnen Sie ihren Eintrag in der Liste.")


class NotForTheTeam(TeamError):
    """The account opens more than this organisation's desk."""

    message = _("Dieses Konto öffnet mehr als Ihren Schreibtisch. Wenden Sie sich an die Servicestelle.")
