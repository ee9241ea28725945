"""The demo's people: 55 Träger, courses, 120 applications in every state."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from vielfalt.demo.courses import OVER
from vielfalt.demo.ledger import COURSES
from vielfalt.demo.organisations import read

from cms_apps.courses.enums import Mode, RunState
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import public_runs
from cms_apps.enrolments.enums import NeedKind
from cms_apps.enrolments.models import Need, Registration
from cms_apps.enrolments.selectors import waiting_list
from cms_apps.enrolments.selectors.feedback import results_of
from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.models import HostOrganisation, ServedArea
from cms_apps.outbox.models import OutboxRow
from cms_apps.places.models import District, PostalArea
from cms_apps.reports.selectors.ledger import line_of
from cms_apps.reports.selectors.proofs import open_proofs
from cms_apps.volunteering.enums import OPEN_STATES, ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.enums import RequestOutcome
from cms_apps.volunteers.models import AccompanimentRequest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for all tests of this file; each of them is rolled back to it."""
    folder = override_settings(VAR_DIR=tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), folder, transaction.atomic():
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)


SHOWN = set(ApplicationState.values)


def test_the_demo_has_every_kind_of_organisation_and_every_state_of_an_application(demo):
    hosts = HostOrganisation.objects.exclude(kind=OrganisationKind.CENTRE)
    per_host = Counter(Application.objects.values_list("organisation", flat=True))

    assert hosts.count() == 55
    assert set(HostOrganisation.objects.values_list("kind", flat=True)) == set(OrganisationKind.values)
    assert Application.objects.count() == 121  # one was handed over, and stands at both
    assert set(Application.objects.values_list("state", flat=True)) == SHOWN
    assert min(per_host[host.pk] for host in hosts.order_by("pk")[:12]) >= 5


def test_every_district_has_a_host_and_so_does_the_land(demo):
    areas = ServedArea.objects.exclude(organisation__kind=OrganisationKind.CENTRE)
    served = {*areas.values_list("district", flat=True)} | {
        *areas.values_list("municipality__district", flat=True)
    }
    hosts = HostOrganisation.objects.all()
    today = timezone.localdate()

    assert District.objects.count() == 27
    assert served - {None} == {*District.objects.values_list("pk", flat=True)}
    assert {host.email.rpartition(".")[2] for host in hosts} == {"example"}
    assert all(" 555 0" in host.phone for host in hosts.exclude(kind=OrganisationKind.CENTRE))
    assert PostalArea.objects.filter(code__in=hosts.values("office_code")).count() == len(
        {host.office_code for host in hosts if host.office_code}
    )
    assert sum(not host.takes_applications_on(today) for host in hosts) == 3
    assert sum(host.is_absent_on(today) for host in hosts) == 2


def test_the_demo_account_finds_forty_applications_on_a_monday(demo):
    first = HostOrganisation.objects.get(name=read("organisations.json")[0]["name"])
    own = Application.objects.filter(organisation=first)

    assert own.count() == 40
    assert set(own.values_list("state", flat=True)) == SHOWN
    assert sum(one.is_overdue for one in own) >= 3
    assert own.filter(state__in=OPEN_STATES).count() == 26


def test_one_course_is_full_waited_for_and_still_wished_for(demo):
    courses = CourseRun.objects.exclude(kind__for_everybody=True)
    full = [run for run in courses if not run.places_left]

    assert [run.title for run in full] == ["Basiskurs Wiesbaden an drei Samstagen"]
    assert waiting_list(full[0].pk).count() == 1
    assert Application.objects.filter(wished_run=full[0], state__in=OPEN_STATES).count() == 2


def test_courses_of_every_form_are_planned_open_under_way_and_over(demo):
    runs, now = CourseRun.objects.all(), timezone.now()
    ends = [[date.starts_at for date in run.dates.order_by("starts_at")] for run in runs]

    assert len(runs) == 17
    assert {run.mode for run in runs} == set(Mode.values)
    assert {run.title for run in runs if run.state == RunState.PLANNED} == {
        "Basiskurs Alsfeld, Sommer",
        "Vertiefung: Begleitung im Gesundheitswesen",  # else each applicant would be offered it
    }
    assert sum(dates[0] < now < dates[-1] for dates in ends) == 2
    assert sum(dates[-1] < now for dates in ends) == 4
    assert runs.filter(organisation__kind=OrganisationKind.CENTRE).count() == 2
    assert not public_runs().filter(kind__for_new_people=False).exists()


def test_a_course_is_too_small_one_owes_its_proof_and_one_is_settled(demo):
    host = HostOrganisation.objects.get(name=read("organisations.json")[0]["name"])
    small, owing, settled = (line_of(CourseRun.objects.get(title=one.title).pk) for one in COURSES)

    assert small.is_under_way
    assert (small.planned, small.warning[:14]) == (16, "16 UE sind zu ")
    assert (settled.run.state, settled.participants) == (RunState.SETTLED, 4)
    (due,) = open_proofs([host]).lines
    assert due.title == owing.run.title
    assert 0 < (due.due_on - timezone.localdate()).days <= 14
    assert owing.most_cents == 6 * 28 * owing.grant.unit_cents


def test_requests_for_accompaniment_wait_and_are_done_in_every_way(demo):
    first = HostOrganisation.objects.get(name=read("organisations.json")[0]["name"])
    asked = list(AccompanimentRequest.objects.filter(organisation=first))

    assert {one.outcome for one in asked if not one.is_open} == set(RequestOutcome.values)
    assert sum(one.is_overdue for one in asked) == 1
    assert [one.name for one in asked if one.taken_at and one.is_open] == ["Petro Hnatiuk"]
    assert all(one.created_at <= (one.closed_at or one.taken_at or timezone.now()) for one in asked)
    others = AccompanimentRequest.objects.exclude(organisation=first)
    passed = AccompanimentRequest.objects.get(outcome=RequestOutcome.PASSED_ON).offered_to
    assert {one.organisation for one in others if not one.organisation.is_centre} == {passed}
    assert sum(one.organisation.is_centre for one in others) == 1


def test_the_demo_leaves_no_mail_to_its_people_and_loads_twice_without_doubles(demo):
    call_command("demo", verbosity=0)

    assert not OutboxRow.objects.filter(recipient__endswith="@person.example").exists()
    assert not OutboxRow.objects.filter(subject_key__startswith="request:").exists()
    assert (
        AccompanimentRequest.objects.count() == len(read("requests.json")) + 1
    )  # the one that was passed on stands at both
    assert Application.objects.count() == 121
    assert HostOrganisation.objects.count() == 56


def test_what_happens_around_courses_is_there_to_be_seen(demo):
    over = CourseRun.objects.get(title=OVER)
    guests = Registration.objects.all()

    assert {kind for one in Need.objects.all() for kind in one.kinds} == set(NeedKind)
    assert (over.state, results_of(over.pk).is_shown) == (RunState.FINISHED, True)
    assert (
        guests.with_place().count(),
        guests.waiting().count(),
        guests.filter(confirmed_at=None).count(),
    ) == (3, 1, 1)
