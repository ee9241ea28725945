"""Why something cannot happen to a volunteer."""

from django.utils.translation import gettext_lazy as _

from cms_apps.workflow.errors import GuardFailed


class PauseEndNotPossible(GuardFailed):
    """A pause ends in the future, and not beyond `pause.longest_days`."""

    message = _(
        "Wählen Sie einen Tag in der Zukunft, höchstens ein Jahr voraus. Oder lassen Sie das Feld leer."
    )
