"""The desk over HTTP: whose eyes, in what order, with which buttons."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone

from cms_apps.organisations.enums import Role
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import PAGE_SIZE
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import available, last_history_id
from tests.factories.people import make_application, make_member, make_organisation, make_run, make_user

pytestmark = pytest.mark.django_db
QUEUE = "/de/schreibtisch/bewerbungen/"


def names(response):
    return [row.name.split()[-1] for row in response.context["page"].rows]


def open_as(client, user, application):
    client.force_login(user)
    return client.get(reverse("desk:application", args=[application.number]))


def verb(name, application):
    return reverse(f"desk:{name}", args=[application.number])


def promised(application, days):
    Application.objects.filter(pk=application.pk).update(
        promised_on=timezone.localdate() + timedelta(days=days)
    )


def test_the_desk_asks_to_sign_in(client):
    assert client.get(QUEUE).url == f"/de/konto/anmelden/?next={QUEUE}"


def test_somebody_without_an_organisation_is_told_whom_to_ask(client):
    client.force_login(make_user(is_superuser=True))

    response = client.get(QUEUE)

    assert response.status_code == 403
    assert "noch keinen Schreibtisch" in response.content.decode()


def test_the_queue_shows_overdue_and_oldest_first(client, organisation):
    for last_name, days in (("Neu", 9), ("Spaet", -3), ("Spaeter", -1), ("Bald", 1)):
        promised(make_application(organisation, last_name=last_name), days)
    client.force_login(make_member(organisation))

    response = client.get(QUEUE)

    assert names(response) == ["Spaet", "Spaeter", "Bald", "Neu"]
    assert response.context["counts"] == {"open": "4", "new": "4", "review": "0", "overdue": "2", "mine": "0"}
    assert response.content.decode().count("state--late") == 2


def test_each_line_of_the_queue_leads_to_its_application(client, organisation):
    application = make_application(organisation)
    client.force_login(make_member(organisation))

    link = re.search(r'<th scope="row"><a href="([^"]+)">', client.get(QUEUE).content.decode())

    assert urljoin(QUEUE, link.group(1)) == reverse("desk:application", args=[application.number])


def test_pages_of_the_queue_meet_within_one_day(client, organisation):
    rows = [make_application(organisation) for _ in range(PAGE_SIZE + 3)]
    for row in rows:
        promised(row, 1)
    client.force_login(make_member(organisation))

    first = client.get(QUEUE).context
    second = client.get(QUEUE + first["next_url"]).context

    shown = [row.number for context in (first, second) for row in context["page"].rows]
    assert shown == [row.number for row in rows]


def test_the_queue_holds_the_own_organisation_only(client, organisation, other_organisation):
    make_application(organisation, last_name="Eigen")
    make_application(other_organisation, last_name="Fremd")
    make_application(organisation, last_name="Unbestaetigt", state="unconfirmed")
    client.force_login(make_member(organisation))

    assert names(client.get(QUEUE)) == ["Eigen"]


def test_decided_ones_have_a_page_of_their_own(client, organisation):
    member = make_member(organisation)
    for state in ("accepted", "declined", "withdrawn", "received"):
        make_application(organisation, last_name=state, state=state)
    client.force_login(member)

    assert names(client.get(QUEUE)) == ["received"]
    assert names(client.get(f"{QUEUE}?stand=entschieden")) == ["withdrawn", "declined", "accepted"]


@pytest.mark.parametrize("decided", [False, True], ids=["waiting", "decided"])
def test_every_row_is_on_exactly_one_page(client, organisation, decided):
    member = make_member(organisation)
    count = PAGE_SIZE + 3
    for index in range(count):
        make_application(organisation, last_name=f"N{index}", state="withdrawn" if decided else "received")
    client.force_login(member)
    address = f"{QUEUE}?stand=entschieden" if decided else QUEUE

    first = client.get(address)
    second = client.get(QUEUE + first.context["next_url"])

    assert len(names(first)) == PAGE_SIZE
    assert sorted(names(first) + names(second)) == sorted(f"N{index}" for index in range(count))
    assert second.context["next_url"] == ""


@pytest.mark.parametrize(
    "key", ["quatsch", "2026-12-01~", "~1", "2026-99-99~1", "2026-12-01~" + "9" * 40, "%00"]
)
def test_a_mutilated_page_key_shows_the_first_page(client, organisation, key):
    make_application(organisation, last_name="Da")
    client.force_login(make_member(organisation))

    response = client.get(f"{QUEUE}?nach={key}")

    assert response.status_code == (400 if key == "%00" else 200)
    if response.status_code == 200:
        assert names(response) == ["Da"]


def test_contact_can_be_opened_from_review_on_and_closes_when_given_back(client, organisation):
    member = make_member(organisation)
    application = make_application(organisation, motivation="Geheimnis meiner Gründe")

    before = open_as(client, member, application).content.decode()
    client.post(verb("take_into_review", application), {"expected": last_history_id(application)})
    client.post(verb("open_contact", application))
    during = open_as(client, member, application).content.decode()
    client.post(verb("give_back", application), {"expected": last_history_id(application)})
    after = open_as(client, member, application).content.decode()

    for page, visible in ((before, False), (during, True), (after, False)):
        assert (application.email in page) is visible
        assert ("Geheimnis" in page) is visible
        assert application.full_name in page


def test_a_foreign_application_is_the_same_404_as_a_missing_one(client, organisation, other_organisation):
    application = make_application(other_organisation)
    client.force_login(make_member(organisation))

    pages = [
        client.get(reverse("desk:application", args=[number])) for number in (application.number, "AAA-AAA")
    ]
    posts = [
        client.post(reverse(f"desk:{name}", args=[application.number]), {"expected": 1})
        for name in ("take_into_review", "give_back", "accept", "decline")
    ]

    assert {response.status_code for response in (*pages, *posts)} == {404}
    assert pages[0].content.replace(application.number.encode(), b"AAA-AAA") == pages[1].content
    assert Application.objects.get().state == "received"


def test_a_reader_sees_but_has_no_buttons(client, organisation):
    make_member(organisation)
    application = make_application(organisation)

    response = open_as(client, make_member(organisation, role=Role.READER), application)
    refused = client.post(verb("take_into_review", application), {"expected": last_history_id(application)})

    assert response.context["verbs"] == []
    assert refused.status_code == 403
    assert Application.objects.get().state == "received"


def test_who_comes_second_is_told_what_happened(client, organisation):
    application = make_application(organisation, state="in_review")
    seen = last_history_id(application)
    services.decline(
        application, actor=Actor.staff(make_member(organisation)), reason="other", message="Nein."
    )
    client.force_login(make_member(organisation))

    response = client.post(verb("accept", application), {"expected": seen, "course": "none"})

    assert response.status_code == 409
    assert "Inzwischen hat jemand anderes entschieden" in response.content.decode()
    assert "abgelehnt" in response.content.decode()


def test_a_button_without_its_number_decides_nothing(client, organisation):
    application = make_application(organisation)
    client.force_login(make_member(organisation))

    response = client.post(verb("take_into_review", application))

    assert response.status_code == 409
    assert Application.objects.get().state == "received"


@pytest.mark.parametrize(
    ("name", "state", "sentence"),
    [
        ("accept", "received", "zuerst in Prüfung"),
        ("decline", "withdrawn", "zurückgezogen"),
        ("decline", "accepted", "schon zugesagt"),
    ],
)
def test_a_verb_that_is_not_possible_now_says_why(client, organisation, name, state, sentence):
    member = make_member(organisation)
    application = make_application(organisation, state=state)
    client.force_login(member)

    response = client.get(verb(name, application))

    assert response.status_code == 409
    assert sentence in response.content.decode()


def test_a_verb_is_never_a_get(client, organisation):
    application = make_application(organisation)
    client.force_login(make_member(organisation))

    response = client.get(verb("take_into_review", application))

    assert response.url == reverse("desk:application", args=[application.number])
    assert Application.objects.get().state == "received"


def test_a_run_that_fills_up_meanwhile_is_named_and_words_stay(client, organisation):
    run = make_run(organisation, capacity=1, title="Voller Kurs")
    other = make_run(organisation, capacity=1, title="Anderer Kurs")
    application = make_application(organisation, state="in_review")
    client.force_login(make_member(organisation))
    form = client.get(verb("accept", application)).context["form"]
    type(run).objects.filter(pk=run.pk).update(taken=1)

    data = {"expected": form.initial["expected"], "course": run.pk, "message": "Bis bald am Dienstag"}
    response = client.post(verb("accept", application), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "inzwischen voll" in page
    assert "Bis bald am Dienstag" in page
    assert "Anderer Kurs" in page
    assert Application.objects.get().state == "in_review"
    assert type(run).objects.get(pk=other.pk).taken == 0


def test_declining_needs_a_reason_and_a_sentence(client, organisation):
    application = make_application(organisation, state="in_review")
    client.force_login(make_member(organisation))

    response = client.post(
        verb("decline", application), {"expected": last_history_id(application), "words": "Alles Gute"}
    )

    page = response.content.decode()
    assert "Wählen Sie einen Grund." in page
    assert "Alles Gute" in page
    assert Application.objects.get().state == "in_review"


def test_the_sentence_of_a_reason_is_filled_in_and_stays_editable(client, organisation, deliver):
    application = make_application(organisation, state="in_review")
    client.force_login(make_member(organisation))
    expected = last_history_id(application)

    filled = client.post(
        verb("decline", application), {"expected": expected, "reason": "place", "go": "fill"}
    )
    assert "außerhalb des Gebiets" in filled.content.decode()
    assert Application.objects.get().state == "in_review"
    data = {
        "expected": expected,
        "reason": "place",
        "sentence": "Sie wohnen leider zu weit weg.",
        "words": "Danke.",
    }
    client.post(verb("decline", application), data)

    declined = Application.objects.get()
    mail = next(one for one in deliver() if one.to == [application.email] and "Antwort" in one.subject)
    assert declined.decision_message == "Sie wohnen leider zu weit weg.\n\nDanke."
    assert "Sie wohnen leider zu weit weg." in mail.body
    assert "place" not in mail.body
    assert declined.history.last().reason_code == "place"


def test_the_centre_decides_at_the_same_desk(client):
    centre = make_organisation("Leitstelle", centre=True)
    application = make_application(centre, place_typed="99999")

    response = open_as(client, make_member(centre), application)

    assert response.status_code == 200
    assert response.context["verbs"] == ["take_into_review", "decline", "merge"]


def test_a_dead_session_hands_back_what_was_typed(client, organisation):
    application = make_application(organisation, state="in_review")
    data = {
        "expected": last_history_id(application),
        "reason": "other",
        "sentence": "Ein <Satz>",
        "words": "Viele Worte",
    }

    page = client.post(verb("decline", application), data)

    assert page.status_code == 403
    assert 'value="Ein &lt;Satz&gt;"' in page.content.decode()
    assert 'value="Viele Worte"' in page.content.decode()
    assert Application.objects.get().state == "in_review"
    client.force_login(make_member(organisation))
    client.post(verb("decline", application), dict(page.context["typed"]))
    assert Application.objects.get().state == "declined"


@pytest.mark.parametrize("how", ["membership", "account"])
def test_a_right_taken_away_acts_at_once(client, organisation, how):
    member = make_member(organisation)
    application = make_application(organisation)
    open_as(client, member, application)
    if how == "membership":
        member.memberships.update(active=False)
    else:
        type(member).objects.filter(pk=member.pk).update(is_active=False)

    response = client.get(reverse("desk:application", args=[application.number]))

    assert response.status_code == (403 if how == "membership" else 302)


def test_the_queue_costs_the_same_for_more_rows(client, organisation, settings, django_assert_num_queries):
    member = make_member(organisation)
    client.force_login(member)
    make_application(organisation)
    client.get(QUEUE)

    session = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1  # Redis saves it
    with django_assert_num_queries(5 + session) as one:
        client.get(QUEUE)
    for _ in range(2):
        make_application(organisation)
    with django_assert_num_queries(len(one)):
        client.get(QUEUE)


def test_buttons_ask_once_who_the_person_is(organisation, django_assert_num_queries):
    actor = Actor.staff(make_member(organisation))
    application = make_application(organisation, state="in_review")

    with django_assert_num_queries(1):
        verbs = available(APPLICATION, application, actor)

    assert verbs == [
        "accept", "ask", "arrange_talk", "shortlist", "propose_forward", "decline", "give_back", "merge",
    ]  # fmt: skip


def test_a_kept_application_stands_on_a_list_of_its_own(client, organisation):
    actor = Actor.staff(make_member(organisation))
    application = services.shortlist(
        make_application(organisation, state="in_review"), actor=actor, message=""
    )
    client.force_login(actor.user)

    lists = {
        shelf: client.get(f"{QUEUE}?stand={shelf}").content.decode()
        for shelf in ("", "entschieden", "vorgemerkt")
    }

    assert [shelf for shelf, page in lists.items() if application.number in page] == ["vorgemerkt"]


def test_a_promise_stands_still_while_a_question_is_open(client, organisation):
    actor = Actor.staff(make_member(organisation))
    application = services.ask(make_application(organisation, state="in_review"), actor=actor, text="Wann?")
    Application.objects.filter(pk=application.pk).update(promised_on=timezone.localdate() - timedelta(days=3))
    client.force_login(actor.user)

    page = client.get(QUEUE)

    assert page.context["counts"]["overdue"] == "0"
    assert not page.context["page"].rows[0].late
