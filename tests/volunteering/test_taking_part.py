"""Of a volunteer: begins, pauses, goes on, leaves; at the desk, by the person's own link, and by the clock."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.ticks import ask_paused
from cms_apps.volunteers.errors import PauseEndNotPossible
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.selectors import PAGE_SIZE
from cms_apps.volunteers.services import Person, welcome
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member, make_run
from tests.threads import kinds as outcomes_of
from tests.threads import together

pytestmark = pytest.mark.django_db
BEGIN = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
LIST = "/de/schreibtisch/freiwillige/"


def at(**later):
    return time_machine.travel(BEGIN + dt.timedelta(**later), tick=False)


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def application(organisation, actor):
    with at():
        return make_application(organisation, state="accepted")


@pytest.fixture
def volunteer(application) -> Volunteer:
    return application.volunteer


@pytest.fixture
def desk(client, actor):
    client.force_login(actor.user)
    return client


def fresh(volunteer) -> Volunteer:
    return Volunteer.objects.get(pk=volunteer.pk)


def page_of(volunteer, verb=""):
    return f"{LIST}{volunteer.pk}/{f'{verb}/' if verb else ''}"


def press(desk, volunteer, verb, **data):
    return desk.post(page_of(volunteer, verb), {"expected": last_history_id(volunteer), **data})


def kinds() -> list[str]:
    ours = {mails.ACTIVE, mails.PAUSED, mails.PAUSED_TO_TEAM, mails.RESUMED, mails.RESUMED_TO_TEAM,
            mails.PAUSE_ASKED, mails.LEFT, mails.LEFT_TO_TEAM}  # fmt: skip
    return [kind for kind in OutboxRow.objects.order_by("pk").values_list("kind", flat=True) if kind in ours]


def holder_of(application) -> Client:
    client = Client()
    link = Link.objects.get(purpose=mails.STATUS_LINK, object_key=str(application.key))
    client.get(f"/de/bewerbung/stand/oeffnen/{token(link)}/")
    return client


def called(organisation, *names) -> list[Volunteer]:
    staff = Actor.staff(make_member(organisation))
    people = [Person(*name.split(), email="a@beispiel.example", phone="", language="de") for name in names]
    return [welcome(one, organisation, actor=staff) for one in people]


def test_from_preparing_to_the_end_at_the_desk(desk, volunteer):
    desk.post(page_of(volunteer, "kontakt"))
    assert volunteer.email in desk.get(page_of(volunteer)).content.decode()
    states = []
    for verb, data in (("aktiv", {}), ("pausieren", {"until": ""}), ("weiter", {}), ("beenden", {})):
        assert press(desk, volunteer, verb, **data).url == page_of(volunteer)
        states.append(fresh(volunteer).state)

    assert states == ["active", "paused", "active", "left"]
    assert kinds() == [mails.ACTIVE, mails.PAUSED, mails.RESUMED, mails.LEFT]
    page = desk.get(page_of(volunteer)).content.decode()
    assert volunteer.email not in page
    assert "macht nicht mehr mit" in page


def test_buttons_are_those_of_the_machine(desk, volunteer):
    preparing = desk.get(page_of(volunteer)).context["verbs"]
    press(desk, volunteer, "pausieren", until="")

    assert preparing == ["activate", "pause", "leave"]
    assert desk.get(page_of(volunteer)).context["verbs"] == ["resume", "leave"]


def test_a_reader_sees_and_changes_nothing(client, organisation, volunteer):
    client.force_login(make_member(organisation, role="reader"))

    assert client.get(page_of(volunteer)).context["verbs"] == []
    assert press(client, volunteer, "aktiv").status_code == 403
    assert fresh(volunteer).state == "preparing"


def test_a_stale_page_changes_nothing(desk, volunteer, actor):
    seen = last_history_id(volunteer)
    services.pause_volunteering(volunteer, actor=actor)
    services.resume_volunteering(volunteer, actor=actor)

    answers = [desk.post(page_of(volunteer, verb), {"expected": seen}) for verb in ("pausieren", "beenden")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert desk.post(page_of(volunteer, "beenden"), {}).status_code == 200  # without its number, asked again
    assert fresh(volunteer).state == "active"


@pytest.mark.parametrize("day", ["2020-01-01", "today", "2099-01-01"])
def test_a_pause_ends_in_the_future_within_a_year(desk, application, volunteer, actor, day):
    day = timezone.localdate().isoformat() if day == "today" else day
    own = holder_of(application).post(f"/de/bewerbung/stand/{application.number}/pausieren/", {"until": day})

    for page in (press(desk, volunteer, "pausieren", until=day), own):
        assert set(page.context["form"].errors) == {"until"}
    with pytest.raises(PauseEndNotPossible):
        services.pause_volunteering(volunteer, actor=actor, until=dt.date.fromisoformat(day))

    assert fresh(volunteer).state == "preparing"


def test_the_person_pauses_and_goes_on_by_link(application, volunteer):
    person, status = holder_of(application), f"/de/bewerbung/stand/{application.number}/"
    assert f"{status}pausieren/" in person.get(status).content.decode()
    until = timezone.localdate() + dt.timedelta(days=60)

    person.post(f"{status}pausieren/", {"until": until.isoformat()})
    person.post(f"{status}pausieren/", {"until": ""})  # a second tap

    assert (fresh(volunteer).state, fresh(volunteer).paused_until) == ("paused", until)
    page = person.get(status).content.decode()
    assert "gerade eine Pause" in page
    assert f"{status}weitermachen/" in page
    person.post(f"{status}weitermachen/")
    person.post(f"{status}weitermachen/")
    assert (fresh(volunteer).state, fresh(volunteer).paused_until) == ("active", None)
    assert kinds() == [mails.PAUSED, mails.PAUSED_TO_TEAM, mails.RESUMED, mails.RESUMED_TO_TEAM]


def test_without_taking_part_there_is_nothing_to_pause(organisation):
    application = make_application(organisation)
    person, status = holder_of(application), f"/de/bewerbung/stand/{application.number}/"

    answers = [person.post(f"{status}{verb}/") for verb in ("pausieren", "weitermachen")]

    assert [answer.url for answer in answers] == [status, status]


def test_a_pause_keeps_the_places_and_leaving_frees_them(desk, organisation, actor):
    run = make_run(organisation)
    accepted = services.accept(make_application(organisation, state="in_review"), actor=actor, run=run)

    press(desk, accepted.volunteer, "pausieren", until="")
    run.refresh_from_db()
    assert run.taken == 1
    press(desk, accepted.volunteer, "beenden")
    run.refresh_from_db()
    assert run.taken == 0


def test_whoever_pauses_is_asked_once_after_half_a_year(volunteer, actor, deliver):
    with at():
        services.pause_volunteering(volunteer, actor=actor)
        deliver()
    with at(days=180, seconds=-1):
        assert ask_paused() == 0
    with at(days=180):
        assert (ask_paused(), ask_paused()) == (1, 0)
        (mail,) = deliver()

    assert "Möchten Sie weitermachen?" in mail.subject
    assert "/de/bewerbung/stand/oeffnen/" in mail.body


def test_whoever_named_a_day_is_asked_on_that_day(volunteer, actor):
    with at():
        services.pause_volunteering(volunteer, actor=actor, until=dt.date(2026, 3, 1))
    with at(days=54):
        assert ask_paused() == 0
    with at(days=55):
        assert ask_paused() == 1


def test_a_new_pause_is_asked_about_anew(volunteer, actor):
    for begin in (0, 200):
        with at(days=begin):
            services.pause_volunteering(volunteer, actor=actor)
        with at(days=begin + 180):
            assert ask_paused() == 1
            services.resume_volunteering(volunteer, actor=actor)


def test_the_time_until_the_question_is_a_parameter(volunteer, actor):
    Parameter.objects.create(key="pause.ask_days", value="30", valid_from=BEGIN.date())
    with at():
        services.pause_volunteering(volunteer, actor=actor)
    with at(days=30):
        assert ask_paused() == 1


def test_the_list_is_alphabetical_by_state_and_own(desk, organisation, other_organisation, actor):
    called(organisation, "Amal Özil", "Ben Oz", "Cem Adam")
    (left,) = called(organisation, "Dora Weg")
    called(other_organisation, "Eva Fremd")
    services.end_volunteering(left, actor=actor)

    def names(query=""):
        return [row.name for row in desk.get(f"{LIST}{query}").context["page"].rows]

    assert names() == ["Adam, Cem", "Oz, Ben", "Özil, Amal"]
    assert names("?stand=ausgeschieden") == ["Weg, Dora"]
    assert names("?stand=pause") == []
    assert len(names("?stand=erfunden")) == 3


def test_whoever_corrects_their_name_stands_there(desk, application):
    services.correct(application, "contact", {"first_name": "Amal", "last_name": "Aab", "phone": ""}, seen=0)

    assert fresh(application.volunteer).sort_key == "aab amal"
    assert [row.name for row in desk.get(LIST).context["page"].rows] == ["Aab, Amal"]


def test_pages_of_the_list_meet_and_name_nobody_in_the_address(desk, organisation):
    called(organisation, *(f"Amal Beispiel{number}" for number in range(PAGE_SIZE + 3)))
    first = desk.get(LIST).context
    second = desk.get(f"{LIST}{first['next_url']}").context

    found = [row.name for page in (first, second) for row in page["page"].rows]

    assert found == sorted(set(found))
    assert len(found) == PAGE_SIZE + 3
    assert "beispiel" not in first["next_url"].casefold()
    for broken in ("x", "-1", "9" * 30, "²", "1~2"):
        assert desk.get(LIST, {"nach": broken}).context["page"].is_first


def test_a_foreign_volunteer_is_a_missing_one(client, volunteer, other_organisation):
    client.force_login(make_member(other_organisation))

    assert {client.get(page_of(volunteer, verb)).status_code for verb in ("", "pausieren", "weiter")} == {404}
    assert press(client, volunteer, "aktiv").status_code == 404
    assert fresh(volunteer).state == "preparing"


def cost(client, path) -> int:
    """Queries of a page whose caches are warm; the session is one of them unless the cache is shared."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_pages_cost_the_same_for_one_and_for_many(
    desk, organisation, volunteer, django_assert_max_num_queries
):
    one = cost(desk, LIST)
    called(organisation, "Ben Zwei", "Cem Drei")

    assert cost(desk, LIST) == one <= 4
    with django_assert_max_num_queries(11):
        desk.get(page_of(volunteer))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_person_and_desk_pause_at_once_and_one_does(organisation):
    actor = Actor.staff(make_member(organisation))
    volunteer = make_application(organisation, state="accepted").volunteer

    outcomes = together(
        [lambda: services.pause_volunteering(fresh(volunteer), actor=actor)] * 2
        + [lambda: services.pause_volunteering(fresh(volunteer), actor=Actor.applicant())] * 2
    )

    assert outcomes_of(outcomes) == {"done": 1, "StaleState": 3}
    assert kinds().count(mails.PAUSED) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_clocks_ask_once(organisation):
    actor = Actor.staff(make_member(organisation))
    volunteer = make_application(organisation, state="accepted").volunteer
    services.pause_volunteering(volunteer, actor=actor)
    Volunteer.objects.update(state_since=timezone.now() - dt.timedelta(days=181))

    together([ask_paused] * 4)

    assert kinds().count(mails.PAUSE_ASKED) == 1
