"""What the team writes down for itself."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import NoteKind
from cms_apps.volunteering.models.application import Application


class Note(models.Model):
    """A note or a phone call at an application: for the organisation's eyes, part of the person's export."""

    privacy = Declaration(
        data=_("Notizen des Teams"),
        fields=("text", "author", "author_label"),
        purpose=_("festhalten, was besprochen wurde"),
        readers=(_("der gewählte Träger"),),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField("Art", max_length=12, choices=NoteKind.choices, default=NoteKind.NOTE)
    text = models.TextField("Text", max_length=4000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_label = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"
