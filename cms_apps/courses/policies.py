"""Who may do what with a course run."""

from cms_apps.courses.models import CourseRun
from cms_apps.organisations.selectors import may_decide
from cms_apps.workflow.actors import Actor, ActorKind


def may_manage_run(run: CourseRun, actor: Actor) -> bool:
    """The deciding members of the run's organisation, and the platform's administrator."""
    if actor.kind != ActorKind.STAFF or actor.user is None or not actor.user.is_active:
        return False
    return actor.user.is_superuser or may_decide(actor.user, run.organisation_id)


def is_system(run: CourseRun, actor: Actor) -> bool:
    """Only the clock says that a course has begun or ended."""
    return actor.kind == ActorKind.SYSTEM
