"""Digests and the shared mailbox: who gets the team's mails when, never twice, and nothing when nothing is new."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cms_apps.organisations.enums import MailRhythm
from cms_apps.organisations.mails import digest_at
from cms_apps.organisations.models import Membership
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.ticks import send_digests
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = dt.datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)
SECRETS = ["Amal", "Beispiel", "amal", "0611 555 0199", "zurückgeben"]


@pytest.fixture
def clock():
    with time_machine.travel(WEDNESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def gatherer(organisation, clock):
    """A coordinator who wants one mail a day."""
    user = make_member(organisation)
    Membership.objects.filter(user=user).update(mail_rhythm=MailRhythm.DAILY)
    return user


def to(user, sent):
    return [mail for mail in sent if mail.to == [user.email]]


@pytest.mark.parametrize(
    ("rhythm", "after", "at"),
    [
        ("daily", "2026-11-25 06:59", "2026-11-25 07:00"),
        ("daily", "2026-11-25 07:00", "2026-11-26 07:00"),
        ("daily", "2026-11-27 12:00", "2026-11-30 07:00"),  # over the weekend
        ("daily", "2026-12-24 12:00", "2026-12-28 07:00"),  # over Christmas
        ("weekly", "2026-11-25 06:59", "2026-11-30 07:00"),
        ("weekly", "2026-11-30 06:59", "2026-11-30 07:00"),
        ("weekly", "2026-11-30 07:01", "2026-12-07 07:00"),
        ("weekly", "2027-03-26 12:00", "2027-03-30 07:00"),  # Easter Monday: on Tuesday
    ],
)
def test_digest_comes_in_the_morning_of_a_working_day(db, rhythm, after, at):
    moment = dt.datetime.fromisoformat(after).replace(tzinfo=BERLIN)

    assert digest_at(rhythm, moment) == dt.datetime.fromisoformat(at).replace(tzinfo=BERLIN)


def test_hour_is_a_parameter(db, clock):
    Parameter.objects.create(key="digest.hour", value="12", valid_from=dt.date(2026, 1, 1))
    forget_cached()

    assert digest_at("daily", WEDNESDAY) == WEDNESDAY.replace(hour=12)


def test_digest_says_how_much_of_what_and_where(organisation, gatherer, deliver, clock):
    first, second = make_application(organisation), make_application(organisation)
    gone = make_application(organisation)
    services.withdraw(gone)
    assert to(gatherer, deliver()) == []
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))

    assert send_digests() == 1
    (mail,) = to(gatherer, deliver())

    assert mail.subject == "3 Neuigkeiten an Ihrem Schreibtisch"
    assert "Neue Bewerbung: 2\n" in mail.body
    assert "Bewerbung zurückgezogen: 1\n" in mail.body
    for one in (first, second, gone):
        assert mail.body.count(f"/de/schreibtisch/bewerbungen/{one.number}/") == 1
    assert "Zu entscheiden: 2, davon überfällig: 0." in mail.body
    assert not any(secret in mail.body + mail.subject for secret in SECRETS)


def test_news_is_in_one_digest_only(organisation, gatherer, deliver, clock):
    make_application(organisation)
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))
    assert [send_digests(), send_digests()] == [1, 0]
    assert len(to(gatherer, deliver())) == 1

    clock.move_to(WEDNESDAY.replace(day=27, hour=7))

    assert send_digests() == 0
    assert to(gatherer, deliver()) == []


def test_missed_morning_is_made_up(organisation, gatherer, deliver, clock):
    make_application(organisation)
    clock.move_to(WEDNESDAY.replace(day=28, hour=23))

    assert send_digests() == 1
    assert len(to(gatherer, deliver())) == 1


def test_nothing_new_no_mail(organisation, gatherer, deliver, clock):
    taken = make_application(organisation)
    services.take_into_review(taken, actor=Actor.staff(gatherer))  # "Neue Bewerbung" is not true any more
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))

    assert send_digests() == 0
    assert to(gatherer, deliver()) == []
    held = OutboxRow.objects.get(kind=mails.NEW_APPLICATION)
    assert (held.status, held.recipient) == (Delivery.DROPPED, "")


def test_who_left_meanwhile_hears_nothing(organisation, gatherer, deliver, clock):
    make_application(organisation)
    Membership.objects.filter(user=gatherer).update(active=False)
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))

    assert send_digests() == 0
    assert to(gatherer, deliver()) == []


def test_digest_that_waited_is_dropped_when_its_reader_left(organisation, gatherer, deliver, clock):
    make_application(organisation)
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))
    send_digests()
    Membership.objects.filter(user=gatherer).update(role="reader")

    assert to(gatherer, deliver()) == []


def test_erased_application_is_in_no_digest(organisation, gatherer, deliver, clock):
    from cms_apps.outbox.services import forget  # noqa: PLC0415

    application = make_application(organisation)
    forget(application.subject_key)
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))

    assert send_digests() == 0


def test_others_get_each_mail_at_once(organisation, gatherer, deliver):
    quick = make_member(organisation)
    make_application(organisation)

    sent = deliver()

    assert len(to(quick, sent)) == 1
    assert to(gatherer, sent) == []


def test_whoever_changes_to_at_once_still_hears_what_was_held(organisation, gatherer, deliver, clock):
    make_application(organisation)
    Membership.objects.filter(user=gatherer).update(mail_rhythm=MailRhythm.EACH)
    make_application(organisation)
    assert len(to(gatherer, deliver())) == 1
    clock.move_to(WEDNESDAY.replace(day=26, hour=7))
    send_digests()

    (mail,) = to(gatherer, deliver())
    assert mail.subject == "Eine Neuigkeit an Ihrem Schreibtisch"


@pytest.mark.parametrize("use", ["beside", "instead"])
def test_shared_mailbox_takes_the_teams_mails(organisation, deliver, use):
    member = make_member(organisation)
    daily = make_member(organisation)
    Membership.objects.filter(user=daily).update(mail_rhythm=MailRhythm.DAILY)
    organisation.mailbox, organisation.mailbox_use = "team@traeger-postfach.example", use
    organisation.save()

    make_application(organisation)
    sent = [mail.to[0] for mail in deliver() if not mail.to[0].endswith("@beispiel.example")]

    expected = {
        "beside": ["team@traeger-postfach.example", member.email],
        "instead": ["team@traeger-postfach.example"],
    }
    assert sorted(sent) == sorted(expected[use])
    assert OutboxRow.objects.filter(status=Delivery.HELD).count() == (1 if use == "beside" else 0)


def test_member_whose_address_is_the_shared_mailbox_gets_one(organisation, deliver):
    member = make_member(organisation)
    organisation.mailbox = member.email
    organisation.save()

    make_application(organisation)

    assert len(to(member, deliver())) == 1


def test_without_anybody_the_organisations_own_address_hears_it(organisation, deliver):
    make_application(organisation)

    assert organisation.email in [mail.to[0] for mail in deliver()]
