"""Questions and answers: for readers without any script, and for search engines."""

import json
import re

import pytest
from wagtail.rich_text import RichText

from cms_apps.pages.models import FaqPage

EVIL = 'Was ist </script><script>alert("1")</script> & <!-- das?'


def group(heading, *questions):
    rows = [{"question": asked, "answer": RichText(f"<p><b>Ja</b>, {asked}</p>")} for asked in questions]
    return "questions", {"heading": heading, "questions": rows}


@pytest.fixture
def add_faq(home, contact):
    def add(slug, *groups):
        page = FaqPage(
            title="Fragen", slug=slug, lead="Kurz.", contact=contact, body=list(groups), locale=home.locale
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        return page

    return add


def test_questions_open_without_a_script(client, add_faq):
    add_faq("fragen", group("Mithelfen", "Kostet es etwas?", "Wie lange?"), group("Kurse", "Wann?"))

    html = client.get("/de/fragen/").content.decode()

    assert '<h2 id="abschnitt-mithelfen">Mithelfen</h2>' in html
    assert html.count('<details class="question"><summary>') == 3
    assert "<summary>Kostet es etwas?</summary><p" in html
    assert "<b>Ja</b>, Wann?" in html
    assert "0611 555 0101" in html


def test_search_engines_read_what_people_read_and_nothing_breaks_out(client, add_faq):
    add_faq("fragen", group("Mithelfen", EVIL, "Wie lange?"))

    html = client.get("/de/fragen/").content.decode()

    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(found)
    assert not set("<>&") & set(found)
    assert data["@type"] == "FAQPage"
    assert [row["name"] for row in data["mainEntity"]] == [EVIL, "Wie lange?"]
    assert data["mainEntity"][1]["acceptedAnswer"] == {"@type": "Answer", "text": "Ja, Wie lange?"}


def test_questions_cost_the_same_for_one_and_three(client, add_faq, django_assert_num_queries):
    add_faq("eine", group("Mithelfen", "Wann?"))
    add_faq("viele", *(group(f"Thema {n}", "Wann?", "Wo?", "Wer?") for n in range(3)))
    for slug in ("eine", "viele"):
        client.get(f"/de/{slug}/")
        with django_assert_num_queries(2):
            assert client.get(f"/de/{slug}/").status_code == 200
