"""The newsroom through the real admin: editors write and submit, chief editors approve, the clock publishes."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms_apps.pages.models import NewsPage
from cms_apps.pages.setup.groups import CHIEF_EDITORS, EDITORS
from cms_apps.pages.ticks import publish_scheduled

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ADDRESS = "/de/aktuelles/ein-abend/"


@pytest.fixture
def editor(home, client, make_user):
    user = make_user("redaktion", Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


@pytest.fixture
def chief(home, make_user):
    return make_user("chefredaktion", Group.objects.get(name=CHIEF_EDITORS))


def page_form(**fields):
    comments = dict.fromkeys(("INITIAL_FORMS", "MIN_NUM_FORMS", "TOTAL_FORMS"), "0")
    return nested_form_data(
        {
            "title": "Ein Abend",
            "slug": "ein-abend",
            "lead": "Alle kamen.",
            "date": "2026-11-23",
            "body": streamfield([("heading", "Anfang"), ("text", rich_text("<p>Es wurde voll.</p>"))]),
            "corrections": streamfield([]),
            "comments": {**comments, "MAX_NUM_FORMS": ""},
            **fields,
        }
    )


def write(client, index, **fields):
    address = reverse("wagtailadmin_pages:add", args=("pages", "newspage", index.pk))
    response = client.post(address, page_form(**fields))
    assert response.status_code == 302, response.context["form"].errors
    return NewsPage.objects.get(slug="ein-abend")


def change(client, page, **fields):
    response = client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), page_form(**fields))
    assert response.status_code == 302, response.context["form"].errors
    page.refresh_from_db()


def decide(client, page, verb, comment=""):
    task = TaskState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, verb, task.pk))
    client.post(address, {"comment": comment, "action-workflow-action": "true", "workflow-action-name": verb})
    page.refresh_from_db()


def test_editor_writes_a_draft_that_nobody_sees(client, editor, news_index):
    page = write(client, news_index)

    assert not page.live
    assert page.owner == editor
    assert client.get(ADDRESS).status_code == 404


def test_address_of_a_new_page_follows_its_headline(client, editor, news_index):
    address = reverse("wagtailadmin_pages:add", args=("pages", "newspage", news_index.pk))

    html = client.get(address).content.decode()

    headline = html.partition('id="id_title"')[0].rpartition("<")[2] + html.partition('id="id_title"')[2]
    assert 'data-w-sync-target-value="#id_slug"' in headline.partition(">")[0]


def test_editor_previews_a_draft(client, editor, news_index):
    page = write(client, news_index)

    html = client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,))).content.decode()

    assert "<h1>Ein Abend</h1>" in html
    assert "Es wurde voll." in html


def test_editor_cannot_publish(client, editor, news_index):
    page = write(client, news_index, **{"action-publish": "1"})

    assert not page.live


def test_submitted_page_waits_for_a_chief_editor(client, editor, news_index):
    page = write(client, news_index, **{"action-submit": "1"})

    assert page.workflow_in_progress
    assert not page.live


def test_editor_cannot_approve_the_own_page(client, editor, news_index):
    page = write(client, news_index, **{"action-submit": "1"})

    decide(client, page, "approve")

    assert not page.live
    assert page.workflow_in_progress


def test_approval_publishes(client, editor, chief, news_index):
    page = write(client, news_index, **{"action-submit": "1"})
    client.force_login(chief)

    decide(client, page, "approve")

    client.logout()
    assert page.live
    assert client.get(ADDRESS).status_code == 200


def test_rejection_sends_the_page_back(client, editor, chief, news_index):
    page = write(client, news_index, **{"action-submit": "1"})
    client.force_login(chief)

    decide(client, page, "reject", comment="Bitte das Datum prüfen.")

    assert not page.live
    assert page.current_workflow_state.status == "needs_changes"
    assert TaskState.objects.get().comment == "Bitte das Datum prüfen."


def test_chief_approves_in_the_editor(client, editor, chief, news_index):
    page = write(client, news_index, **{"action-submit": "1"})
    client.force_login(chief)
    form = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"]
    text = form["body"].value()
    blocks = streamfield([(one.block_type, one.get_prep_value()["value"]) for one in text])
    blocks |= {f"{n}-id": one.id for n, one in enumerate(text)}
    blocks["1-value"] = rich_text(str(text[1].value.source))

    change(client, page, body=blocks, **{"action-workflow-action": "true", "workflow-action-name": "approve"})

    assert page.live


def test_approving_a_later_date_schedules_instead_of_publishing(client, editor, chief, news_index):
    with time_machine.travel(NOW, tick=False):
        page = write(client, news_index, **{"go_live_at": "2026-11-24 08:00", "action-submit": "1"})
        client.force_login(chief)
        decide(client, page, "approve")
        publish_scheduled()
        client.logout()

        page.refresh_from_db()
        assert not page.live
        assert page.approved_schedule
        assert client.get(ADDRESS).status_code == 404

    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        publish_scheduled()

        page.refresh_from_db()
        assert page.live
        assert client.get(ADDRESS).status_code == 200


def test_change_of_a_live_page_waits_for_approval(client, editor, chief, add_news, home):
    page = add_news("Ein Abend")

    change(client, page, title="Ein langer Abend", **{"action-submit": "1"})
    before = client.get(ADDRESS).content.decode()
    client.force_login(chief)
    decide(client, page, "approve")

    assert "<h1>Ein Abend</h1>" in before
    assert page.title == "Ein langer Abend"


def test_page_goes_down_at_its_end(client, editor, chief, add_news):
    page = add_news("Ein Abend", expire_at=timezone.now() + dt.timedelta(hours=1))

    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        publish_scheduled()

    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("slug", ["bewerbung", "suche", "schreibtisch", "admin"])
def test_editor_is_told_that_an_address_belongs_to_the_system(client, editor, news_index, slug):
    address = reverse("wagtailadmin_pages:add", args=("pages", "newspage", news_index.pk))

    response = client.post(address, page_form(slug=slug))

    assert response.status_code == 200
    assert "gehört zum System" in str(response.context["form"].errors["slug"])


def test_draft_may_miss_its_lead_but_submitting_may_not(client, editor, news_index):
    page = write(client, news_index, lead="")

    response = client.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)), page_form(lead="", **{"action-submit": "1"})
    )

    assert "lead" in response.context["form"].errors


@pytest.mark.parametrize("name", ["wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"])
def test_editor_can_choose_files(client, editor, picture, name):
    assert client.get(reverse(name)).status_code == 200


def test_editor_sees_the_pictures_of_the_house(client, editor, picture):
    assert "Tor" in client.get(reverse("wagtailimages_chooser:choose")).content.decode()


def test_menus_are_not_the_editors_business(client, editor):
    assert client.get(reverse("wagtailsnippets_navigation_menu:list")).status_code == 302
    assert client.get(reverse("wagtailsnippets_content_topic:list")).status_code == 200


def test_dashboard_says_what_waits(client, editor, chief, news_index):
    write(client, news_index, **{"action-submit": "1"})

    for_editor = client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(chief)
    for_chief = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "1 Ihrer Seiten liegt zur Freigabe bei der Chefredaktion." in for_editor
    assert "1 Seite wartet auf Ihre Freigabe." in for_chief


def test_admin_wears_our_name_in_german(client, editor):
    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert 'lang="de"' in html
    assert "img/admin-logo.svg" in html
    assert "css/admin.css" in html
    assert "Vielfalt" in html
    assert "gravatar" not in html
    assert "releases.wagtail" not in html


def test_editor_reads_german_dates(client, editor, add_news):
    page = add_news("Ein Abend", date=dt.date(2026, 11, 23))

    html = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()

    assert 'value="23.11.2026"' in html
