"""Where to go next."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import OverridableSegmentValue

from cms_apps.content.addresses import localised, validate_address


class AddressBlock(blocks.CharBlock):
    """An address: nothing to translate, but a translation may lead elsewhere."""

    def get_translatable_segments(self, address: str) -> list[OverridableSegmentValue]:
        """Offer the address to translators without asking for it."""
        return [OverridableSegmentValue("", address)]

    def restore_translated_segments(self, address: str, segments: list[OverridableSegmentValue]) -> str:
        """Return the address that a translator chose instead."""
        return str(segments[0].data)


class ButtonValue(blocks.StructValue):
    """A button that knows where it leads."""

    def url_on(self, shown: Any) -> str:
        """The address of the page in the language of the one that is shown, or the typed one in the active language.

        Empty for a page that is not live.
        """
        page = self.get("page")
        if page is None:
            return localised(self.get("address") or "")
        page = getattr(shown, "own_pages", {}).get(page.translation_key, page)
        return (page.url or "") if page.live else ""


class ButtonBlock(blocks.StructBlock):
    """A link that looks like a button: the one thing to do next."""

    title = blocks.CharBlock(label="Beschriftung", max_length=60, help_text="Ein Verb: Jetzt bewerben")
    page = blocks.PageChooserBlock(label="Seite", required=False)
    address = AddressBlock(
        label="oder Adresse",
        max_length=250,
        required=False,
        validators=[validate_address],
        help_text="Zum Beispiel /bewerbung/ oder https://www.beispiel.de",
    )

    class Meta:
        label = "Schaltfläche"
        icon = "link"
        template = "blocks/button.html"
        description = "Das eine, was als Nächstes zu tun ist: höchstens eine Schaltfläche je Seite."
        preview_value = {"title": "Jetzt bewerben", "page": None, "address": "/bewerbung/"}
        value_class = ButtonValue

    def get_context(self, value: ButtonValue, parent_context: Any = None) -> dict[str, Any]:
        """Add the address, which depends on the page that the button stands on."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "url": value.url_on(context.get("page"))}

    def clean(self, value: Any) -> Any:
        """Exactly one of page and address."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            message = ValidationError("Bitte entweder eine Seite oder eine Adresse angeben.")
            raise StructBlockValidationError(block_errors={"address": message})
        return cleaned
