"""What is noticed about a text, and what is not."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail.rich_text import RichText

from cms_apps.content.checking import findings
from cms_apps.media.models import Picture
from cms_apps.pages.models import NewsPage
from tests.factories.people import make_user
from tests.pages.conftest import add_news, home, news_index

__all__ = ["add_news", "home", "news_index"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LONG = "Wir " + "sehr " * 25 + "gern."


def hints(*body, lead="Alle kamen.", language="de", **fields):
    locale, _made = Locale.objects.get_or_create(language_code=language)
    return findings(NewsPage(title="Ein Abend", lead=lead, locale=locale, body=list(body), **fields))


def said(*body, **fields):
    return [finding.text for finding in hints(*body, **fields)]


def text(html):
    return ("text", RichText(html))


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ([("heading", "Anfang")], "Unter der Zwischenüberschrift „Anfang“ steht kein Text."),
        ([("heading", "A"), ("heading", "B"), text("<p>Da.</p>")], "„A“ steht kein Text"),
        ([text('<p>Mehr steht <a href="/x/">hier</a>.</p>')], "Der Link „hier“"),
        ([text('<p><a href="/x/">Mehr erfahren …</a></p>')], "Der Link „Mehr erfahren …“"),
        ([text('<p><a href="https://a.example">https://a.example</a></p>')], "sagt nicht, wohin er führt"),
        ([text(f"<p>{LONG}</p>")], "hat 27 Wörter"),
        ([text("<ul><li>Für Lots:innen</li></ul>")], "„Lots:innen“: Wir schreiben mit „*“"),
        ([text("<p>Für LotsInnen</p>")], "„LotsInnen“"),
        ([text("<p>Für Lots/-innen</p>")], "„Lots/-innen“"),
        ([text("<p>Ein_e Lots_in</p>")], "„Lots_in“"),
        ([("quote", {"text": "Die Lotsen helfen.", "name": "Kim", "office": ""})], "Statt „Lotsen“"),
        ([text("<p>Das Hessische Ministerium für Soziales und Integration half.</p>")], ""),
        ([text("<p>„Hessisches Ministerium für Soziales und Integration“</p>")], "schreiben wir „Hessisches Ministerium für Arbeit"),
    ],
)  # fmt: skip
def test_it_is_noticed(body, part):
    found = said(*body)

    assert any(part in one for one in found) if part else not found


@pytest.mark.parametrize(
    "body",
    [
        [text("<p>Am 3. März kommt Dr. Muster z. B. nach Gießen. Alle sind da.</p>")],
        [("heading", "Anfang"), text("<p>Es wurde voll.</p>"), ("heading", "Ende"), text("<p>Spät.</p>")],
        [text('<p><a href="/x/">Zum Kurs im März</a></p>')],
        [text("<p>Lotsinnen und Lotsen, die Bewerberin oder der Bewerber</p>")],
        [text("<p>Lots*innen und Lotsinnen, Bürger*innen und die Bürgerstiftung, Berlin und Termin</p>")],
        [text("<p>" + "Kurz und gut. " * 40 + "</p>")],
        [("heading", "Formulare"), ("downloads", {"heading": "Zum Herunterladen", "files": []})],
    ],
)
def test_it_is_in_order(body):
    assert said(*body) == []


def test_it_says_where():
    found = hints(text("<p>Gut.</p>"), text("<p>Lots:innen</p>"), lead="Für Lots_innen.")

    assert [finding.where for finding in found] == ["Vorspann", "Text, Block 2 (Text)"]


def test_a_picture_needs_words_and_a_credit():
    def kept(**fields):
        return Picture.objects.create(title="Tor", file=get_test_image_file(), **fields)

    bare, full = kept(), kept(description="Ein offenes Tor", credit="Zeichnung: wir")

    assert said(picture=full) == []
    assert len(said(picture=bare)) == 2
    assert "fehlt der Alternativtext" in said(("picture", {"picture": bare, "caption": ""}))[0]


def test_what_is_german_is_not_asked_of_a_translation():
    assert said(text("<p>Lots:innen</p>"), language="en") == []
    assert "27 Wörter" in said(text(f"<p>{LONG}</p>"), language="en")[0]


@pytest.fixture
def editor(home):
    client = Client()
    client.force_login(make_user(is_superuser=True))
    return client


def test_the_editor_shows_the_hints_of_the_draft_and_fetches_them_anew(editor, add_news):
    page = add_news("Für Lots:innen")
    opened = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("hints_about_page", args=[page.pk])
    assert f'data-hints="{address}"' in opened
    assert "Hinweise zum Text: 1" in opened

    page.lead = "Für Lots:innen und Lots_innen."
    page.save_revision()

    assert "Hinweise zum Text: 3" in editor.get(address).content.decode()
    assert editor.get(reverse("hints_about_page", args=[999_999])).status_code == 404


def test_wagtails_checks_run_in_the_preview_and_nowhere_else(editor, add_news):
    page = add_news("Neue Gruppe")
    request = editor.get("/admin/").wsgi_request
    mark = "<wagtail-userbar>"

    def preview(**attributes):
        return page.make_preview_request(request, page.default_preview_mode, extra_request_attrs=attributes)

    beside = preview(in_preview_panel=True)

    assert mark in beside.content.decode()
    assert '"^\\\\s*$|' in beside.content.decode()
    assert "script-src 'self';" in f"{beside['Content-Security-Policy']};"
    assert mark not in preview().content.decode()
    for address in (page.url, reverse("wagtailadmin_pages:view_draft", args=[page.pk])):
        answer = editor.get(f"{address}?in_preview_panel=true")
        assert page.title in answer.content.decode()
        assert mark not in answer.content.decode()
