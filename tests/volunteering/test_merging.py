"""Possible duplicates inside one Träger, and two applications that become one."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.errors import DecisionPlanned, NotTheSame
from cms_apps.volunteering.models import Application, ApplicationHistory
from cms_apps.volunteering.selectors import Likeness, known_likenesses, possible_duplicates
from cms_apps.volunteering.services.messages import write_to_team
from cms_apps.volunteering.services.retention import delete_due
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from cms_apps.workflow.machine import last_history_id
from tests.accessibility.walks.people import Person, holder_of
from tests.factories.people import answers_for, make_application, make_member
from tests.threads import together
from tests.volunteering.kept import CLOSED

pytestmark = pytest.mark.django_db
OLENA = {"first_name": "Olena", "last_name": "Kovalenko"}


@pytest.fixture
def member(organisation):
    return make_member(organisation, first_name="Tamara", last_name="Vogel")


@pytest.fixture
def actor(member):
    return Actor.staff(member)


@pytest.fixture
def pair(organisation, member):
    return tuple(make_application(organisation, **OLENA) for _ in range(2))


def page_of(application) -> str:
    return reverse("desk:application", args=[application.number])


def merge_page(one, other) -> str:
    return reverse("desk:merge", args=[one.number, other.number])


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"email": "o@x.example"}, {"email": "O@X.example", "last_name": "Ganz-Anders"}, True),
        ({**OLENA}, {"first_name": "Kovalenko", "last_name": "Olena"}, True),
        ({**OLENA, "birth_year": 1990}, {**OLENA, "birth_year": 1990}, True),
        ({**OLENA, "birth_year": 1990}, {**OLENA, "birth_year": 1991}, False),
        ({**OLENA, "birth_year": 1990}, {**OLENA}, True),
        (
            {"first_name": "Anna", "last_name": "Schmidt", "birth_year": 1990},
            {"first_name": "Anna", "last_name": "Schmitt", "birth_year": 1990},
            True,
        ),
        ({**OLENA}, {"first_name": "Oleh", "last_name": "Kovalchuk"}, False),
        ({"email": "", **OLENA}, {"email": "", "first_name": "Amal", "last_name": "Haddad"}, False),
    ],
)
def test_alike_by_mailbox_or_by_name_and_year(organisation, actor, first, second, found):
    one, other = (
        services.enter_application(
            answers_for(organisation, None, **values), actor=actor, source="paper", key=uuid.uuid4()
        )
        for values in (first, second)
    )  # fmt: skip

    assert possible_duplicates(one) == [other] * found
    assert possible_duplicates(other) == [one] * found


def test_nobody_hears_of_applications_elsewhere_or_hidden_ones(
    client, organisation, other_organisation, member
):
    here = make_application(organisation, **OLENA)
    there = make_application(other_organisation, **OLENA)
    hidden = [
        make_application(organisation, state="unconfirmed", **OLENA),
        make_application(organisation, state="parent_asked", parent_name="Nour", **OLENA),
    ]
    client.force_login(member)

    assert possible_duplicates(here) == []
    page = client.get(page_of(here)).content.decode()
    assert "Vielleicht dieselbe Person" not in page
    assert not any(one.number in page for one in (there, *hidden))


def test_the_page_names_others_and_leads_to_the_comparison(client, organisation, member, pair):
    client.force_login(member)
    page = client.get(page_of(pair[0])).content.decode()
    assert "Vielleicht dieselbe Person" in page
    assert merge_page(*pair) in page

    client.force_login(make_member(organisation, role="reader"))
    seen = client.get(page_of(pair[0])).content.decode()
    assert "Vielleicht dieselbe Person" in seen
    assert merge_page(*pair) not in seen


def test_duplicates_cost_one_query_however_many(django_assert_num_queries, organisation, pair):
    for _ in range(3):
        make_application(organisation, **OLENA)

    with django_assert_num_queries(1):
        assert len(possible_duplicates(pair[0])) == 4


def test_of_a_hundred_people_those_known_are_found_in_two_queries(
    django_assert_num_queries, organisation, pair
):
    people = [Likeness(f"Vorname{i}", f"Nachname{i}", f"p{i}@x.example") for i in range(98)]
    olena = Likeness(**OLENA)

    with django_assert_num_queries(2):
        assert known_likenesses(organisation.pk, [*people, olena]) == {olena: pair[1].number}


def test_two_become_one_and_keep_both_histories(client, actor, member, pair):
    main, other = pair
    services.take_into_review(other, actor=actor)
    write_to_team(other, text="Haben Sie mich vergessen?")
    other.notes.create(text="Ruft montags an.", author_label="Tamara")
    Application.objects.filter(pk=main.pk).update(promised_on="2031-01-09")
    main.refresh_from_db()

    services.merge_applications(main, other, actor=actor)

    other.refresh_from_db()
    assert (other.state, other.merged_into) == (State.MERGED, main)
    assert main.state == State.RECEIVED
    assert main.promised_on == other.promised_on
    assert main.messages.count() == main.notes.count() == 1
    assert other.history.last().transition == "merge"
    client.force_login(member)
    page = client.get(page_of(main)).content.decode()
    assert f"zu {other.number}" in page
    history = page.index("Verlauf")
    order = [page.index(word, history) for word in ("zusammengeführt", "in Prüfung genommen")]
    assert order == sorted(order)
    gone = client.get(page_of(other)).content.decode()
    assert page_of(main) in gone
    assert "In Prüfung nehmen" not in gone


def test_the_page_merges_after_comparing(client, member, pair):
    main, other = pair
    client.force_login(member)
    page = client.get(merge_page(*pair))
    typed = {"expected": page.context["form"].initial["expected"], "main": other.number}
    assert client.post(merge_page(*pair), typed).status_code == 200
    assert not ApplicationHistory.objects.filter(transition="merge").exists()

    response = client.post(merge_page(*pair), {**typed, "same": "on"})

    assert response.url == page_of(other)
    main.refresh_from_db()
    assert main.merged_into == other


def test_what_changed_meanwhile_stands_above_the_form(client, member, actor, pair):
    client.force_login(member)
    seen = client.get(merge_page(*pair)).context["form"].initial["expected"]
    services.take_into_review(pair[1], actor=actor)
    typed = {"expected": seen, "main": pair[0].number, "same": "on"}

    page = client.post(merge_page(*pair), typed).content.decode()

    assert str(StaleState.message) in page
    assert not Application.objects.filter(state=State.MERGED).exists()


def test_foreign_and_hidden_ones_cannot_be_compared(client, organisation, other_organisation, member, pair):
    there = make_application(other_organisation, **OLENA)
    hidden = make_application(organisation, state="unconfirmed", **OLENA)
    client.force_login(member)

    for other in (there, hidden):
        assert client.get(merge_page(pair[0], other)).status_code == 404
        assert client.post(merge_page(pair[0], other), {"same": "on"}).status_code == 404
    stranger = Client()
    stranger.force_login(make_member(other_organisation))
    assert stranger.get(merge_page(*pair)).status_code == 404


def test_of_two_organisations_at_which_somebody_works_nothing_is_merged(
    client, other_organisation, member, pair
):
    other_organisation.memberships.create(user=member, role="coordinator")
    there = make_application(other_organisation, **OLENA)
    client.force_login(member)

    assert client.get(merge_page(pair[0], there)).status_code == 404
    with pytest.raises(NotTheSame):
        services.merge_applications(pair[0], there, actor=Actor.staff(member))


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_what_has_ended_goes_on_in_nobody(organisation, actor, pair, state):
    ended = make_application(organisation, state=state)

    with pytest.raises(NotTheSame):
        services.merge_applications(ended, pair[0], actor=actor)
    with pytest.raises(NotTheSame):
        services.merge_applications(pair[0], pair[0], actor=actor)


def test_of_two_volunteers_none_is_taken_in(organisation, actor, pair):
    accepted, too = (make_application(organisation, state="accepted", **OLENA) for _ in range(2))
    with pytest.raises(NotTheSame):
        services.merge_applications(accepted, too, actor=actor)

    services.merge_applications(accepted, pair[0], actor=actor)

    assert accepted.merged.get() == pair[0]


def test_a_talk_to_come_is_not_taken_in(organisation, actor, pair):
    application = services.take_into_review(pair[0], actor=actor)
    services.ask(application, actor=actor, text="An welchen Tagen?")

    with pytest.raises(StaleState):
        services.merge_applications(pair[1], application, actor=actor)


def test_readers_and_strangers_merge_nothing(organisation, other_organisation, pair):
    for who in (make_member(organisation, role="reader"), make_member(other_organisation)):
        with pytest.raises(NotPermitted):
            services.merge_applications(*pair, actor=Actor.staff(who))
    assert not Application.objects.exclude(merged_into=None).exists()


def test_a_third_one_goes_where_its_main_one_goes_and_all_are_deleted_together(organisation, actor, pair):
    one, two = pair
    three = make_application(organisation, **OLENA)
    services.merge_applications(two, three, actor=actor)
    services.merge_applications(one, two, actor=actor)
    three.refresh_from_db()
    assert three.merged_into == one
    services.withdraw(one)
    Application.objects.filter(pk=one.pk).update(state_since="2020-01-01T00:00:00Z")

    assert delete_due(*CLOSED) == 1

    assert not Application.objects.exists()
    assert not Link.objects.exists()
    assert not OutboxRow.objects.filter(subject_key__startswith="application:").exists()


def test_the_person_reads_what_became_of_it(actor, pair):
    services.merge_applications(*pair, actor=actor)
    gone = pair[1]
    page = holder_of(Person(), gone).get(f"/de/bewerbung/stand/{gone.number}/").content.decode()

    assert "mit einer anderen von Ihnen zusammengeführt" in page
    assert "Zurückziehen" not in page


@pytest.mark.django_db(transaction=True)
def test_both_ways_at_once_leave_one_main(organisation, actor, pair):
    one, two = pair

    def merge(main, other):
        try:
            services.merge_applications(main, other, actor=actor)
        except (NotTheSame, StaleState):
            return False
        return True

    done = together([lambda: merge(one, two), lambda: merge(two, one)])

    assert sorted(done) == [False, True]
    assert Application.objects.filter(state=State.MERGED).count() == 1
    assert Application.objects.filter(state=State.RECEIVED, merged_into=None).count() == 1


def test_a_kept_one_takes_in_nobody_to_whom_an_answer_is_promised(pair, actor):
    kept, waiting = pair
    services.take_into_review(kept, actor=actor)
    services.shortlist(kept, actor=actor, message="")

    with pytest.raises(NotTheSame):
        services.merge_applications(kept, waiting, actor=actor)
    services.merge_applications(waiting, kept, actor=actor)


def test_one_with_a_planned_decision_takes_in_nobody(pair, actor):
    main, other = pair
    services.plan("decline", [services.Plan(main, last_history_id(main), "no_need", "Nein.")], actor=actor)

    with pytest.raises(DecisionPlanned):
        services.merge_applications(main, other, actor=actor)


def test_the_one_that_goes_on_learns_what_only_the_other_knew(pair, actor):
    main, other = pair
    services.assign([other], actor=actor, to=actor.user)
    other.languages.create(code="ur", level="good")

    services.merge_applications(main, other, actor=actor)

    main.refresh_from_db()
    assert [skill.code for skill in main.languages.all()] == ["ar", "ur"]
    assert main.assigned_to == actor.user
