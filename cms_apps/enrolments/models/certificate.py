"""What somebody gets who has completed a course: a number, what it says, its paper, and to whom it was handed how."""

import secrets

from django.db import models
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.enums import CERTIFICATE_LABEL, CertificateState, HandedOver
from cms_apps.enrolments.models.enrolment import Enrolment
from cms_apps.foundation.numbers import in_letters
from cms_apps.foundation.privacy import Declaration
from cms_apps.workflow.models import HistoryRecord

CODE_LENGTH = 12
_ALL_CODES = 24**CODE_LENGTH
LONGEST_NAME = 161  # a first name, a blank, a last name


def new_code() -> str:
    """What the check page knows a certificate by: twelve letters that nobody guesses, ACDEFG-HKLMNP."""
    return in_letters(secrets.randbelow(_ALL_CODES), CODE_LENGTH)


class CertificateCounter(models.Model):
    """The last number of a year; advanced in the transaction that makes the certificates, so that none is lost."""

    privacy = Declaration.none("a count")

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class CertificateQuerySet(QuerySet["CourseCertificate"]):
    """Words for certificates."""

    def valid(self) -> "CertificateQuerySet":
        """Neither withdrawn nor replaced."""
        return self.filter(state=CertificateState.VALID)

    def with_last(self) -> "CertificateQuerySet":
        """Each with the key of its newest history row (`last_history`)."""
        return self.annotate(last_history=Max("history"))


class CourseCertificate(models.Model):
    """A certificate (Zertifikat) as it was issued; what it says never changes. A correction is another one.

    Completed is a state of the enrolment, issued is this row, and handed over is a third fact (domain.md 2.3).
    """

    privacy = Declaration(
        data=_("Zertifikate"),
        fields=("enrolment", "name", "handed_over_how", "handed_over_on"),
        purpose=_("einen abgeschlossenen Kurs bescheinigen, und prüfen, ob das gilt"),
        readers=(
            _("der Träger des Kurses"),
            _("wer den Prüfcode hat, ohne den Namen"),
        ),
        rules=("volunteering.funding",),
        subject="enrolment__volunteer",
    )

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="certificates")
    number = models.CharField("Nummer", max_length=12, unique=True)
    code = models.CharField("Prüfcode", max_length=13, unique=True, default=new_code)
    state = models.CharField(max_length=20, choices=CertificateState.choices, default=CertificateState.VALID)
    state_since = models.DateTimeField(default=timezone.now)
    name = models.CharField("Name", max_length=LONGEST_NAME)
    course = models.CharField("Kurs", max_length=120)
    kind = models.CharField("Kursart", max_length=120)
    host = models.CharField("Träger", max_length=200)
    begins_on = models.DateField("erster Tag")
    ends_on = models.DateField("letzter Tag")
    units = models.PositiveSmallIntegerField("UE")
    contents = models.JSONField("Inhalte", default=list)
    issued_at = models.DateTimeField("ausgestellt", default=timezone.now)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    handed_over_how = models.CharField("übergeben", max_length=20, choices=HandedOver.choices, blank=True)
    handed_over_on = models.DateField("übergeben am", null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "Zertifikat"
        verbose_name_plural = "Zertifikate"
        ordering = ["pk"]
        constraints = [
            # Of two clicks at once one issues.
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state=CertificateState.VALID),
                name="one_valid_certificate_per_place",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_how="", handed_over_on=None)
                | (~Q(handed_over_how="") & Q(handed_over_on__isnull=False)),
                name="handed_over_how_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Zertifikat {self.number}"

    @property
    def is_valid(self) -> bool:
        """Whether it holds."""
        return self.state == CertificateState.VALID


class CertificateHistory(HistoryRecord):
    """What happened to a certificate, with the reason of a withdrawal or a correction."""

    privacy = Declaration(
        data=_("Verlauf der Zertifikate"),
        fields=("actor", "actor_label", "note"),
        purpose=_("nachvollziehen, wer wann entschieden hat"),
        readers=(_("der Träger des Kurses"),),
        retention=_("so lange wie das Zertifikat"),
        subject="subject",
    )

    subject = models.ForeignKey(CourseCertificate, on_delete=models.CASCADE, related_name="history")

    @property
    def label(self) -> str:
        """What happened, in words."""
        return str(CERTIFICATE_LABEL.get(self.transition, self.transition))


class CertificatePaper(models.Model):
    """The PDF of a certificate, made once by the worker: no file without a row, no second file."""

    privacy = Declaration(
        data=_("Zertifikate als PDF"),
        fields=("pdf",),
        purpose=_("das Zertifikat so ausgeben, wie es ausgestellt wurde"),
        readers=(_("die Person selbst"), _("der Träger des Kurses")),
        retention=_("so lange wie das Zertifikat"),
        subject="certificate__enrolment__volunteer",
    )

    certificate = models.OneToOneField(
        CourseCertificate, primary_key=True, on_delete=models.CASCADE, related_name="paper"
    )
    pdf = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"#{self.pk}"
