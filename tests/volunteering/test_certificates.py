"""The note on a certificate of conduct: three facts, for named members, and not for long."""

import datetime as dt
import io
import json

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_apps.foundation.privacy import subject_kinds
from cms_apps.organisations.models import HostOrganisation, Membership
from cms_apps.organisations.services import set_certificates
from cms_apps.outbox.models import OutboxRow
from cms_apps.privacy.models import AccessRecord
from cms_apps.volunteering import services
from cms_apps.volunteering.services.erasing import erase
from cms_apps.volunteers.errors import CertificateDateNotPossible, CertificateNotWanted
from cms_apps.volunteers.models import CertificateNote, Volunteer
from cms_apps.volunteers.services import delete_old_certificate_notes, note_certificate
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from tests.accessibility.walks.people import Person, holder_of
from tests.factories.people import make_application, make_member, make_organisation, make_run
from tests.papers import is_tagged, text_of, title_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 14)


def name_member(organisation, user) -> None:
    set_certificates(
        organisation, wanted=True, noted_by=[Membership.objects.get(organisation=organisation, user=user).pk]
    )


@pytest.fixture
def member(organisation):
    user = make_member(organisation)
    name_member(organisation, user)
    return user


@pytest.fixture
def actor(member):
    return Actor.staff(member)


@pytest.fixture
def application(organisation, member):
    return make_application(organisation, state="accepted")


@pytest.fixture
def volunteer(application) -> Volunteer:
    return Volunteer.objects.select_related("organisation").get()


@pytest.fixture
def noted(volunteer, actor) -> CertificateNote:
    return note_certificate(volunteer, actor=actor, dated_on=DAY, conviction=True)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


def page_of(volunteer, page="fuehrungszeugnis/"):
    return f"/de/schreibtisch/freiwillige/{volunteer.pk}/{page}"


def test_recorded_changed_and_deleted_at_the_desk(desk, volunteer):
    assert "Noch ist nichts vermerkt" in desk.get(page_of(volunteer)).content.decode()
    desk.post(page_of(volunteer), {"dated_on": "2026-03-14", "conviction": "no"})
    page = desk.get(page_of(volunteer))
    assert page.context["note"].dated_on == DAY
    assert "Einsicht vermerken" not in page.content.decode()
    desk.post(page_of(volunteer), {"dated_on": "2026-04-01", "conviction": "yes"})

    note = CertificateNote.objects.get()
    assert (note.inspected, note.dated_on, note.has_conviction) == ("yes", dt.date(2026, 4, 1), True)
    assert desk.post(page_of(volunteer), {"go": "delete"}).url == page_of(volunteer, "")
    assert not CertificateNote.objects.exists()


def test_there_are_three_facts_and_no_place_for_a_file(desk, volunteer):
    fields = {field.name for field in CertificateNote._meta.get_fields()}

    assert fields == {"id", "volunteer", "inspected", "dated", "conviction"}
    page = desk.get(page_of(volunteer)).content.decode()
    assert 'type="file"' not in page
    assert "multipart" not in page
    assert "geben Sie es zurück. Es ist nicht älter als 3 Monate; nach 5 Jahren" in page


def test_plain_sql_shows_nothing(noted):
    with connection.cursor() as cursor:
        cursor.execute("SELECT inspected, dated, conviction FROM volunteers_certificatenote")
        row = cursor.fetchone()

    assert all(one.startswith("gAAAA") for one in row)
    assert not any(word in "".join(row) for word in ("2026-03-14", "2026"))
    assert len(row[0]) == len(row[2])


def test_the_notes_are_encrypted_anew_with_a_new_key(volunteer, actor, settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    note_certificate(volunteer, actor=actor, dated_on=DAY, conviction=False)
    settings.FIELD_KEYS = [new, old]
    out = io.StringIO()

    call_command("rotate_keys", stdout=out)

    assert out.getvalue().count("1 encrypted anew") == 3
    settings.FIELD_KEYS = [new]
    assert CertificateNote.objects.get().dated_on == DAY


def test_wrong_input_stands_at_the_field_and_saves_nothing(desk, volunteer):
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    for typed, said in (
        ({}, "das auf dem Führungszeugnis steht"),
        ({"dated_on": "bald", "conviction": "no"}, "zum Beispiel 04.12.2026"),
        ({"dated_on": "2026-03-14"}, "Wählen Sie „Ja“ oder „Nein“"),
        ({"dated_on": tomorrow, "conviction": "no"}, "liegt in der Zukunft"),
        ({"dated_on": "1900-01-01", "conviction": "no"}, "gilt nicht mehr"),
    ):
        assert said in desk.post(page_of(volunteer), typed).content.decode()
    assert not CertificateNote.objects.exists()


def test_an_expired_form_deletes_nothing(member, volunteer, noted):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)

    assert "zu lange offen" in strict.post(page_of(volunteer), {"go": "delete"}).content.decode()
    assert CertificateNote.objects.exists()


