"""The language stands in the address: what each address shows, and the way to the same page in another language."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale, PageViewRestriction

from cms_apps.navigation.languages import language_links
from cms_apps.pages.models import HomePage, NewsPage, StandardPage


def in_english(page, **fields):
    locale, above = Locale.objects.get(language_code="en"), page.get_parent()
    if not above.is_root() and not above.has_translation(locale):
        in_english(above.specific)
    copy = page.copy_for_translation(locale)
    for name, value in {"live": True, **fields}.items():
        setattr(copy, name, value)
    copy.save_revision().publish() if fields.get("live", True) else copy.save()
    return copy


@pytest.fixture
def english_home(home):
    return HomePage.objects.filter(locale__language_code="en").first() or in_english(home)


def test_setup_makes_every_language(home):
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"de", "de-ls", "en"}


def test_start_leads_to_german_whatever_the_browser_speaks(client, home):
    response = client.get("/", headers={"accept-language": "en"})

    assert response.status_code == 302
    assert response.url == "/de/"
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.has_header("Vary")


@pytest.mark.parametrize("path", ["/fr/", "/fr/aktuelles/", "/xx/", "/aktuelles/", "/de/fr/", "/en/fr/"])
def test_unknown_language_is_missing_at_once(client, home, english_home, path):
    assert client.get(path).status_code == 404


def test_unknown_language_without_slash_is_missing(client, home):
    assert client.get("/fr", follow=True).status_code == 404


@pytest.mark.parametrize("path", ["bewerbung/", "schreibtisch/", "konto/anmelden/"])
def test_system_address_of_a_leaflet_is_german(client, home, path):
    assert client.get(f"/{path}").url == f"/de/{path}"


def test_admin_is_german_whatever_the_browser_speaks(client, home, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("chef", "chef@vielfalt.example", "x"))

    response = client.get("/admin/", headers={"accept-language": "en"})

    assert b'lang="de"' in response.content
    assert response["Content-Language"] == "de"


def test_german_pages_never_stand_at_english_addresses(client, home):
    HomePage.objects.filter(locale__language_code="en").delete()

    assert client.get("/en/").status_code == 404
    assert client.get("/en/mitmachen/").status_code == 404


def test_switch_marks_the_shown_language_and_leads_to_the_translation(client, home, english_home):
    take_part = StandardPage.objects.get(slug="mitmachen")
    in_english(take_part, slug="take-part", title="Take part")

    german = client.get("/de/mitmachen/").content.decode()
    english = client.get("/en/take-part/").content.decode()

    assert '<a href="/en/take-part/" lang="en" hreflang="en">English</a>' in german
    assert 'lang="de" aria-current="true">Deutsch</span>' in german
    assert '<a href="/de/mitmachen/" lang="de" hreflang="de">Deutsch</a>' in english
    assert '<html lang="en">' in english


def test_switch_of_an_untranslated_page_leads_to_the_nearest_page_above_and_says_so(
    client, add_news, english_home
):
    page = add_news("Ein Abend")

    links = {link.code: link for link in language_links(page, RequestFactory().get(page.url))}
    assert (links["en"].url, links["en"].above, links["en"].exists) == ("/en/", english_home.title, False)
    assert "de-ls" not in links  # nothing is written in it
    html = client.get(page.url).content.decode()
    assert (
        f'<a href="/en/" title="Diese Seite gibt es dort nicht. Der Link führt zu „{english_home.title}“."><span lang="en">'
        in html
    )

    in_english(page.get_parent().specific, slug="news", title="News")
    link = {link.code: link for link in language_links(page, RequestFactory().get(page.url))}["en"]
    assert (link.url, link.above) == ("/en/news/", "News")


def test_a_language_without_any_page_is_left_out(client, add_news, english_home):
    english_home.unpublish()
    page = add_news("Ein Abend")

    assert [link.code for link in language_links(page, RequestFactory().get(page.url))] == ["de"]
    assert ">English<" not in client.get(page.url).content.decode()


def test_a_missing_page_offers_the_german_one(client, add_news, english_home):
    add_news("Ein Abend")

    response = client.get("/en/aktuelles/ein-abend/")

    assert response.status_code == 404
    html = response.content.decode()
    assert '<a href="/de/aktuelles/ein-abend/" lang="de" hreflang="de">Ein Abend</a>' in html
    assert 'href="/en/"' in html


def test_draft_of_a_translation_offers_the_german_page(client, add_news, english_home):
    in_english(add_news("Ein Abend"), slug="an-evening", live=False)

    response = client.get("/en/aktuelles/an-evening/")

    assert response.status_code == 404
    assert 'href="/de/aktuelles/ein-abend/"' in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/en/gibt-es-nicht/", "/en/bewerbung/gibt-es-nicht/x/y/", "/de/gibt-es-nicht/"]
)
def test_what_is_missing_in_german_too_offers_nothing(client, home, english_home, path):
    response = client.get(path)

    assert response.status_code == 404
    assert response.context["original"] is None


def test_draft_and_private_german_pages_are_not_offered(client, add_news, english_home):
    add_news("Entwurf").unpublish()
    private = add_news("Intern")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    add_news("Offen")

    offered = {
        slug: client.get(f"/en/aktuelles/{slug}/").context["original"]
        for slug in ("entwurf", "intern", "offen")
    }

    assert offered["entwurf"] is None
    assert offered["intern"] is None
    assert offered["offen"] is not None


def test_system_address_leads_to_itself_in_the_other_language(client, home):
    html = client.get("/de/bewerbung/link/?ort=65183").content.decode()

    assert 'href="/en/bewerbung/link/?ort=65183"' in html


def test_hreflang_names_every_live_translation_and_german_by_default(client, home, english_home):
    in_english(StandardPage.objects.get(slug="mitmachen"), slug="take-part")

    for path in ("/de/mitmachen/", "/en/take-part/"):
        html = client.get(path).content.decode()
        assert '<link rel="alternate" hreflang="de" href="http://testserver/de/mitmachen/">' in html
        assert '<link rel="alternate" hreflang="en" href="http://testserver/en/take-part/">' in html
        assert '<link rel="alternate" hreflang="x-default" href="http://testserver/de/mitmachen/">' in html


def test_page_without_live_translation_has_no_hreflang(client, add_news, english_home):
    page = add_news("Ein Abend")
    in_english(page, live=False)

    assert NewsPage.objects.count() == 2
    assert b'rel="alternate" hreflang' not in client.get("/de/aktuelles/ein-abend/").content
