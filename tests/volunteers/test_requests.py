"""Somebody asks for accompaniment, has their day, is answered once, and is forgotten."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_apps.notifications.kinds import mail_kinds
from cms_apps.organisations.enums import MailRhythm
from cms_apps.organisations.models import Membership
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.privacy.models import AccessRecord, ErasureEntry
from cms_apps.volunteers import mails
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.selectors.requests import PAGE_SIZE
from cms_apps.volunteers.services import requests as services
from cms_apps.volunteers.ticks import remind_of_requests
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from tests.factories.people import make_member, make_organisation, make_request
from tests.rows import mail_rows
from tests.statements import with_session

pytestmark = pytest.mark.django_db
DONE, DESK = "/de/begleitung/gesendet/", "/de/schreibtisch/anfragen/"
MONDAY = dt.datetime(2026, 1, 12, 10, 0, tzinfo=dt.UTC)
TYPED = {
    "whom": "me", "first_language": "uk", "second_language": "", "topic": "health", "place": "65183 Wiesbaden",
    "wanted": "Dienstag, 10 Uhr", "name": "Olena Beispiel", "phone": "", "email": "olena@beispiel.example",
}  # fmt: skip
WORDS = ("Olena", "olena@", "Dienstag, 10 Uhr", "65183")


@pytest.fixture
def member(organisation):
    return make_member(organisation, first_name="Tamara", last_name="Vogel")


@pytest.fixture
def desk(member):
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def form(organisation, member):
    return f"/de/begleitung/{organisation.pk}/"


def sent(kind):
    return sorted(mail_rows().filter(kind=kind).values_list("recipient", flat=True))


def test_a_request_has_number_and_day_and_both_sides_hear_of_it(client, form, organisation, member, deliver):
    with time_machine.travel(MONDAY):
        answer = client.post(form, {**TYPED, "whom": "other", "second_language": "ru"})
        page = client.get(answer.url).content.decode()
        to_person, to_team = sorted(deliver(), key=lambda mail: mail.to != [TYPED["email"]])

    request = AccompanimentRequest.objects.get()
    assert answer.url == DONE
    assert request.number in page
    assert "Montag, 19. Januar 2026" in page
    assert (request.promised_on, request.languages, request.for_other) == (
        dt.date(2026, 1, 19),
        ["uk", "ru"],
        True,
    )
    assert "Montag, 19. Januar 2026" in to_person.body
    assert to_person.reply_to == [organisation.email]
    assert to_team.to == [member.email]
    assert f"{DESK}{request.number}/" in to_team.body
    assert not [word for word in WORDS if word in to_team.body + to_team.subject + to_person.subject]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": ""}, "Geben Sie ein Telefon oder eine E-Mail-Adresse ein."),
        ({"email": "olena"}, "nicht vollständig"),
        ({"phone": "anrufen"}, "mit Vorwahl"),
        ({"first_language": "tlh"}, "Wählen Sie einen Eintrag."),
        ({"first_language": ""}, "Wählen Sie eine Sprache."),
        ({"topic": ""}, "Wählen Sie, wofür Sie Begleitung brauchen."),
        ({"name": ""}, "Schreiben Sie Ihren Namen."),
        ({"wanted": "x" * 201}, "Schreiben Sie nur Tag und Uhrzeit."),
        ({"place": "x" * 121}, "Schreiben Sie nur die Postleitzahl."),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_kept(client, form, wrong, said):
    page = client.post(form, {**TYPED, **wrong})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not AccompanimentRequest.objects.exists()


def test_the_form_knows_what_was_looked_for_and_asks_nothing_about_the_case(client, form):
    page = client.get(f"{form}?ort=65183&sprache=uk").content.decode()

    assert 'value="65183"' in page
    assert '<option value="uk" selected>' in page
    assert "keine Einzelheiten zum Fall" in page
    assert "textarea" not in page


def test_a_script_leaves_nothing_and_learns_nothing(client, form):
    answer = client.post(form, {**TYPED, "website": "spam"})

    assert answer.url == DONE
    assert "antwortet Ihnen bis" in client.get(DONE).content.decode()
    assert not AccompanimentRequest.objects.exists()
    assert not mail_rows().exists()


def test_one_network_asks_so_many_an_hour_and_no_mailbox_is_filled(client, form):
    codes = [client.post(form, TYPED).status_code for _ in range(21)]

    assert codes == [302] * 20 + [429]
    assert AccompanimentRequest.objects.count() == 20
    assert len(sent(mails.RECEIVED)) == 3


def test_who_wants_a_digest_hears_of_it_at_once(client, form, organisation, member):
    Membership.objects.update(mail_rhythm=MailRhythm.WEEKLY)
    make_member(organisation, role="reader")

    client.post(form, TYPED)

    assert sent(mails.ARRIVED) == [member.email]


def test_a_request_without_a_way_to_answer_is_refused_by_the_database(organisation):
    with pytest.raises(IntegrityError, match="request_can_be_answered"), transaction.atomic():
        make_request(organisation, email="", phone="")


def test_the_team_takes_it_and_answers_once(desk, organisation, member, deliver):
    request = make_request(organisation)
    page = f"{DESK}{request.number}/"

    assert "In Arbeit nehmen" in desk.get(page).content.decode()
    assert desk.post(f"{page}uebernehmen/").url == page
    assert "Tamara Vogel" in desk.get(page).content.decode()
    desk.post(f"{page}beantworten/", {"text": "Frau Muster geht mit."})
    again = desk.post(f"{page}ablehnen/", {"refusal": "time"})

    assert again.status_code == 409
    request.refresh_from_db()
    assert (request.outcome, request.answer, request.closed_by) == (
        "answered",
        "Frau Muster geht mit.",
        member,
    )
    bodies = [mail.body for mail in deliver() if mail.to == [request.email]]
    assert len(bodies) == 1  # that it arrived is true no more
    assert "Frau Muster geht mit." in bodies[0]


def test_a_refusal_has_a_sentence_and_leads_on(desk, organisation, deliver):
    request = make_request(organisation)
    desk.post(
        f"{DESK}{request.number}/ablehnen/", {"refusal": "language", "text": "Fragen Sie im Mai wieder."}
    )

    (mail,) = [mail for mail in deliver() if mail.to == [request.email]]

    assert "niemanden, der Ihre Sprache spricht" in mail.body
    assert "Fragen Sie im Mai wieder." in mail.body
    assert "0611 555 0100" in mail.body


def test_whoever_gave_a_phone_only_gets_no_mail(desk, organisation):
    request = make_request(organisation, email="", phone="0611 555 0199")

    page = desk.get(f"{DESK}{request.number}/beantworten/").content.decode()
    desk.post(f"{DESK}{request.number}/beantworten/", {"text": "Angerufen."})

    assert "Rufen Sie an: 0611 555 0199" in page
    assert set(mail_rows().values_list("kind", flat=True)) == {mails.ARRIVED}


@pytest.mark.parametrize(
    "verb",
    [
        services.take_request,
        services.settle_request,
        lambda one, actor: services.answer_request(one, actor=actor, text="x"),
        lambda one, actor: services.decline_request(one, actor=actor, refusal="time"),
    ],
    ids=["take", "settle", "answer", "decline"],
)
def test_only_who_decides_there_acts_and_only_while_it_is_open(organisation, member, verb):
    request = make_request(organisation)
    foreign = make_member(make_organisation("Träger B"))
    others = [
        Actor.staff(make_member(organisation, role="reader")), Actor.staff(foreign), Actor.applicant(), Actor.system(),
    ]  # fmt: skip
    if verb is services.settle_request:  # the person may, too: test_own_request.py
        others.remove(Actor.applicant())

    for actor in others:
        with pytest.raises(NotPermitted):
            verb(request, actor=actor)
    verb(request, actor=Actor.staff(member))
    AccompanimentRequest.objects.filter(closed_at=None).update(outcome="settled", closed_at=timezone.now())

    with pytest.raises(StaleState):
        verb(request, actor=Actor.staff(member))


def test_a_reader_sees_it_without_verbs(organisation):
    request = make_request(organisation)
    reader = Client()
    reader.force_login(make_member(organisation, role="reader"))
    page = f"{DESK}{request.number}/"

    assert "In Arbeit nehmen" not in reader.get(page).content.decode()
    assert reader.get(f"{page}beantworten/").status_code == 403
    assert reader.post(f"{page}uebernehmen/").status_code == 403
    assert AccompanimentRequest.objects.get().taken_at is None


def test_whoever_opens_it_is_written_down(desk, organisation, member):
    request = make_request(organisation)

    desk.get(DESK)
    assert not AccessRecord.objects.exists()
    desk.get(f"{DESK}{request.number}/")

    (row,) = AccessRecord.objects.all()
    assert (row.user, row.kind, row.object_key, row.what) == (
        member,
        "request",
        request.subject_key,
        "contact",
    )


def test_the_list_shows_the_urgent_first_and_costs_the_same_for_many(desk, organisation):
    def cost():
        desk.get(DESK)
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(DESK)
        return len(queries), [row.number for row in page.context["page"].rows]

    late = make_request(organisation)
    AccompanimentRequest.objects.update(promised_on=timezone.localdate() - dt.timedelta(days=1))
    few, _numbers = cost()
    numbers = [make_request(organisation).number for _ in range(PAGE_SIZE)]
    many, shown = cost()

    assert many == few == with_session(5)
    assert shown == [late.number, *numbers[:-1]]
    assert "überfällig" in desk.get(DESK).content.decode()
    second = desk.get(f"{DESK}?nach={shown[-1]}").context["page"]
    assert ([row.number for row in second.rows], second.next_after) == (numbers[-1:], "")


def test_the_start_page_of_the_desk_says_that_somebody_waits(desk, organisation):
    assert "Heute wartet nichts auf Sie" in desk.get("/de/schreibtisch/").content.decode()
    make_request(organisation)

    page = desk.get("/de/schreibtisch/").content.decode()

    assert "Zu den Anfragen" in page
    assert "Heute wartet nichts auf Sie" not in page


def test_ended_ones_stand_on_their_own_shelf_the_last_first(desk, organisation, member):
    first, second = make_request(organisation), make_request(organisation)
    for one in (first, second):
        services.settle_request(one, actor=Actor.staff(member))

    assert desk.get(DESK).context["page"].rows == []
    closed = desk.get(f"{DESK}?stand=erledigt").context["page"].rows
    assert closed == [second, first]
    after = desk.get(f"{DESK}?stand=erledigt&nach={second.number}").context["page"].rows
    assert after == [first]


def test_the_team_is_reminded_once_before_the_day(organisation, member):
    with time_machine.travel(MONDAY):
        make_request(organisation)
        remind_of_requests()
        assert sent(mails.DUE) == []
    with time_machine.travel(MONDAY + dt.timedelta(days=6)):
        remind_of_requests()
        remind_of_requests()
        assert sent(mails.DUE) == [member.email]


def test_it_is_forgotten_with_its_mails_answered_or_not(organisation, member):
    answered, silent = make_request(organisation), make_request(organisation)
    services.answer_request(answered, actor=Actor.staff(member), text="Ja.")
    assert services.delete_old_requests() == 0

    with time_machine.travel(timezone.now() + dt.timedelta(days=61)):
        assert services.delete_old_requests() == 1
    with time_machine.travel(timezone.now() + dt.timedelta(days=75)):
        assert services.delete_old_requests() == 1

    assert not AccompanimentRequest.objects.exists()
    assert not OutboxRow.objects.filter(subject_key__in=[answered.subject_key, silent.subject_key]).exists()


def test_it_is_given_out_and_erased_by_its_number(desk, organisation, member):
    request = make_request(organisation, phone="0611 555 0199")
    services.take_request(request, actor=Actor.staff(member))
    desk.get(f"{DESK}{request.number}/")

    given = services.export_request(request.number)
    data = json.loads(given)["data"]
    assert (data["name"], data["phone"], data["languages"]) == ("Olena Beispiel", "0611 555 0199", ["uk"])
    assert "Vogel" not in given.decode()
    assert services.erase_request(request.number)

    assert not services.erase_request(request.number)
    assert services.export_request(request.number) is None
    assert not AccessRecord.objects.exists()
    assert not mail_rows().exists()
    entry = ErasureEntry.objects.get()
    assert (entry.kind, entry.key.split(".")[0]) == ("request", request.number)


def test_mails_are_whole_in_both_languages(organisation, member):
    for language in ("de", "en"):
        request = make_request(organisation, language=language)
        services.decline_request(request, actor=Actor.staff(member), refusal="time")
        mails.to_person(mails.ANSWERED, request)
        AccompanimentRequest.objects.filter(pk=request.pk).update(offered_to=organisation)
        for kind in (mails.LATE, mails.PASSING_ASKED):
            mails.to_person(kind, request)
        for kind in (mails.DUE, mails.STAYS, mails.NEEDED_NO_MORE):
            mails.to_team(kind, request)
        rows = mail_rows().filter(subject_key=request.subject_key)
        assert {row.kind for row in rows} == {kind for kind in mail_kinds() if kind.startswith("volunteers.")}
        for row in rows:
            message = handler_of(row.kind).render(row)
            assert request.number in message.subject
            assert "{" not in message.body
            assert "Olena" not in message.subject


def test_pages_cost_few_queries(client, form, desk, organisation, django_assert_num_queries):
    request = make_request(organisation)
    for asking, path, most in ((client, form, 2), (desk, f"{DESK}{request.number}/", with_session(6))):
        asking.get(path)
        with django_assert_num_queries(most):
            asking.get(path)
