"""States whose applications are deleted by the clock."""

from cms_apps.volunteering.enums import ApplicationState

UNRELEASED = (ApplicationState.UNCONFIRMED, ApplicationState.PARENT_ASKED)
CLOSED = (
    ApplicationState.WITHDRAWN,
    ApplicationState.DECLINED,
    ApplicationState.RESTING,
    ApplicationState.HANDED_OVER,
)
