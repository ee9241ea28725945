"""An application (Bewerbung) to one host organisation."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.names import NameKeyField, SoundKeyField
from cms_apps.foundation.numbers import new_number
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters.languages import language_name
from cms_apps.places.models import Municipality
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.enums import (
    CONTACT_STATES,
    DECIDED_STATES,
    KEPT_STATES,
    OPEN_STATES,
    STATE_TONE,
    WITHDRAWABLE_STATES,
    WRITABLE_STATES,
    ApplicationState,
    CourseWish,
    HoursPerWeek,
    Slot,
    Source,
    Topic,
)
from cms_apps.volunteers.models import Volunteer


class ApplicationQuerySet(QuerySet["Application"]):
    """Words for applications."""

    def waiting(self) -> "ApplicationQuerySet":
        """Those that need a decision."""
        return self.filter(state__in=OPEN_STATES)

    def arrived(self) -> "ApplicationQuerySet":
        """Those that ever reached their organisation: from then on an answer was promised."""
        return self.filter(promised_on__isnull=False)


class Application(models.Model):
    """A person's wish to volunteer; its state is written by the machine alone."""

    privacy = Declaration(
        data=_("Name, Adresse, Telefon, Wohnort, freie Texte, Alter, Eltern von Minderjährigen"),
        fields=(
            "first_name",
            "last_name",
            "name_key",
            "last_name_key",
            "sound_key",
            "email",
            "phone",
            "motivation",
            "place_typed",
            "decision_message",
            "birth_year",
            "parent_name",
            "parent_email",
            "extra_answers",
            "talk_wish",
        ),
        purpose=_("über das Ehrenamt entscheiden (Art. 6 Abs. 1 b und e DSGVO)"),
        readers=(_("der gewählte Träger, Kontaktdaten erst ab der Prüfung und auf Klick"),),
        retention=_("angenommen so lange wie das Ehrenamt"),
        rules=(
            "volunteering.unconfirmed",
            "volunteering.parent_asked",
            "volunteering.withdrawn",
            "volunteering.declined",
            "volunteering.resting",
            "volunteering.handed_over",
        ),
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
    # By either the desk finds a person whose first or last name begins with what was typed.
    name_key = NameKeyField(parts=("first_name", "last_name"))
    last_name_key = NameKeyField(parts=("last_name", "first_name"))
    # To find a person who applied twice (`selectors.likeness`).
    sound_key = SoundKeyField(parts=("first_name", "last_name"))
    email = models.EmailField("E-Mail-Adresse", blank=True, db_index=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    course_wish = models.CharField(
        "Kurswunsch", max_length=20, choices=CourseWish.choices, default=CourseWish.NONE
    )
    wished_run = models.ForeignKey(
        CourseRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    birth_year = models.PositiveSmallIntegerField("Geburtsjahr", null=True, blank=True)
    parent_name = models.CharField("Name eines Elternteils", max_length=160, blank=True)
    parent_email = models.EmailField("E-Mail-Adresse eines Elternteils", blank=True)
    parent_agreed_at = models.DateTimeField(null=True, blank=True)
    talk_wish = models.TextField("Wunsch zum Erstgespräch", blank=True)
    # [{"question": …, "label": …, "value": …}] as they were asked, in the language of the sign-up.
    extra_answers = models.JSONField("Antworten auf eigene Fragen", default=list, blank=True)

    source = models.CharField("Eingang", max_length=20, choices=Source.choices, default=Source.WEB)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="zuständig",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # One transfer for each application: whoever comes second meets the unique index.
    forwarded_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="forwarded_as"
    )

    # The application of the same person that goes on instead of this one.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged"
    )

    # While a question is open the promise stands still (`services.questions`).
    clock_stopped_on = models.DateField(null=True, blank=True)
    # What the clock has done once since the state was entered (`services.timers`).
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    asked_interest_at = models.DateTimeField(null=True, blank=True)

    submitted_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    promised_on = models.DateField("Antwort zugesagt bis", null=True, blank=True)
    decision_message = models.TextField("Was der Person geschrieben wurde", blank=True)
    volunteer = models.OneToOneField(
        Volunteer, null=True, blank=True, on_delete=models.SET_NULL, related_name="application"
    )

    objects = ApplicationQuerySet.as_manager()

    # Whether the reader for whom it was read has opened the contact data (`selectors.access`); closed otherwise.
    contact_opened = False

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
            models.Index(
                fields=["organisation", "-state_since", "-id"],
                name="desk_decided",
                condition=Q(state__in=sorted(DECIDED_STATES)),
            ),
            models.Index(
                fields=["organisation", "-state_since", "-id"],
                name="desk_kept",
                condition=Q(state__in=sorted(KEPT_STATES)),
            ),
            models.Index(fields=["state", "state_since"], name="application_by_age"),
            models.Index(fields=["organisation", "sound_key"], name="application_sounds"),
            models.Index(fields=["organisation", "birth_year"], name="application_by_year"),
            models.Index("organisation", Upper("email"), name="application_mailbox"),
            models.Index(
                fields=["promised_on", "id"],
                name="centre_escalated",
                condition=Q(state__in=sorted(OPEN_STATES), escalated_at__isnull=False),
            ),
            *(
                models.Index(
                    fields=["organisation", key],
                    name=f"desk_{key}",
                    opclasses=["int8_ops", "varchar_pattern_ops"],
                )
                for key in ("name_key", "last_name_key")
            ),
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
    def reads(self) -> str:
        """In which language the person reads our mails; empty for German."""
        return "" if self.language == settings.LANGUAGE_CODE else language_name(self.language)

    @property
    def place_name(self) -> str:
        """The municipality, or the postal code when nobody knows it: never more of what somebody typed."""
        return str(self.municipality or postal_code_in(self.place_typed))

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in OPEN_STATES

    @property
    def has_arrived(self) -> bool:
        """Whether it ever reached the organisation; what a parent did not release never does."""
        return self.promised_on is not None

    @property
    def needs_parent(self) -> bool:
        """Whether a parent must agree before the organisation sees it: only who is under 18 names one."""
        return bool(self.parent_name) and self.parent_agreed_at is None

    @property
    def waits_for_parent(self) -> bool:
        """Whether a parent was asked and has not answered."""
        return self.state == ApplicationState.PARENT_ASKED

    @property
    def is_kept(self) -> bool:
        """Whether it is kept for later: on the list, or resting."""
        return self.state in KEPT_STATES

    @property
    def has_email(self) -> bool:
        """Whether mails can reach the person; else there are letters."""
        return bool(self.email)

    @property
    def is_overdue(self) -> bool:
        """Whether the promised date has passed without a decision."""
        waits = self.is_open and self.clock_stopped_on is None
        return waits and self.promised_on is not None and self.promised_on < timezone.localdate()

    @property
    def shows_contact(self) -> bool:
        """Whether the organisation may open contact data and free text now."""
        return self.state in CONTACT_STATES

    @property
    def contact_shown(self) -> bool:
        """Whether this reader sees them: they may, and they have clicked for it."""
        return self.shows_contact and self.contact_opened

    @property
    def is_withdrawable(self) -> bool:
        """Whether the person may still withdraw it."""
        return self.state in WITHDRAWABLE_STATES

    @property
    def takes_messages(self) -> bool:
        """Whether the person may write to the team."""
        return self.state in WRITABLE_STATES

    @property
    def state_label(self) -> str:
        """The state in words for staff."""
        return str(ApplicationState(self.state).label)

    @property
    def tone(self) -> str:
        """How the state is coloured (tag state_tag)."""
        return STATE_TONE[ApplicationState(self.state)]

    @property
    def slot_labels(self) -> list[str]:
        """When the person has time, in words."""
        return [str(Slot(slot).label) for slot in self.slots]

    @property
    def topic_labels(self) -> list[str]:
        """What the person would like to accompany, in words."""
        return [str(Topic(topic).label) for topic in self.topics]
