"""A barrier is reported, has its day, is answered once, and is forgotten; nobody's words stand in a mail to a mailbox."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_apps.content.barriers.forms import own_path
from cms_apps.content.barriers.services import AlreadyAnsweredError, answer_barrier, delete_old_barriers
from cms_apps.content.models import BarrierReport
from cms_apps.content.ticks import remind_of_barriers
from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.selectors import term
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
FORM, DONE = "/de/barriere-melden/", "/de/barriere-melden/gemeldet/"
TYPED = {
    "page": "/de/aktuelles/",
    "text": "Das Menü geht mit der Tastatur nicht auf.",
    "email": "lesende@beispiel.example",
}


@pytest.fixture
def editor():
    user = make_user(is_staff=True, first_name="Lea")
    wanted = ["access_admin", "view_barrierreport", "change_barrierreport"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=wanted))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def report(client):
    client.post(FORM, TYPED)
    return BarrierReport.objects.get()


def kinds():
    return sorted(OutboxRow.objects.values_list("kind", "recipient"))


def test_a_report_has_its_day_and_both_hear_of_it(client, deliver):
    answer = client.post(FORM, TYPED)

    report = BarrierReport.objects.get()
    assert answer.url == DONE
    assert "innerhalb von 42 Tagen" in client.get(DONE).content.decode()
    assert report.answer_by == timezone.localdate() + dt.timedelta(days=42)
    assert kinds() == [
        ("content.barrier_received", TYPED["email"]), ("content.barrier_reported", term("centre_email")),
    ]  # fmt: skip
    to_centre, to_person = sorted(deliver(), key=lambda mail: "gemeldet" not in mail.subject)
    assert TYPED["text"] not in to_centre.body
    assert TYPED["email"] not in to_centre.body
    assert f"/admin/barriers/{report.pk}/antworten/" in to_centre.body
    assert str(report.answer_by.year) in to_person.body


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Schreiben Sie, was nicht funktioniert."),
        ({"text": "x" * 3001}, "Kürzen Sie ihn auf 3000 Zeichen."),
        ({"email": "lesende"}, "nicht vollständig"),
        ({"email": "a" * 300 + "@beispiel.example"}, ""),
        ({"page": "x" * 301}, ""),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_kept(client, wrong, said):
    page = client.post(FORM, {**TYPED, **wrong})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert page.context["form"].errors
    assert not BarrierReport.objects.exists()


def test_a_script_leaves_nothing_and_learns_nothing(client):
    assert client.post(FORM, {**TYPED, "website": "spam"}).url == DONE
    assert not BarrierReport.objects.exists()
    assert not OutboxRow.objects.exists()


def test_one_network_reports_so_many_an_hour(client):
    codes = [client.post(FORM, TYPED).status_code for _ in range(21)]

    assert codes == [302] * 20 + [429]
    assert BarrierReport.objects.count() == 20


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/de/aktuelles/", "/de/aktuelles/"), ("/de/suche/?q=Name", "/de/suche/"), ("https://fremd.example/x", ""),
        ("//fremd.example/x", ""), ("/\\fremd.example/x", ""), ("////fremd.example/x", ""), ("javascript:vfx()", ""), ("", ""), ("http://[", ""), ("/" + "x" * 400, "/" + "x" * 299),
    ],
)  # fmt: skip
def test_only_a_page_of_ours_is_named(client, address, path):
    assert own_path(address) == path
    assert client.get(FORM, {"seite": address}).context["form"].initial["page"] == path


def test_every_page_leads_to_it(client):
    assert 'href="/de/barriere-melden/"' in client.get("/de/bewerbung/").content.decode()
    assert 'href="/de/barriere-melden/?seite=/de/suche/"' in client.get("/de/suche/").content.decode()


def test_an_editor_answers_once_and_the_person_reads_it(editor, report, deliver):
    address = reverse("barriers:answer", args=[report.pk])
    assert TYPED["text"] in editor.get(address).content.decode()
    assert "Tastatur" in editor.get(reverse("barriers:index")).content.decode()

    editor.post(address, {"text": "Danke! Es geht jetzt."})
    again = editor.post(address, {"text": "Noch einmal."}, follow=True)

    assert "schon beantwortet" in again.content.decode()
    report.refresh_from_db()
    assert (report.answer, report.answered_by.first_name) == ("Danke! Es geht jetzt.", "Lea")
    [answer] = [mail for mail in deliver() if "Danke!" in mail.body]
    assert answer.to == [TYPED["email"]]
    with pytest.raises(AlreadyAnsweredError):
        answer_barrier(report, text="x", user=report.answered_by)


def test_without_an_address_nobody_is_written_to(client, editor):
    client.post(FORM, {**TYPED, "email": ""})
    editor.post(reverse("barriers:answer", args=[BarrierReport.objects.get().pk]), {"text": "Erledigt."})

    assert kinds() == [("content.barrier_reported", term("centre_email"))]


def test_who_may_not_sees_nothing(report):
    stranger = make_user(is_staff=True)
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(stranger)

    for address in (reverse("barriers:answer", args=[report.pk]), reverse("barriers:answer", args=[999_999])):
        assert client.get(address).url == "/admin/"  # how Wagtail refuses
        assert client.post(address, {"text": "x"}).url == "/admin/"
    assert BarrierReport.objects.get().answered_at is None


def test_the_centre_is_reminded_once_before_the_last_day(report):
    with time_machine.travel(timezone.now() + dt.timedelta(days=34)):
        remind_of_barriers()
        assert not OutboxRow.objects.filter(kind="content.barrier_due").exists()
    with time_machine.travel(timezone.now() + dt.timedelta(days=36)):
        remind_of_barriers()
        remind_of_barriers()
        assert OutboxRow.objects.filter(kind="content.barrier_due").count() == 1


def test_an_answered_one_is_forgotten_with_its_mails(editor, report):
    editor.post(reverse("barriers:answer", args=[report.pk]), {"text": "Erledigt."})
    assert delete_old_barriers() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=42 + 366)):
        assert delete_old_barriers() == 1

    assert not BarrierReport.objects.exists()
    assert not OutboxRow.objects.filter(subject_key=report.subject_key).exists()


def test_one_that_nobody_answered_is_forgotten_too(report):
    with time_machine.travel(timezone.now() + dt.timedelta(days=42 + 366)):
        assert delete_old_barriers() == 1


def test_no_mailbox_is_filled_with_it(client):
    for _ in range(5):
        client.post(FORM, TYPED)

    assert BarrierReport.objects.count() == 5
    assert OutboxRow.objects.filter(recipient=TYPED["email"]).count() == 3


def test_pages_are_cheap(client, editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(FORM)
    client.post(FORM, TYPED)
    address = reverse("barriers:index")
    editor.get(address)
    with django_assert_max_num_queries(12):
        editor.get(address)


def test_the_list_opens_for_whoever_has_every_right(admin_client):
    response = admin_client.get("/admin/barriers/")

    assert response.status_code == 200
    assert "/admin/barriers/new/" not in response.content.decode()
