"""Whoever asked sees by the link where it stands, takes it back, and decides whether another organisation gets it."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteers import mails
from cms_apps.volunteers.errors import NobodyToAsk, PassedToItself
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.services import passing
from cms_apps.volunteers.services import requests as services
from cms_apps.volunteers.ticks import remind_of_requests
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from tests.factories.people import make_member, make_organisation, make_request
from tests.rows import mail_rows
from tests.volunteers.test_requests import DESK, MONDAY, TYPED, desk, form, member, sent

__all__ = ["desk", "form", "member"]

pytestmark = pytest.mark.django_db
OWN = "/de/begleitung/anfrage/"


@pytest.fixture
def other():
    return make_organisation("Träger B")


@pytest.fixture
def asked(client, form, member, deliver):
    """A request, and the browser that has opened the link of its mail."""
    Client().post(form, TYPED)
    body = next(mail.body for mail in deliver() if mail.to == [TYPED["email"]])
    link = re.search(r"/de/begleitung/link/\S+", body).group()
    answer = client.get(link)
    request = AccompanimentRequest.objects.get()
    assert answer.url == f"{OWN}{request.number}/"
    return request


def text(response):
    return response.content.decode()


def page_of(client, request):
    return text(client.get(f"{OWN}{request.number}/"))


def test_the_link_of_the_mail_shows_where_it_stands(client, desk, asked):
    assert "Ihre Anfrage ist angekommen" in page_of(client, asked)
    desk.post(f"{DESK}{asked.number}/uebernehmen/")
    assert "Jemand kümmert sich um Ihre Anfrage" in page_of(client, asked)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=12)):
        assert "Ihre Anfrage dauert länger" in page_of(client, asked)
    desk.post(f"{DESK}{asked.number}/beantworten/", {"text": "Frau <b>Muster</b> geht mit."})

    page = page_of(client, asked)

    assert "Ihre Anfrage ist beantwortet" in page
    assert "Frau &lt;b&gt;Muster&lt;/b&gt; geht mit." in page
    assert "Anfrage zurückziehen" not in page


def test_the_browser_that_asked_needs_no_mail(client, form):
    client.post(form, {**TYPED, "email": "", "phone": "0611 555 0199"})
    sent_page = text(client.get("/de/begleitung/gesendet/"))
    (request,) = AccompanimentRequest.objects.all()

    assert f'href="{OWN}{request.number}/"' in sent_page
    assert "0611 555 0199" in page_of(client, request)


def test_whoever_has_no_link_sees_what_a_missing_one_shows(asked):
    stranger = Client()
    foreign, missing = (stranger.get(f"{OWN}{number}/") for number in (asked.number, "ZZZ-ZZZ"))

    assert foreign.status_code == missing.status_code == 404
    assert "Olena" not in text(foreign)
    assert stranger.post(f"{OWN}{asked.number}/erledigt/").status_code == 404
    assert AccompanimentRequest.objects.get().is_open


def test_it_is_taken_back_once_and_the_team_hears_of_it(client, member, asked, deliver):
    assert "Möchten Sie Ihre Anfrage zurückziehen?" in text(client.get(f"{OWN}{asked.number}/erledigt/"))
    assert AccompanimentRequest.objects.get().is_open

    first = client.post(f"{OWN}{asked.number}/erledigt/", follow=True)
    second = client.post(f"{OWN}{asked.number}/erledigt/", follow=True)

    assert "Wir haben dem Träger Bescheid gesagt" in text(first)
    assert "schon erledigt" in text(second)
    (mail,) = deliver()
    assert mail.to == [member.email]
    assert "keine Begleitung mehr" in mail.body
    assert "Olena" not in mail.body + mail.subject


def test_it_goes_to_another_organisation_as_the_person_agrees(client, desk, member, asked, other, deliver):
    there = make_member(other)
    AccompanimentRequest.objects.update(answer="")
    answer = desk.post(f"{DESK}{asked.number}/weitergeben/", {"target": other.pk}, follow=True)
    assert "Weitergabe an Träger B vorgeschlagen" in text(answer)
    (mail,) = deliver()
    assert mail.to == [asked.email]
    assert "Träger B" in mail.body
    assert AccompanimentRequest.objects.count() == 1

    asking = page_of(client, asked)
    assert "Soll ein anderer Träger Ihre Anfrage bekommen?" in asking
    answer = client.post(f"{OWN}{asked.number}/weitergeben/", {"target": other.pk, "go": "agree"})

    new = AccompanimentRequest.objects.get(organisation=other)
    asked.refresh_from_db()
    assert answer.url == f"{OWN}{new.number}/"
    assert "Träger B antwortet Ihnen bis" in page_of(client, new)
    assert "Ihre Anfrage ist weitergegeben" in page_of(client, asked)
    assert (asked.outcome, asked.consent, asked.closed_by, asked.taken_at) == (
        "passed_on",
        "link",
        None,
        None,
    )
    assert (new.name, new.place, new.languages, new.wanted) == (
        asked.name, asked.place, asked.languages, asked.wanted,
    )  # fmt: skip
    assert sorted(mail.to[0] for mail in deliver()) == sorted([there.email, asked.email])
    again = client.post(f"{OWN}{asked.number}/weitergeben/", {"target": other.pk, "go": "agree"}, follow=True)
    assert "schon erledigt" in text(again)
    assert AccompanimentRequest.objects.count() == 2
    assert "mit einem Klick zugestimmt" in text(desk.get(f"{DESK}{asked.number}/"))


def test_the_same_question_goes_out_once(desk, asked, other, deliver):
    for _ in range(2):
        answer = desk.post(f"{DESK}{asked.number}/weitergeben/", {"target": other.pk})
    third = make_organisation("Träger C")
    desk.post(f"{DESK}{asked.number}/weitergeben/", {"target": third.pk})

    assert answer.status_code == 409
    (mail,) = deliver()  # the question about Träger B is true no more
    assert "Träger C" in mail.body


def test_one_from_before_such_pages_gets_its_link(organisation, member):
    request = make_request(organisation)
    Link.objects.all().delete()

    services.answer_request(request, actor=Actor.staff(member), text="Ja.")

    (row,) = mail_rows().filter(kind=mails.ANSWERED)
    assert "/de/begleitung/link/" in handler_of(row.kind).render(row).body


def test_it_stays_where_the_person_wants_it(client, desk, member, asked, other):
    desk.post(f"{DESK}{asked.number}/weitergeben/", {"target": other.pk})

    answer = client.post(f"{OWN}{asked.number}/weitergeben/", {"target": other.pk, "go": "stay"}, follow=True)

    assert "bleibt, wo sie ist" in text(answer)
    assert sent(mails.STAYS) == [member.email]
    asked.refresh_from_db()
    assert asked.is_open
    assert asked.offered_to is None


@pytest.mark.parametrize("target", ["", "x", "٣", "9" * 30, "-1", "other"])
def test_only_what_was_read_is_agreed_to(client, member, asked, other, target):
    third = make_organisation("Träger C")
    passing.propose_passing(asked, target=third, actor=Actor.staff(member))
    typed = str(other.pk) if target == "other" else target

    answer = client.post(f"{OWN}{asked.number}/weitergeben/", {"target": typed, "go": "agree"}, follow=True)

    assert "schon erledigt" in text(answer)
    assert AccompanimentRequest.objects.count() == 1
    assert AccompanimentRequest.objects.get().is_open


def test_whoever_gave_a_phone_only_is_asked_in_a_talk(desk, organisation, member, other):
    request = make_request(organisation, email="", phone="0611 555 0199")
    page = f"{DESK}{request.number}/weitergeben/"

    refused = desk.post(page, {"target": other.pk})
    desk.post(page, {"target": other.pk, "agreed": "on"})

    assert "Fragen Sie sie am Telefon" in text(refused)
    request.refresh_from_db()
    assert (request.outcome, request.consent, request.closed_by) == ("passed_on", "word", member)
    assert AccompanimentRequest.objects.get(organisation=other).phone == "0611 555 0199"


def test_the_rules_of_passing_are_the_services_and_the_databases(organisation, member, other):
    silent, heard = make_request(organisation, email="", phone="0611 555 0199"), make_request(organisation)
    staff, stranger = Actor.staff(member), Actor.staff(make_member(other))

    with pytest.raises(NobodyToAsk):
        passing.propose_passing(silent, target=other, actor=staff)
    for verb in (passing.propose_passing, passing.pass_on_by_word):
        with pytest.raises(PassedToItself):
            verb(heard, target=organisation, actor=staff)
        for actor in (stranger, Actor.applicant()):
            with pytest.raises(NotPermitted):
                verb(heard, target=other, actor=actor)
    with pytest.raises(StaleState):
        passing.agree_to_passing(heard, target=other.pk)
    rows = AccompanimentRequest.objects.filter(pk=heard.pk)
    for wrong in ({"outcome": "passed_on"}, {"outcome": "settled", "consent": "link"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(closed_at=MONDAY, **wrong)


def test_whoever_waits_is_told_once_that_the_day_has_passed(organisation, member):
    with time_machine.travel(MONDAY):
        request = make_request(organisation)
    with time_machine.travel(MONDAY + dt.timedelta(days=7)):
        remind_of_requests()
        assert sent(mails.LATE) == []
    with time_machine.travel(MONDAY + dt.timedelta(days=8)):
        remind_of_requests()
        remind_of_requests()
        assert sent(mails.LATE) == [request.email]


def test_an_organisation_has_days_of_its_own(client, form, organisation):
    HostOrganisation.objects.update(request_working_days=2)

    with time_machine.travel(MONDAY):
        assert "Mittwoch, 14. Januar 2026" in text(client.get(form))
        client.post(form, TYPED)

    assert AccompanimentRequest.objects.get().promised_on == dt.date(2026, 1, 14)


def test_the_link_ends_with_the_request(client, asked):
    services.erase_request(asked.number)

    assert client.get(f"{OWN}{asked.number}/").status_code == 404
    assert not Link.objects.filter(object_key=str(asked.key)).exists()
