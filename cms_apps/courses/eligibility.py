"""What speaks against a run as it is, or as somebody wants it."""

from itertools import pairwise

from django.utils import timezone

from cms_apps.courses import errors
from cms_apps.courses.answers import DatePlan, RunPlan
from cms_apps.courses.enums import UNIT, Procedure, RunState
from cms_apps.courses.models import CourseKind, CourseModule, CourseRun
from cms_apps.workflow.actors import Actor


def has_dates(run: CourseRun, actor: Actor) -> None:
    """Refuse a run to which nobody could come."""
    if not run.dates.exists():
        raise errors.NoDates


def is_held(run: CourseRun, actor: Actor) -> None:
    """Refuse to begin before the first date, and what nobody was ever let into."""
    if not run.dates.filter(starts_at__lte=timezone.now()).exists():
        raise errors.NotYet
    if run.state == RunState.PLANNED and not CourseRun.objects.filter(pk=run.pk, taken__gt=0).exists():
        raise errors.NobodyComes


def check_plan(plan: RunPlan) -> None:
    """Refuse a plan that cannot be held."""
    if plan.minimum > plan.capacity:
        raise errors.MinimumAbovePlaces
    in_order = sorted(plan.dates, key=lambda one: one.starts_at)
    for one in in_order:
        _check_date(one)
    if any(later.starts_at < earlier.ends_at for earlier, later in pairwise(in_order)):
        raise errors.DatesOverlap
    if plan.closes_on and in_order and plan.closes_on > timezone.localdate(in_order[0].starts_at):
        raise errors.ClosesTooLate
    if (
        plan.procedure != Procedure.FIRST_COME
        and CourseKind.objects.filter(pk=plan.kind_id, for_everybody=True).exists()
    ):
        raise errors.OnlyFirstCome
    modules = {one.module_id for one in plan.dates if one.module_id}
    if CourseModule.objects.filter(pk__in=modules, kind=plan.kind_id).count() != len(modules):
        raise errors.ForeignModule


def _check_date(one: DatePlan) -> None:
    if one.ends_at <= one.starts_at:
        raise errors.EndsBeforeItStarts
    if one.teaching_units * UNIT > one.ends_at - one.starts_at:
        raise errors.TooManyUnits
