"""What was changed in an application after it was sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import FIELD_LABEL, OwnPart
from cms_apps.volunteering.models.application import Application
from cms_apps.workflow.actors import KIND_LABELS, ActorKind


class Correction(models.Model):
    """A correction (Berichtigung): which fields, when, by whom; never what stood there before."""

    privacy = Declaration(
        data=_("geänderte Angaben"),
        fields=("fields", "actor", "actor_label"),
        purpose=_("dem Team zeigen, dass sich Angaben geändert haben (Art. 16 und 19 DSGVO)"),
        readers=(_("der gewählte Träger"), _("die Person selbst")),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="corrections")
    part = models.CharField(max_length=20, choices=OwnPart.choices)
    fields = models.JSONField(default=list)
    actor_kind = models.CharField(max_length=20, default=ActorKind.APPLICANT.value)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_part_display()} #{self.pk}"

    @property
    def what(self) -> str:
        """The fields in words."""
        return ", ".join(str(FIELD_LABEL.get(name, name)) for name in self.fields)

    @property
    def actor_name(self) -> str:
        """Staff by name, the person by what they are."""
        return str(KIND_LABELS[self.actor_kind]) if self.actor_kind in KIND_LABELS else self.actor_label
