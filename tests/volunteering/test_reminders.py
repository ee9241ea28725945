"""What people are reminded of before it is deleted, each once."""

import datetime as dt

import pytest
from django.core.cache import cache

from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.services.drafts import delete_old_drafts
from cms_apps.volunteering.ticks import remind_unconfirmed, warn_of_drafts
from tests.factories.people import make_application, make_member
from tests.volunteering.test_ticks import at

pytestmark = pytest.mark.django_db
AMAL = "amal@beispiel.example"
WORDS = {"ueber-mich-motivation": ["Gern."]}


def kept(email=AMAL):
    with at():
        draft = services.start_draft("de")
        services.keep_for_later(draft, email=email)
    return draft


def rows(kind):
    return OutboxRow.objects.filter(kind=kind)


def test_a_draft_is_warned_at_day_ten_once(deliver):
    draft = kept()
    with at(days=10, seconds=-1):
        assert warn_of_drafts() == 0

    with at(days=10, seconds=1):
        assert [warn_of_drafts(), warn_of_drafts()] == [1, 0]
        mail = deliver()[-1]

    assert "18. Mai 2026" in mail.body.replace("\u00a0", " ")
    assert "noch nicht abgesendet" in mail.subject
    assert draft.subject_key == rows(mails.DRAFT_WARNING).get().subject_key


def test_a_changed_draft_is_warned_anew_ten_days_later():
    draft = kept()
    with at(days=11):
        assert warn_of_drafts() == 1
        services.save_step(draft, "ueber-mich", WORDS)
    with at(days=15):
        assert [warn_of_drafts(), delete_old_drafts()] == [0, 0]
    with at(days=22):
        assert warn_of_drafts() == 1


def test_whoever_went_on_meanwhile_gets_no_warning(deliver):
    draft = kept()
    with at(hours=1):
        deliver()
    with at(days=11):
        warn_of_drafts()
        services.save_step(draft, "ueber-mich", WORDS)
        assert deliver() == []


def test_without_an_address_nobody_can_be_warned():
    kept(email="")

    with at(days=11):
        assert warn_of_drafts() == 0


def test_the_day_of_the_warning_is_a_parameter():
    kept()
    Parameter.objects.create(key="draft.warn_days", value="3", valid_from="2020-01-01")

    with at(days=3, seconds=1):
        assert warn_of_drafts() == 1


@pytest.fixture
def unconfirmed(organisation):
    make_member(organisation)
    with at():
        return make_application(organisation, state="unconfirmed", email=AMAL)


def test_an_unconfirmed_application_is_reminded_after_a_day_once(unconfirmed, deliver):
    with at(hours=24, seconds=-1):
        assert remind_unconfirmed() == 0

    with at(hours=24, seconds=1):
        assert [remind_unconfirmed(), remind_unconfirmed()] == [1, 0]
        deliver()
    with at(days=6):
        assert remind_unconfirmed() == 0

    assert rows(mails.CONFIRM_REMINDER).get().recipient == AMAL


def test_a_confirmed_application_is_not_reminded(organisation, deliver):
    make_member(organisation)
    with at():
        make_application(organisation)

    with at(days=2):
        assert remind_unconfirmed() == 0


def test_what_is_confirmed_before_the_worker_comes_is_dropped(unconfirmed, deliver):
    with at(hours=25):
        remind_unconfirmed()
        unconfirmed.__class__.objects.filter(pk=unconfirmed.pk).update(state="received")
        deliver()

    assert rows(mails.CONFIRM_REMINDER).get().status == "dropped"


def test_reminders_share_the_limit_of_the_address_and_come_later(organisation):
    make_member(organisation)
    with at():
        for _ in range(5):
            make_application(organisation, state="unconfirmed", email=AMAL)

    cache.clear()
    with at(hours=30):
        assert [remind_unconfirmed(), remind_unconfirmed()] == [3, 0]
    cache.clear()
    with at(hours=32):
        assert remind_unconfirmed() == 2


def test_the_fourth_confirmation_of_an_hour_waits(organisation):
    with at():
        for _ in range(5):
            make_application(organisation, state="unconfirmed", email=AMAL)

    due = [row.due_at for row in rows(mails.CONFIRM).order_by("pk")]
    waits = [one - due[0] for one in due]
    assert waits[:3] == [dt.timedelta(0)] * 3
    assert all(wait >= dt.timedelta(hours=1) for wait in waits[3:])
    assert Draft.objects.count() == 5
