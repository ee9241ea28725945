"""Why a setting cannot be made."""

from django.utils.translation import gettext_lazy as _


class TooManyQuestions(Exception):
    """The organisation asks as many questions of its own as it may."""

    message = _("Mehr als %(most)s eigene Fragen sind nicht möglich. Löschen Sie zuerst eine.")

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)

    def __str__(self) -> str:
        return str(self.message) % {"most": self.most}
