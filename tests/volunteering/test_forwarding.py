"""Passing an application on: proposed by the team, done by the person's click, and by nothing else."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.organisations.models import PrivacyNotice
from cms_apps.organisations.selectors import answer_due
from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.working_days import working_days_between
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.enums import ConsentPurpose
from cms_apps.volunteering.errors import MinorNotForwarded, NobodyToAsk, TargetClosed
from cms_apps.volunteering.models import Application, ForwardProposal
from cms_apps.volunteering.services.retention import delete_due
from cms_apps.volunteering.ticks import escalate, let_forwards_lapse, tell_overdue
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member, make_municipality, make_organisation
from tests.volunteering.kept import CLOSED

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 6, 8, 9, 0, tzinfo=dt.UTC)  # no holiday in the five weeks after it


def at(**later):
    return time_machine.travel(MONDAY + dt.timedelta(**later), tick=False)


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def target(municipality):
    return make_organisation("Träger C", serves=municipality, email="c@traeger.example")


@pytest.fixture
def reviewed(organisation, actor):
    with at():
        return services.take_into_review(make_application(organisation), actor=actor)


@pytest.fixture
def proposal(reviewed, target, actor) -> ForwardProposal:
    with at():
        services.propose_forward(reviewed, target=target, actor=actor, message="Dort passt es.")
    return reviewed.proposals.get()


def fresh(application) -> Application:
    return Application.objects.get(pk=application.pk)


def kinds(application) -> list[str]:
    rows = OutboxRow.objects.filter(subject_key=application.subject_key).order_by("pk")
    return [kind for kind in rows.values_list("kind", flat=True) if "forward" in kind]


def holder_of(application) -> Client:
    client = Client()
    link = Link.objects.get(purpose=mails.STATUS_LINK, object_key=str(application.key))
    client.get(f"/de/bewerbung/stand/oeffnen/{token(link)}/")
    return client


def page_of(application) -> str:
    return f"/de/bewerbung/stand/{application.number}/weiterleitung/"


def desk_path(application, verb="weiterleiten"):
    return f"/de/schreibtisch/bewerbungen/{application.number}/{verb}/"


@pytest.mark.asvs("15.3.1")
def test_what_goes_over_is_what_the_page_showed_and_nothing_else(organisation, target, actor):
    target.asks_parents = True  # so it needs the year
    target.save()
    old = make_application(
        organisation, state="in_review", birth_year=1990, talk_wish="Abends.", course_wish="later",
        extra_answers=({"question": 1, "label": "Woher?", "value": "Plakat"},),
        consents=("privacy_notice", "statistics"),
    )  # fmt: skip
    old.notes.create(text="Ruft nie zurück.")
    old.messages.create(from_team=False, text="Geheim.")
    services.propose_forward(old, target=target, actor=actor)

    new = services.agree_forward(old, proposal=old.proposals.get().pk)

    same = (
        "first_name", "last_name", "email", "phone", "place_typed", "municipality_id", "slots", "hours", "topics",
        "motivation", "language", "birth_year",
    )  # fmt: skip
    assert [getattr(new, field) for field in same] == [getattr(old, field) for field in same]
    assert [one.name for one in new.languages.all()] == [one.name for one in old.languages.all()]
    assert (new.talk_wish, new.extra_answers, new.course_wish) == ("", [], "later")
    assert (new.notes.count(), new.messages.count(), new.history.count()) == (0, 0, 1)
    assert not {new.number, new.key, new.draft_key} & {old.number, old.key, old.draft_key}
    assert (new.organisation, new.state, new.source) == (target, "received", "forward")
    assert new.promised_on == answer_due(target, timezone.localdate())
    assert fresh(old).state == "handed_over"
    assert set(new.consents.values_list("purpose", flat=True)) == set(ConsentPurpose.values)
    assert old.consents.get(purpose="forward").text_version == "2026-11"


def test_year_of_birth_stays_where_the_new_organisation_has_no_rule(organisation, target, actor):
    old = make_application(organisation, state="in_review", birth_year=1990)
    services.propose_forward(old, target=target, actor=actor)

    assert services.agree_forward(old, proposal=old.proposals.get().pk).birth_year is None


def test_from_proposal_to_the_new_status_page_by_the_pages(client, reviewed, target, actor, deliver):
    client.force_login(actor.user)
    make_member(target)
    form = client.get(desk_path(reviewed))
    assert "Zuständig für den Wohnort" in form.content.decode()
    data = {"expected": last_history_id(reviewed), "target": target.pk, "message": "Dort passt es."}
    assert client.post(desk_path(reviewed), data).status_code == 302
    mail = next(one for one in deliver() if one.to == [reviewed.email] and "Vorschlag" in one.subject)
    assert "Träger C" in mail.body
    assert "Dort passt es." in mail.body

    person = holder_of(reviewed)
    assert page_of(reviewed) in person.get(f"/de/bewerbung/stand/{reviewed.number}/").content.decode()
    page = person.get(page_of(reviewed)).content.decode()
    assert "Ich möchte etwas zurückgeben." in page
    answer = {"proposal": reviewed.proposals.get().pk, "notice": "", "go": "agree"}
    response = person.post(page_of(reviewed), answer)

    new = Application.objects.get(forwarded_from=reviewed)
    assert response.url == f"/de/bewerbung/stand/{new.number}/"
    assert "ist bei Träger C eingegangen" in person.get(response.url).content.decode()
    old_page = person.get(f"/de/bewerbung/stand/{reviewed.number}/").content.decode()
    assert new.number in old_page
    desk = client.get(f"/de/schreibtisch/bewerbungen/{reviewed.number}/").content.decode()
    assert "Träger C" in desk
    assert new.number not in desk
    assert {
        "FORWARDED": OutboxRow.objects.filter(kind=mails.FORWARDED, recipient=new.email).count(),
        "NEW": OutboxRow.objects.filter(kind=mails.NEW_APPLICATION, subject_key=new.subject_key).count(),
        "TEAM": OutboxRow.objects.filter(kind=mails.FORWARD_AGREED_TO_TEAM).count(),
    } == {"FORWARDED": 1, "NEW": 1, "TEAM": 1}


def test_the_old_link_leads_to_the_new_application_also_in_another_browser(reviewed, proposal):
    new = services.agree_forward(reviewed, proposal=proposal.pk)

    person = holder_of(reviewed)
    response = person.get(f"/de/bewerbung/stand/{reviewed.number}/neuer-traeger/", follow=True)

    assert response.request["PATH_INFO"] == f"/de/bewerbung/stand/{new.number}/"
    assert response.status_code == 200
    assert Client().get(f"/de/bewerbung/stand/{reviewed.number}/neuer-traeger/").status_code == 404


def test_opening_the_page_forwards_nothing(reviewed, proposal):
    person = holder_of(reviewed)

    assert person.get(page_of(reviewed)).status_code == 200
    assert person.post(page_of(reviewed), {"proposal": proposal.pk, "go": "vielleicht"}).status_code == 200

    assert fresh(reviewed).state == "forward_asked"
    assert Application.objects.count() == 1


def test_a_second_click_shows_the_same_transfer(reviewed, proposal):
    person = holder_of(reviewed)
    answer = {"proposal": proposal.pk, "go": "agree"}

    person.post(page_of(reviewed), answer)
    again = person.post(page_of(reviewed), answer)
    refused = person.post(page_of(reviewed), {**answer, "go": "stay"})

    assert {again.url, refused.url} == {f"/de/bewerbung/stand/{reviewed.number}/"}
    assert Application.objects.count() == 2


def test_a_page_of_an_older_proposal_agrees_to_nothing_else(reviewed, proposal, actor):
    person = holder_of(reviewed)
    services.take_back_forward(reviewed, actor=actor)
    services.propose_forward(reviewed, target=make_organisation("Träger D"), actor=actor)

    page = person.post(page_of(reviewed), {"proposal": proposal.pk, "go": "agree"}, follow=True)

    assert "Dieser Vorschlag gilt nicht mehr." in page.content.decode()
    assert fresh(reviewed).state == "forward_asked"
    assert list(reviewed.proposals.values_list("outcome", flat=True)) == ["taken_back", "open"]


def test_whoever_stays_is_reviewed_with_a_promise_moved_by_the_waiting(reviewed, proposal):
    promised = reviewed.promised_on
    with at(days=7):
        holder_of(reviewed).post(page_of(reviewed), {"proposal": proposal.pk, "go": "stay"})

    assert fresh(reviewed).state == "in_review"
    assert working_days_between(promised, fresh(reviewed).promised_on) == 5
    assert kinds(reviewed)[-1] == mails.FORWARD_REFUSED_TO_TEAM
    assert not reviewed.consents.filter(purpose="forward").exists()


def test_without_an_answer_it_lapses_once_after_fourteen_days(reviewed, proposal):
    with at(days=14, seconds=-1):
        assert let_forwards_lapse() == 0
    with at(days=14):
        assert (let_forwards_lapse(), let_forwards_lapse()) == (1, 0)

    assert fresh(reviewed).state == "in_review"
    assert fresh(reviewed).clock_stopped_on is None
    assert reviewed.proposals.get().outcome == "lapsed"
    assert kinds(reviewed)[1:] == [mails.FORWARD_LAPSED_TO_TEAM, mails.FORWARD_LAPSED]
    with pytest.raises(StaleState):
        services.agree_forward(reviewed, proposal=proposal.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"accepts_applications": False},
        {"absent_from": dt.date(2026, 6, 1), "absent_until": dt.date(2026, 6, 30)},
    ],
    ids=["stopped", "absent"],
)
def test_who_takes_nobody_meanwhile_gets_nothing_and_the_review_goes_on(reviewed, proposal, target, change):
    type(target).objects.filter(pk=target.pk).update(**change)
    with at(days=2):
        answer = {"proposal": proposal.pk, "go": "agree"}
        page = holder_of(reviewed).post(page_of(reviewed), answer, follow=True).content.decode()

    assert "Die Weiterleitung geht nicht mehr" in page
    assert fresh(reviewed).state == "in_review"
    assert reviewed.proposals.get().outcome == "failed"
    assert Application.objects.count() == 1
    assert kinds(reviewed)[-1] == mails.FORWARD_LAPSED_TO_TEAM
    assert not reviewed.consents.filter(purpose="forward").exists()


def test_nobody_agrees_to_a_notice_that_they_were_not_shown(reviewed, proposal, target):
    person = holder_of(reviewed)
    notice = PrivacyNotice.objects.create(organisation=target, version="2", text="Unsere Hinweise.")
    answer = {"proposal": proposal.pk, "notice": "", "go": "agree"}

    page = person.post(page_of(reviewed), answer)

    assert "Hinweise zum Datenschutz geändert" in page.content.decode()
    assert fresh(reviewed).state == "forward_asked"
    person.post(page_of(reviewed), {**answer, "notice": notice.version})
    new = Application.objects.get(forwarded_from=reviewed)
    assert new.consents.get(purpose="privacy_notice").text_version == "2026-11/2"


def test_an_age_rule_that_nobody_knows_to_be_kept_is_confirmed_by_the_person(reviewed, proposal, target):
    type(target).objects.filter(pk=target.pk).update(minimum_age=21)
    person, answer = holder_of(reviewed), {"proposal": proposal.pk, "go": "agree"}
    assert "mindestens 21 Jahre" in person.get(page_of(reviewed)).content.decode()

    page = person.post(page_of(reviewed), answer)

    assert set(page.context["form"].errors) == {"of_age"}
    assert Application.objects.count() == 1
    assert person.post(page_of(reviewed), {**answer, "of_age": "on"}).status_code == 302
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"birth_year": timezone.localdate().year - 17}, MinorNotForwarded),
        ({"birth_year": None, "parent_name": "Nour"}, MinorNotForwarded),
        ({"email": ""}, NobodyToAsk),
    ],
    ids=["year", "parent", "no-address"],
)
def test_whoever_cannot_agree_alone_is_not_proposed(client, reviewed, target, actor, values, error):
    Application.objects.filter(pk=reviewed.pk).update(**values)
    client.force_login(actor.user)

    assert str(error.message) in client.get(desk_path(reviewed)).content.decode()
    with pytest.raises(error):
        services.propose_forward(fresh(reviewed), target=target, actor=actor)

    assert fresh(reviewed).state == "in_review"


@pytest.mark.parametrize(
    "values",
    [
        {"accepts_applications": False},
        {"absent_from": dt.date(2020, 1, 1), "absent_until": dt.date(2099, 1, 1)},
        {"minimum_age": 60},
    ],
    ids=["stopped", "absent", "too-strict"],
)
def test_who_would_not_take_this_person_is_not_offered(client, organisation, target, actor, values):
    application = make_application(organisation, state="in_review", birth_year=1990)
    open_one, late = make_organisation("Träger D"), {"expected": last_history_id(application)}
    type(target).objects.filter(pk=target.pk).update(**values)
    client.force_login(actor.user)

    page = client.post(desk_path(application), {**late, "target": target.pk})

    assert set(page.context["form"].errors) == {"target"}
    assert set(page.context["form"].targets) == {str(open_one.pk)}  # nor is the own organisation
    for other in (fresh_host(target), organisation):
        with pytest.raises(TargetClosed):
            services.propose_forward(application, target=other, actor=actor)
    assert fresh(application).state == "in_review"


def fresh_host(host):
    return type(host).objects.get(pk=host.pk)


def test_the_clock_stands_still_while_the_person_decides(reviewed, proposal):
    with at(days=30):
        assert (tell_overdue(), escalate()) == (0, 0)


@pytest.mark.parametrize("end", ["decline", "withdraw", "take_back"])
def test_whatever_ends_the_question_ends_the_proposal(reviewed, proposal, actor, end):
    verbs = {
        "decline": lambda: services.decline(reviewed, actor=actor, reason="no_need", message="Nein."),
        "withdraw": lambda: services.withdraw(reviewed),
        "take_back": lambda: services.take_back_forward(reviewed, actor=actor),
    }

    verbs[end]()

    assert reviewed.proposals.get().outcome == "taken_back"
    with pytest.raises(StaleState):
        services.agree_forward(fresh(reviewed), proposal=proposal.pk)
    assert Application.objects.count() == 1


def test_a_proposal_taken_back_before_its_mail_went_is_not_told(reviewed, proposal, actor, deliver):
    services.take_back_forward(reviewed, actor=actor)

    assert not any("Vorschlag" in mail.subject for mail in deliver())


def test_deleting_at_one_leaves_the_other(reviewed, proposal):
    with at():
        new = services.agree_forward(reviewed, proposal=proposal.pk)
    with at(days=30, seconds=-1):
        assert delete_due(*CLOSED) == 0
    with at(days=30, seconds=1):
        assert delete_due(*CLOSED) == 1

    assert list(Application.objects.values_list("pk", "forwarded_from")) == [(new.pk, None)]
    assert new.consents.filter(purpose="forward").exists()
    assert Link.objects.filter(object_key=str(new.key)).exists()


def test_foreign_eyes_neither_propose_nor_decide(client, reviewed, proposal, other_organisation):
    client.force_login(make_member(other_organisation))

    assert client.get(desk_path(reviewed)).status_code == 404
    assert Client().post(page_of(reviewed), {"proposal": proposal.pk, "go": "agree"}).status_code == 404
    assert Application.objects.count() == 1


def cost(client, path) -> int:
    """Queries of a page whose caches are warm; the session is one of them unless the cache is shared."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_pages_cost_the_same_for_one_and_for_many_organisations(client, reviewed, proposal, actor):
    assert (
        cost(holder_of(reviewed), page_of(reviewed)) <= 7
    )  # one for its own questions, one for what it says about itself
    services.take_back_forward(reviewed, actor=actor)
    client.force_login(actor.user)
    one = cost(client, desk_path(reviewed))

    for number in range(3):
        make_organisation(f"Träger {number}", serves=make_municipality(f"Ort {number}", ags=f"0653{number}"))

    assert cost(client, desk_path(reviewed)) == one <= 9
