"""The editors' handbook in the admin: `docs/redaktion.md`, the one text of it (German)."""

from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

SOURCE = settings.ROOT / "docs" / "redaktion.md"
PICTURES = "pictures/"  # as the text names them; served from the static folder `handbook`


class HandbookView(WagtailAdminTemplateMixin, TemplateView):
    """The whole handbook on one page, for everybody who works here."""

    template_name = "content/admin/handbook.html"
    header_icon = "help"
    page_title = "Handbuch"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The text below its title."""
        return super().get_context_data(text=_read(), **kwargs)


@cache
def _read() -> SafeString:
    """All below the title, as markup; no markup of its own passes."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(SOURCE.read_text(encoding="utf-8"))
    for token in (child for one in tokens for child in one.children or [] if child.type == "image"):
        _serve(token)
    below_title = tokens[3:]  # a heading is three tokens
    return mark_safe(reader.renderer.render(below_title, reader.options, {}))


def _serve(image: Token) -> None:
    address = str(image.attrs["src"])
    image.attrSet("src", static(f"handbook/{address.removeprefix(PICTURES)}"))
    image.attrSet("loading", "lazy")
