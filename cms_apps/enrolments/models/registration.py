"""A guest of an event: somebody who registered without an account (docs/adr/0010-events.md)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.privacy import Declaration


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Words for guests."""

    def live(self) -> "RegistrationQuerySet":
        """Those who confirmed and did not end it."""
        return self.exclude(confirmed_at=None).filter(ended_at=None)

    def with_place(self) -> "RegistrationQuerySet":
        """Those who hold a place; each counts in `CourseRun.taken`."""
        return self.live().exclude(place_since=None)

    def waiting(self) -> "RegistrationQuerySet":
        """Those who wait for one, in their order."""
        return self.live().filter(place_since=None).order_by("confirmed_at", "pk")


class Registration(models.Model):
    """A registration (Anmeldung) for an event; until it is confirmed by mail it holds nothing.

    At most one live one per address and run.
    """

    privacy = Declaration(
        data=_("Anmeldungen zu Veranstaltungen"),
        fields=("name", "email"),
        purpose=_("Veranstaltungen durchführen"),
        readers=(_("der Träger der Veranstaltung"),),
        rules=("enrolments.registrations",),
        subject="self",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(CourseRun, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField("Name", max_length=120)
    email = models.EmailField("E-Mail-Adresse")
    language = models.CharField("Sprache", max_length=10, default="de")
    created_at = models.DateTimeField("angemeldet", default=timezone.now)
    confirmed_at = models.DateTimeField("bestätigt", null=True, blank=True)
    place_since = models.DateTimeField("Platz seit", null=True, blank=True)
    ended_at = models.DateTimeField("beendet", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "email"], condition=Q(ended_at=None), name="one_live_registration_per_address"
            ),
            models.CheckConstraint(
                condition=Q(place_since=None) | Q(confirmed_at__isnull=False), name="a_place_is_confirmed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["run", "confirmed_at", "id"],
                name="guests_waiting",
                condition=Q(place_since=None, ended_at=None, confirmed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def subject_key(self) -> str:
        """Whose rows in the outbox and the access log these are."""
        return f"registration:{self.key}"

    @property
    def is_over(self) -> bool:
        """Whether it was given back or called off."""
        return self.ended_at is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether the mailbox has answered."""
        return self.confirmed_at is not None

    @property
    def has_place(self) -> bool:
        """Whether a place is theirs."""
        return self.place_since is not None and not self.is_over

    @property
    def is_waiting(self) -> bool:
        """Whether they stand on the waiting list."""
        return self.is_confirmed and not self.has_place and not self.is_over
