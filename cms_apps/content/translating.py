"""Translating from code, as translators do in the editor: setup and the demo bring English texts with them."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource


def translate(
    original: Any, texts: Mapping[str, str], locale: Locale, *, publish: bool = True, user: Any = None
) -> Any:
    """Translate a page or snippet and return the translation; `texts` maps German strings to strings of `locale`.

    What is missing in `texts` stays open: the editor asks for it, and readers see it in German. What translators
    entered stays.
    """
    source, _ = TranslationSource.update_or_create_from_instance(original)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        text = texts.get(segment.string.data)
        if text is not None:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": text, "last_translated_by": user},
            )
    is_page = isinstance(original, Page)
    target, _ = source.create_or_update_translation(locale, user=user, publish=not is_page, fallback=True)
    if is_page and publish:
        target.get_latest_revision().publish(user=user)
        target.refresh_from_db()
    return target
