"""Pictures need an alternative text and a credit."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms_apps.accounts.models import User
from cms_apps.media.models import Picture


@pytest.fixture
def upload():
    png = io.BytesIO()
    Image.new("RGB", (40, 30), "#12497A").save(png, "PNG")
    return SimpleUploadedFile("tor.png", png.getvalue(), "image/png")


@pytest.fixture
def admin(client, db):
    user = User.objects.create_superuser("leitung", "leitung@vielfalt.example", "x")
    client.force_login(user)
    return client


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_picture_without_text_or_credit_is_not_kept(admin, upload, missing):
    data = {"title": "Tor", "description": "Ein Tor", "credit": "Foto: Muster", "file": upload, missing: ""}

    response = admin.post(reverse("wagtailimages:add"), data)

    assert missing in response.context["form"].errors
    assert not Picture.objects.exists()


def test_picture_with_both_is_kept(admin, upload):
    data = {
        "title": "Tor",
        "description": "Ein offenes Tor",
        "credit": "Foto: Muster",
        "file": upload,
        "collection": "1",
    }

    admin.post(reverse("wagtailimages:add"), data)

    assert Picture.objects.get().default_alt_text == "Ein offenes Tor"


def test_form_asks_in_plain_german(admin):
    html = admin.get(reverse("wagtailimages:add")).content.decode()

    assert "Alternativtext" in html
    assert "Bildnachweis" in html
