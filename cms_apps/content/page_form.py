"""What the form of every page in the editor asks beyond Wagtail's own."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Refuses a moment of publication that is over; one that was set before, and has come, may stay."""

    def clean_go_live_at(self) -> datetime | None:
        """Wagtail would publish at once, which is not what somebody means who names an hour."""
        moment: datetime | None = self.cleaned_data["go_live_at"]
        if moment and moment < timezone.now() and "go_live_at" in self.changed_data:
            raise ValidationError(
                "Dieser Zeitpunkt liegt in der Vergangenheit. Wählen Sie einen späteren, oder lassen Sie das Feld leer: "
                "Dann erscheint die Seite mit der Freigabe."
            )
        return moment
