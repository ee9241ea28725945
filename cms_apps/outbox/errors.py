"""What is wrong with a delivery."""

from django.utils.translation import gettext_lazy as _


class Undeliverable(Exception):
    """The other side refused for good: trying again is pointless. Holds a code, never an address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotLost(Exception):
    """Only what did not arrive is sent again."""

    message = _("Diese Mail wartet schon oder ist angekommen.")

    def __str__(self) -> str:
        return str(self.message)
