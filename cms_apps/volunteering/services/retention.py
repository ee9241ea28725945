"""Deletion rules of sign-ups and of volunteering (domain.md 5.1): rows go with their outbox rows, links and drafts."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import DeletionRule
from cms_apps.parameters.selectors import number
from cms_apps.privacy.rules import days_ago
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import KEPT_FOR
from cms_apps.volunteering.services.addresses import delete_old_email_changes
from cms_apps.volunteering.services.drafts import delete_old_drafts
from cms_apps.volunteering.services.erasing import delete_rows, erase, erase_volunteer
from cms_apps.volunteering.services.importing import delete_tables
from cms_apps.volunteering.services.planning import delete_old_planned
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import delete_old_certificate_notes
from cms_apps.workflow.actors import Actor


@transaction.atomic
def delete_due(*states: ApplicationState) -> int:
    """Delete applications that have been in one of these states for longer than they are kept; returns how many."""
    return sum(_delete(state) for state in states)


def delete_left() -> int:
    """Delete what is kept of people who left, but for names that prove a funded course; returns how many people."""
    still_there = Q(application__isnull=False) | ~Q(email="") | ~Q(phone="")
    left = Volunteer.objects.filter(
        still_there, state=VolunteerState.LEFT, state_since__lt=days_ago("left.days")
    )
    late = list(left.select_related("application"))
    for volunteer in late:
        application = getattr(volunteer, "application", None)
        if application is None:
            erase_volunteer(volunteer, actor=Actor.system())
        else:
            erase(application, actor=Actor.system())
    return len(late)


@transaction.atomic
def delete_proofs() -> int:
    """Delete names that only proved funded courses, `funding.years` after the last one; returns how many people."""
    end = timezone.now() - timedelta(days=365 * number("funding.years"))
    only_names = Volunteer.objects.filter(state=VolunteerState.LEFT, application=None, email="", phone="")
    past = only_names.annotate(last=Max("enrolments__run__dates__ends_at")).filter(last__lt=end)
    late = list(past)
    for volunteer in late:
        erase_volunteer(volunteer, actor=Actor.system(), proofs=False)
    return len(late)


def _delete(state: ApplicationState) -> int:
    rows = Application.objects.filter(state=state, state_since__lt=days_ago(KEPT_FOR[state]))
    if state == ApplicationState.RESTING:
        rows = rows.filter(_was_told_in_time())
    late = list(rows.select_for_update())
    for application in late:
        delete_rows(application)
    return len(late)


def _was_told_in_time() -> Q:
    """Whoever can be told by mail has been, as long before as was promised, even when the clock stood still."""
    return Q(email="") | Q(reminded_at__lt=days_ago("resting.notice_days"))


_IN_STATE = {
    ApplicationState.UNCONFIRMED: (_("Bewerbungen, die niemand bestätigt hat"), _("nach dem Absenden")),
    ApplicationState.PARENT_ASKED: (_("Bewerbungen, denen kein Elternteil zugestimmt hat"), _("nach der Frage an die Eltern")),
    ApplicationState.WITHDRAWN: (_("zurückgezogene Bewerbungen"), _("nach dem Zurückziehen")),
    ApplicationState.DECLINED: (_("abgelehnte Bewerbungen"), _("nach der Absage")),
    ApplicationState.RESTING: (_("ruhende Bewerbungen"), _("seit sie ruhen, nach einer letzten Nachricht")),
    ApplicationState.HANDED_OVER: (_("weitergeleitete Bewerbungen beim alten Träger"), _("nach der Weiterleitung")),
}  # fmt: skip
RULES = (
    *(
        DeletionRule(
            name=f"volunteering.{state}", what=what, after=after, parameter=KEPT_FOR[state],
            keep=partial(delete_due, state),
        )
        for state, (what, after) in _IN_STATE.items()
    ),
    DeletionRule(
        name="volunteering.drafts", what=_("nicht abgesendete Entwürfe"), after=_("nach der letzten Änderung"),
        parameter="draft.days", keep=delete_old_drafts,
    ),
    DeletionRule(
        name="volunteering.email_changes", what=_("nicht bestätigte neue E-Mail-Adressen"),
        after=_("nach der Eingabe"), parameter="email_change.days", keep=delete_old_email_changes,
    ),
    DeletionRule(
        name="volunteering.planned", what=_("vorbereitete Entscheidungen"), after=_("nach der Ausführung"),
        parameter="planned.days", keep=delete_old_planned,
    ),
    DeletionRule(
        name="volunteering.tables", what=_("hochgeladene Tabellen"), after=_("nach dem Hochladen"),
        parameter="tables.days", keep=delete_tables,
    ),
    DeletionRule(
        name="volunteering.left", what=_("Angaben von Ausgeschiedenen, außer Nachweisen geförderter Kurse"),
        after=_("nach dem Ausscheiden"), parameter="left.days", keep=delete_left,
    ),
    DeletionRule(
        name="volunteering.certificates", what=_("Vermerke zum Führungszeugnis"), after=_("nach dem Ausscheiden"),
        parameter="certificate_note.days", keep=delete_old_certificate_notes,
    ),
    DeletionRule(
        name="volunteering.funding", what=_("Nachweise geförderter Kurse: Name, Kurs, Träger, Zertifikat"),
        after=_("nach dem letzten Kurstag"), parameter="funding.years", keep=delete_proofs, unit="years",
    ),
)  # fmt: skip
