"""A release as text, paper and picture: complete, cheap, and only for what is live."""

import datetime as dt
import io
import json
import re
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfReader
from wagtail.rich_text import RichText

from cms_apps.content.models import Boilerplate, Spokesperson
from cms_apps.media.models import Download
from cms_apps.pages.models import NewsPage, PressReleasePage
from cms_apps.pages.release.account import account_of
from cms_apps.pages.release.share import picture_data
from tests.papers import is_tagged, text_of, title_of, words_in
from tests.verapdf import needs_verapdf, objections

FIGURE = {
    "precision": "over", "value": Decimal(1100), "unit": "Menschen", "label": "sind dabei", "source": "Zentrum",
    "as_of": dt.date(2024, 6, 30),
}  # fmt: skip
TABLE = {
    "columns": [{"type": "text", "heading": "Kreis"}, {"type": "number", "heading": "Kurse"}],
    "rows": [{"values": ["Gießen", "12"]}],
    "caption": "Wo",
}
TEXT = (
    '<p>Sie kamen <b>alle</b> &amp; blieben, denn es gab viel zu erzählen, und mancher kam von weit her <a linktype="page" id="{}">zu uns</a>.</p>'
    "<ul><li>mit Bus</li></ul><ol><li>erstens</li><li>zweitens</li></ol>"
)
SAID = """Presseinformation
Musterministerium

Kassel, 5. September 2024

Ehrung: Dank an viele

33 Menschen im Schloss

Im Frühjahr beginnen Kurse.

Berichtigt am 6. September 2024: Es waren 33.

Anfang
------

Sie kamen alle & blieben, denn es gab viel zu erzählen, und mancher kam
von weit her zu uns (http://testserver/de/presse/).

• mit Bus

1. erstens
2. zweitens

„Danke #dafür*.“ (Dr. Ala Muster, Leiterin)

„Gern.“ (Kim, Lotse)

Zahlen
------

• mehr als 1 100 Menschen sind dabei (Quelle: Zentrum, Stand: 30. Juni
  2024)

Kurz
----

• 12 Gruppen

Stand: Mai

Wo
--

• Gießen: Kurse 12

So geht es
----------

1. Melden: Sie rufen an.
2. Treffen: Wir laden ein.

Mitmachen (http://testserver/de/bewerbung/)

• Am Tor (Zeichnung: Muster)

Zum Herunterladen
-----------------

• Liste (http://testserver{file}) (PDF, 2,0 KB)

Fragen?
-------

Dana Muster
Pressestelle
0611 555 0101
presse@vielfalt.example

Pressebilder
------------

• Ein offenes Tor (Zeichnung: Muster)

Anlagen
-------

• Liste (http://testserver{file}) (PDF, 2,0 KB)

Über das Zentrum
----------------

Das Zentrum berät Träger.

• Mastodon (https://social.vielfalt.example/@zentrum)

Kontakt für die Presse
----------------------

Dana Muster
Pressestelle
0611 555 0101
presse@vielfalt.example

http://testserver/de/presse/ehrung-dank-an-viele/
"""


@pytest.fixture
def paper(home):
    return Download.objects.create(title="Liste", file=ContentFile(b"x" * 2048, name="liste.pdf"))


