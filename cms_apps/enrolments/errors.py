"""Why a place cannot be given."""

from django.utils.translation import gettext_lazy as _

from cms_apps.workflow.errors import GuardFailed


class RunFull(GuardFailed):
    """The last place was taken meanwhile."""

    message = _("Dieser Kurs ist inzwischen voll. Wählen Sie einen anderen Kurs oder keinen.")


class RunNotOpen(GuardFailed):
    """The run does not take people (any more)."""

    message = _("Dieser Kurs nimmt keine Anmeldungen mehr an. Wählen Sie einen anderen Kurs oder keinen.")


class AlreadyEnrolled(GuardFailed):
    """The person has a place in this run."""

    message = _("Diese Person hat in diesem Kurs schon einen Platz.")
