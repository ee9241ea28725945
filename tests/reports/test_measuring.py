"""What the clock measures: answer times of each Träger, and the public figures."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters.figures import public_figures
from cms_apps.parameters.models import PublicFigure
from cms_apps.reports.services import measure
from cms_apps.volunteering.models import ApplicationHistory
from tests.factories.people import make_application, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


def answered(organisation, *, after, ago=30, state="declined"):
    """An application that came some days ago and was answered `after` days."""
    application = make_application(organisation, state=state)
    arrived = timezone.now() - timedelta(days=ago)
    rows = ApplicationHistory.objects.filter(subject=application)
    rows.filter(transition__in=["created", "confirm"]).update(at=arrived)
    rows.exclude(transition__in=["created", "confirm"]).update(at=arrived + timedelta(days=after))
    return application


def measured(organisation):
    measure()
    return HostOrganisation.objects.get(pk=organisation.pk)


def test_the_typical_time_of_five_answers_is_written_to_the_organisation(organisation):
    for days in (1, 2, 4, 9, 20):
        answered(organisation, after=days)

    host = measured(organisation)

    assert (host.answer_days, host.answers_counted) == (4, 5)
    assert host.answer_days_measured_on == timezone.localdate()


def test_four_answers_say_nothing_yet(organisation):
    for days in (1, 2, 4, 9):
        answered(organisation, after=days)

    host = measured(organisation)

    assert (host.answer_days, host.answers_counted) == (None, 4)


def test_with_two_in_the_middle_the_longer_counts(organisation):
    for days in (1, 2, 3, 8, 9, 20):
        answered(organisation, after=days)

    assert measured(organisation).answer_days == 8


def test_only_the_last_twelve_months_count(organisation):
    for _ in range(5):
        answered(organisation, after=2, ago=400)
    assert measured(organisation).answers_counted == 0

    for _ in range(5):
        answered(organisation, after=3, ago=360)
    assert measured(organisation).answer_days == 3


@pytest.mark.parametrize("state", ["unconfirmed", "received", "in_review", "withdrawn"])
def test_what_is_no_answer_does_not_count(organisation, state):
    make_application(organisation, state=state)

    assert measured(organisation).answers_counted == 0


def test_only_the_first_answer_counts(organisation):
    application = answered(organisation, after=2)
    ApplicationHistory.objects.create(
        subject=application, transition="later", source="declined", target="accepted", at=timezone.now()
    )
    for _ in range(4):
        answered(organisation, after=2)

    assert measured(organisation).answer_days == 2


def test_each_organisation_has_its_own(organisation, other_organisation):
    for days in (1, 2, 3, 4, 5):
        answered(organisation, after=days)
        answered(other_organisation, after=10 + days)

    assert measured(organisation).answer_days == 3
    assert measured(other_organisation).answer_days == 13


def test_a_figure_that_is_no_longer_true_goes(organisation):
    for _ in range(5):
        answered(organisation, after=2)
    assert measured(organisation).answer_days == 2
    ApplicationHistory.objects.filter(target="declined").delete()

    assert measured(organisation).answer_days is None
    assert public_figures() is None


def test_measuring_costs_the_same_for_more_rows(organisation, django_assert_num_queries):
    hosts = [make_organisation(f"Träger {number}", serves=make_municipality()) for number in range(4)]
    for _ in range(5):
        answered(organisation, after=2, state="accepted")
    measure()
    with CaptureQueriesContext(connection) as one:
        measure()
    for host in hosts:
        answered(host, after=2)

    with django_assert_num_queries(len(one)):
        measure()


def test_the_start_page_shows_figures_of_five_and_more_with_their_day(client, home, organisation):
    for number in range(4):
        make_organisation(f"Träger {number}")
    make_organisation("Zentrum", centre=True)
    for _ in range(5):
        answered(organisation, after=3, state="accepted")
    measure()

    page = client.get("/de/").content.decode()

    shown = {figure.label: figure.value for figure in public_figures().rows}
    assert shown == {
        "Integrationslots*innen sind dabei oder bereiten sich vor": "5",
        "Träger nehmen in Hessen teil": "5",
        "dauert es meist bis zur ersten Antwort": "3 Tage",
    }
    assert all(label in page for label in shown)
    assert "Gemessen am" in page


def test_small_numbers_are_not_published(client, home, organisation):
    for _ in range(4):
        answered(organisation, after=3, state="accepted")
    measure()

    assert not PublicFigure.objects.exists()
    assert "Gemessen am" not in client.get("/de/").content.decode()


def test_the_centre_and_those_who_stopped_do_not_take_part(organisation):
    make_organisation("Zentrum", centre=True)
    for number in range(4):
        make_organisation(f"Träger {number}")
    measure()
    assert PublicFigure.objects.get().value == 5

    HostOrganisation.objects.exclude(kind=OrganisationKind.CENTRE).update(accepts_applications=False)
    measure()
    assert not PublicFigure.objects.exists()
