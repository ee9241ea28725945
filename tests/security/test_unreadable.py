"""What the admin's views cannot read is a bad request; an error of ours stays an error."""

import logging

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client, override_settings
from django.urls import path
from vielfalt.urls import urlpatterns as all_addresses

from cms_apps.content.barriers import mails
from cms_apps.media.models import Download
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.models import Application
from tests.architecture.test_admin_depth import keys

__all__ = ["keys"]
MIDDLEWARE = "cms_apps.foundation.unreadable.UnreadableInputMiddleware"


def broken(request):
    raise ValueError("a mistake of ours")


def through_ours(request):
    """What the guard would swallow, had it not come through a line of ours."""
    mails._context(OutboxRow(payload={"report": 0}))


def unasked(request):
    """Something that every page needs is not there."""
    raise ObjectDoesNotExist


def asked_for(request, pk):
    raise ObjectDoesNotExist


urlpatterns = [
    path("admin/kaputt/", broken), path("kaputt/", broken), path("admin/unser/", through_ours),
    path("admin/leer/", unasked), path("admin/fehlt/<int:pk>/", asked_for), *all_addresses,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/admin/pages/{page_id}/edit/", {"title": "ohne Text"}),
        ("/admin/pages/{page_id}/copy/", {"new_parent_page": "abc"}),
        ("/admin/pages/{page_id}/copy/", {"new_parent_page": "99999999"}),
        ("/admin/pages/{page_id}/delete/?next=nirgends", {"x": "1"}),
        ("/admin/sites/new/", {"root_page": "abc"}),
        ("/admin/localize/translate/{translation_id}/pofile/upload/", {}),
        ("/admin/documents/chooser/chosen/1;2/", None),
        ('/admin/documents/results/?q=<iframe srcdoc="<vfx>">', None),
        (f"/admin/pages/{{page_id}}/history/results/?user={'9' * 40}", None),
        ("/admin/choose-external-link/", {}),
        ("/admin/snippets/choose/content/topic/create/", {}),
        ("/admin/redirects/import/process/", {}),
        (f"/admin/pages/search/results/?q={'a%20' * 500}", None),
    ],
    ids=["field missing", "no key", "no such page", "no way back", "no key in a chooser", "no file", "no key in the path", "no search", "too large",
         "no address", "nothing to make it by", "no file before", "too many words"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_bad_request(keys, settings, address, data):
    names, people = keys
    target, cookies = address.format(**names), people["superuser"].cookies

    def status():
        client = Client(raise_request_exception=False)  # with the middleware of now
        client.cookies = cookies
        return (client.get(target) if data is None else client.post(target, data)).status_code

    if ("q=<" in target or "user=" in target) and connection.vendor != "sqlite":
        pytest.skip("only SQLite's search has a language, and only its numbers end so early")
    assert status() == 400
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != MIDDLEWARE]
    assert status() == (
        503 if "q=<" in target else 500
    )  # for SQLite says it with the error of a database that is away


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/admin/kaputt/", "/kaputt/", "/admin/unser/?a=1", "/admin/leer/"])
def test_an_error_of_ours_stays_one(address, caplog):
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.CRITICAL, logger="django.request"):
        assert client.get(address).status_code == 500


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_an_object_that_was_asked_for_is_a_bad_request_and_the_log_says_where(caplog):
    answer = Client(raise_request_exception=False).get("/admin/fehlt/7/")

    assert answer.status_code == 400
    assert "test_unreadable.py:" in caplog.text


@pytest.mark.slow
def test_a_document_whose_words_came_after_its_file_is_kept(keys):
    """Wagtail judges the ending before it has put the file to the words, and answered 500 to everybody."""
    names, people = keys
    upload = names["wagtaildocs.uploaded_file_id"]
    data = {
        f"uploaded-document-{upload}-title": "Später benannt",
        f"uploaded-document-{upload}-collection": "1",
    }

    answer = people["superuser"].post(
        f"/admin/documents/multiple/create_from_uploaded_document/{upload}/", data
    )

    assert answer.json()["success"], answer.json()
    assert Download.objects.filter(title="Später benannt").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "target",
    ["/admin/organisations/delete/{host}/", "/admin/localize/update/{translation_source_id}/"],
)
def test_a_way_back_that_is_no_path_ends_in_no_error(keys, target):
    """Wagtail lets any text pass that names no other host, and `redirect` looks for a view of that name."""
    names, people = keys
    path = target.format(
        **{**names, "host": Application.objects.first().organisation_id}
    )  # somebody applied there

    answer = people["superuser"].post(path, {"next": "%2e%2e%2f"})

    assert answer.status_code == 302
