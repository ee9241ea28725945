"""One run of a course: its dates and its places."""

from typing import Any

from django.db import models
from django.db.models import F, Max, Min, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations

from cms_apps.courses.enums import (
    CHANGEABLE_STATES,
    OVER_STATES,
    RUN_HISTORY_LABEL,
    RUN_TONE,
    TAKING_STATES,
    Mode,
    Procedure,
    RunState,
)
from cms_apps.courses.models.kind import CourseKind, CourseModule
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation
from cms_apps.workflow.models import HistoryRecord

# By the machine and by enrolments, each with a conditional UPDATE.
WRITTEN_ELSEWHERE = {"id", "taken", "state", "state_since"}


class CourseRunQuerySet(QuerySet["CourseRun"]):
    """Words for runs."""

    def with_dates(self) -> "CourseRunQuerySet":
        """Add `starts_on` and `ends_on` (of the first and last date), and `teaching_units` (UE of 45 minutes, all dates)."""
        return self.annotate(
            starts_on=Min("dates__starts_at"),
            ends_on=Max("dates__ends_at"),
            teaching_units=Sum("dates__teaching_units"),
        )

    def not_begun(self, *, now: Any = None) -> "CourseRunQuerySet":
        """Runs that take people and whose first date lies ahead: a place that is freed can still be used."""
        return self.with_dates().filter(state__in=TAKING_STATES, starts_on__gt=now or timezone.now())

    def open_for_enrolment(self, *, now: Any = None, today: Any = None) -> "CourseRunQuerySet":
        """Runs that take people now: open, not begun, not past the closing date. Full ones are among them.

        A prepared query names the moment and its day.
        """
        still_open = Q(closes_on=None) | Q(closes_on__gte=today or timezone.localdate())
        return self.not_begun(now=now).filter(still_open)

    def for_new_people(self) -> "CourseRunQuerySet":
        """Runs of a kind with which somebody begins, so that the sign-up may offer them."""
        return self.filter(kind__for_new_people=True)

    def for_everybody(self) -> "CourseRunQuerySet":
        """Runs of a kind for which people register without an account."""
        return self.filter(kind__for_everybody=True)

    def with_places(self) -> "CourseRunQuerySet":
        """Runs with at least one free place."""
        return self.filter(taken__lt=F("capacity"))


