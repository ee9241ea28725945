"""One error for each way in which a transition can be refused."""

from django.utils.translation import gettext_lazy as _


class TransitionError(Exception):
    """A transition was refused; nothing was changed."""

    message = _("Das ist nicht möglich.")

    def __init__(self, message: str = "") -> None:
        super().__init__(message or str(self.message))


class StaleState(TransitionError):
    """Somebody else was faster: the subject is no longer in the state that the person saw (409)."""

    message = _("Inzwischen hat jemand anderes entschieden. Hier sehen Sie den neuen Stand.")


class NotPermitted(TransitionError):
    """The actor may not do this (403 inside the own organisation)."""

    message = _("Dafür fehlt Ihnen die Berechtigung.")


class GuardFailed(TransitionError):
    """A rule of the domain speaks against it; the message says which and what to do."""


class ReasonMissing(GuardFailed):
    """The transition needs a reason code and got none."""

    message = _("Wählen Sie einen Grund.")
