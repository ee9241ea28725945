"""A press release is data: quotes from the register, figures with their source, pictures, files, corrections."""

import datetime as dt
import json
import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.rich_text import RichText

from cms_apps.content.blocks.press import OfficeBlock
from cms_apps.content.models import Boilerplate, Spokesperson
from cms_apps.media.models import Download
from cms_apps.pages.models import PressReleasePage
from cms_apps.pages.setup.groups import CHIEF_EDITORS, EDITORS

DAY = dt.date(2024, 9, 5)
FIGURE = {
    "precision": "over", "value": Decimal(1100), "unit": "", "label": "Aktive", "source": "Zentrum",
    "as_of": dt.date(2024, 6, 30),
}  # fmt: skip
MONEY = {**FIGURE, "precision": "exact", "value": Decimal("4.60"), "unit": "Mio. Euro", "label": "Förderung"}
GERMAN = ' lang="de" dir="ltr"'


@pytest.fixture
def speaker(home):
    offices = [
        ("office", {"title": "Leiterin", "since": dt.date(2024, 9, 6), "until": dt.date(2025, 12, 31)}),
        ("office", {"title": "Stellvertreterin", "since": dt.date(2022, 1, 1), "until": dt.date(2024, 9, 5)}),
    ]
    return Spokesperson.objects.create(name="Dr. Ala Muster", offices=offices, locale=home.locale)


@pytest.fixture
def boilerplate(home):
    channels = [("channel", {"name": "Mastodon", "address": "https://social.vielfalt.example/@zentrum"})]
    return Boilerplate.objects.create(
        title="Über das Zentrum", text="Das Zentrum berät Träger.", channels=channels, locale=home.locale
    )


@pytest.fixture
def add_full(add_release, speaker, boilerplate, picture, contact):
    """A release with all that it can have."""

    def add(title="Ehrung: Dank an viele", **fields):
        paper = Download.objects.create(title="Liste", file=ContentFile(b"x" * 2048, name="liste.pdf"))
        return add_release(
            title,
            **{
                "date": DAY, "subheadline": "33 Menschen im Schloss", "contact": contact, "boilerplate": boilerplate,
                "body": [
                    ("text", RichText("<p>Sie kamen <b>alle</b>.</p>")),
                    ("statement", {"speaker": speaker, "text": "Danke dafür."}),
                    ("key_figures", {"heading": "Zahlen", "figures": [FIGURE, MONEY]}),
                ],
                "pictures": [("picture", {"picture": picture, "caption": "Am Tor"})],
                "attachments": [("file", paper)],
                "corrections": [
                    ("correction", {"date": dt.date(2024, 9, 6), "text": "Es waren 33, nicht 32."}),
                    ("correction", {"date": dt.date(2024, 9, 9), "text": "Der Ort war falsch."}),
                ],
                **fields,
            },
        )  # fmt: skip

    return add


def html_of(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_release_shows_all_that_it_is_made_of(client, add_full, picture):
    html = html_of(client, add_full())

    for part in (
        '<p class="subheadline">33 Menschen im Schloss</p>',
        "<q>Danke dafür.</q>",
        "<dd>mehr als 1\u202f100</dd>",
        '<dd>4,60 <span class="figures__unit">Mio. Euro</span></dd>',
        "Quelle: Zentrum, Stand: 30.\u00a0Juni 2024",
        '<figcaption>Am Tor <span class="figure__credit">Zeichnung: Muster</span>',
        "<span>Tor</span>, 1200 × 675 Pixel",
        f'<a href="{picture.get_rendition("max-2400x2400").url}" download>',  # originals are not public
        "Liste (PDF, 2,0\u00a0KB)",
        "Das Zentrum berät Träger.",
        '<a href="https://social.vielfalt.example/@zentrum" rel="noopener">Mastodon</a>',
    ):
        assert part in html


@pytest.mark.parametrize(
    ("day", "office"),
    [(dt.date(2021, 12, 31), ""), (dt.date(2022, 1, 1), "Stellvertreterin"),
     (DAY, "Stellvertreterin"), (dt.date(2024, 9, 6), "Leiterin"), (dt.date(2026, 1, 1), "")],
)  # fmt: skip
def test_a_quote_carries_the_office_of_the_day(client, add_full, day, office):
    html = html_of(client, add_full(date=day))

    shown = f"<span>{office}</span>" if office else ""
    assert f"<cite>Dr. Ala Muster</cite>{shown}</figcaption>" in html


def test_a_release_is_found_by_whom_it_quotes(add_full):
    assert "Dr. Ala Muster" in PressReleasePage._meta.get_field("body").get_searchable_content(
        add_full().body
    )


def test_a_new_office_leaves_an_old_release_as_it_was(client, add_full, speaker):
    page = add_full()
    before = html_of(client, page)

    speaker.offices.insert(
        0, ("office", {"title": "Ministerin", "since": dt.date(2026, 1, 1), "until": None})
    )
    speaker.save()

    assert html_of(client, page) == before


def test_an_office_does_not_end_before_it_begins():
    block = OfficeBlock()

    with pytest.raises(ValidationError):
        block.clean(block.normalize({"title": "A", "since": DAY, "until": DAY - dt.timedelta(days=1)}))
    assert block.clean(block.normalize({"title": "A", "since": DAY, "until": DAY}))["until"] == DAY


def test_a_correction_is_live_at_once_and_told_to_machines(client, add_full, add_news):
    page = add_full(corrections=[])
    page.refresh_from_db()
    first = page.last_published_at
    assert "Berichtigt" not in html_of(client, page)

    for text, day in (("Es waren 33.", 6), ("Der Ort war falsch.", 9)):
        page.corrections.append(("correction", {"date": dt.date(2024, 9, day), "text": text}))
    page.save_revision().publish()
    response = client.get(page.get_url())
    html = response.content.decode()

    head, _, rest = html.partition("Berichtigt am 9.\u00a0September 2024:</strong> Der Ort war falsch.")
    assert "Berichtigt am 6.\u00a0September 2024:</strong> Es waren 33." in rest
    assert '<div class="prose">' in rest
    assert response["Cache-Control"] == "public, max-age=60"
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)[0])
    assert data["correction"][0] == {
        "@type": "CorrectionComment", "text": "Der Ort war falsch.", "datePublished": "2024-09-09"
    }  # fmt: skip
    assert dt.datetime.fromisoformat(data["dateModified"]) > first
    assert data["alternativeHeadline"] == "33 Menschen im Schloss"
    corrected = add_news(corrections=[("correction", {"date": DAY, "text": "Es waren zwölf."})])
    assert "Es waren zwölf." in html_of(client, corrected)