def test_an_old_certificate_is_due_again(desk, volunteer, actor):
    with time_machine.travel("2020-01-02 12:00+00:00"):
        note_certificate(volunteer, actor=actor, dated_on=dt.date(2020, 1, 1), conviction=False)
    assert "älter als 5 Jahre" in desk.get(page_of(volunteer)).content.decode()
    note_certificate(volunteer, actor=actor, dated_on=timezone.localdate(), conviction=False)
    assert "älter als 5 Jahre" not in desk.get(page_of(volunteer)).content.decode()


# who may


@pytest.mark.parametrize("role", ["reader", "coordinator", "administrator"])
@pytest.mark.asvs("8.2.3")
def test_no_role_brings_it_along(client, organisation, volunteer, noted, role):
    client.force_login(make_member(organisation, role=role))

    assert client.get(page_of(volunteer)).status_code == 403
    assert client.post(page_of(volunteer), {"go": "delete"}).status_code == 403
    assert client.get(page_of(volunteer, "bescheinigung/")).status_code == 403
    assert "fuehrungszeugnis" not in client.get(page_of(volunteer, "")).content.decode()
    assert CertificateNote.objects.exists()


def test_strangers_the_centre_and_superusers_find_nothing(client, other_organisation, volunteer, noted):
    stranger = make_member(other_organisation)
    name_member(other_organisation, stranger)
    centre = make_organisation("Zentrum", centre=True)
    clerk = make_member(centre, role="administrator")
    name_member(centre, clerk)
    for user in (stranger, clerk):
        client.force_login(user)
        assert client.get(page_of(volunteer)).status_code == 404
        assert client.post(page_of(volunteer), {"go": "delete"}).status_code == 404
    client.force_login(make_member(other_organisation, is_superuser=True, is_staff=True))
    assert client.get(page_of(volunteer)).status_code == 404
    assert CertificateNote.objects.exists()


@pytest.mark.asvs("8.3.1")
def test_the_service_refuses_too(organisation, volunteer, actor):
    for other in (Actor.staff(make_member(organisation)), Actor.applicant(), Actor.system()):
        with pytest.raises(NotPermitted):
            note_certificate(volunteer, actor=other, dated_on=DAY, conviction=False)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(CertificateDateNotPossible):
        note_certificate(volunteer, actor=actor, dated_on=tomorrow, conviction=False)
    HostOrganisation.objects.update(wants_certificate=False)
    volunteer.organisation.refresh_from_db()
    with pytest.raises(CertificateNotWanted):
        note_certificate(volunteer, actor=actor, dated_on=DAY, conviction=False)
    assert not CertificateNote.objects.exists()


def test_the_administrator_names_members_and_nobody_else_does(client, organisation):
    administrator = make_member(organisation, role="administrator")
    member = make_member(organisation)
    row = member.memberships.get()
    path = reverse("host:certificates", args=[organisation.pk])
    assert not organisation.wants_certificate  # off until somebody sets it
    client.force_login(member)
    assert client.post(path, {"wanted": "on", "noted_by": [row.pk]}).status_code == 403
    client.force_login(administrator)
    foreign = make_member(make_organisation("Träger C")).memberships.get()
    assert client.post(path, {"wanted": "on", "noted_by": [foreign.pk]}).status_code == 200  # no such choice
    client.post(path, {"wanted": "on", "noted_by": [row.pk]})

    organisation.refresh_from_db()
    assert organisation.wants_certificate
    assert list(Membership.objects.filter(may_note_certificates=True)) == [row]
    client.post(path, {"wanted": "on"})
    assert not Membership.objects.filter(may_note_certificates=True).exists()


