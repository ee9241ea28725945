"""What an editor gets wrong, through the real forms: a clear German sentence each, and nothing half saved.

Pictures with scripts, bombs and documents that are something else: `tests/security/test_uploads.py`. A withdrawn
picture: `tests/media/test_consents.py`. Embeds that ask another server: `tests/security/test_surface.py`.
"""

import io
import json
import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from cms_apps.media.models import Picture
from cms_apps.pages.models import NewsPage, StandardPage
from tests.pages.test_newsroom import chief, editor, page_form, write

__all__ = ["chief", "editor"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What Draftail keeps of a paste from Word that tries everything, as its own script would send it.
WORD = {
    "blocks": [
        {
            "key": "b", "type": "unstyled", "text": "Rot und fett", "depth": 0,
            "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "color-FF0000"}, {"offset": 8, "length": 4, "style": "BOLD"}],
            "entityRanges": [{"offset": 0, "length": 3, "key": 0}],
        },
        {"key": "c", "type": "unstyled", "text": "<o:p>&nbsp;</o:p>", "depth": 0, "inlineStyleRanges": [], "entityRanges": []},
    ],
    "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
}  # fmt: skip


def edit(client, page, **fields):
    return client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), page_form(**fields))


def test_a_paste_from_word_keeps_words_and_bold_alone(client, editor, chief, news_index):
    fields = page_form()
    (words,) = [key for key in fields if key.startswith("body-1-value")]
    address = reverse("wagtailadmin_pages:add", args=("pages", "newspage", news_index.pk))

    assert client.post(address, {**fields, words: json.dumps(WORD)}).status_code == 302
    page = NewsPage.objects.get(slug="ein-abend")
    page.get_latest_revision().publish(user=chief)

    html = client.get("/de/aktuelles/ein-abend/").content.decode()
    assert "<a>Rot</a> und <b>fett</b>" in html
    assert html.count("<h1") == 1
    assert "&lt;o:p&gt;" in html
    for gone in ("FF0000", "javascript:", "style="):
        assert gone not in html.partition("<main")[2]


def test_an_arabic_slug_is_refused_and_a_german_one_is_spelt_out(client, editor, news_index):
    address = reverse("wagtailadmin_pages:add", args=("pages", "newspage", news_index.pk))

    refused = client.post(address, page_form(slug="أخبار"))
    assert "lateinischen Buchstaben" in refused.context["form"].errors["slug"][0]
    assert not NewsPage.objects.exists()

    assert client.post(address, page_form(slug="für-größere")).status_code == 302
    assert NewsPage.objects.get().slug == "fuer-groessere"
    unnamed = NewsPage(title="Übung", lead="Kurz.", locale=news_index.locale)
    news_index.add_child(instance=unnamed)
    assert unnamed.slug == "uebung"


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_a_schedule_in_the_past_is_refused_at_its_field(client, editor, news_index, field):
    page = write(client, news_index)
    before = page.get_latest_revision().pk
    past = timezone.localtime() - timedelta(hours=1)

    answer = edit(client, page, **{field: past.strftime("%d.%m.%Y %H:%M")}, title="Anders")

    assert answer.status_code == 200
    (said,) = answer.context["form"].errors[field]
    assert {"go_live_at": "Vergangenheit", "expire_at": "Zukunft"}[field] in said
    assert page.get_latest_revision().pk == before


def test_an_end_before_the_beginning_is_refused(client, editor, news_index):
    page = write(client, news_index)
    now = timezone.localtime()
    days = {"go_live_at": now + timedelta(days=3), "expire_at": now + timedelta(days=2)}

    answer = edit(client, page, **{name: day.strftime("%d.%m.%Y %H:%M") for name, day in days.items()})

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() & days.keys()


def test_a_page_cannot_be_moved_below_itself(client, chief, home):
    client.force_login(chief)
    upper, lower = (
        StandardPage(title=title, slug=title.lower(), locale=home.locale) for title in ("Oben", "Unten")
    )
    home.add_child(instance=upper)
    upper.add_child(instance=lower)
    paths = {page.pk: page.path for page in Page.objects.all()}

    for target in (upper, lower):
        answer = client.post(
            reverse("wagtailadmin_pages:move_confirm", args=(upper.pk, target.pk)), follow=True
        )
        assert answer.status_code in {200, 403}

    assert {page.pk: page.path for page in Page.objects.all()} == paths
    assert not any(Page.find_problems())


def test_a_picture_that_is_too_large_is_refused_by_its_size(client, editor):
    noise = io.BytesIO()
    Image.frombytes("RGB", (2000, 1800), os.urandom(2000 * 1800 * 3)).save(noise, "PNG")
    file = SimpleUploadedFile("gross.png", noise.getvalue(), "image/png")
    typed = {"title": "Groß", "description": "Ein Bild", "credit": "Foto: Muster", "file": file}

    answer = client.post(reverse("wagtailimages:add"), typed)

    (said,) = answer.context["form"].errors["file"]
    assert "zu groß" in said
    assert "10,0" in said
    assert not Picture.objects.exists()
