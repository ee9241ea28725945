"""What cannot be done with a preview, in words for whoever tried."""

from django.utils.translation import gettext_lazy as _


class PreviewError(Exception):
    """A rule was broken."""

    message: object = ""

    def __str__(self) -> str:
        return str(self.message)


class NothingToApprove(PreviewError):
    """The page waits for no approval, or not for one that this person may give away."""

    message = "Diese Seite wartet zurzeit nicht auf eine Freigabe, die Sie weitergeben können."


class MayNotShow(PreviewError):
    """Only whoever may publish shows a draft to people outside."""

    message = "Nur wer veröffentlichen darf, kann einen Entwurf vorab zeigen."


class WrongEnd(PreviewError):
    """The end lies in the past or too far ahead."""

    message = "Wählen Sie ein Ende, das in der Zukunft liegt, höchstens 60 Tage von heute."


class NotRead(PreviewError):
    """Nobody approves what they have not opened."""

    message = _("Öffnen Sie den Text erst mit „Text lesen“. Danach können Sie ihn freigeben.")


class DraftChanged(PreviewError):
    """The version that the page showed is not the last."""

    message = _("Der Text wurde inzwischen geändert. Lesen Sie bitte die neue Fassung, bevor Sie antworten.")


class AlreadyDecided(PreviewError):
    """Somebody has answered, or the approval was called off."""

    message = _("Über diesen Text ist schon entschieden. Sie müssen nichts weiter tun.")


class WordsMissing(PreviewError):
    """Who wants a change says which."""

    message = _("Schreiben Sie, was geändert werden soll.")
