"""Blocks: what they refuse and how they look."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms_apps.content.addresses import localised, validate_address
from cms_apps.content.blocks import BodyBlock, FiguresBodyBlock, MaterialBlock, QuestionsBlock, ServiceBlock
from cms_apps.content.blocks.actions import ButtonBlock
from cms_apps.content.models import Contact
from cms_apps.media.models import Download
from cms_apps.pages.services import setup_site


def rendered(*blocks):
    body = BodyBlock()
    return "".join(
        str(child.render()) for child in body.to_python(body.get_prep_value(body.normalize(blocks)))
    )


def test_heading_stands_below_the_headline():
    assert rendered(("heading", "Wie es begann & endete")).strip() == (
        '<h2 id="abschnitt-wie-es-begann-endete">Wie es begann &amp; endete</h2>'
    )


def test_text_keeps_links_and_lists_only():
    features = BodyBlock().child_blocks["text"].features

    assert features == ["bold", "italic", "link", "document-link", "ol", "ul"]
    assert "<p>Hallo</p>" in rendered(("text", RichText("<p>Hallo</p>")))


def test_quote_names_person_and_office():
    html = rendered(("quote", {"text": "Ich gehe mit.", "name": "Ala Muster", "office": "Lotsin"}))

    assert "<p><q>Ich gehe mit.</q></p>" in html
    assert "<cite>Ala Muster</cite>Lotsin" in html


def test_steps_are_an_ordered_list():
    steps = [{"title": "Melden", "text": "Kurz."}, {"title": "Lernen", "text": "Lang."}]

    html = rendered(("steps", {"heading": "So geht es", "steps": steps}))

    assert html.count("<li>") == 2
    assert "<ol>" in html


@pytest.mark.django_db
def test_downloads_say_kind_and_size():
    file = Download.objects.create(title="Kernprofil", file=ContentFile(b"x" * 2048, name="kernprofil.pdf"))

    with translation.override("de"):
        html = rendered(("downloads", {"heading": "Zum Herunterladen", "files": [file]}))

    assert "Kernprofil (PDF, 2,0" in html
    assert 'href="/dokumente/' in html


@pytest.mark.django_db
def test_contact_box_offers_phone_and_mail():
    home = setup_site()
    contact = Contact.objects.create(
        name="Dana Muster", phone="0611 555 0101", email="d@vielfalt.example", locale=home.locale
    )

    html = rendered(("contact", {"heading": "Fragen?", "contact": contact}))

    assert 'href="tel:06115550101"' in html
    assert 'href="mailto:d@vielfalt.example"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "address", "valid"),
    [(True, "", True), (False, "/bewerbung/", True), (True, "/bewerbung/", False), (False, "", False)],
)
def test_button_leads_to_one_place(page, address, valid):
    root = Page.objects.first() if page else None
    value = ButtonBlock().normalize({"title": "Weiter", "page": root, "address": address})

    if valid:
        assert ButtonBlock().clean(value)["title"] == "Weiter"
    else:
        with pytest.raises(StructBlockValidationError):
            ButtonBlock().clean(value)


@pytest.mark.django_db
def test_button_to_a_draft_is_not_shown():
    setup_site()
    draft = Page.objects.get(slug="impressum")

    assert rendered(("button", {"title": "Lesen", "page": draft, "address": ""})).strip() == ""


@pytest.mark.parametrize(
    "address", ["/bewerbung/", "https://www.beispiel.de", "mailto:post@vielfalt.example", "tel:+496115550100"]
)
def test_good_addresses_pass(address):
    validate_address(address)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//fremd.example", "bewerbung", "data:text/html,x", "ftp://x"]
)
@pytest.mark.asvs("1.2.2")
def test_bad_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        validate_address(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/bewerbung/", "/ar/bewerbung/"),
        ("/schreibtisch/kurse/", "/ar/schreibtisch/kurse/"),
        ("/dokumente/1/plan.pdf", "/dokumente/1/plan.pdf"),
        ("/de/mitmachen/", "/de/mitmachen/"),
        ("https://www.beispiel.de/suche/", "https://www.beispiel.de/suche/"),
    ],
)
def test_system_addresses_follow_the_language(address, expected):
    with translation.override("ar"):
        assert localised(address) == expected


BY_PICTURE = {
    "picture",
    "downloads",
    "contact",
    "table",
    "material",
}  # an example of these needs rows of the database
EVERY_BLOCK = {
    **ServiceBlock().child_blocks, **FiguresBodyBlock().child_blocks, "questions": QuestionsBlock(), "material": MaterialBlock(),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("name", EVERY_BLOCK)
def test_every_block_says_what_it_is_and_shows_itself_before_it_is_chosen(name):
    block = EVERY_BLOCK[name]

    assert block.get_description()
    assert block.is_previewable == (name not in BY_PICTURE)
    if name not in BY_PICTURE:
        assert len(block.render(block.get_preview_value())) > 20


@pytest.mark.django_db
@pytest.mark.once
def test_the_preview_of_a_block_wears_the_colours_of_the_site(admin_client):
    block = EVERY_BLOCK["amounts"]

    html = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix}).content.decode()

    assert "css/main" in html
    assert "5 Euro" in html
