"""`manage.py seed`: many applications that behave like real ones, on both databases."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone
from vielfalt.demo import seed
from vielfalt.demo.organisations import read
from vielfalt.demo.seed_cases import MIX

from cms_apps.foundation.numbers import ALL_NUMBERS, spelled
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import OPEN_STATES, ApplicationState, DeclineReason
from cms_apps.volunteering.models import Application, ApplicationHistory, ApplicationLanguage, Consent
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member
from tests.rows import mail_rows

pytestmark = pytest.mark.django_db
COUNT = 300


@pytest.fixture
def first(organisation, other_organisation):
    HostOrganisation.objects.filter(pk=organisation.pk).update(name=read("organisations.json")[0]["name"])
    return organisation


@pytest.fixture
def seeded(first):
    call_command("seed", applications=COUNT)


def test_half_of_them_lie_at_the_first_organisation_and_all_states_occur(seeded, first):
    assert Application.objects.count() == COUNT
    assert Application.objects.filter(organisation=first).count() == COUNT / 2
    assert set(Application.objects.values_list("state", flat=True)) == {state.value for state in MIX}


def test_one_organisation_can_get_all(organisation, other_organisation):
    call_command("seed", applications=20, organisation=other_organisation.name)

    assert Application.objects.filter(organisation=other_organisation).count() == 20


def test_numbers_keys_and_drafts_are_unique_over_several_calls(seeded):
    call_command("seed", applications=COUNT)

    for name in ("number", "key", "draft_key"):
        assert Application.objects.values(name).distinct().count() == 2 * COUNT
    assert all(
        len(value) == 7 and value[3] == "-" for value in Application.objects.values_list("number", flat=True)
    )


def test_a_number_that_somebody_has_is_left_out(first):
    key = seed.APPLICATIONS.reserve_keys(1)[0] + 3
    taken = make_application(first)
    Application.objects.filter(pk=taken.pk).update(number=seed._number(key))

    call_command("seed", applications=COUNT)

    assert Application.objects.count() == COUNT + 1


def test_every_number_has_its_own_value_and_back():
    assert spelled(0) == "AAA-AAA"
    assert spelled(ALL_NUMBERS - 1) == "999-999"
    assert len({seed._number(key) for key in range(50_000)}) == 50_000


def test_dates_are_sensible(seeded):
    now = timezone.now()

    for one in Application.objects.all():
        times = [one.submitted_at, *one.history.values_list("at", flat=True), now]
        assert times == sorted(times)
        assert one.state_since == times[-2]
        assert (
            (one.confirmed_at is None)
            == (one.state == ApplicationState.UNCONFIRMED)
            == (one.promised_on is None)
        )
    assert any(one.is_overdue for one in Application.objects.filter(state__in=OPEN_STATES))


def test_history_replays_to_the_state(seeded):
    ways = {transition.name: transition for transition in APPLICATION.transitions}

    for one in Application.objects.prefetch_related("history"):
        created, *steps = one.history.all()
        state = created.target
        for step in steps:
            assert step.source == state
            assert state in ways[step.transition].sources
            assert ways[step.transition].target == step.target
            state = step.target
        assert state == one.state


def test_each_has_consent_languages_and_when_accepted_a_volunteer(seeded):
    languages = Counter(ApplicationLanguage.objects.values_list("application", flat=True))
    accepted = Application.objects.filter(state=ApplicationState.ACCEPTED)

    assert set(languages.values()) <= {1, 2, 3}
    assert len(languages) == Consent.objects.count() == COUNT
    assert accepted.filter(volunteer__organisation=F("organisation")).count() == accepted.count()
    assert Volunteer.objects.count() == accepted.count()
    assert not mail_rows().exists()


def test_the_verbs_of_the_desk_work_on_them(seeded, first, client):
    member = make_member(first)
    actor = Actor.staff(member)
    received = Application.objects.filter(organisation=first, state=ApplicationState.RECEIVED)[:3]
    for one in received:
        services.take_into_review(one, actor=actor)
    services.accept(received[0], actor=actor)
    services.decline(received[1], actor=actor, reason=DeclineReason.OTHER, message="Danke.")
    services.withdraw(received[2])
    client.force_login(member)

    assert client.get("/de/schreibtisch/").status_code == 200
    for one in Application.objects.filter(organisation=first).exclude(state=ApplicationState.UNCONFIRMED)[
        :20
    ]:
        assert client.get(f"/de/schreibtisch/bewerbungen/{one.number}/").status_code == 200


def test_a_normal_application_can_be_made_afterwards(seeded, first):
    made = make_application(first)

    assert made.pk > Application.objects.exclude(pk=made.pk).order_by("-pk").first().pk
    assert made.history.count() >= 1
    assert ApplicationHistory.objects.order_by("-pk").first().subject == made


def test_production_refuses_it(first, settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError):
        call_command("seed", applications=5)
    assert not Application.objects.exists()


def test_nonsense_is_refused_in_words(first):
    with pytest.raises(CommandError, match="mindestens 1"):
        call_command("seed", applications=0)
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("seed", applications=5, organisation="Niemand")


def test_progress_says_rows_rate_and_what_remains(first, monkeypatch, capsys):
    monkeypatch.setattr(seed, "BATCH", 10)
    monkeypatch.setattr("vielfalt.management.commands.seed.SECONDS_BETWEEN", 0)

    call_command("seed", applications=30)

    assert "10 von 30 · " in capsys.readouterr().out
