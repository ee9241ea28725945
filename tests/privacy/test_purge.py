"""The clock keeps the deletion rules, one after the other, and keeps a record without personal data."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.services import take_place
from cms_apps.foundation import privacy
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.privacy.models import ErasureEntry, PurgeRecord
from cms_apps.privacy.services import purge
from cms_apps.privacy.ticks import purge as tick
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import KEPT_FOR, deletion_day
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_municipality, make_organisation, make_run

pytestmark = pytest.mark.django_db


def brought_to(state, *, days=0):
    """An application that has been in a state for some days."""
    application = make_application(make_organisation(serves=make_municipality()))
    now = timezone.now()
    since = {"state_since": now - dt.timedelta(days=days), "reminded_at": now}
    Application.objects.filter(pk=application.pk).update(state=state, **since)
    application.refresh_from_db()
    return application


def accepted():
    """An accepted application; the volunteer has all rows of a real one."""
    application = make_application(make_organisation(serves=make_municipality()), state="accepted")
    application.refresh_from_db()
    return application


def left_since(volunteer, days):
    Volunteer.objects.filter(pk=volunteer.pk).update(
        state="left", state_since=timezone.now() - dt.timedelta(days=days)
    )


def course_ended(run, days):
    end = timezone.now() - dt.timedelta(days=days)
    run.dates.update(starts_at=end - dt.timedelta(hours=2), ends_at=end)


@pytest.mark.parametrize("state", sorted(KEPT_FOR))
def test_what_is_shown_as_the_day_is_the_day(state, clock):
    clock.move_to(timezone.now().replace(hour=10, minute=0))
    application = brought_to(state)
    day = deletion_day(application)

    clock.move_to(dt.datetime.combine(day, dt.time(9), tzinfo=timezone.get_current_timezone()))
    purge()
    assert Application.objects.count() == 1
    clock.shift(dt.timedelta(hours=4))
    purge()

    assert Application.objects.count() == 0
    assert PurgeRecord.objects.get(rule=f"volunteering.{state}").deleted == 1


@pytest.mark.parametrize("state", ["received", "in_review"])
def test_what_has_not_ended_has_no_day(state):
    assert deletion_day(brought_to(state)) is None


def test_whoever_takes_part_has_no_day_until_they_leave():
    application = accepted()
    assert deletion_day(application) is None
    left_since(application.volunteer, 10)
    application.volunteer.refresh_from_db()

    # The day of the moment itself: shortly before midnight the hour of summer time moves it.
    assert deletion_day(application) == timezone.localdate(timezone.now() + dt.timedelta(days=170))


def test_whoever_left_goes_with_the_application():
    volunteer = accepted().volunteer
    left_since(volunteer, 179)
    purge()
    assert Volunteer.objects.exists()
    left_since(volunteer, 181)

    assert purge()["volunteering.left"] == 1
    assert not Volunteer.objects.exists()
    assert not Application.objects.exists()
    assert set(ErasureEntry.objects.values_list("kind", flat=True)) == {"application", "volunteer"}


def test_of_a_funded_course_the_name_stays_for_five_years():
    application = accepted()
    volunteer, run = application.volunteer, make_run(application.organisation)
    take_place(volunteer, run, actor=Actor.system())
    course_ended(run, 200)
    left_since(volunteer, 181)

    assert purge()["volunteering.left"] == 1
    kept = Volunteer.objects.get()
    assert (kept.email, kept.phone, kept.first_name) == ("", "", volunteer.first_name)
    assert purge()["volunteering.left"] == 0

    course_ended(run, 5 * 365 - 1)
    assert purge()["volunteering.funding"] == 0
    course_ended(run, 5 * 365 + 1)
    assert purge()["volunteering.funding"] == 1
    assert (Volunteer.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_a_rule_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    def fail():
        raise RuntimeError("Eva Beispiel")

    rule = DeletionRule(name="a.first", what="", after="", parameter="draft.days", keep=fail)
    monkeypatch.setattr(
        "cms_apps.privacy.services.purging.deletion_rules", {"a.first": rule, **privacy.deletion_rules}
    )
    brought_to("declined", days=181)

    assert purge()["volunteering.declined"] == 1
    assert PurgeRecord.objects.get(rule="a.first").error == "RuntimeError"
    assert "Eva" not in caplog.text


@pytest.mark.asvs("14.2.4")
def test_the_clock_and_the_command_do_the_same(settings):
    brought_to("declined", days=181)
    out = StringIO()

    call_command("privacy", "purge", stdout=out)

    assert "     1  volunteering.declined  (declined.days)" in out.getvalue()
    assert tick()["volunteering.declined"] == 0
    assert "cms_apps.privacy.ticks.purge" in settings.TICK