@pytest.fixture
def release(home, add_release, press_index, picture, contact, paper):
    speaker = Spokesperson.objects.create(
        name="Dr. Ala Muster", offices=[("office", {"title": "Leiterin"})], locale=home.locale
    )
    channels = [("channel", {"name": "Mastodon", "address": "https://social.vielfalt.example/@zentrum"})]
    table = PressReleasePage._meta.get_field("body").stream_block.child_blocks["table"].to_python(TABLE)
    steps = [{"title": "Melden", "text": "Sie rufen an."}, {"title": "Treffen", "text": "Wir laden ein."}]
    return add_release(
        "Ehrung: Dank an viele", place="Kassel", date=dt.date(2024, 9, 5), subheadline="33 Menschen im Schloss",
        contact=contact,
        boilerplate=Boilerplate.objects.create(
            title="Über das Zentrum", text="Das Zentrum berät Träger.", channels=channels, locale=home.locale
        ),
        body=[
            ("heading", "Anfang"),
            ("text", RichText(TEXT.format(press_index.pk))),
            ("statement", {"speaker": speaker, "text": "Danke #dafür*."}),
            ("quote", {"text": "Gern.", "name": "Kim", "office": "Lotse"}),
            ("key_figures", {"heading": "Zahlen", "figures": [FIGURE]}),
            ("figures", {"heading": "Kurz", "figures": [{"value": "12", "label": "Gruppen"}], "source": "Stand: Mai"}),
            ("table", table),
            ("steps", {"heading": "So geht es", "steps": steps}),
            ("button", {"title": "Mitmachen", "page": None, "address": "/bewerbung/"}),
            ("picture", {"picture": picture, "caption": "Am Tor"}),
            ("downloads", {"heading": "Zum Herunterladen", "files": [paper]}),
            ("contact", {"heading": "Fragen?", "contact": contact}),
        ],
        pictures=[("picture", {"picture": picture, "caption": ""})],
        attachments=[("file", paper)],
        corrections=[("correction", {"date": dt.date(2024, 9, 6), "text": "Es waren 33."})],
    )  # fmt: skip


def form_of(client, page, form):
    response = client.get(f"{page.get_url()}{form}/")
    assert response.status_code == 200
    return response


