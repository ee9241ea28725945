"""A volunteer's place in a course run, or on its waiting list."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.enums import CAME_STATES, HISTORY_LABEL, LIVE_STATES, NOT_DECIDED, EnrolmentState
from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.models import HistoryRecord


class Enrolment(models.Model):
    """A place (Kursplatz), taken, offered, waited for or given up; at most one live one per person and run.

    Those who wait stand in this order: who was turned down more often before, then who joined first (the smaller key).
    """

    privacy = Declaration(
        data=_("Kursplätze"),
        fields=("volunteer",),
        purpose=_("Kurse durchführen und ihre Förderung nachweisen"),
        readers=(_("der eigene Träger"), _("der Träger des Kurses")),
        rules=("volunteering.funding",),
        subject="volunteer",
    )

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="enrolments")
    run = models.ForeignKey(CourseRun, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=20, choices=EnrolmentState.choices, default=EnrolmentState.ENROLLED)
    state_since = models.DateTimeField(default=timezone.now)
    offer_until = models.DateTimeField("Angebot gilt bis", null=True, blank=True)
    # Of courses of this kind, as counted when the row was made: so the order of a list can be proved later.
    turned_down = models.PositiveSmallIntegerField("früher leer ausgegangen", default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    # Set by `eligibility.judged_by` alone, for as long as it is true.
    known_standing: Any = None

    class Meta:
        verbose_name = "Kursplatz"
        verbose_name_plural = "Kursplätze"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "run"],
                condition=Q(state__in=sorted(LIVE_STATES)),
                name="one_live_enrolment_per_person_and_run",
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.OFFERED) | Q(offer_until__isnull=False),
                name="an_offer_has_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["run", "-turned_down", "id"],
                name="waiting_list",
                condition=Q(state=EnrolmentState.WAITING),
            ),
            models.Index(
                fields=["offer_until"], name="offers_by_end", condition=Q(state=EnrolmentState.OFFERED)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def is_asked(self) -> bool:
        """Whether somebody still decides about it."""
        return self.state == EnrolmentState.ASKED

    @property
    def is_enrolled(self) -> bool:
        """Whether the place is theirs."""
        return self.state == EnrolmentState.ENROLLED

    @property
    def came(self) -> bool:
        """Whether they are on the list of participants: the place is theirs, or was until the end."""
        return self.state in CAME_STATES

    @property
    def is_completed(self) -> bool:
        """Whether they have completed the course."""
        return self.state == EnrolmentState.COMPLETED

    @property
    def is_offered(self) -> bool:
        """Whether a place is held for them until `offer_until`."""
        return self.state == EnrolmentState.OFFERED

    @property
    def offer_is_over(self) -> bool:
        """Whether the time of an offer has passed; the clock takes it back within a minute."""
        return self.is_offered and self.offer_until is not None and self.offer_until <= timezone.now()

    @property
    def is_waiting(self) -> bool:
        """Whether they stand on the waiting list."""
        return self.state == EnrolmentState.WAITING


class EnrolmentHistory(HistoryRecord):
    """What happened to a place."""

    privacy = Declaration(
        data=_("Verlauf der Kursplätze"),
        fields=("actor", "actor_label", "note"),
        purpose=_("nachvollziehen, wer wann entschieden hat"),
        readers=(_("der eigene Träger"), _("der Träger des Kurses")),
        retention=_("so lange wie der Kursplatz"),
        subject="subject",
    )

    subject = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="history")

    @property
    def was_not_decided(self) -> bool:
        """Whether the run began before anybody had decided about them."""
        return self.transition == "close_list" and self.source == EnrolmentState.ASKED

    @property
    def label(self) -> str:
        """What happened, in words."""
        if self.was_not_decided:
            return str(NOT_DECIDED)
        return str(HISTORY_LABEL.get(self.transition, self.transition))