class CourseRun(ClusterableModel):
    """A course from its first to its last date (Kursdurchgang); `taken` is written by enrolments only."""

    privacy = Declaration(
        data=_("Referent*innen von Kursen"),
        fields=("speakers",),
        purpose=_("Kurse planen und ankündigen"),
        readers=(_("der eigene Träger"), _("wer am Kurs teilnimmt")),
        retention=_("so lange wie der Kurs"),
        subject="self",
    )

    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.PROTECT, related_name="course_runs"
    )
    kind = models.ForeignKey(
        CourseKind, verbose_name="Kursart", on_delete=models.PROTECT, related_name="runs"
    )
    title = models.CharField("Titel", max_length=120)
    state = models.CharField(
        max_length=20, choices=RunState.choices, default=RunState.PLANNED, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    mode = models.CharField("Form", max_length=20, choices=Mode.choices, default=Mode.ON_SITE)
    place_line = models.CharField(
        "Ort", max_length=160, blank=True, help_text="Zum Beispiel: Rathaus, Raum 12, Musterstadt"
    )
    online_url = models.URLField(
        "Link zum Teilnehmen",
        blank=True,
        help_text="Nur wer einen Platz hat, bekommt diesen Link. Er steht auf keiner öffentlichen Seite.",
    )
    languages = models.CharField(
        "Sprachen", max_length=120, default="Deutsch", help_text="Zum Beispiel: Deutsch, Arabisch"
    )
    speakers = models.CharField("Referent*innen", max_length=300, blank=True)
    note = models.CharField(
        "Hinweis", max_length=300, blank=True, help_text="Zum Beispiel: stufenloser Zugang, Kinderbetreuung"
    )
    capacity = models.PositiveSmallIntegerField("Plätze")
    minimum = models.PositiveSmallIntegerField(
        "Mindestens", default=0, help_text="So viele Menschen braucht der Kurs, damit er stattfindet."
    )
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    procedure = models.CharField(
        "Vergabe", max_length=20, choices=Procedure.choices, default=Procedure.FIRST_COME
    )
    closes_on = models.DateField("Anmeldung bis", null=True, blank=True)

    objects = CourseRunQuerySet.as_manager()

    class Meta:
        verbose_name = "Kurs"
        verbose_name_plural = "Kurse"
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "state"], name="run_by_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")),
                name="no_more_taken_than_places",
                violation_error_message="Es sind schon mehr Plätze vergeben, als der Kurs dann hätte.",
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("capacity")),
                name="run_minimum_within_places",
                violation_error_message="Der Kurs kann nicht mehr Menschen brauchen, als er Plätze hat.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="run_has_places",
                violation_error_message="Ein Kurs hat mindestens einen Platz.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Leave alone what others write: an old copy, say of a form, must neither free a place nor undo a verb."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            own = [field.name for field in self._meta.concrete_fields if field.name not in WRITTEN_ELSEWHERE]
            kwargs["update_fields"] = [*own, *(child.related_name for child in get_all_child_relations(self))]
        super().save(*args, **kwargs)

    @property
    def state_label(self) -> str:
        """The state in words; an open run without a free place is full."""
        full = self.state == RunState.OPEN and not self.places_left
        return str(_("ausgebucht") if full else RunState(self.state).label)

    @property
    def tone(self) -> str:
        """How the state is coloured (tag state_tag)."""
        return RUN_TONE[RunState(self.state)]

    @property
    def is_changeable(self) -> bool:
        """Whether its plan can still be changed."""
        return self.state in CHANGEABLE_STATES

    @property
    def is_over(self) -> bool:
        """Whether it was held to the end."""
        return self.state in OVER_STATES

    @property
    def where(self) -> str:
        """Where it is, in a line: the place, else its form."""
        return self.place_line or str(self.get_mode_display())

    @property
    def asks_first(self) -> bool:
        """Whether somebody decides about each who wants a place."""
        return self.procedure != Procedure.FIRST_COME

    @property
    def fills_itself(self) -> bool:
        """Whether a freed place goes to who waits without anybody's doing."""
        return self.procedure != Procedure.BY_HAND

    @property
    def places_left(self) -> int:
        """Free places."""
        return self.capacity - self.taken


class CourseDate(models.Model):
    """One meeting of a run, with its Unterrichtseinheiten (UE, 45 minutes each)."""

    privacy = Declaration.none("public course data")

    run = ParentalKey(CourseRun, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    teaching_units = models.PositiveSmallIntegerField("UE")
    module = models.ForeignKey(
        CourseModule, verbose_name="Modul", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topic = models.CharField("Thema", max_length=160, blank=True)
    place_line = models.CharField(
        "Anderer Ort", max_length=160, blank=True, help_text="Nur, wenn dieser Termin woanders ist."
    )
    # What calendars know an entry by: how often it was moved, and when it was made (RFC 5545).
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="date_ends_after_it_starts",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"


class CourseRunHistory(HistoryRecord):
    """What happened to a run."""

    privacy = Declaration(
        data=_("Verlauf der Kurse"),
        fields=("actor", "actor_label", "note"),
        purpose=_("nachvollziehen, wer wann entschieden hat"),
        readers=(_("der eigene Träger"), _("Systemverwaltung")),
        retention=_("so lange wie der Kurs"),
        subject="actor",
    )

    subject = models.ForeignKey(CourseRun, on_delete=models.CASCADE, related_name="history")

    @property
    def label(self) -> str:
        """What happened, in words."""
        return str(RUN_HISTORY_LABEL.get(self.transition, self.transition))
