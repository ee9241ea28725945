"""An application (Bewerbung) to one host organisation."""

import secrets
import uuid

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters.languages import language_name
from cms_apps.places.models import Municipality
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.enums import (
    CONTACT_STATES,
    HISTORY_LABEL,
    OPEN_STATES,
    PUBLIC_STATE,
    STATE_TONE,
    WITHDRAWABLE_STATES,
    ApplicationState,
    ConsentPurpose,
    CourseWish,
    DeclineReason,
    HoursPerWeek,
    Level,
    Slot,
    Topic,
)
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.models import HistoryRecord

# No letter or digit that is mistaken for another when read out on the phone.
_ALPHABET = "ACDEFGHKLMNPQRTUVWXY3479"


def new_number() -> str:
    """A number to say on the phone: K7M-3QX. Random, so that it tells nothing."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


class ApplicationQuerySet(QuerySet["Application"]):
    """Words for applications."""

    def waiting(self) -> "ApplicationQuerySet":
        """Those that need a decision."""
        return self.filter(state__in=OPEN_STATES)

    def for_desk(self) -> "ApplicationQuerySet":
        """The queue's order: overdue and oldest first, which is the order of the promised dates."""
        return self.select_related("organisation", "municipality").order_by("promised_on", "pk")


class Application(models.Model):
    """A person's wish to volunteer; its state is written by the machine alone."""

    privacy = Declaration(
        fields=("first_name", "last_name", "email", "phone", "motivation", "place_typed", "decision_message"),
        purpose="decide about volunteering (Art. 6 (1) b, e GDPR)",
        readers=("chosen organisation; contact data from review on",),
        retention="unconfirmed 7 days, withdrawn 30 days, declined 6 months, accepted with the volunteer",
        subject="self",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("Nummer", max_length=7, unique=True, default=new_number)
    draft_key = models.UUIDField(unique=True, editable=False)
    state = models.CharField(
        "Stand", max_length=20, choices=ApplicationState.choices, default=ApplicationState.UNCONFIRMED
    )
    state_since = models.DateTimeField(default=timezone.now)
    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.PROTECT, related_name="applications"
    )
    language = models.CharField("Sprache der Mails", max_length=10, default="de")

    place_typed = models.CharField("Ort, wie eingegeben", max_length=120)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="Gemeinde",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    slots = models.JSONField("Zeiten", default=list)
    hours = models.CharField("Stunden pro Woche", max_length=20, choices=HoursPerWeek.choices)
    topics = models.JSONField("Themen", default=list)
    motivation = models.TextField("Über die Person", blank=True)
    first_name = models.CharField("Vorname", max_length=80)
    last_name = models.CharField("Nachname", max_length=80)
    email = models.EmailField("E-Mail-Adresse", db_index=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    course_wish = models.CharField(
        "Kurswunsch", max_length=20, choices=CourseWish.choices, default=CourseWish.NONE
    )
    wished_run = models.ForeignKey(
        CourseRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    submitted_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    promised_on = models.DateField("Antwort zugesagt bis", null=True, blank=True)
    decision_message = models.TextField("Was der Person geschrieben wurde", blank=True)
    volunteer = models.OneToOneField(
        Volunteer, null=True, blank=True, on_delete=models.SET_NULL, related_name="application"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Bewerbung"
        verbose_name_plural = "Bewerbungen"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["organisation", "promised_on", "id"],
                name="desk_queue",
                condition=Q(state__in=sorted(OPEN_STATES)),
            ),
            models.Index(fields=["organisation", "state", "-state_since"], name="desk_by_state"),
            models.Index(fields=["state", "state_since"], name="application_by_age"),
        ]

    def __str__(self) -> str:
        return f"Bewerbung {self.number}"

    @property
    def subject_key(self) -> str:
        """How outbox rows and links name this application."""
        return f"application:{self.key}"

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def place_name(self) -> str:
        """The municipality, or the postal code when nobody knows it: never more of what somebody typed."""
        return str(self.municipality or postal_code_in(self.place_typed))

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in OPEN_STATES

    @property
    def is_overdue(self) -> bool:
        """Whether the promised date has passed without a decision."""
        return self.is_open and self.promised_on is not None and self.promised_on < timezone.localdate()

    @property
    def shows_contact(self) -> bool:
        """Whether the organisation may see contact data and free text now."""
        return self.state in CONTACT_STATES

    @property
    def is_withdrawable(self) -> bool:
        """Whether the person may still withdraw it."""
        return self.state in WITHDRAWABLE_STATES

    @property
    def public_state(self) -> str:
        """The state in the applicant's words."""
        return str(PUBLIC_STATE[ApplicationState(self.state)])

    @property
    def tone(self) -> str:
        """How the state is coloured (components/state_tag.html)."""
        return STATE_TONE[ApplicationState(self.state)]

    @property
    def slot_labels(self) -> list[str]:
        """When the person has time, in words."""
        return [str(Slot(slot).label) for slot in self.slots]

    @property
    def topic_labels(self) -> list[str]:
        """What the person would like to accompany, in words."""
        return [str(Topic(topic).label) for topic in self.topics]


class ApplicationLanguage(models.Model):
    """A language as a skill for matching, never as origin (GDPR Art. 9)."""

    privacy = Declaration(
        fields=("code",),
        purpose="match languages",
        readers=("chosen organisation",),
        retention="with the application",
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10)
    level = models.CharField(max_length=20, choices=Level.choices)
    spoken = models.BooleanField(default=True)
    written = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="one_row_per_language")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The German name of the language."""
        return language_name(self.code)


class Consent(models.Model):
    """What the person agreed to, when, and to which version of the text (GDPR Art. 7)."""

    privacy = Declaration(
        fields=("purpose",),
        purpose="prove consent",
        readers=("chosen organisation",),
        retention="with the application",
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "purpose"], name="one_consent_per_purpose")
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())


class ApplicationHistory(HistoryRecord):
    """What happened to an application: one row for each verb."""

    privacy = Declaration(
        fields=("actor", "actor_label", "note"),
        purpose="traceability of decisions",
        readers=("chosen organisation",),
        retention="with the application",
        subject="subject",
    )

    subject = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="history")

    @property
    def label(self) -> str:
        """What happened, in words."""
        return str(HISTORY_LABEL.get(self.transition, self.transition))

    @property
    def reason_label(self) -> str:
        """The reason in words, for staff."""
        return str(DeclineReason(self.reason_code).label) if self.reason_code in DeclineReason.values else ""
