"""Who gets into a course: by the person's own click, by hand at the desk, by nomination into a central run."""

import pytest
from django.test import Client
from django.urls import reverse

from cms_apps.courses.answers import QuotaPlan
from cms_apps.courses.enums import Procedure
from cms_apps.courses.models import CourseRun, SeatQuota
from cms_apps.enrolments import mails
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.services import enrol, set_quotas
from cms_apps.organisations.enums import OrganisationKind, Role
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import services
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.accessibility.walks.people import holder_of
from tests.enrolments.test_capacity import make_volunteer, taken
from tests.factories.people import make_application, make_member, make_organisation, make_run
from tests.statements import with_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(organisation):
    return make_member(organisation)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def centre(db):
    return make_organisation("Servicestelle", kind=OrganisationKind.CENTRE)


@pytest.fixture
def central(centre, organisation):
    """A central run of three places, of which two are kept for Träger A."""
    run = make_run(centre, capacity=3, title="Laiendolmetschen")
    boss = make_member(centre, first_name="Zora")
    set_quotas(run, [QuotaPlan(organisation.pk, 2)], actor=Actor.staff(boss))
    return run


def decided_first(run) -> CourseRun:
    CourseRun.objects.filter(pk=run.pk).update(procedure=Procedure.HOST_DECIDES)
    return run


def accepted(organisation, member):
    application = make_application(organisation, state="in_review")
    return services.accept(application, actor=Actor.staff(member))


# the person herself


def test_a_volunteer_enrols_from_the_status_page(organisation, member):
    application, run = accepted(organisation, member), make_run(organisation, capacity=1)
    holder = holder_of(Client, application)
    status = reverse("sign_up:status", args=[application.number])
    assert reverse("sign_up:courses", args=[application.number]) in holder.get(status).content.decode()
    chosen = reverse("sign_up:enrol", args=[application.number, run.pk])
    assert chosen in holder.get(reverse("sign_up:courses", args=[application.number])).content.decode()
    assert "noch ein Platz" in holder.get(chosen).content.decode()
    assert not Enrolment.objects.exists()  # looking is not enrolling

    first, again = holder.post(chosen), holder.post(chosen)

    assert (first.url, again.url) == (status, status)
    assert Enrolment.objects.get().state == "enrolled"
    assert OutboxRow.objects.filter(kind=mails.TAKEN).count() == 1
    assert "Sie haben einen Platz" in holder.get(status).content.decode()


def test_a_full_course_says_that_it_means_the_list(organisation, member):
    application, run = accepted(organisation, member), make_run(organisation, capacity=1)
    enrol(make_volunteer(organisation), run, actor=Actor.system())
    holder = holder_of(Client, application)
    page = reverse("sign_up:enrol", args=[application.number, run.pk])

    assert "Warteliste" in holder.get(page).content.decode()
    holder.post(page)

    assert Enrolment.objects.get(volunteer=application.volunteer).state == "waiting"


def test_a_course_of_others_and_a_life_without_a_place_here_offer_nothing(organisation, member):
    application, foreign = accepted(organisation, member), make_run(make_organisation("Träger B"))
    holder = holder_of(Client, application)
    page = reverse("sign_up:enrol", args=[application.number, foreign.pk])
    assert (holder.get(page).status_code, holder.post(page).status_code) == (302, 302)

    services.stop_volunteering(application)
    own = reverse("sign_up:enrol", args=[application.number, make_run(organisation).pk])
    holder.post(own)

    assert not Enrolment.objects.exists()


def test_who_asked_sees_it_and_takes_it_back(organisation, member):
    application, run = accepted(organisation, member), decided_first(make_run(organisation))
    holder = holder_of(Client, application)
    holder.post(reverse("sign_up:enrol", args=[application.number, run.pk]))
    enrolment = Enrolment.objects.get()
    page = holder.get(reverse("sign_up:status", args=[application.number])).content.decode()
    assert "entscheidet, wer einen Platz bekommt" in page

    holder.post(reverse("sign_up:leave_list", args=[application.number, enrolment.pk]))

    enrolment.refresh_from_db()
    assert enrolment.state == "left_list"


# by hand and by nomination


def test_several_are_entered_and_it_says_what_came_of_it(desk, organisation):
    run = make_run(organisation, capacity=2)
    people = [make_volunteer(organisation, number) for number in range(3)]
    page = reverse("courses:enter", args=[run.pk])
    assert all(one.last_name in desk.get(page).content.decode() for one in people)

    answer = desk.post(page, {"wer": [one.pk for one in people]}, follow=True).content.decode()

    assert "2 Personen haben jetzt einen Platz." in answer
    assert "1 Person steht auf der Warteliste." in answer
    assert taken(run) == 2


