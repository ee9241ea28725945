"""A request for accompaniment (Anfrage um Begleitung)."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.numbers import new_number
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters.languages import language_name
from cms_apps.volunteers.enums import PassingConsent, RequestOutcome, RequestRefusal, RequestTopic

LONGEST_TEXT = 2000


class AccompanimentRequest(models.Model):
    """Somebody asks one host organisation to be accompanied; what the case is about is not asked for."""

    privacy = Declaration(
        data=_(
            "Name, E-Mail-Adresse, Telefon, Ort, Sprachen, Zeit und Art des Anliegens von Menschen, die Begleitung suchen"
        ),
        fields=(
            "name",
            "email",
            "phone",
            "languages",
            "place",
            "wanted",
            "topic",
            "for_other",
            "answer",
            "refusal",
            "taken_by",
            "closed_by",
            "consent",
        ),
        purpose=_("eine Begleitung vermitteln (Art. 6 Abs. 1 b und e DSGVO)"),
        readers=(_("der gewählte Träger"),),
        rules=("volunteers.requests",),
        subject="self",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("Nummer", max_length=7, unique=True, default=new_number)
    organisation = models.ForeignKey(HostOrganisation, on_delete=models.PROTECT, related_name="requests")
    name = models.CharField("Name", max_length=120)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    languages = models.JSONField("Sprachen", default=list)
    place = models.CharField("Ort", max_length=120)
    wanted = models.CharField("Wann", max_length=200)
    topic = models.CharField("Wofür", max_length=20, choices=RequestTopic.choices)
    for_other = models.BooleanField("Für jemand anderen", default=False)
    language = models.CharField("Sprache der Mails", max_length=10, default="de")
    created_at = models.DateTimeField("eingegangen", default=timezone.now)
    promised_on = models.DateField("Antwort bis")
    reminded_at = models.DateTimeField("erinnert", null=True, blank=True)
    late_told_at = models.DateTimeField("Person über Verspätung benachrichtigt", null=True, blank=True)
    taken_at = models.DateTimeField("in Arbeit seit", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who may get it, if the person agrees; or who has got it, when the outcome says so.
    offered_to = models.ForeignKey(
        HostOrganisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Weitergabe an",
    )
    consent = models.CharField("Zustimmung", max_length=10, choices=PassingConsent.choices, blank=True)
    outcome = models.CharField("Ergebnis", max_length=20, choices=RequestOutcome.choices, blank=True)
    refusal = models.CharField("Grund", max_length=20, choices=RequestRefusal.choices, blank=True)
    answer = models.TextField("Antwort", max_length=LONGEST_TEXT, blank=True)
    closed_at = models.DateTimeField("erledigt", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "Anfrage um Begleitung"
        verbose_name_plural = "Anfragen um Begleitung"
        ordering = ["promised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="request_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=RequestOutcome.DECLINED) & Q(refusal__in=RequestRefusal.values))
                | (~Q(outcome=RequestOutcome.DECLINED) & Q(refusal="")),
                name="request_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=RequestOutcome.ANSWERED) | ~Q(answer=""),
                name="request_answered_with_words",
            ),
            models.CheckConstraint(
                condition=(
                    Q(outcome=RequestOutcome.PASSED_ON)
                    & Q(offered_to__isnull=False, consent__in=PassingConsent.values)
                )
                | (~Q(outcome=RequestOutcome.PASSED_ON) & Q(consent="")),
                name="request_passed_on_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""),
                name="request_can_be_answered",
                violation_error_message="Eine Anfrage braucht eine E-Mail-Adresse oder ein Telefon.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "promised_on", "id"],
                name="request_open",
                condition=Q(closed_at=None),
            ),
            models.Index(F("organisation"), F("closed_at").desc(), F("id").desc(), name="request_closed"),
        ]

    def __str__(self) -> str:
        return f"Anfrage {self.number}"

    @property
    def subject_key(self) -> str:
        """What its mails and accesses are filed under."""
        return f"request:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for an answer."""
        return self.closed_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether the promised day has passed."""
        return self.is_open and self.promised_on < timezone.localdate()

    @property
    def language_names(self) -> str:
        """The languages in the active language."""
        return ", ".join(language_name(code) for code in self.languages)

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        if self.outcome:
            return str(RequestOutcome(self.outcome).label)
        if self.is_overdue:
            return str(_("überfällig"))
        return str(_("in Arbeit") if self.taken_at else _("neu"))

    @property
    def tone(self) -> str:
        """How that is coloured (tag state_tag)."""
        if self.outcome:
            return "done" if self.outcome == RequestOutcome.ANSWERED else "quiet"
        return "late" if self.is_overdue else "wait" if self.taken_at else "open"

    @property
    def since(self) -> datetime | date:
        """When it came where it stands."""
        if self.is_overdue:
            return self.promised_on
        return self.closed_at or self.taken_at or self.created_at
