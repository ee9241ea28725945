"""`{% load pictures %}`: the one way in which a picture comes into a page."""

import logging
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import SourceImageIOError

from cms_apps.media.models import Picture
from cms_apps.media.sizes import sizes_of

logger = logging.getLogger(__name__)
register = template.Library()

WIDTHS = (480, 800, 1200)
WEBP, CROPPED = "format-webp", "fill-{}x{}"
THREE_TO_TWO = 2 / 3


@register.filter
def shown(picture: Picture | None) -> Picture | None:
    """The picture if there is one that may be shown, with its credit; what stands in its place else is the template's."""
    return picture if picture and picture.may_be_shown else None


@register.simple_tag
def shown_picture(
    picture: Picture,
    *,
    sizes: str,
    css: str = "",
    lazy: bool = True,
    cropped: bool = False,
    decorative: bool = False,
) -> SafeString:
    """A `<picture>`: WebP in the widths that the file has, and one size in its own format for old browsers.

    `sizes` as in HTML; `cropped` cuts to 3:2 around the focal point; `lazy` is for what does not stand in the first view,
    `decorative` for what stands beside a link that says the same.
    Empty for a picture whose consent is gone, however it came here (templates ask `shown` first), and for one whose
    file is gone: the page stays.
    """
    if not picture.may_be_shown:
        return SafeString("")
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    own = [_spec(width, cropped=cropped) for width in widths]
    fallback = own[min(1, len(own) - 1)]
    try:
        made = sizes_of(picture, (fallback, *(f"{spec}|{WEBP}" for spec in own)))
    except SourceImageIOError:
        logger.warning("picture without its file: %s", picture.pk)
        return SafeString("")
    srcset = ", ".join(f"{made[f'{spec}|{WEBP}'].url} {made[f'{spec}|{WEBP}'].width}w" for spec in own)
    image = made[fallback]
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}">'
        '<img src="{}" width="{}" height="{}" alt="{}"{}{}></picture>',
        srcset, sizes, image.url, image.width, image.height,
        "" if decorative else picture.description,
        format_html(' class="{}"', css) if css else "", SafeString(' loading="lazy"') if lazy else "",
    )  # fmt: skip


def _spec(width: int, *, cropped: bool) -> Any:
    return CROPPED.format(width, round(width * THREE_TO_TWO)) if cropped else f"width-{width}"