def test_nobody_ticked_is_said(desk, organisation):
    make_volunteer(organisation)
    answer = desk.post(
        reverse("courses:enter", args=[make_run(organisation).pk]), {"wer": ["", "x", "9" * 30]}
    )

    assert "Wählen Sie mindestens eine Person." in answer.content.decode()


def test_a_nomination_within_the_quota(desk, organisation, central):
    page = desk.get(reverse("courses:central")).content.decode()
    assert "noch 2 von 2 Plätzen" in page
    person = make_volunteer(organisation)

    desk.post(reverse("courses:enter", args=[central.pk]), {"wer": [person.pk]})

    assert Enrolment.objects.get().state == "enrolled"
    assert "noch 1 von 2 Plätzen" in desk.get(reverse("courses:central")).content.decode()
    # the run itself is the centre's: who else is in it stays there
    assert desk.get(reverse("courses:people", args=[central.pk])).status_code == 404


def test_people_of_others_are_not_entered_whatever_is_sent(desk, organisation, central):
    stranger = make_volunteer(make_organisation("Träger B"))
    foreign = make_run(make_organisation("Träger C"))

    desk.post(reverse("courses:enter", args=[central.pk]), {"wer": [stranger.pk]})

    assert desk.get(reverse("courses:enter", args=[foreign.pk])).status_code == 404
    assert not Enrolment.objects.exists()


def test_a_reader_enters_nobody(client, organisation):
    client.force_login(make_member(organisation, role=Role.READER))
    person, run = make_volunteer(organisation), make_run(organisation)

    assert client.post(reverse("courses:enter", args=[run.pk]), {"wer": [person.pk]}).status_code == 403
    assert not Enrolment.objects.exists()


# decided about


def test_somebody_is_let_in_and_somebody_is_not(desk, organisation):
    run = decided_first(make_run(organisation))
    first, second = [
        enrol(make_volunteer(organisation, number), run, actor=Actor.applicant()) for number in range(2)
    ]
    assert "2 Anfragen" in desk.get(reverse("courses:list")).content.decode()
    assert "2 Anfragen" in desk.get(reverse("courses:one", args=[run.pk])).content.decode()

    desk.post(reverse("courses:admit", args=[run.pk, first.pk]))
    desk.post(reverse("courses:decline", args=[run.pk, second.pk]), {"message": "Diesmal die Neuen zuerst."})

    assert [one.state for one in Enrolment.objects.order_by("pk")] == ["enrolled", "declined"]
    again = desk.post(reverse("courses:decline", args=[run.pk, second.pk]), {"message": ""})
    assert again.status_code == 409


# quotas


def typed(run, *rows):
    made = {
        "kontingent-TOTAL_FORMS": len(rows),
        "kontingent-INITIAL_FORMS": 0,
        "expected": last_history_id(run),
    }
    for number, (host, seats) in enumerate(rows):
        made |= {f"kontingent-{number}-organisation": host, f"kontingent-{number}-seats": seats}
    return made


def test_quotas_are_set_and_taken_away(client, centre, organisation):
    client.force_login(make_member(centre))
    run = make_run(centre, capacity=5)
    page = reverse("courses:quotas", args=[run.pk])

    client.post(page, typed(run, (organisation.pk, 3), ("", "")))
    assert SeatQuota.objects.get().seats == 3
    assert "3 Plätze" in client.get(reverse("courses:one", args=[run.pk])).content.decode()

    too_many = client.post(page, typed(run, (organisation.pk, 6)))
    assert (too_many.status_code, SeatQuota.objects.get().seats) == (409, 3)

    client.post(page, typed(run, (organisation.pk, 0)))
    assert not SeatQuota.objects.exists()


@pytest.mark.parametrize("rows", [[("999999", 1)], [("x", 1)], [("", 5)], [(None, "-1")]])
def test_odd_rows_are_told_and_change_nothing(client, centre, organisation, rows):
    client.force_login(make_member(centre))
    run = make_run(centre)
    rows = [(organisation.pk if host is None else host, seats) for host, seats in rows]

    answer = client.post(reverse("courses:quotas", args=[run.pk]), typed(run, *rows))

    assert answer.status_code == 200
    assert "Sehen Sie noch einmal" in answer.content.decode()
    assert not SeatQuota.objects.exists()


def test_a_run_of_one_organisation_has_no_quotas(desk, organisation):
    assert desk.get(reverse("courses:quotas", args=[make_run(organisation).pk])).status_code == 404


@pytest.mark.parametrize(("name", "cost"), [("courses:enter", 10), ("courses:central", 6)])
def test_the_pages_cost_the_same_for_more(desk, organisation, central, django_assert_num_queries, name, cost):
    args = [central.pk] if name == "courses:enter" else []
    desk.get(reverse(name, args=args))  # what is kept per process is read once
    for number in (1, 2, 3):
        enrol(make_volunteer(organisation, number), central, actor=Actor.system())
        with django_assert_num_queries(with_session(cost)):
            desk.get(reverse(name, args=args))
