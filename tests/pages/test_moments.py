"""One moment for all languages: a translation waits for its original and appears with it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from cms_apps.content.moments import keep_together
from cms_apps.pages.models import NewsPage
from cms_apps.pages.ticks import publish_scheduled
from tests.pages.test_newsroom import page_form
from tests.pages.test_translators import (
    ALL,
    chief,
    chiefs_desk,
    decide,
    desk,
    english,
    hand_over,
    site,
    submit,
    translator,
    write,
)

__all__ = ["chief", "chiefs_desk", "desk", "site", "translator"]
HOURS = 3


@pytest.fixture
def original(site, news_index):
    """A German draft that appears in three hours."""
    page = NewsPage(
        title="Ein Abend", lead="Zwölf Menschen fangen an.", locale=news_index.locale, live=False,
        body=[("heading", "Anfang")], go_live_at=timezone.now() + timedelta(hours=HOURS),
    )  # fmt: skip
    news_index.add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def translation(original, desk):
    submit(desk, original)
    found = Translation.objects.get(source__object_id=original.translation_key)
    write(desk, found, ALL)
    return found


def plan(page, moment):
    page.go_live_at = moment
    page.save_revision().publish()


def live(*pages):
    publish_scheduled()
    return [Page.objects.get(pk=page.pk).live for page in pages]


def approved(desk, chiefs_desk, translation):
    hand_over(desk, translation)
    page = english(translation)
    decide(chiefs_desk, page, "approve")
    return page


def later(**options):
    return time_machine.travel(timezone.now() + timedelta(**options), tick=False)


def test_both_appear_in_the_same_minute(original, translation, desk, chiefs_desk):
    original.save_revision().publish()
    page = approved(desk, chiefs_desk, translation)

    assert live(original, page) == [False, False]
    with later(hours=HOURS, minutes=1):
        assert live(original, page) == [True, True]


@pytest.mark.parametrize("hours", [1, 8], ids=["earlier", "later"])
def test_a_new_moment_of_the_original_is_that_of_the_translation(
    original, translation, desk, chiefs_desk, hours
):
    original.save_revision().publish()
    page = approved(desk, chiefs_desk, translation)
    original.refresh_from_db()
    plan(original, timezone.now() + timedelta(hours=hours))
    before, after = sorted([HOURS, hours])

    assert live(original, page) == [False, False]
    with later(hours=before, minutes=1):
        assert live(original, page) == [hours < HOURS] * 2
    with later(hours=after, minutes=1):
        assert live(original, page) == [True, True]


def test_it_waits_for_an_approval_that_comes_late(original, translation, desk, chiefs_desk):
    page = approved(desk, chiefs_desk, translation)

    with later(hours=HOURS, minutes=10):
        assert live(original, page) == [False, False]
        assert live(original, page) == [False, False]
        plan(original, None)
        with later(minutes=2):
            assert live(original, page) == [True, True]


@pytest.mark.parametrize("postponed", [False, True], ids=["late", "postponed"])
def test_approved_after_its_moment_it_waits_all_the_same(original, translation, desk, chiefs_desk, postponed):
    hand_over(desk, translation)
    page = english(translation)
    if postponed:
        plan(original, timezone.now() + timedelta(hours=2 * HOURS))

    with later(hours=HOURS, minutes=10):
        decide(chiefs_desk, page, "approve")
        assert live(original, page) == [False, False]
        if not postponed:
            plan(original, None)
    with later(hours=2 * HOURS, minutes=1):
        assert live(original, page) == [True, True]


def test_published_at_once_it_waits_all_the_same(original, translation, desk):
    hand_over(desk, translation)
    page = english(translation)
    page.go_live_at = None

    page.save_revision().publish()

    assert live(original, page) == [False, False]


def test_the_editors_own_button_waits_all_the_same_and_says_so(original, translation, desk, chiefs_desk):
    hand_over(desk, translation)
    page = english(translation)
    Translation.objects.update(enabled=False)  # from now on it is written by hand
    form = page_form(title="An evening", slug=page.slug, **{"action-publish": "1"})

    answer = chiefs_desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)

    assert "noch nicht zu sehen" in answer.content.decode()
    assert live(original, page) == [False, False]


@pytest.mark.parametrize("minutes", [0, 10], ids=["to the minute", "late"])
def test_with_a_late_clock_it_is_never_out_before_its_original(
    original, translation, desk, chiefs_desk, minutes
):
    plan(original, original.go_live_at)
    with later(hours=HOURS, minutes=minutes):
        page = approved(desk, chiefs_desk, translation)

        assert [one.live for one in (Page.objects.get(pk=original.pk), page)] == [False, False]
        publish_scheduled()
    with later(hours=HOURS, minutes=minutes + 2):
        assert live(original, page) == [True, True]


def test_an_original_that_is_out_sooner_takes_it_along(original, translation, desk, chiefs_desk):
    page = approved(desk, chiefs_desk, translation)
    with later(minutes=10):
        plan(original, None)

        assert live(original, page) == [True, True]


def test_without_a_moment_it_is_not_handed_over(original, translation, desk):
    original.go_live_at = None
    original.save_revision()

    answer = hand_over(desk, translation)

    assert "Beide erscheinen zusammen" in answer.content.decode()
    assert english(translation).current_workflow_state is None


def test_a_translation_of_old_news_keeps_its_own_moment(original, translation, desk, chiefs_desk):
    plan(original, None)
    page = approved(desk, chiefs_desk, translation)
    assert live(page) == [True]
    page.refresh_from_db()
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(hours=HOURS)
    page.save_revision().publish()

    assert keep_together() == 0
    assert live(page) == [False]


def test_looking_costs_four_statements(
    original, translation, desk, chiefs_desk, django_assert_max_num_queries
):
    original.save_revision().publish()
    approved(desk, chiefs_desk, translation)

    with django_assert_max_num_queries(4):
        keep_together()


def test_no_door_publishes_a_translation_before_its_original(original, translation, desk, chiefs_desk):
    """Each door is tried on the same page, and what it did is taken back."""
    hand_over(desk, translation)
    page = english(translation)
    page.go_live_at = None  # nothing but the original holds it
    first, _last = page.save_revision(), page.save_revision()
    form = page_form(title="An evening", slug=page.slug)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def api(verb, **data):
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, verb])
        return chiefs_desk.post(address, data, content_type="application/json")

    def by_hand(**fields):
        Translation.objects.update(enabled=False)
        return chiefs_desk.post(edit, {**form, **fields}, follow=True)

    def clock():
        page.latest_revision.publish()
        Revision.objects.filter(pk=page.latest_revision_id).update(
            approved_go_live_at=timezone.now() - timedelta(days=1)
        )
        publish_scheduled()

    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?next=/admin/&id="
    index = page.get_parent()
    doors = {
        "code": page.latest_revision.publish,
        "approval": lambda: decide(chiefs_desk, page, "approve"),
        "clock": clock,
        "editor": lambda: by_hand(**{"action-publish": "1"}),
        "earlier version": lambda: by_hand(**{"action-publish": "1", "revision": str(first.pk)}),
        "api": lambda: api("publish"),
        "api, earlier version": lambda: (
            api("revert_to_page_revision", revision_id=first.pk),
            api("publish"),
        ),
        "api, copy": lambda: api("copy", keep_live=True, destination_page_id=index.pk, slug="copy"),
        "api, alias": lambda: api("create_alias", destination_page_id=index.pk, update_slug="alias"),
        "several": lambda: chiefs_desk.post(f"{bulk}{page.pk}", {"include_descendants": "on"}, follow=True),
        "several, from above": lambda: chiefs_desk.post(f"{bulk}{index.pk}", {"include_descendants": "on"}),
        "translations": lambda: chiefs_desk.post(edit, {"action": "publish"}),
    }
    before = Page.objects.live().filter(locale=page.locale).count()
    answers, went_out = {}, set()
    for name, door in doors.items():
        with transaction.atomic():
            answers[name] = door()
            publish_scheduled()
            if Page.objects.live().filter(locale=page.locale).count() != before:
                went_out.add(name)
            transaction.set_rollback(True)
        page.refresh_from_db()

    assert went_out == set()
    assert answers["api"].status_code == 400
    assert "erscheint nicht vor ihrem Original „Ein Abend“" in answers["api"].content.decode()
    assert (
        "Noch nicht zu sehen ist, was hier geändert wurde: „Ein Abend“."
        in answers["several"].content.decode()
    )


def test_the_api_publishes_what_may_appear(original, chiefs_desk):
    address = reverse("wagtailadmin_api:pages:action", args=[original.pk, "publish"])

    assert chiefs_desk.post(address).status_code == 200
    assert live(original) == [False]  # its hour holds here too
    original.go_live_at = None
    original.save_revision()
    assert chiefs_desk.post(address).status_code == 200
    assert live(original) == [True]


def test_several_at_once_are_called_published_only_when_they_are(original, news_index, chiefs_desk):
    def made(title, **fields):
        page = NewsPage(title=title, lead="Alle kamen.", locale=news_index.locale, **fields)
        news_index.add_child(instance=page)
        page.save_revision()
        return page

    shown, changed = made("Ein Morgen", live=False), made("Ein Mittag")
    changed.latest_revision.publish()
    plan(
        NewsPage.objects.get(pk=changed.pk), timezone.now() + timedelta(hours=HOURS)
    )  # readers go on seeing the old words
    pages = [shown, changed, original]
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address = f"{bulk}?next=/admin/&" + "&".join(f"id={one.pk}" for one in pages)

    said = chiefs_desk.post(address, follow=True).content.decode()

    assert live(*pages) == [True, True, False]
    assert "Eine Seite ist veröffentlicht." in said
    assert "Noch nicht zu sehen ist, was hier geändert wurde: „Ein Abend“, „Ein Mittag“." in said
    assert "wurden veröffentlicht" not in said


def test_drafts_below_that_wait_are_named_and_nothing_is_called_published(original, news_index, chiefs_desk):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    said = chiefs_desk.post(
        f"{bulk}?next=/admin/&id={news_index.pk}", {"include_descendants": "on"}, follow=True
    ).content.decode()

    assert live(original) == [False]
    assert "Eine Seite ist veröffentlicht." in said  # the list above it
    assert "Noch nicht zu sehen ist, was hier geändert wurde: „Ein Abend“." in said
    alone = chiefs_desk.post(f"{bulk}?next=/admin/&id={original.pk}", follow=True).content.decode()
    assert "veröffentlicht." not in alone.split("Noch nicht zu sehen")[0]
