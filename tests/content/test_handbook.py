"""The handbook of editors: readable in the admin, with pictures that a journey makes."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders

from cms_apps.accounts.models import User
from cms_apps.pages.setup.groups import EDITORS

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def html(client, kept_site):
    kept_site.give()
    editor = User.objects.create_user("redaktion", "redaktion@vielfalt.example", "x", first_name="Lea")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    assert "/admin/handbuch/" in client.get("/admin/").content.decode()
    return client.get("/admin/handbuch/").content.decode()


def test_an_editor_reads_it_from_the_menu(html):
    for heading in ("Wer was darf", "Freigeben ohne Konto", "Eine Pressemitteilung"):
        assert f"<h2>{heading}</h2>" in html
    assert "<th>Gruppe</th>" in html
    assert "Handbuch</h1>" in " ".join(html.split()).replace(" </h1>", "</h1>")


def test_each_picture_is_served_and_made_by_a_journey(html):
    shown = re.findall(r'<img src="/static/handbook/([a-z]+)[.\w]*\.webp" alt="([^"]{20,})"', html)
    names = {name for name, _alt in shown}
    made = {
        name
        for journey in (ROOT / "tests" / "journeys").glob("test_*.py")
        for name in re.findall(r'picture\([\w.]+, "([a-z]+)"\)', journey.read_text())
    }

    assert len(shown) == 7
    assert names == made == {path.stem for path in (ROOT / "docs" / "pictures").iterdir()}
    assert all(finders.find(f"handbook/{name}.webp") for name in names)
