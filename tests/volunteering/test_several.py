"""Several applications at once: each mail is shown first, can be recalled, and is carried out once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms_apps.organisations.enums import Role
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.worker import claim, drain
from cms_apps.outbox.worker import deliver as deliver_row
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached, number
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import DecisionPlanned, NotAMember, TooLate
from cms_apps.volunteering.models import Application, PlannedDecision
from cms_apps.volunteering.services.planning import PLANNED, delete_old_planned
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member
from tests.threads import kinds, together

pytestmark = pytest.mark.django_db
SEVERAL, QUEUE = "/de/schreibtisch/mehrere/", "/de/schreibtisch/bewerbungen/"


@pytest.fixture
def member(client, organisation):
    user = make_member(organisation, first_name="Tamara", last_name="Vogel")
    client.force_login(user)
    return user


@pytest.fixture
def actor(member):
    return Actor.staff(member)


def in_review(organisation, count=1, **values):
    made = [make_application(organisation, state="in_review", **values) for _ in range(count)]
    drain()
    return made


def select(client, go, *applications):
    return client.post(SEVERAL, {"number": [one.number for one in applications], "go": go})


def decline(client, *applications, **typed):
    """Select, look at the mails, send; the answers of the last two steps."""
    page = select(client, "decline", *applications).url
    data = {"reason_code": "no_need", "go": "preview", **typed}
    shown = client.post(page, data)
    return shown, client.post(page, {**data, "go": "send", "seen": shown.context["seen"]})


def after_the_recall():
    later = timezone.now() + timedelta(seconds=number("recall.seconds") + 5)
    with time_machine.travel(later, tick=False):
        drain()


def plan(application, actor, verb="decline"):
    one = services.Plan(application, last_history_id(application), "no_need", "Zurzeit nicht.")
    batch, _left_out = services.plan(verb, [one], actor=actor)
    return application.planned.get(batch=batch)


def states(*applications):
    return [Application.objects.get(pk=one.pk).state for one in applications]


def words_of(text):
    return [part for part in text.split() if not part.startswith("http")]


def test_each_mail_is_sent_as_it_was_shown_each_in_its_language(client, organisation, member):
    (german,), (english,) = in_review(organisation), in_review(organisation, language="en")
    mail.outbox.clear()

    shown, done = decline(client, german, english, own_words="Alles Gute.")

    assert mail.outbox == []
    assert states(german, english) == ["in_review", "in_review"]
    assert f"/mehrere/geplant/{german.planned.get().batch}/" in done.url
    after_the_recall()
    sent = {one.to[0]: one for one in mail.outbox}
    assert states(german, english) == ["declined", "declined"]
    for one in shown.context["mails"]:
        real = sent[one.application.email]
        assert (one.subject, words_of(one.body)) == (real.subject, words_of(real.body))
    assert "vollständig" in sent[german.email].body
    assert "vollständig" not in sent[english.email].body
    assert all("Alles Gute." in one.body for one in sent.values())
    assert Application.objects.get(pk=german.pk).history.last().actor == member


def test_the_secret_link_is_not_shown(client, organisation, member):
    shown, _done = decline(client, *in_review(organisation))

    assert "/oeffnen/***/" in shown.context["mails"][0].body


def test_other_words_than_those_shown_are_shown_first(client, organisation, member):
    (application,) = in_review(organisation)
    page = select(client, "decline", application).url
    shown = client.post(page, {"reason_code": "no_need", "go": "preview"})

    again = client.post(
        page,
        {"reason_code": "place", "sentence": "Anders.", "go": "send", "seen": shown.context["seen"]},
    )

    assert again.status_code == 200
    assert "Anders." in again.content.decode()
    assert not PlannedDecision.objects.exists()


def test_a_batch_is_recalled_whole_or_one_by_one(client, organisation, member):
    first, second, third = in_review(organisation, 3)
    _shown, done = decline(client, first, second, third)

    client.post(reverse("desk:recall", args=[first.number]))
    assert [row.application for row in client.get(done.url).context["waiting"]] == [second, third]
    client.post(done.url)
    after_the_recall()

    assert states(first, second, third) == ["in_review"] * 3
    again = client.get(done.url, follow=True)  # Back, or a reload
    assert again.redirect_chain == [(QUEUE, 302)]
    assert "Hier ist nichts mehr geplant." in again.content.decode()


def test_nobody_without_an_address_is_planned_for(organisation, actor):
    (application,) = in_review(organisation)
    Application.objects.update(email="")
    application.refresh_from_db()

    one = services.Plan(application, last_history_id(application), "no_need", "Zurzeit nicht.")

    assert services.plan("decline", [one], actor=actor) == (None, [application])
    assert not PlannedDecision.objects.exists()


def test_of_a_batch_only_what_still_waits_is_recalled(organisation, member, actor):
    one, other = (plan(application, actor) for application in in_review(organisation, 2))
    PlannedDecision.objects.filter(pk=one.pk).update(done_at=timezone.now())

    assert services.recall_all([one, other], actor=actor) == 1
    with pytest.raises(NotPermitted):
        services.recall_all([one], actor=Actor.staff(make_member(organisation, role=Role.READER)))

    assert list(PlannedDecision.objects.all()) == [one]


def test_a_planned_one_says_so_and_offers_nothing_else(client, organisation, member, actor):
    (application,) = in_review(organisation)
    expected = last_history_id(application)
    plan(application, actor)

    page = client.get(reverse("desk:application", args=[application.number]))
    refused = client.post(reverse("desk:give_back", args=[application.number]), {"expected": expected})
    row = client.get(QUEUE).context["page"].rows[0]

    assert page.context["verbs"] == []
    assert "Zurückholen" in page.content.decode()
    assert refused.status_code == 409
    assert str(DecisionPlanned.message) in refused.content.decode()
    assert states(application) == ["in_review"]
    assert row.planned


def test_what_changed_meanwhile_is_left_and_told(client, organisation, member, actor):
    (application,) = in_review(organisation)
    planned = plan(application, actor)
    mail.outbox.clear()
    services.withdraw(application)

    after_the_recall()

    planned.refresh_from_db()
    assert states(application) == ["withdrawn"]
    assert (planned.problem, planned.is_open) == ("stale", False)
    assert "Absage" not in " ".join(one.subject for one in mail.outbox)


def test_what_the_person_did_meanwhile_counts_even_where_the_verb_is_still_possible(organisation, actor):
    (application,) = in_review(organisation)
    talk = services.Appointment(timezone.now() + timedelta(days=3), 45, "place", "Rathaus")
    services.arrange_talk(application, actor=actor, appointment=talk)
    planned = plan(application, actor)
    services.cancel_talk(application)

    after_the_recall()

    planned.refresh_from_db()
    assert (states(application), planned.problem) == (["in_review"], "stale")


def test_a_problem_is_shown_at_the_application(client, organisation, member, actor):
    (application,) = in_review(organisation)
    services.ask(application, actor=actor, text="Wann?")
    plan(application, actor, "remind")
    services.answer(application, text="Montags.")
    after_the_recall()

    page = client.get(reverse("desk:application", args=[application.number])).content.decode()

    assert "Nicht ausgeführt" in page
    assert "accept" in client.get(reverse("desk:application", args=[application.number])).context["verbs"]


def test_who_may_not_decide_any_more_decides_nothing(organisation, member, actor):
    (application,) = in_review(organisation)
    planned = plan(application, actor)
    member.memberships.update(active=False)

    after_the_recall()

    planned.refresh_from_db()
    assert states(application) == ["in_review"]
    assert planned.problem == "not_permitted"


def test_a_crash_before_the_row_is_done_acts_once(organisation, actor):
    (application,) = in_review(organisation)
    planned = plan(application, actor)
    mail.outbox.clear()
    later = timezone.now() + timedelta(seconds=number("recall.seconds") + 5)
    with time_machine.travel(later, tick=False):
        drain()
        # The worker died after the decision and before it wrote down that it was delivered.
        OutboxRow.objects.filter(kind=PLANNED).update(status=Delivery.WAITING, claimed_until=None)
        drain()

    planned.refresh_from_db()
    assert planned.problem == ""
    assert application.history.filter(transition="decline").count() == 1
    assert len([one for one in mail.outbox if one.to == [application.email]]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_recall_and_the_worker_at_once_never_both(organisation):
    actor = Actor.staff(make_member(organisation))
    for _ in range(4):
        (application,) = in_review(organisation)
        planned = plan(application, actor)
        OutboxRow.objects.filter(kind=PLANNED, status=Delivery.WAITING).update(due_at=timezone.now())
        (row,) = claim()

        recalled, _delivered = together(
            [lambda p=planned: services.recall(p, actor=actor), lambda r=row: deliver_row(r)]
        )

        is_declined = states(application) == ["declined"]
        assert is_declined is isinstance(recalled, TooLate)
        drain()


@pytest.mark.django_db(transaction=True)
def test_two_who_plan_at_once_plan_one(organisation):
    actors = [Actor.staff(make_member(organisation)) for _ in range(2)]
    (application,) = in_review(organisation)

    outcomes = together([lambda a=one: plan(application, a) for one in actors])

    assert kinds(outcomes) == {"done": 1, "DoesNotExist": 1}
    assert application.planned.count() == 1


def test_reminding_asks_again_and_gives_the_whole_time(client, organisation, member, actor):
    asked, other = in_review(organisation, 2)
    services.ask(asked, actor=actor, text="An welchen Tagen?")
    drain()
    mail.outbox.clear()

    page = select(client, "remind", asked, other)
    shown = client.get(page.url)
    client.post(page.url, {"go": "send", "seen": shown.context["seen"]})
    after_the_recall()

    assert [one.application for one in shown.context["mails"]] == [asked]
    assert [one for one, _why in shown.context["left_out"]] == [other]
    assert "An welchen Tagen?" in shown.context["mails"][0].body
    assert [one.to for one in mail.outbox] == [[asked.email]]
    assert asked.history.last().transition == "remind"


def test_assigning_several_acts_at_once_for_members_only(client, organisation, member, actor):
    colleague, stranger = make_member(organisation), make_member(organisation, role=Role.READER)
    chosen = in_review(organisation, 2)

    page = select(client, "assign", *chosen).url
    refused = client.post(page, {"member": stranger.pk})
    client.post(page, {"member": colleague.pk})

    assert refused.status_code == 200
    assert set(Application.objects.values_list("assigned_to", flat=True)) == {colleague.pk}
    with pytest.raises(NotAMember):
        services.assign(chosen, actor=actor, to=stranger)
    select(client, "mine", chosen[0])
    assert Application.objects.get(pk=chosen[0].pk).assigned_to == member


def test_foreign_numbers_and_readers_get_nothing(client, organisation, other_organisation, member):
    make_member(other_organisation)
    (foreign,), (own,) = in_review(other_organisation), in_review(organisation)
    assert select(client, "mine", foreign).url == QUEUE
    assert states(foreign) == ["in_review"]
    reader = make_member(organisation, role=Role.READER)
    client.force_login(reader)

    assert 'name="number"' not in client.get(QUEUE).content.decode()
    assert select(client, "mine", own).status_code == 403
    page = select(client, "decline", own).url
    client.post(page, {"reason_code": "no_need", "go": "send"})

    assert Application.objects.filter(assigned_to=None).count() == 2
    assert not PlannedDecision.objects.exists()
    with pytest.raises(NotPermitted):
        services.assign([own], actor=Actor.staff(reader), to=reader)


def test_nothing_ticked_and_the_way_back(client, organisation, member):
    answer = client.post(SEVERAL, {"go": "mine", "back": "stand=entschieden&next=//evil.example"})

    assert answer.url == f"{QUEUE}?stand=entschieden"
    assert client.get(f"{SEVERAL}absagen/?auswahl=quatsch").url == QUEUE


def test_the_time_for_a_recall_is_a_parameter(organisation, actor):
    Parameter.objects.create(key="recall.seconds", value="5", valid_from=timezone.localdate())
    forget_cached()

    planned = plan(in_review(organisation)[0], actor)

    assert planned.due_at - timezone.now() < timedelta(seconds=6)


def test_what_was_carried_out_goes_after_its_time(organisation, actor):
    plan(in_review(organisation)[0], actor)
    after_the_recall()
    assert delete_old_planned() == 0

    with time_machine.travel(timezone.now() + timedelta(days=number("planned.days") + 1)):
        assert delete_old_planned() == 1


def test_the_mails_cost_the_same_for_more_people(
    client, organisation, member, settings, django_assert_num_queries
):
    session = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1  # Redis saves it
    chosen = in_review(organisation, 3)
    for few in (chosen[:1], chosen):
        page = select(client, "decline", *few).url
        client.post(page, {"reason_code": "no_need", "go": "preview"})
        with django_assert_num_queries(7 + session):
            client.post(page, {"reason_code": "no_need", "go": "preview"})
