"""How a picture comes into a page: WebP in its widths, one size for old browsers, its point of interest kept."""

import re

import pytest
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from cms_apps.media.models import Picture
from cms_apps.media.templatetags.pictures import shown_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def kept(width, height, **fields):
    file = get_test_image_file(filename="tor.png", size=(width, height))
    return Picture.objects.create(title="Tor", description='Ein "Tor"', credit="wir", file=file, **fields)


@pytest.mark.parametrize(
    ("width", "widths", "fallback"),
    [(2000, [480, 800, 1200], 800), (800, [480, 800], 800), (640, [480, 640], 640), (300, [300], 300)],
)
def test_it_comes_in_the_widths_that_the_file_has(width, widths, fallback):
    html = shown_picture(kept(width, width // 2), sizes="100vw")

    assert [int(one) for one in re.findall(r"\.webp (\d+)w", html)] == widths
    assert f'width="{fallback}" height="{fallback // 2}" alt="Ein &quot;Tor&quot;" loading="lazy"' in html


def test_a_cut_keeps_the_point_of_interest():
    picture = kept(
        1200, 1200, focal_point_x=600, focal_point_y=1150, focal_point_width=60, focal_point_height=60
    )
    image = Image.new("RGB", (1200, 1200), "white")
    image.paste("red", (570, 1120, 630, 1180))
    with picture.file.storage.open(picture.file.name, "wb") as file:
        image.save(file, "PNG")

    shown_picture(picture, sizes="100vw", cropped=True)

    cut = Image.open(picture.get_rendition("fill-800x533").file).convert("RGB")
    assert cut.size == (800, 533)
    assert (255, 0, 0) in {color for _count, color in cut.getcolors(maxcolors=100_000)}
