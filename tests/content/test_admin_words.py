"""The admin's scripts speak German, too: the words that Wagtail's own German leaves out or says badly."""

import re

import pytest
from wagtail.users.models import UserProfile

from tests.factories.people import make_user

ADDRESS = "/admin/jsi18n/"
pytestmark = pytest.mark.django_db


def said(client, word):
    html = client.get(ADDRESS).content.decode()
    return re.search(rf'"{word}": "([^"]*)"', html)


def test_how_easy_a_text_is_to_read_is_said_in_german(client):
    found = [said(client, word)[1] for word in ("Good", "Fair", "Complex")]

    assert found == ["Gut", "Mittel", "Schwierig"]


def test_wagtails_other_words_are_still_there(client):
    assert said(client, "Close")[1] == r"Schlie\u00dfen"


def test_whoever_chose_another_language_reads_that(client):
    user = make_user(is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)

    assert said(client, "Fair") is None
