"""What happened to an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import HISTORY_LABEL, NOTE_LABEL, DeclineReason
from cms_apps.volunteering.models.application import Application
from cms_apps.workflow.models import HistoryRecord


class ApplicationHistory(HistoryRecord):
    """What happened to an application: one row for each verb."""

    privacy = Declaration(
        data=_("Verlauf der Bewerbung"),
        fields=("actor", "actor_label", "note"),
        purpose=_("nachvollziehen, wer wann entschieden hat"),
        readers=(_("der gewählte Träger"),),
        retention=_("so lange wie die Bewerbung"),
        subject="subject",
    )

    subject = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="history")

    @property
    def label(self) -> str:
        """What happened, in words, with what was noted beside it."""
        label = str(HISTORY_LABEL.get(self.transition, self.transition))
        return f"{label} ({NOTE_LABEL[self.note]})" if self.note in NOTE_LABEL else label

    @property
    def reason_label(self) -> str:
        """The reason in words, for staff."""
        return str(DeclineReason(self.reason_code).label) if self.reason_code in DeclineReason.values else ""