def test_a_member_who_is_no_longer_active_is_shut_out(desk, member, volunteer, noted):
    member.memberships.update(active=False)

    assert desk.get(page_of(volunteer)).status_code == 403
    assert str(DAY.year) not in desk.get(page_of(volunteer)).content.decode()


# it is written down, and goes in time


def test_each_view_is_written_down(desk, volunteer, noted):
    desk.get(page_of(volunteer))
    desk.get(page_of(volunteer, "bescheinigung/"))

    assert list(AccessRecord.objects.order_by("pk").values_list("object_key", "what")) == [
        (volunteer.subject_key, "certificate"),
        (volunteer.subject_key, "printed"),
    ]


def test_it_goes_at_once_when_the_work_is_not_taken_up(volunteer, actor, noted):
    services.end_volunteering(volunteer, actor=actor)

    assert not CertificateNote.objects.exists()


def test_it_goes_at_once_after_a_pause_that_nothing_came_before(volunteer, actor, noted):
    services.pause_volunteering(volunteer, actor=actor)
    services.end_volunteering(volunteer, actor=actor)

    assert not CertificateNote.objects.exists()


def test_it_goes_half_a_year_after_the_last_day(volunteer, actor, noted):
    services.activate_volunteer(volunteer, actor=actor)
    services.end_volunteering(volunteer, actor=actor)
    assert CertificateNote.objects.exists()

    with time_machine.travel(timezone.now() + dt.timedelta(days=179), tick=False):
        assert delete_old_certificate_notes() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=181), tick=False):
        assert delete_old_certificate_notes() == 1
    assert Volunteer.objects.exists()


def test_of_those_who_go_on_it_stays(volunteer, actor, noted):
    services.activate_volunteer(volunteer, actor=actor)

    with time_machine.travel(timezone.now() + dt.timedelta(days=1000), tick=False):
        assert delete_old_certificate_notes() == 0


def test_it_goes_with_the_person_even_where_proof_of_a_course_stays(organisation, actor):
    application = services.accept(
        make_application(organisation, state="in_review"), actor=actor, run=make_run(organisation)
    )
    volunteer = application.volunteer
    services.activate_volunteer(volunteer, actor=actor)
    note_certificate(volunteer, actor=actor, dated_on=DAY, conviction=False)
    application.volunteer.enrolments.get().run.dates.update(starts_at=timezone.now() - dt.timedelta(days=3))

    assert erase(application, actor=actor)  # the proof stays
    assert not CertificateNote.objects.exists()
    left = json.loads(subject_kinds["volunteer"].export(str(Volunteer.objects.get().pk)))
    assert left["controller"] == organisation.name
    assert {name for name, rows in left["data"].items() if rows} == {
        "volunteer",
        "volunteer_history",
        "enrolments",
        "enrolment_history",
    }


# where it is read


def test_the_person_reads_it_in_the_export_and_tables_do_not(desk, organisation, application, noted):
    holder = holder_of(Person(), application)
    files = {
        kind: holder.get(reverse("sign_up:download_file", args=[application.number, kind])).content
        for kind in ("json", "pdf")
    }

    assert json.loads(files["json"])["data"]["certificate_note"] == [
        {"inspected": "yes", "dated": "2026-03-14", "conviction": "yes"}
    ]
    assert "14. März 2026" in text_of(files["pdf"])
    table = desk.post(f"/de/schreibtisch/tabellen/{organisation.pk}/freiwillige/csv/").content.decode()
    assert "2026-03-14" not in table
    assert "zeugnis" not in table.lower()
    assert not OutboxRow.objects.filter(kind__contains="certificate").exists()


def test_the_paper_for_the_office(desk, volunteer):
    response = desk.get(page_of(volunteer, "bescheinigung/"))

    text = text_of(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert is_tagged(response.content)
    assert title_of(response.content) == "Bescheinigung über ehrenamtliche Tätigkeit"
    for said in (volunteer.full_name, volunteer.organisation.name, "§ 30a Absatz 2", "Gebühr"):
        assert said in text
    assert volunteer.email not in text


def test_the_page_costs_a_bound_number_of_queries(desk, volunteer, noted, django_assert_max_num_queries):
    desk.get(page_of(volunteer))
    with django_assert_max_num_queries(9):
        desk.get(page_of(volunteer))
