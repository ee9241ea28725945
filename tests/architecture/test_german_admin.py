"""Editors read German: no word of Wagtail's that only programmers know, on the pages of the admin where they work.

What is shown is corrected in site/locale/de, which goes before Wagtail's own catalogue.
"""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cms_apps.pages.models import NewsPage
from tests.architecture.admin_table import OPENS, is_among
from tests.architecture.admin_world import admin_views
from tests.kept_world import stored_in

pytestmark = [pytest.mark.slow, pytest.mark.once]
FOREIGN = re.compile(
    r"\b(?:locales?|go-?live|workflows?|dashboard|breadcrumbs?|home|slugs?|snippets?|schnipseln?|tasks?|live|app|update|unpublish(?:ed)?)\b",
    re.IGNORECASE,
)
WORKED_ON = re.compile(
    r"admin/(pages/.*|reports/.*|snippets/.*|localize/reports/.*|(news|releases)-list/.*|zu-pruefen/.*|tote-links/.*)?"
)
UNSEEN = {"script", "style", "svg", "template"}
NAMES = re.compile(r"\b[a-z]+\.[a-z]+page\b|[\w/-]+\.html")  # of models, in one report


class Reader(HTMLParser):
    """What people read, or hear."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts, self.unseen = [], 0

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        self.texts += [
            value for name, value in attrs if value and name in {"aria-label", "title", "placeholder"}
        ]

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN

    def handle_data(self, data):
        if not self.unseen:
            self.texts.append(data)


def foreign_words(html):
    reader = Reader()
    reader.feed(html)
    texts = {" ".join(NAMES.sub("", text).split()) for text in reader.texts}
    return {text for text in texts if FOREIGN.search(text)}


def test_editors_read_german(db, kept_world, settings, tmp_path):
    for name, value in stored_in(tmp_path).items():
        setattr(settings, name, value)
    names, chief = kept_world.names, kept_world.give(tmp_path)["chief"]
    timed = NewsPage.objects.get(title="Ein Morgen")
    paths = [
        one.path
        for one in admin_views(names)
        if WORKED_ON.fullmatch(one.route) and is_among(one.route, OPENS["chief"]) and "?" not in one.route
    ]
    found = {}
    for path in [*paths, reverse("wagtailadmin_pages:edit", args=[timed.pk])]:
        answer = chief.get(path)
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            for text in foreign_words(answer.content.decode()):
                found.setdefault(text, path)

    assert len(paths) > 80
    assert found == {}


def test_the_reader_finds_what_it_looks_for():
    assert foreign_words('<p aria-label="Switch locales">Ein Weg</p><script>live</script>') == {
        "Switch locales"
    }
    assert foreign_words("<td>pages.homepage</td><b>Workflow gestartet</b>") == {"Workflow gestartet"}
