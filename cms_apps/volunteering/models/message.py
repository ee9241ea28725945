"""What a person and the team write to each other."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import MessageKind
from cms_apps.volunteering.models.application import Application


class Message(models.Model):
    """One message (Nachricht) about an application, in either direction; both sides read it."""

    privacy = Declaration(
        data=_("Nachrichten zwischen Person und Team"),
        fields=("text", "author"),
        purpose=_("klären, was zu einer Bewerbung offen ist"),
        readers=(_("der gewählte Träger"), _("die Person selbst")),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12, choices=MessageKind.choices, default=MessageKind.MESSAGE)
    from_team = models.BooleanField()
    text = models.TextField(max_length=4000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"
