"""Leichte Sprache: pages of its own, German to machines, and never a translation that falls back to German."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms_apps.content.checking import findings
from cms_apps.content.models import Topic
from cms_apps.navigation.models import Menu
from cms_apps.navigation.selectors import menu_links
from cms_apps.pages.models import EasyPage, NewsPage, StandardPage
from cms_apps.pages.services import setup_site, translate_site
from cms_apps.search.documents import Source, render
from cms_apps.search.enums import Kind

pytestmark = pytest.mark.once
BARRIERS = "barrierefreiheit"


@pytest.fixture
def easy(home, kept_site):
    """The start page in Leichte Sprache of a site in all its languages."""
    kept_site.give_english()
    return EasyPage.objects.get(slug="start-leicht")


@pytest.fixture
def statement(easy):
    """The accessibility statement, published."""
    page = easy.get_children().get(slug=BARRIERS).specific
    page.save_revision().publish()
    return page


def test_setup_writes_four_pages_and_leaves_the_statement_to_whoever_checks_it(easy):
    assert easy.url == "/de-ls/"
    assert {page.slug: page.live for page in easy.get_children()} == {
        "mithelfen": True, "kontakt": True, BARRIERS: False,
    }  # fmt: skip
    assert not EasyPage.objects.exclude(checked_by="").exists()


def test_second_setup_leaves_written_pages_and_menus_alone(easy):
    EasyPage.objects.filter(pk=easy.pk).update(title="Hallo")
    before = Page.objects.count(), Menu.objects.count()

    translate_site(setup_site())

    assert (Page.objects.count(), Menu.objects.count()) == before
    assert EasyPage.objects.get(pk=easy.pk).title == "Hallo"


def test_setup_finds_a_page_at_another_address(easy):
    page = EasyPage.objects.get(slug="mithelfen")
    page.slug = "helfen"
    page.save_revision().publish()
    before = Page.objects.count()

    translate_site(setup_site())

    assert Page.objects.count() == before
    assert not EasyPage.objects.filter(slug="mithelfen").exists()


def test_it_does_not_wait_for_the_german_page(easy, statement):
    german = Page.objects.filter(locale__language_code="de", slug__in=["kontakt", BARRIERS])

    assert set(german.values_list("live", flat=True)) == {False}
    assert set(easy.get_children().values_list("live", flat=True)) == {True}


@pytest.mark.parametrize("path", ["", "mithelfen/", "kontakt/", f"{BARRIERS}/"])
def test_page_is_german_to_browsers_and_to_no_search_engine_a_second_one(client, statement, path):
    response = client.get(f"/de-ls/{path}")
    html = response.content.decode()

    assert response.status_code == 200
    assert '<html lang="de">' in html
    assert response["Content-Language"] == "de"
    assert "hreflang=" not in html.partition("</head>")[0]
    assert 'lang="de" aria-current="true">Leichte Sprache</span>' in html
    assert "de-ls" not in html.replace("/de-ls/", "")
    assert "haben diesen Text noch nicht geprüft" in html


def test_checked_page_names_who_checked_it(client, easy):
    easy.checked_by = "Prüf-Gruppe Musterstadt"
    easy.save_revision().publish()

    html = client.get("/de-ls/").content.decode()

    assert "Diesen Text hat geprüft: Prüf-Gruppe Musterstadt." in html
    assert "noch nicht geprüft" not in html


def test_every_text_keeps_the_rules(statement):
    said = [finding.text for page in EasyPage.objects.all() for finding in findings(page)]

    assert said == []


def test_long_sentence_and_two_in_a_line_are_noticed(easy):
    easy.lead = "Eins. Zwei.\nDas ist ein Satz mit sehr vielen Wörtern und er hört gar nicht auf."

    assert [finding.text[:38] for finding in findings(easy)] == [
        "Leichte Sprache: „Zwei.“ braucht eine ",
        "Leichte Sprache: „Das ist ein Satz mit",
    ]


def test_switch_leads_to_the_same_page_and_back(client, easy):
    german, written = (client.get(path).content.decode() for path in ("/de/mitmachen/", "/de-ls/mithelfen/"))

    assert '<a href="/de-ls/mithelfen/" lang="de" hreflang="de">Leichte Sprache</a>' in german
    assert '<a href="/de/mitmachen/" lang="de" hreflang="de">Deutsch</a>' in written
    assert '<a href="/en/take-part/" lang="en" hreflang="en">English</a>' in written
    assert german.partition("</head>")[0].count('hreflang="de"') == 1
    assert 'hreflang="de-ls"' not in german
    assert '<a href="/de-ls/">Leichte Sprache</a>' in german.partition("<footer")[2]


def test_page_that_is_not_written_leads_to_the_german_one_and_says_so(client, add_news, easy):
    add_news("Ein Abend")
    html = client.get("/de/aktuelles/ein-abend/").content.decode()
    assert '<a href="/de-ls/" title="Diese Seite gibt es dort nicht. Der Link führt zu „' in html

    response = client.get("/de-ls/aktuelles/ein-abend/")

    assert response.status_code == 404
    assert "<h1>Diese Seite gibt es nur in normaler Sprache</h1>" in response.content.decode()
    assert '<a href="/de/aktuelles/ein-abend/">Ein Abend</a>' in response.content.decode()


def test_forms_and_desks_are_german(client, easy):
    assert client.get("/de-ls/bewerbung/?ort=65183").url == "/de/bewerbung/?ort=65183"
    assert client.get("/de-ls/schreibtisch/einstellungen/").url == "/de/schreibtisch/einstellungen/"
    assert 'href="/de/bewerbung/"' in client.get("/de-ls/mithelfen/").content.decode()
    assert '<a href="/de-ls/" lang="de"' in client.get("/de/bewerbung/link/").content.decode()


def test_site_map_holds_the_pages_without_calling_them_german_alternates(client, easy):
    entries = client.get("/sitemap.xml").content.decode().split("<url>")
    written = [entry for entry in entries if "<loc>http://testserver/de-ls/" in entry]

    assert len(written) == 3
    assert not any("alternate" in entry for entry in written)
    assert "de-ls" not in "".join(entry.partition("</loc>")[2] for entry in entries)


def test_menus_are_written_too(client, easy):
    html = client.get("/de-ls/").content.decode()

    assert '<a href="/de-ls/mithelfen/">Mithelfen</a>' in html
    assert 'lang="de" dir="ltr"' not in html
    assert next(link.title for link in menu_links("main")) == "Mitmachen"
    assert not Translation.objects.filter(target_locale__language_code="de-ls").exists()


def test_nothing_is_translated_into_it(client, easy, home, admin_client):
    news = StandardPage.objects.get(slug="mitmachen")
    topic = Topic.objects.create(title="Ehrenamt", slug="ehrenamt", locale=home.locale)
    locale = Locale.objects.get(language_code="de-ls")
    for path in (f"page/{home.pk}", f"page/{news.pk}", f"snippet/content/topic/{topic.pk}"):
        answer = admin_client.post(f"/admin/localize/submit/{path}/", {"locales": [locale.pk]})
        assert "locales" in answer.context["form"].errors

    assert admin_client.get(f"/admin/localize/submit/page/{easy.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="neu geschrieben"):
        news.copy_for_translation(locale)
    assert Page.objects.filter(locale=locale).count() == 4
    assert not Topic.objects.filter(locale=locale).exists()


def test_changed_german_page_does_not_touch_the_written_one(easy):
    before = EasyPage.objects.get(slug="mithelfen")
    german = StandardPage.objects.get(slug="mitmachen")
    german.title = "Machen Sie mit"
    german.save_revision().publish()

    after = EasyPage.objects.get(slug="mithelfen")

    assert after.title == before.title == "Mithelfen"
    assert after.untranslated == []


def test_editor_writes_a_page_for_a_german_one_once(easy, add_news):
    german = add_news("Ein Abend")
    page = EasyPage(title="Ein schöner Abend", slug="abend", counterpart=german.page_ptr)
    easy.add_child(instance=page)

    second = EasyPage(title="Noch einer", slug="noch-einer", counterpart=german.page_ptr, locale=easy.locale)
    with pytest.raises(ValidationError) as refused:
        easy.add_child(instance=second)

    assert page.translation_key == german.translation_key
    assert set(refused.value.message_dict) >= {"counterpart"}
    assert not EasyPage.can_create_at(Page.get_first_root_node())
    assert not NewsPage.can_create_at(easy)


def test_copy_is_a_page_of_its_own(easy, admin_client):
    page = EasyPage.objects.get(slug="mithelfen")

    answer = admin_client.post(
        f"/admin/pages/{page.pk}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": easy.pk, "publish_copies": "on"},
    )

    copy = EasyPage.objects.get(slug="kopie")
    assert answer.status_code == 302
    assert (copy.live, copy.counterpart) == (True, None)
    assert copy.translation_key != page.translation_key
    assert EasyPage.objects.get(pk=page.pk).counterpart.slug == "mitmachen"


def test_page_that_no_longer_names_a_german_one_is_on_its_own(client, easy):
    page = EasyPage.objects.get(slug="mithelfen")
    page.counterpart = None
    draft = page.save_revision()
    assert 'href="/de-ls/mithelfen/"' in client.get("/de/mitmachen/").content.decode()

    draft.publish()

    page.refresh_from_db()
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1
    assert 'href="/de-ls/mithelfen/"' not in client.get("/de/mitmachen/").content.decode()
    page.save_revision().publish()
    assert EasyPage.objects.get(pk=page.pk).translation_key == page.translation_key


@pytest.mark.parametrize("planned", [False, True], ids=["draft", "planned"])
def test_draft_keeps_its_german_page_from_others(easy, add_news, planned):
    news = add_news("Ein Abend").page_ptr
    first = EasyPage.objects.get(slug="mithelfen")
    first.counterpart = news
    if planned:
        first.go_live_at = timezone.now() + timedelta(hours=1)
        first.save_revision().publish()
        first.counterpart, first.go_live_at = None, None
    first.save_revision()

    second = EasyPage.objects.get(slug="kontakt")
    second.counterpart = news
    with pytest.raises(ValidationError) as refused:
        second.save_revision()
    assert set(refused.value.message_dict) == {"counterpart"}


@pytest.mark.parametrize("other", [None, "aktuelles"])
def test_start_page_stays_the_start_page(easy, other):
    easy.counterpart = Page.objects.filter(slug=other).first()

    with pytest.raises(ValidationError) as refused:
        easy.save_revision()

    assert set(refused.value.message_dict) == {"counterpart"}


def test_stays_below_its_start_page(easy):
    root, page = Page.get_first_root_node(), EasyPage.objects.get(slug="mithelfen")

    assert not page.can_move_to(root)
    assert page.can_move_to(easy)


def test_translate_stands_only_where_a_language_is_left(easy, home, add_news, admin_client):
    news = add_news("Ein Abend")
    whole = StandardPage.objects.get(slug="mitmachen")
    menus = {menu.locale.language_code: menu.pk for menu in Menu.objects.filter(place=Menu.Place.MAIN)}
    offered = {
        page: f"/admin/localize/submit/page/{page.pk}/" in admin_client.get(address).content.decode()
        for page in (news, whole, easy)
        for address in (f"/admin/pages/{page.pk}/edit/",)
    }
    listing = admin_client.get(f"/admin/pages/{home.pk}/").content.decode()
    snippets = admin_client.get("/admin/snippets/navigation/menu/").content.decode()

    assert offered == {news: True, whole: False, easy: False}
    assert f"/admin/localize/submit/page/{whole.pk}/" not in listing
    assert f"/admin/localize/submit/snippet/navigation/menu/{menus['de-ls']}/" not in snippets


def test_search_finds_it_in_its_own_language(client, easy):
    document = render(Source(Kind.PAGE, easy.pk))

    assert document.language == "de-ls"
    assert client.get("/de-ls/suche/?q=Hilfe").status_code == 200


@pytest.mark.parametrize(("path", "most"), [("/de-ls/", 4), ("/de-ls/mithelfen/", 2)])
def test_page_costs_few_queries(client, easy, django_assert_max_num_queries, path, most):
    client.get(path)
    with django_assert_max_num_queries(most) as captured:
        assert client.get(path).status_code == 200
    assert len(captured) == most
