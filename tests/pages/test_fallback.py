"""What a translation lacks is shown in German, a whole field or block at a time, and marked as German."""

import pytest
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms_apps.content.models import Contact
from cms_apps.navigation.models import Menu
from cms_apps.navigation.selectors import menu_links
from cms_apps.pages.models import NewsPage

pytestmark = pytest.mark.once

GERMAN = ' lang="de" dir="ltr"'
TABLE = {
    "columns": [{"type": "text", "heading": "Kreis"}, {"type": "number", "heading": "Menschen"}],
    "rows": [{"values": ["Gießen", "12"]}, {"values": ["Kassel", "4,5 Tsd."]}],
    "caption": "Wer mitmacht",
}
FIELDS = {
    "Ein Abend": "An evening",
    "Zwölf Menschen fangen an.": "Twelve people start.",
    "ein-abend": "an-evening",
}
TEXTS = {
    "Anfang": "Beginning",
    "Erster Absatz.": "First paragraph.", "Zweiter <b>Absatz</b>.": "Second <b>paragraph</b>.",
    "Ich gehe mit.": "I go along.", "Ala Muster": "Ala Muster", "Lotsin": "Guide",
    "Wer mitmacht": "Who takes part", "Kreis": "District", "Menschen": "People", "Gießen": "Giessen",
    "Kassel": "Kassel", "4,5 Tsd.": "4.5 thousand",
    "Zahlen": "Figures", "12": "12", "Gruppen": "Groups", "Stand: Mai": "As of May",
    "So geht es": "How it works", "Melden": "Get in touch", "Sie rufen an.": "You call us.",
    "Treffen": "Meet", "Wir laden ein.": "We invite you.",
    "Am Tor": "At the gate", "Mitmachen": "Join in", "Fragen?": "Questions?",
}  # fmt: skip
NOTICE = "Some parts of this page have not been translated yet and are shown in German."


@pytest.fixture
def body(picture, contact):
    return [
        ("heading", "Anfang"),
        ("text", RichText("<p>Erster Absatz.</p><p>Zweiter <b>Absatz</b>.</p>")),
        ("quote", {"text": "Ich gehe mit.", "name": "Ala Muster", "office": "Lotsin"}),
        ("table", NewsPage._meta.get_field("body").stream_block.child_blocks["table"].to_python(TABLE)),
        ("figures", {"heading": "Zahlen", "figures": [{"value": "12", "label": "Gruppen"}], "source": "Stand: Mai"}),
        (
            "steps",
            {"heading": "So geht es", "steps": [
                {"title": "Melden", "text": "Sie rufen an."}, {"title": "Treffen", "text": "Wir laden ein."},
            ]},
        ),
        ("picture", {"picture": picture, "caption": "Am Tor"}),
        ("button", {"title": "Mitmachen", "page": None, "address": "/bewerbung/"}),
        ("contact", {"heading": "Fragen?", "contact": contact}),
    ]  # fmt: skip


@pytest.fixture
def page(add_news, body, topic):
    return add_news("Ein Abend", body=body, topic=topic)


@pytest.fixture
def parents(page, translate):
    return [translate(one) for one in page.get_ancestors().filter(depth__gt=1).specific()]


@pytest.fixture
def furniture(topic, contact, translate):
    translate(topic, {"Ehrenamt": "Volunteering"})
    translate(contact, {"Pressestelle": "Press office"})


