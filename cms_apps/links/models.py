"""A secret link is kept as a hash only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class Link(models.Model):
    """The right to do one thing with one object; a raised version makes every older token worthless."""

    privacy = Declaration(
        data=_("geheime Links"),
        fields=("object_key",),
        purpose=_("einer Person ohne Konto den Weg zu ihren Daten öffnen"),
        readers=(_("nur das System"),),
        retention=_("solange sie gelten, danach bis zur Frist für alte Links"),
        rules=("links.ended",),
        subject="object_key",
    )

    purpose = models.CharField(max_length=40)
    object_key = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    key_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "object_key"], name="one_link_per_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"
