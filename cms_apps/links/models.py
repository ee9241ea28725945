"""A secret link is kept as a hash only."""

from django.db import models

from cms_apps.foundation.privacy import Declaration


class Link(models.Model):
    """The right to do one thing with one object; a raised version makes every older token worthless."""

    privacy = Declaration(
        fields=("object_key",),
        purpose="let a person without an account reach their own record",
        readers=("system",),
        retention="30 days after its end, at the latest with its object",
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
