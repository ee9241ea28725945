"""Translators translate and hand over; only approvers publish, whatever door of wagtail-localize is tried."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import Translation, TranslationSource

from cms_apps.pages.models import NewsIndexPage, NewsPage
from cms_apps.pages.setup.groups import CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests.pages.test_newsroom import page_form
from tests.rows import mail_rows

pytestmark = pytest.mark.once


@pytest.fixture
def site(home, kept_site):
    kept_site.give_english()


@pytest.fixture
def translator(site, make_user):
    return make_user("uebersetzung", Group.objects.get(name=TRANSLATORS))


@pytest.fixture
def chief(site, make_user):
    return make_user("chefredaktion", Group.objects.get(name=CHIEF_EDITORS))


@pytest.fixture
def desk(translator):
    client = Client()
    client.force_login(translator)
    return client


@pytest.fixture
def chiefs_desk(chief):
    client = Client()
    client.force_login(chief)
    return client


@pytest.fixture
def original(site, add_news):
    return add_news("Ein Abend", body=[("heading", "Anfang")])


@pytest.fixture
def translation(original, desk):
    submit(desk, original)
    return Translation.objects.get(source__object_id=original.translation_key)


def submit(desk, page, **options):
    locale = Locale.objects.get(language_code="en")
    return desk.post(
        reverse("wagtail_localize:submit_page_translation", args=(page.pk,)),
        {"locales": [locale.pk]},
        **options,
    )


def write(desk, translation, texts):
    for segment in translation.source.stringsegment_set.select_related("string"):
        if segment.string.data in texts:
            response = desk.generic(
                "PUT",
                reverse("wagtail_localize:edit_string_translation", args=(translation.pk, segment.pk)),
                f"value={texts[segment.string.data]}",
                "application/x-www-form-urlencoded",
            )
            assert response.status_code in {200, 201}


ALL = {
    "Ein Abend": "An evening",
    "ein-abend": "an-evening",
    "Zwölf Menschen fangen an.": "Twelve start.",
    "Anfang": "Start",
}


def hand_over(desk, translation):
    return desk.post(reverse("hand_over_translation", args=(translation.pk,)), follow=True)


def decide(desk, page, verb, comment=""):
    state = TaskState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")
    desk.post(
        reverse("wagtailadmin_pages:workflow_action", args=(page.pk, verb, state.pk)), {"comment": comment}
    )


def english(translation):
    return translation.get_target_instance()


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def test_submitting_makes_a_draft(translation, client):
    assert not english(translation).live
    assert client.get("/en/news/ein-abend/").status_code == 404


def test_translator_hands_over_and_an_approver_publishes(translation, desk, chiefs_desk, client):
    write(desk, translation, ALL)

    response = hand_over(desk, translation)
    before = english(translation)
    decide(chiefs_desk, before, "approve")

    assert "liegt jetzt zur Freigabe" in response.content.decode()
    assert not before.live
    after = english(translation)
    assert after.live
    assert after.title == "An evening"
    assert after.untranslated == []
    assert client.get("/en/news/an-evening/").status_code == 200


def test_hand_over_and_answer_are_mailed(translation, desk, chiefs_desk, deliver, chief, translator):
    write(desk, translation, ALL)
    hand_over(desk, translation)
    asked = deliver()
    decide(chiefs_desk, english(translation), "reject", "Bitte die Überschrift kürzen.")
    answered = deliver()

    assert [(mail.to, "An evening" in mail.subject) for mail in asked] == [([chief.email], True)]
    assert [mail.to for mail in answered] == [[translator.email]]
    assert "Überschrift kürzen" in answered[0].body


def test_rejected_translation_is_handed_over_again(translation, desk, chiefs_desk):
    hand_over(desk, translation)
    decide(chiefs_desk, english(translation), "reject")
    write(desk, translation, ALL)

    hand_over(desk, translation)
    decide(chiefs_desk, english(translation), "approve")

    assert english(translation).title == "An evening"


def test_handing_over_leaves_the_live_page_alone(translation, desk, chiefs_desk, client):
    write(desk, translation, ALL)
    hand_over(desk, translation)
    decide(chiefs_desk, english(translation), "approve")
    write(desk, translation, {"Ein Abend": "A long evening", "ein-abend": "a-long-evening"})

    hand_over(desk, translation)

    page = english(translation)
    assert (page.title, page.slug, page.has_unpublished_changes) == ("An evening", "an-evening", True)
    assert "<h1>An evening</h1>" in client.get("/en/news/an-evening/").content.decode()


def test_waiting_translation_cannot_be_handed_over_twice(translation, desk):
    hand_over(desk, translation)

    response = hand_over(desk, translation)

    assert "wartet schon" in response.content.decode()
    assert TaskState.objects.count() == 1
    assert mail_rows().count() <= 1


def test_translator_cannot_publish_in_the_editor(translation, desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(edit_address(english(translation)), {"action": "publish"})

    assert not english(translation).live


def test_translator_cannot_publish_by_update(translation, desk, django_capture_on_commit_callbacks):
    address = reverse("wagtail_localize:update_translations", args=(translation.source_id,))

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"publish_translations": "on"})

    assert not english(translation).live


def test_translator_may_take_a_changed_original_over(translation, desk, original):
    address = reverse("wagtail_localize:update_translations", args=(translation.source_id,))
    NewsPage.objects.filter(pk=original.pk).update(lead="Dreizehn fangen an.")

    desk.post(address, {})

    strings = translation.source.stringsegment_set.values_list("string__data", flat=True)
    assert "Dreizehn fangen an." in strings
    assert not english(translation).live


def test_nobody_puts_the_german_page_in_place_of_a_translation(translation, desk, chiefs_desk):
    write(desk, translation, ALL)
    hand_over(desk, translation)
    decide(chiefs_desk, english(translation), "approve")
    address = reverse("wagtail_localize:convert_to_alias", args=(english(translation).pk,))

    answers = [browser.post(address).url for browser in (desk, chiefs_desk)]

    assert answers == ["/admin/", "/admin/"]
    assert english(translation).title == "An evening"
    assert english(translation).alias_of_id is None
    assert "convert_to_alias" not in chiefs_desk.get(edit_address(english(translation))).content.decode()


def test_submitting_below_an_untranslated_page_is_refused_with_a_reason(
    site, original, desk, chiefs_desk, client
):
    NewsIndexPage.objects.get(locale__language_code="en").delete()

    answers = [submit(browser, original, follow=True) for browser in (desk, chiefs_desk)]

    for answer in answers:
        assert "noch nicht in diese Sprache übersetzt" in answer.content.decode()
    assert not Translation.objects.filter(source__object_id=original.translation_key).exists()
    assert client.get("/en/aktuelles/").status_code == 404
    assert not Page.objects.exclude(alias_of=None).exists()


def test_languages_are_not_filled_with_german_pages_by_themselves(site, admin_client):
    html = admin_client.get(reverse("wagtaillocales:edit", args=(Locale.objects.get(language_code="en").pk,)))

    assert "sync_from" not in html.content.decode()


def test_translator_cannot_approve_the_own_translation(translation, desk, django_capture_on_commit_callbacks):
    hand_over(desk, translation)

    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, english(translation), "approve")

    assert not english(translation).live


@pytest.mark.parametrize("when", [{}, {"go_live_at": "2030-01-01 08:00"}], ids=["publish", "schedule"])
def test_translator_cannot_publish_or_schedule_in_wagtails_own_editor(
    translation, desk, when, django_capture_on_commit_callbacks
):
    desk.post(reverse("wagtail_localize:stop_translation", args=(translation.pk,)), {"next": "/admin/"})
    page = english(translation)
    form = page_form(title="X", slug="x", **when, **{"action-publish": "1"})

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(edit_address(page), form)

    assert not english(translation).live
    assert not english(translation).scheduled_revision


@pytest.mark.parametrize("group", [EDITORS, None], ids=["editor", "nobody"])
def test_others_cannot_hand_over_or_publish(
    translation, make_user, group, django_capture_on_commit_callbacks
):
    client = Client()
    client.force_login(make_user("andere", *([Group.objects.get(name=group)] if group else [])))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit_address(english(translation)), {"action": "publish"})
        if group is None:
            hand_over(client, translation)

    assert not english(translation).live
    assert TaskState.objects.count() == 0


def test_approver_publishes_in_the_editor(translation, chiefs_desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        chiefs_desk.post(edit_address(english(translation)), {"action": "publish"})

    assert english(translation).live


def test_page_under_an_untranslated_parent_is_refused_with_a_reason(
    site, original, desk, chiefs_desk, django_capture_on_commit_callbacks
):
    parent = NewsIndexPage.objects.get(locale__language_code="en")
    parent.unpublish()
    submit(desk, original)
    translation = Translation.objects.get(source__object_id=original.translation_key)

    by_translator = hand_over(desk, translation).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        by_chief = chiefs_desk.post(edit_address(english(translation)), {"action": "publish"}, follow=True)

    assert "noch nicht veröffentlicht" in by_translator
    assert "noch nicht veröffentlicht" in by_chief.content.decode()
    assert not english(translation).live
    assert TaskState.objects.count() == 0


def test_translator_works_on_english_pages_only(site, desk, original):
    assert desk.get(edit_address(original)).status_code == 302
    assert desk.get(edit_address(Page.objects.get(slug="take-part"))).status_code == 200
    assert desk.get(reverse("wagtailimages:add")).status_code == 302
    assert desk.get(reverse("wagtailsnippets_content_topic:list")).status_code == 302


def test_editor_of_a_translation_offers_the_button_in_german(translation, desk, chiefs_desk):
    address = edit_address(english(translation))

    offered = desk.get(address).content.decode()
    hand_over(desk, translation)
    waiting, for_chief = desk.get(address).content.decode(), chiefs_desk.get(address).content.decode()

    assert "Zur Freigabe geben</button>" in offered
    assert "Texte fehlen noch" in offered
    assert "Zur Freigabe geben</button>" not in waiting
    assert "liegt zur Freigabe bei der Chefredaktion" in waiting
    assert "Freigeben und veröffentlichen" in for_chief


def test_new_slug_of_a_translation_leaves_a_redirect(
    translation, desk, chiefs_desk, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        write(desk, translation, ALL)
        hand_over(desk, translation)
        decide(chiefs_desk, english(translation), "approve")
    with django_capture_on_commit_callbacks(execute=True):
        write(desk, translation, {"ein-abend": "a-long-evening"})
        hand_over(desk, translation)
        decide(chiefs_desk, english(translation), "approve")

    assert Redirect.objects.filter(old_path="/en/news/an-evening").exists()
    response = client.get("/en/news/an-evening/")
    assert (response.status_code, response.url) == (301, "/en/news/a-long-evening/")


def test_publishing_german_changes_asks_translators_for_exactly_these(translation, desk, original):
    write(desk, translation, ALL)
    page = NewsPage.objects.get(pk=original.pk)
    page.lead = "Dreizehn fangen an."
    page.save_revision().publish()

    open_strings = (
        TranslationSource.objects.get(pk=translation.source_id)
        .stringsegment_set.annotate_translation(translation.target_locale)
        .filter(translation=None)
    )

    assert [segment.string.data for segment in open_strings] == ["Dreizehn fangen an."]
