"""Pages, blocks and menus can be translated, with every text in them."""

from wagtail_localize.models import StringSegment, TranslationSource

from cms_apps.navigation.models import Menu
from cms_apps.pages.models import NewsPage

BODY = [
    ("heading", "Anfang"),
    ("quote", {"text": "Ich gehe mit.", "name": "Ala Muster", "office": "Lotsin"}),
    ("figures", {"heading": "Zahlen", "figures": [{"value": "12", "label": "Menschen"}], "source": ""}),
    ("button", {"title": "Mitmachen", "page": None, "address": "/bewerbung/"}),
]


def strings(source):
    return set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))


def test_every_text_of_a_news_page_can_be_translated(add_news, english):
    page = add_news(body=BODY)

    source, _ = TranslationSource.update_or_create_from_instance(page)

    assert strings(source) >= {
        "Neue Gruppe in Musterstadt", "Zwölf Menschen fangen an.", "Anfang", "Ich gehe mit.", "Ala Muster",
        "Lotsin", "Zahlen", "12", "Menschen", "Mitmachen",
    }  # fmt: skip


def test_translated_news_stands_in_the_english_tree(add_news, english, client, topic, contact, translate):
    page = add_news(body=BODY, topic=topic, contact=contact)
    for original in [*page.get_ancestors().filter(depth__gt=1).specific(), page]:
        translate(original)

    html = client.get("/en/aktuelles/neue-gruppe-in-musterstadt/").content.decode()

    assert NewsPage.objects.count() == 2
    assert 'href="/en/bewerbung/"' in html


def test_entries_of_a_menu_can_be_translated(home, english):
    source, _ = TranslationSource.update_or_create_from_instance(Menu.objects.get(place="main"))

    assert strings(source) >= {"Mitmachen", "Begleitung finden", "Aktuelles", "Presse"}
