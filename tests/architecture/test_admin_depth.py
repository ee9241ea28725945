"""The admin's views one by one, with real objects: what its table promises is what people get, and nobody else changes anything."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms_apps.media.models import Download
from cms_apps.pages.models import NewsPage
from cms_apps.pages.setup.groups import CHIEF_EDITORS
from tests.architecture.admin_table import NOT_200, OPEN_ADMIN, OPENS, POSTS, is_among
from tests.architecture.admin_world import admin_views
from tests.architecture.test_access import LOGIN_PATH
from tests.kept_site import state
from tests.kept_world import GROUPS, stored_in
from tests.security.files import pdf
from tests.security.observatory import directives

pytestmark = [pytest.mark.slow, pytest.mark.wide]
POST_ONLY = 405
LEFT_OUT = {"admin/logout/", "admin/failwhale/"}  # ends the walk; shows Wagtail's page for failures
OWN_PLACE = re.compile(r"/admin/(pages/\d+/(history/)?)?|/de/")
PREVIEW = re.compile(r".*/(preview|view_draft|revisions/<int:revision_id>/view|workflow/preview/.*)/")
# What looking and knocking may leave behind: sessions, one's own settings, that somebody has a page open.
TRACES = {
    "django_session", "usersessions_usersession", "wagtailadmin_editingsession", "wagtailusers_userprofile", "accounts_user",
}  # fmt: skip
BODY = {
    "title": "Geändert", "slug": "geaendert", "name": "Geändert", "comment": "x", "value": "x", "message": "x",
    "action-publish": "1", "action-delete": "1", "next": "/admin/",
}  # fmt: skip


@pytest.fixture
def keys(db, kept_world, settings, tmp_path):
    """The names of real objects, and people; files that can be served."""
    for name, value in stored_in(tmp_path).items():
        setattr(settings, name, value)
    return kept_world.names, kept_world.give(tmp_path)


def views(names):
    return [one for one in admin_views(names) if one.route not in LEFT_OUT]


def is_refusal(response) -> bool:
    """Outside the admin our sign-in; inside its start page, or the place where one may write, with a message; 403 or 404."""
    if response.status_code == 302:
        return bool(OWN_PLACE.fullmatch(response["Location"])) or response["Location"].startswith(LOGIN_PATH)
    return response.status_code in {403, 404}


def is_told(one) -> bool:
    return is_among(one.route, [*NOT_200])


def whole() -> dict:
    return {table: rows for table, rows in state().items() if table not in TRACES}


def test_highest_rights_open_every_view_so_that_all_objects_are_there(keys, record_property):
    names, people = keys

    got = {one.route: people["superuser"].get(one.path) for one in views(names)}

    told = {
        route: [status for end, (status, _) in NOT_200.items() if is_among(route, [end])] for route in got
    }
    different = {
        route: (one.status_code, one.get("Location"))
        for route, one in got.items()
        if one.status_code not in {*(told[route] or [200]), POST_ONLY}
    }
    assert different == {}
    opened = sum(one.status_code == 200 for one in got.values())
    record_property(
        "counted", f"admin: {len(got)} views with real objects, {opened} answer 200 to the highest rights"
    )
    assert opened > 300


def test_only_previews_may_stand_in_a_frame_and_of_the_admin_alone(keys, record_property):
    names, people = keys
    ancestors = {
        one.route: directives(people["superuser"].get(one.path)["Content-Security-Policy"])["frame-ancestors"]
        for one in views(names)
    }

    framed = {route for route, allowed in ancestors.items() if allowed == {"'self'"}}
    assert [route for route in framed if not PREVIEW.fullmatch(route)] == []
    assert {
        route: allowed
        for route, allowed in ancestors.items()
        if route not in framed and allowed != {"'none'"}
    } == {}
    assert len(framed) >= 4
    record_property(
        "counted",
        f"admin: {len(framed)} previews may stand in its frames, {len(ancestors) - len(framed)} views in none",
    )


@pytest.mark.parametrize("person", ["anonymous", "coordinator", "nothing", "translator", "editor", "chief"])
def test_each_view_opens_for_whom_the_table_says(keys, person, record_property):
    names, people = keys
    wanted = OPENS.get(person, [])
    opened, unclear = set(), {}

    for one in views(names):
        response = people[person].get(one.path)
        if response.status_code == 200:
            opened.add(one.path)
        elif not (is_refusal(response) or is_told(one) or response.status_code == POST_ONLY):
            unclear[one.path] = response.status_code, response.get("Location")

    promised = {one.path for one in views(names) if is_among(one.route, wanted) or one.path in OPEN_ADMIN}
    promised -= {one.path for one in views(names) if is_told(one)} - opened
    assert (sorted(opened - promised), sorted(promised - opened), unclear) == ([], [], {})
    record_property("counted", f"admin: {len(views(names))} views × {person}: {len(opened)} open")


@pytest.mark.parametrize("person", ["anonymous", "coordinator", "nothing", "translator"])
def test_whoever_may_not_open_a_view_changes_nothing_by_it(keys, person, record_property):
    names, people = keys
    shut = [
        one
        for one in views(names)
        if not is_among(one.route, [*OPENS.get(person, []), *POSTS.get(person, [])])
    ]
    before = whole()

    answers = {one.path: people[person].post(one.path, BODY).status_code for one in shut}

    assert [path for path, status in answers.items() if status >= 500] == []
    assert whole() == before
    record_property("counted", f"admin: {len(shut)} POSTs × {person} change nothing")


def test_what_takes_posts_only_takes_them_from_the_highest_rights(keys):
    names, people = keys
    client = people["superuser"]
    refused = {}
    # wagtail-localize takes a translated string by PUT; machines translate nothing here.
    other = {
        one.path
        for one in views(names)
        if one.route.endswith(("/edit/", "/machine_translate/")) and "/translate/" in one.route
    }

    # What their pages send is a file, or a file that was sent before.
    other |= {one.path for one in views(names) if one.route.endswith(("/import/process/", "/pofile/upload/"))}

    for one in views(names):
        if one.path in other or client.get(one.path).status_code != POST_ONLY:
            continue
        with transaction.atomic():
            response = client.post(one.path, BODY, headers={"x-requested-with": "XMLHttpRequest"})
            transaction.set_rollback(True)
        if response.status_code in {400, 403, 404, POST_ONLY} or response.status_code >= 500:
            refused[one.path] = response.status_code

    assert refused == {}


def test_what_is_private_is_served_to_its_group_alone(keys):
    names, people = keys
    private = Collection.get_first_root_node().add_child(name="Intern")
    document = Download.objects.create(
        title="Intern", file=ContentFile(pdf(), "intern.pdf"), collection=private
    )
    page = NewsPage.objects.get(pk=names["page_id"])
    feeds = ("/de/aktuelles/feed/rss/", "/de/aktuelles/feed/atom/")
    open_to_all = ("/de/aktuelles/", *feeds, "/sitemap.xml")
    for path in open_to_all:  # before it is shut
        assert (page.slug if "sitemap" in path else "Ein Abend") in people["anonymous"].get(
            path
        ).content.decode(), path
    rules = [
        CollectionViewRestriction.objects.create(collection=private, restriction_type="groups"),
        PageViewRestriction.objects.create(page=page, restriction_type="groups"),
    ]
    for rule in rules:
        rule.groups.add(Group.objects.get(name=CHIEF_EDITORS))

    got = {
        name: [people[name].get(path).status_code for path in (document.url, page.get_url())]
        for name in ("anonymous", "coordinator", "nothing", *GROUPS, "superuser")
    }

    assert got == {
        "anonymous": [302, 302], "coordinator": [302, 302], "nothing": [302, 302], "translator": [302, 302],
        "editor": [302, 302], "chief": [200, 200], "superuser": [200, 200],
    }  # fmt: skip
    for path in (*open_to_all, "/de/suche/?q=Abend"):
        answer = people["anonymous"].get(path)
        assert answer.status_code == 200, path
        assert "Ein Abend" not in answer.content.decode(), path
        assert page.slug not in answer.content.decode(), path
