"""Why a release is not mailed."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class MailingError(Exception):
    """Base of all; `str()` says why, for the editor."""

    message: Any = ""

    def __str__(self) -> str:
        return str(self.message)


class NotLive(MailingError):
    """Nobody gets by mail what is not public."""

    message = _("Die Mitteilung ist nicht öffentlich.")


class AlreadyMailed(MailingError):
    """Each newsroom gets a release once."""

    message = _("Die Mitteilung ist schon verschickt.")


class NobodyToMail(MailingError):
    """An empty list."""

    message = _("Im Presseverteiler steht in dieser Sprache noch niemand.")


class TooLate(MailingError):
    """Everything has left."""

    message = _("Es ist nichts mehr zurückzuholen: Alle Mails sind hinausgegangen.")
