"""Who looked at a person's data."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class Looked(models.TextChoices):
    """What somebody did with a person's data."""

    SEEN = "seen", _("angesehen")
    CONTACT = "contact", _("Kontaktdaten geöffnet")
    EXPORTED = "exported", _("in eine Tabelle übernommen")
    PRINTED = "printed", _("als Brief geöffnet")
    CERTIFICATE = "certificate", _("Vermerk zum Führungszeugnis geöffnet")


class PageKind(models.TextChoices):
    """On which kind of page."""

    APPLICATION = "application", _("Bewerbung")
    VOLUNTEER = "volunteer", _("Ehrenamt")
    REQUEST = "request", _("Anfrage um Begleitung")


class AccessRecord(models.Model):
    """That somebody of a team saw the page of one person, or took their data along; the person may read it too.

    Not written for lists: names and places stand there, and a row for each person on each page would be more
    data about the staff than it protects.
    """

    privacy = Declaration(
        fields=("user", "object_key"),
        data=_("wer die Angaben einer Person angesehen hat"),
        purpose=_("Zugriffe nachvollziehen (Art. 5 Abs. 2 und Art. 32 DSGVO)"),
        readers=(_("die Person selbst, ohne Namen von Mitarbeitenden"),),
        retention=_("längstens so lange wie die Person"),
        rules=("privacy.access",),
        subject="object_key",
    )

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Its name, for the ground knows no organisations, and as it was called then.
    organisation = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PageKind.choices)
    object_key = models.CharField(max_length=100)
    what = models.CharField(max_length=20, choices=Looked.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Zugriff"
        verbose_name_plural = "Zugriffe"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["object_key", "-id"], name="access_to_person"),
            models.Index(
                fields=["user", "at"], name="access_contact_opened", condition=models.Q(what=Looked.CONTACT)
            ),
            models.Index(fields=["at"], name="access_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