def html_of(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def unit(page, kind):
    return f"body.{next(block.id for block in page.body if block.block_type == kind)}"


def test_every_text_of_a_page_is_translated_and_published(client, page, parents, furniture, translate):
    target = translate(page, {**FIELDS, **TEXTS})

    html = html_of(client, target)

    assert target.untranslated == []
    assert target.get_url() == "/en/aktuelles/an-evening/"
    assert 'lang="de"' not in html.partition("<article")[2].partition("</article")[0].replace(
        '<div lang="de" dir="ltr"><picture', ""
    ).replace('<span class="figure__credit" lang="de"', "")
    for text in set(TEXTS.values()) - {"Second <b>paragraph</b>."}:
        assert text in html
    assert "Second <b>paragraph</b>." in html
    assert "Volunteering" in html
    assert "Press office" in html
    assert 'href="/en/bewerbung/"' in html
    assert NOTICE not in html


def test_table_is_marked_up_for_screen_readers(client, page):
    html = html_of(client, page)

    assert "<caption>Wer mitmacht</caption>" in html
    assert '<th scope="col">Kreis</th>' in html
    assert '<th scope="row">Gießen</th>' in html
    assert '<td class="table__number">12</td>' in html


def test_block_that_lacks_one_string_is_german_as_a_whole(client, page, parents, furniture, translate):
    texts = {key: value for key, value in TEXTS.items() if key != "Zweiter <b>Absatz</b>."}

    target = translate(page, {**FIELDS, **texts})
    html = html_of(client, target)

    assert target.untranslated == [unit(page, "text")]
    assert f"<div{GERMAN}>" in html
    assert "Erster Absatz." in html
    assert "First paragraph." not in html
    assert html.count(NOTICE) == 1


@pytest.mark.parametrize(
    ("missing", "kind"),
    [("Kassel", "table"), ("Gruppen", "figures"), ("Wir laden ein.", "steps"), ("Lotsin", "quote"),
     ("Am Tor", "picture"), ("Mitmachen", "button"), ("Fragen?", "contact")],
)  # fmt: skip
def test_each_kind_of_block_falls_back_as_a_whole(page, parents, furniture, translate, missing, kind):
    texts = {key: value for key, value in TEXTS.items() if key != missing}

    target = translate(page, {**FIELDS, **texts})

    assert target.untranslated == [unit(page, kind)]
    german = next(block for block in page.body if block.block_type == kind)
    shown = next(block for block in target.body if block.block_type == kind)
    assert shown.block.get_prep_value(shown.value) == german.block.get_prep_value(german.value)


def test_block_with_a_contact_that_is_not_translated_is_german(page, parents, topic, translate):
    translate(topic, {"Ehrenamt": "Volunteering"})

    assert translate(page, {**FIELDS, **TEXTS}).untranslated == [unit(page, "contact")]


def test_title_and_lead_fall_back_and_are_marked_everywhere(client, page, parents, furniture, translate):
    target = translate(page, TEXTS)

    item, index = html_of(client, target), client.get("/en/aktuelles/").content.decode()
    home = client.get("/en/").content.decode()

    assert target.untranslated == ["lead", "title"]
    assert f"<h1{GERMAN}>Ein Abend</h1>" in item
    assert f'<p class="lead"{GERMAN}>' in item
    assert f'aria-current="page"{GERMAN}>Ein Abend' in item
    assert f'<h2 class="teaser__title"{GERMAN}>' in index
    assert f'<p class="teaser__text"{GERMAN}>' in index
    assert f'<h3 class="teaser__title"{GERMAN}>' in home


def test_words_for_search_engines_are_left_out_rather_than_german(client, page, parents, translate):
    page.seo_title, page.search_description = "Abend in Musterstadt", "Was am Abend geschah."
    page.save_revision().publish()

    target = translate(page, FIELDS)
    html = html_of(client, target)

    assert "<title>An evening" in html
    assert '<meta name="description" content="Twelve people start.">' in html


def test_page_stands_for_itself_once_its_translation_was_stopped(client, page, parents, translate):
    target = translate(page, {"Ein Abend": "An evening"})
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)

    target.lead = "Twelve people start."
    target.save_revision().publish()
    html = html_of(client, target)

    assert '<p class="lead">Twelve people start.</p>' in html
    assert NOTICE not in html


def test_a_topic_without_translation_is_marked(client, page, parents, topic, translate):
    translate(topic)
    html = html_of(client, translate(page, {**FIELDS, **TEXTS}))

    assert f'<span class="meta__topic"{GERMAN}>Ehrenamt</span>' in html


def test_german_pages_are_never_marked(client, page, parents, translate):
    translate(page)
    page.save_revision().publish()

    assert 'lang="de" dir' not in html_of(client, page)
    page.refresh_from_db()
    assert page.untranslated == []


def test_changed_german_text_makes_exactly_its_part_stale(page, parents, furniture, translate, english):
    translate(page, {**FIELDS, **TEXTS})
    page.body[2].value["office"] = "Lotsin in Kassel"
    page.save_revision().publish()

    source, _ = TranslationSource.update_or_create_from_instance(page)
    open_strings = (
        StringSegment.objects.filter(source=source).annotate_translation(english).filter(translation=None)
    )

    assert [segment.string.data for segment in open_strings] == ["Lotsin in Kassel"]
    assert translate(page).untranslated == [unit(page, "quote")]


def test_saving_or_moving_the_german_page_makes_nothing_stale(page, parents, furniture, translate):
    translate(page, {**FIELDS, **TEXTS})
    page.save_revision().publish()
    page.refresh_from_db()
    page.move(page.get_parent(), pos="first-child")

    source, _ = TranslationSource.update_or_create_from_instance(NewsPage.objects.get(pk=page.pk))
    total, done = Translation.objects.get(source=source).get_progress()

    assert total == done


def test_menu_is_translated_and_a_german_entry_is_marked(client, home, translate):
    translate(home)
    for page in home.get_children().live().specific():
        translate(page, {"mitmachen": "take-part"} if page.slug == "mitmachen" else {})
    Menu.objects.filter(locale__language_code="en").delete()

    translate(Menu.objects.get(place="main"), {"Mitmachen": "Take part", "Presse": "Press"})
    html = client.get("/en/").content.decode()

    assert '<a href="/en/take-part/">Take part</a>' in html
    assert f'<a href="/en/traeger/"{GERMAN}>Begleitung finden</a>' in html


def test_contact_keeps_name_and_phone_without_a_translator(contact, translate):
    english = translate(contact)

    assert (english.name, english.phone) == ("Dana Muster", "0611 555 0101")
    assert english.untranslated == ["office"]
    assert Contact.objects.count() == 2


def test_whole_numbers_of_a_table_need_no_translation(page, parents, translate):
    translate(page)

    assert not StringSegment.objects.filter(context__path__contains="cell.0.1").exists()


def test_links_of_the_start_page_lead_to_the_translations(client, home, translate):
    translate(home)
    translate(Page.objects.get(slug="mitmachen", locale=home.locale).specific, {"mitmachen": "take-part"})

    html = client.get("/en/").content.decode()

    assert '<a href="/en/take-part/">' in html
    assert menu_links("main")