def test_pictures_and_quotes_cost_the_same_for_one_and_three(
    client, add_full, speaker, picture, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3):
        page = add_full(
            f"Ehrung {number}",
            pictures=[("picture", {"picture": picture, "caption": ""})] * number,
            body=[("statement", {"speaker": speaker, "text": "Danke."})] * number,
        )
        client.get(page.get_url())
        with django_assert_max_num_queries(14) as captured:
            client.get(page.get_url())
        counts.append(len(captured))

    assert counts == [4, 4]  # the sizes of pictures and who speaks are kept


def test_a_translation_shares_days_persons_and_figures(
    client, home, press_index, add_full, speaker, boilerplate, contact, translate
):
    texts = {
        "Ehrung: Dank an viele": "Thanks to many", "33 Menschen im Schloss": "33 people at the palace",
        "ehrung-dank-an-viele": "thanks", "Im Frühjahr beginnen Kurse.": "Courses begin in spring.",
        "Musterministerium": "Ministry", "Sie kamen <b>alle</b>.": "They <b>all</b> came.",
        "Danke dafür.": "Thank you.", "Zahlen": "Figures", "Aktive": "Active", "Zentrum": "Centre",
        "Mio. Euro": "million euros", "Förderung": "Funding", "Am Tor": "At the gate",
        "Es waren 33, nicht 32.": "It was 33, not 32.", "Der Ort war falsch.": "The place was wrong.",
    }  # fmt: skip
    translate(contact, {"Pressestelle": "Press office"})
    person = translate(speaker, {"Stellvertreterin": "Deputy head", "Leiterin": "Head"})
    assert person.untranslated == []  # a name is the same in each language
    translate(
        boilerplate,
        {"Über das Zentrum": "About", "Das Zentrum berät Träger.": "We advise.", "Mastodon": "Mastodon"},
    )
    for parent in (home, press_index):
        translate(parent)
    page = add_full()

    target = translate(page, texts)
    html = html_of(client, target)

    assert target.untranslated == []
    for part in (
        "33 people at the palace", "Thank you.", "<cite>Dr. Ala Muster</cite><span>Deputy head</span>",
        '<dd>4.60 <span class="figures__unit">million euros</span></dd>', "At the gate", "It was 33, not 32.", "We advise.",
    ):  # fmt: skip
        assert part in html

    del texts["Danke dafür."], texts["Der Ort war falsch."]
    again = add_full("Zweite")
    html = html_of(client, translate(again, texts))
    assert f"<div{GERMAN}><figure" in re.sub(r">\s+<", "><", html)
    assert f"<div{GERMAN}><p><strong>" in re.sub(r">\s+<", "><", html)
    assert ">Stellvertreterin<" in html


def test_whoever_is_quoted_cannot_be_deleted(client, add_full, speaker, make_user, home):
    client.force_login(make_user("chefredaktion", Group.objects.get(name=CHIEF_EDITORS)))
    free = Spokesperson.objects.create(name="Kim Frei", locale=home.locale)
    add_full()

    for person in (speaker, free):
        client.post(reverse("wagtailsnippets_content_spokesperson:delete", args=(person.pk,)))

    assert Spokesperson.objects.get() == speaker


@pytest.mark.parametrize("name", ["spokesperson", "boilerplate"])
def test_editors_keep_the_register(client, make_user, home, speaker, boilerplate, name):
    client.force_login(make_user("redaktion", Group.objects.get(name=EDITORS)))

    listed = client.get(reverse(f"wagtailsnippets_content_{name}:list")).content.decode()

    assert str({"spokesperson": speaker, "boilerplate": boilerplate}[name]) in listed
    assert client.get(reverse(f"wagtailsnippets_content_{name}:add")).status_code == 200


def test_the_editor_of_a_release_opens(client, make_user, add_full):
    client.force_login(make_user("redaktion", Group.objects.get(name=EDITORS)))

    html = client.get(reverse("wagtailadmin_pages:edit", args=(add_full().pk,))).content.decode()

    for label in ("Unterzeile", "Pressebilder", "Anlagen", "Berichtigungen", "Über den Herausgeber"):
        assert label in html
    assert PressReleasePage.objects.get().subheadline
