"""Why a place cannot be given."""

from django.utils.translation import gettext_lazy as _

from cms_apps.workflow.errors import GuardFailed


class RunFull(GuardFailed):
    """The last place was taken meanwhile."""

    message = _("Dieser Kurs ist inzwischen voll. Wählen Sie die Warteliste, einen anderen Kurs oder keinen.")


class RunNotOpen(GuardFailed):
    """The run does not take people (any more)."""

    message = _("Dieser Kurs nimmt keine Anmeldungen mehr an. Wählen Sie einen anderen Kurs oder keinen.")


class ClosedForNow(GuardFailed):
    """Nobody is let into a run whose registration is closed."""

    message = _("Die Anmeldung zu diesem Kurs ist geschlossen. Öffnen Sie sie, um jemanden zuzulassen.")


class OfferOver(GuardFailed):
    """The offered place was not taken in time."""

    message = _("Die Zeit für diesen Platz ist abgelaufen. Er wird der nächsten Person angeboten.")


class AlreadyEnrolled(GuardFailed):
    """The person has a place in this run, or waits for one."""

    message = _("Diese Person hat in diesem Kurs schon einen Platz oder steht auf der Warteliste.")


class FeedbackOver(GuardFailed):
    """Answered already, too late, or a key that never was."""

    message = _("Diese Fragen sind schon beantwortet, oder die Zeit dafür ist vorbei.")
