"""Deletion on the person's word: at once before a decision, by the team after it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.errors import NotNow
from cms_apps.volunteering.models import Application, Consent, Draft, ErasureRequest
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from tests.factories.people import make_application, make_member
from tests.rows import mail_rows
from tests.threads import kinds, together
from tests.volunteering.test_own_rights import accepted, holder, own
from tests.volunteering.test_talks import files, summary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["received", "in_review", "withdrawn", "parent_asked"])
def test_before_a_decision_all_is_deleted_at_once(organisation, deliver, state, actor):
    minor = (
        {"parent_name": "Nour", "parent_email": "nour@beispiel.example"} if state == "parent_asked" else {}
    )
    application = make_application(organisation, state=state, **minor)
    kept = make_application(organisation, email=application.email)
    client, email = holder(application), application.email
    deliver()

    asked = client.get(own(application, "erase")).content.decode()
    assert "sofort gelöscht" in asked
    assert Application.objects.count() == 2
    gone = client.post(own(application, "erase"), {"go": "now"}, follow=True)

    assert "Ihre Daten sind gelöscht" in gone.content.decode()
    assert list(Application.objects.all()) == [kept]
    assert client.get(own(application, "status")).status_code == 404
    assert not Link.objects.filter(object_key=str(application.key)).exists()
    assert not OutboxRow.objects.filter(subject_key=application.subject_key).exists()
    assert not Draft.objects.filter(key=application.draft_key).exists()
    told = {address: mail for mail in deliver() for address in mail.to}
    team_knew = state in {"received", "in_review"}
    assert set(told) == {email, *([actor.user.email] if team_knew else [])}
    assert application.first_name not in "".join(mail.body for mail in told.values())
    assert "/stand/" not in told[email].body


@pytest.mark.parametrize(("hours", "expected"), [(72, ["CANCEL"]), (-1, [])], ids=["ahead", "past"])
def test_who_deletes_all_has_no_talk_in_the_calendar_any_more(organisation, actor, deliver, hours, expected):
    application = make_application(organisation, state="in_review")
    begin = timezone.now() + timedelta(hours=hours)
    services.arrange_talk(
        application, actor=actor, appointment=services.Appointment(begin, 45, "place", "Rathaus, Zimmer 3")
    )
    uid = f"talk-{application.talks.get().pk}@testserver"
    deliver()

    services.erase_own(application)

    (mail,) = [one for one in deliver() if one.to == [application.email]]
    found = files([mail])
    assert [str(one["METHOD"]) for one in found] == expected
    assert [(summary(one)[1:]) for one in found] == [(uid, 1)] * len(expected)
    assert ("Ihr Gespräch findet nicht mehr statt." in mail.body) is bool(expected)
    assert "Rathaus" not in str(OutboxRow.objects.get(kind=mails.ERASED).payload)


def test_a_decision_in_the_meantime_is_not_deleted(organisation):
    application = make_application(organisation, state="in_review")
    client = holder(application)
    client.get(own(application, "erase"))
    services.accept(application, actor=Actor.staff(make_member(organisation)))

    answer = client.post(own(application, "erase"), {"go": "now"}, follow=True)

    assert "Möchten Sie, dass Ihre Daten gelöscht werden?" in answer.content.decode()
    assert Application.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_clicks_delete_once(organisation):
    application = make_application(organisation)

    outcomes = together([lambda: services.erase_own(Application.objects.get(pk=application.pk))] * 2)

    assert kinds(outcomes)["done"] == 1
    assert mail_rows().filter(kind=mails.ERASED).count() == 1


# deletion after a decision


def test_after_a_decision_the_team_is_asked_and_may_refuse_with_a_reason(organisation, deliver, actor):
    application = make_application(organisation, state="declined")
    client, desk = holder(application), Client()
    desk.force_login(actor.user)
    deliver()

    client.post(own(application, "erase"), {"go": "ask"})
    client.post(own(application, "erase"), {"go": "ask"})

    request = ErasureRequest.objects.get()
    assert request.due_on == timezone.localdate() + timedelta(days=30)
    assert sorted(mail.to[0] for mail in deliver()) == sorted([application.email, actor.user.email])
    assert "Löschung verlangt" in desk.get("/de/schreibtisch/").content.decode()
    page = reverse("desk:erasure", args=[application.number])
    assert (
        "Löschen oder begründen"
        in desk.get(reverse("desk:application", args=[application.number])).content.decode()
    )
    assert desk.post(page, {"answer": "refuse", "reason": " "}).context["form"].errors
    desk.post(page, {"answer": "refuse", "reason": "Sie haben uns verklagt."})

    (mail,) = deliver()
    assert (mail.to, "verklagt" in mail.body) == ([application.email], True)
    status = client.get(own(application, "status")).content.decode()
    assert "Sie haben uns verklagt." in status
    assert "Daten löschen lassen" in status
    assert "Löschung verlangt" not in desk.get("/de/schreibtisch/").content.decode()
    assert desk.get(page).status_code == 302


def test_the_team_deletes_and_nothing_is_left(organisation, other_organisation, deliver, actor):
    application = accepted(organisation, actor)
    run, email = Enrolment.objects.get().run, application.email
    services.ask_erasure(application)
    desk, page = Client(), reverse("desk:erasure", args=[application.number])
    deliver()
    for role, status in (("reader", 403), ("coordinator", 404)):
        host = organisation if role == "reader" else other_organisation
        desk.force_login(make_member(host, role=role))
        assert desk.post(page, {"answer": "erase"}).status_code == status
    assert Application.objects.exists()

    desk.force_login(actor.user)
    desk.post(page, {"answer": "erase"})

    assert not any(
        model.objects.exists() for model in (Application, Volunteer, Enrolment, ErasureRequest, Consent)
    )
    assert CourseRun.objects.get(pk=run.pk).taken == 0
    (mail,) = deliver()
    assert mail.to == [email]
    assert "aufbewahren" not in mail.body


def test_records_of_funded_courses_stay_with_the_name_alone(organisation, deliver, actor):
    application = accepted(organisation, actor, begun=True)
    services.ask_erasure(application)
    deliver()

    assert services.grant_erasure(application, actor=actor) is True

    assert not Application.objects.exists()
    left = Volunteer.objects.get()
    assert (left.state, left.email, left.phone) == ("left", "", "")
    assert left.last_name == application.last_name
    assert Enrolment.objects.get().volunteer == left
    (mail,) = deliver()
    assert "5 Jahre aufbewahren" in mail.body


def test_nobody_deletes_without_being_asked(organisation, actor):
    application = make_application(organisation, state="declined")

    with pytest.raises(NotNow):
        services.grant_erasure(application, actor=actor)
    services.ask_erasure(application)
    with pytest.raises(NotPermitted):
        services.grant_erasure(application, actor=Actor.applicant())
    with pytest.raises(NotNow):
        services.ask_erasure(make_application(organisation))

    assert Application.objects.count() == 2
