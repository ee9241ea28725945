"""Readers say whether a page helped: nobody is asked who they are, editors read it, and the clock forgets it."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms_apps.content.feedback.services import delete_old_feedback
from cms_apps.content.models import PageFeedback
from cms_apps.privacy.ticks import purge
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
FORM, DONE = "/de/rueckmeldung/", "/de/rueckmeldung/danke/"
TYPED = {"helped": "no", "text": "Die Frist fehlt.", "page": "/de/aktuelles/"}


def test_what_is_said_is_kept_with_page_and_day_and_nothing_else(client):
    answer = client.post("/en/rueckmeldung/", TYPED)

    row = PageFeedback.objects.values().get()
    row.pop("id")
    assert answer.url == "/en/rueckmeldung/danke/"
    assert row == {
        "path": "/de/aktuelles/", "helped": False, "text": "Die Frist fehlt.", "language": "en", "given_on": timezone.localdate(),
    }  # fmt: skip
    assert client.get(DONE).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"helped": ""}, "Wählen Sie Ja oder Nein."),
        ({"helped": "vielleicht"}, "Wählen Sie Ja oder Nein."),
        ({"text": "x" * 1001}, "Kürzen Sie ihn auf 1000 Zeichen."),
        ({"page": "/" + "x" * 301}, ""),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_kept(client, wrong, said):
    page = client.post(FORM, {**TYPED, **wrong})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert said in page.content.decode()
    assert not PageFeedback.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["https://fremd.example/x", "//fremd.example/x", "/\\fremd.example/x", "javascript:vfx()", "http://["],
)
def test_only_a_page_of_ours_is_named(client, address):
    shown = client.get(FORM, {"seite": address})
    again = client.post(FORM, {**TYPED, "helped": "", "page": address})
    client.post(FORM, {**TYPED, "page": address})

    assert address not in shown.content.decode()
    assert f'href="{address}"' not in again.content.decode()
    assert PageFeedback.objects.get().path == ""


def test_a_script_leaves_nothing_and_learns_nothing(client):
    assert client.post(FORM, {**TYPED, "website": "spam"}).url == DONE
    assert not PageFeedback.objects.exists()


def test_one_network_says_so_much_an_hour(client):
    codes = [client.post(FORM, TYPED).status_code for _ in range(31)]

    assert codes == [302] * 30 + [429]
    assert PageFeedback.objects.count() == 30


def test_editors_read_it_and_nobody_else(client):
    client.post(FORM, TYPED)
    reader, stranger = make_user(is_staff=True), make_user(is_staff=True)
    wanted = Permission.objects.filter(codename__in=["access_admin", "view_pagefeedback"])
    reader.user_permissions.add(*wanted)
    stranger.user_permissions.add(wanted.get(codename="access_admin"))
    answers = []
    for user in (reader, stranger):
        browser = Client()
        browser.force_login(user)
        answers.append(browser.get(reverse("page-feedback:index")))

    assert "Die Frist fehlt." in answers[0].content.decode()
    assert "/admin/page-feedback/new/" not in answers[0].content.decode()
    assert answers[1].url == "/admin/"  # how Wagtail refuses


def test_the_clock_forgets_it(client):
    client.post(FORM, TYPED)
    with time_machine.travel(timezone.now() + dt.timedelta(days=365)):
        assert delete_old_feedback() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=367)):
        purge()

    assert not PageFeedback.objects.exists()


def test_public_pages_lead_to_it_and_hold_no_form(client, kept_site):
    kept_site.give()
    for path in ("/de/mitmachen/", "/de/aktuelles/", "/de/traeger/"):
        assert f'href="/de/rueckmeldung/?seite={path}"' in client.get(path).content.decode()


def test_the_list_names_the_pages_and_costs_the_same_for_many(kept_site, django_assert_num_queries):
    kept_site.give()
    chief = Client()
    chief.force_login(make_user("chefin", is_superuser=True))
    PageFeedback.objects.create(path="/de/aktuelles/", helped=True)
    chief.get("/admin/page-feedback/")
    with CaptureQueriesContext(connection) as few:
        one = chief.get("/admin/page-feedback/").content.decode()
    for path in ("/de/mitmachen/", "/de/traeger/", "/de/gibtesnicht/", ""):
        PageFeedback.objects.create(path=path, helped=False)

    with django_assert_num_queries(len(few)):
        many = chief.get("/admin/page-feedback/").content.decode()

    assert Page.objects.get(slug="aktuelles").title in one
    assert [Page.objects.get(slug=slug).title in many for slug in ("mitmachen", "traeger")] == [True, True]
    assert "/de/gibtesnicht/" in many