def words(text):
    return " ".join(text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ").split())


def test_text_is_complete_and_wrapped(client, release, paper):
    response = form_of(client, release, "text")

    text = response.content.decode()
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    plain = re.sub(
        r"\s+\(PDF,\s+2,0", " (PDF, 2,0", plain
    )  # the number in the address decides where it breaks
    assert plain == SAID.replace("{file}", paper.url)
    assert all(len(line) <= 72 for line in text.splitlines() if "http" not in line)
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_paper_says_the_same_and_can_be_read_aloud(client, release):
    response = form_of(client, release, "pdf")

    pdf, found = response.content, words(text_of(response.content))
    for part in (
        "Musterministerium", "Kassel, 5. September 2024", "33 Menschen im Schloss", "Es waren 33.", "Danke #dafür*.",
        "Dr. Ala Muster, Leiterin", "mehr als 1 100 Menschen", "Stand: 30. Juni 2024", "2. zweitens",
        "Zeichnung: Muster", "Das Zentrum berät Träger.", "presse@vielfalt.example",
    ):  # fmt: skip
        assert part in found
    assert is_tagged(pdf)
    assert b"pdfuaid" in pdf
    assert title_of(pdf) == "Ehrung: Dank an viele"
    assert PdfReader(io.BytesIO(pdf)).root_object["/Lang"] == "de"
    links = [
        one.get_object()["/A"]["/URI"] for page in PdfReader(io.BytesIO(pdf)).pages for one in page["/Annots"]
    ]
    assert "http://testserver/de/presse/" in links
    assert response["Content-Disposition"] == 'inline; filename="2024-09-05-ehrung-dank-an-viele.pdf"'


@needs_verapdf
@pytest.mark.once
def test_paper_is_pdf_ua(client, release, tmp_path):
    assert objections(form_of(client, release, "pdf").content, tmp_path) == ["compliant"]


@pytest.mark.parametrize("title", ["Ehrung", "Donaudampfschifffahrt " * 20, "Straßenbahnhaltestellen" * 5])
def test_picture_for_networks_has_its_size_whatever_the_headline(client, add_news, title):
    page = add_news(title[:255], slug="abend")

    image = Image.open(io.BytesIO(form_of(client, page, "bild").content))

    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(picture_data(page, "Aktuelles")["headline"]) <= 160
    sand = (250, 246, 238)
    margin = image.convert("RGB").crop((1125, 16, 1200, 614))  # nothing runs out at the side
    assert set(
        margin.get_flattened_data() if hasattr(margin, "get_flattened_data") else margin.getdata()
    ) == {sand}


@pytest.mark.parametrize("form", ["pdf", "bild"])
def test_what_is_made_is_made_once_and_kept_by_caches(client, release, form, monkeypatch):
    caches["made"].clear()
    first = form_of(client, release, form)
    monkeypatch.setattr("cms_apps.foundation.typesetting.PAPERS", None)  # nothing can be set any more

    again = client.get(f"{release.get_url()}{form}/?unbekannt=1")
    known = client.get(f"{release.get_url()}{form}/", headers={"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert known.status_code == 304
    for response in (first, again, known):
        assert response["Cache-Control"] == "public, max-age=60"
        assert not response.cookies


def test_a_correction_is_in_every_form_at_once(client, release):
    before = form_of(client, release, "pdf")["ETag"]

    release.corrections.append(("correction", {"date": dt.date(2024, 9, 7), "text": "Es war Kassel."}))
    release.save_revision().publish()

    assert form_of(client, release, "pdf")["ETag"] != before
    assert "Es war Kassel." in words(text_of(form_of(client, release, "pdf").content))
    assert "Es war Kassel." in form_of(client, release, "text").content.decode()


@pytest.mark.parametrize("form", ["text", "pdf", "bild"])
def test_a_draft_has_no_form(client, release, form):
    address = f"{release.get_url()}{form}/"
    release.unpublish()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["news", "release"])
def test_networks_and_newsrooms_are_told_what_to_show(client, add_news, add_release, kind):
    page = {"news": add_news, "release": add_release}[kind]('Ein "Abend" <in> Kassel', slug="abend")
    address = f"http://testserver{page.get_url()}"

    html = client.get(page.get_url()).content.decode()

    meta = dict(re.findall(r'<meta (?:property|name)="((?:og|article|twitter):\S+)" content="(.*?)">', html))
    assert meta["og:title"] == "Ein &quot;Abend&quot; &lt;in&gt; Kassel"
    assert (meta["og:url"], meta["og:image"]) == (address, f"{address}bild/")
    assert client.get(f"{page.get_url()}bild/")["Content-Type"] == "image/png"
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert data["image"] == f"{address}bild/"
    if kind == "release":
        assert data["contentLocation"] == "Wiesbaden"
        assert "alternativeHeadline" not in data
        for form in ("pdf", "text"):
            assert f'href="{page.get_url()}{form}/"' in html
    else:
        assert client.get(f"{page.get_url()}pdf/").status_code == 404
    assert NewsPage.objects.count() == (kind == "news")


def test_german_parts_of_a_translation_are_marked_in_the_paper(client, home, press_index, release, translate):
    for parent in (home, press_index):
        translate(parent)
    english = translate(release, {"Ehrung: Dank an viele": "Thanks to many", "Anfang": "Beginning"})

    response = form_of(client, english, "pdf")

    assert title_of(response.content) == "Thanks to many"
    assert PdfReader(io.BytesIO(response.content)).root_object["/Lang"] == "en"
    assert b"/Lang (de)" in _unpacked(response.content)
    assert "Beginning" in text_of(response.content)
    told = {part.text: part.language for part in account_of(english, None).closing}
    assert told["Das Zentrum berät Träger."] == told["Dana Muster"] == "de"
    assert told["Pressebilder"] == ""


@needs_verapdf
@pytest.mark.once
def test_an_office_in_german_is_marked_in_an_english_paper(
    client, home, press_index, release, translate, tmp_path
):
    for parent in (home, press_index):
        translate(parent)
    translate(Spokesperson.objects.get())  # of whom the office has no English name yet
    english = translate(release, {"Ehrung: Dank an viele": "Thanks to many", "Danke #dafür*.": "Thank you."})

    pdf = form_of(client, english, "pdf").content

    quote, _other = [part for part in account_of(english, None).body if part.kind == "quote"]
    assert (quote.language, quote.text) == ("", "Thank you.")
    assert [(one.text, one.language) for one in quote.notes] == [("Dr. Ala Muster", ""), ("Leiterin", "de")]
    assert {"Leiterin", "Anfang", "Zeichnung: Muster"} <= set(words_in(pdf, "de"))
    assert {"“Thank you.”", "— Dr. Ala Muster,", "Press pictures"} <= set(words_in(pdf, "en"))
    assert objections(pdf, tmp_path) == ["compliant"]


def _unpacked(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    return b"".join(
        f"/Lang ({one['/Lang']})".encode() for one in objects if isinstance(one, dict) and "/Lang" in one
    )
