"""What the clock deletes: unconfirmed applications after 7 days, drafts 14 days after their last change."""

import datetime as dt

import pytest
import time_machine

from cms_apps.links.models import Link
from cms_apps.parameters.models import Parameter
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application, Consent, Draft
from cms_apps.volunteering.services.drafts import delete_old_drafts
from cms_apps.volunteering.services.retention import delete_due
from tests.factories.people import make_application, make_member
from tests.rows import mail_rows
from tests.volunteering.kept import UNRELEASED

BEGIN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)


def at(**later):
    return time_machine.travel(BEGIN + dt.timedelta(**later), tick=False)


@pytest.fixture
def unconfirmed(organisation):
    make_member(organisation)
    with at():
        return make_application(organisation, state="unconfirmed")


def test_unconfirmed_application_stays_seven_days(unconfirmed):
    with at(days=7, seconds=-1):
        assert delete_due(*UNRELEASED) == 0

    assert Application.objects.count() == 1


def test_unconfirmed_application_goes_with_all_its_traces(unconfirmed):
    with at(days=7, seconds=1):
        assert delete_due(*UNRELEASED) == 1
        assert delete_due(*UNRELEASED) == 0

    left = [
        rows.count()
        for rows in (Application.objects, mail_rows(), Link.objects, Draft.objects, Consent.objects)
    ]
    assert left == [0, 0, 0, 0, 0]


def test_confirmed_and_decided_applications_stay(organisation):
    make_member(organisation)
    with at():
        for state in ("received", "accepted", "declined", "withdrawn"):
            make_application(organisation, state=state)

    with at(days=8):
        assert delete_due(*UNRELEASED) == 0

    assert Application.objects.count() == 4


def test_deadline_is_a_parameter(unconfirmed):
    Parameter.objects.create(key="confirm.days", value="3", valid_from=BEGIN.date())

    with at(days=3, seconds=1):
        assert delete_due(*UNRELEASED) == 1


def test_link_of_a_deleted_application_says_that_it_is_over(unconfirmed, client, deliver):
    with at():
        path = deliver()[0].body.split("http://testserver")[1].split()[0]
    with at(days=7, seconds=1):
        delete_due(*UNRELEASED)

        assert client.get(path).status_code == 404


def test_draft_stays_fourteen_days_after_its_last_change(db):
    with at():
        draft = services.start_draft("de")
    with at(days=10):
        services.save_step(draft, "ort", {"ort-place": ["65183"]})
    with at(days=24, seconds=-1):
        assert delete_old_drafts() == 0
    with at(days=24, seconds=1):
        assert delete_old_drafts() == 1

    assert Draft.objects.count() == 0


def test_sent_draft_is_empty_at_once_and_gone_later(organisation):
    make_member(organisation)
    with at():
        make_application(organisation)
        assert Draft.objects.get().data == {}
    with at(days=14, seconds=1):
        assert delete_old_drafts() == 1

    assert Application.objects.count() == 1
