"""What a translation lacks is shown in German: a whole field or a whole block, never a mixture of two languages.

A unit is the name of a field ("lead"), or a field and the id of one block or child in it ("body.<uuid>"). The units
that are German are worked out when a translation is saved, and kept with it in `untranslated`: readers' requests
only look there.
"""

from typing import Any

from django.db import models
from wagtail.fields import StreamField
from wagtail_localize.models import SourceDeletedError, Translation

NONE: frozenset[str] = frozenset()


def untranslated_units() -> models.JSONField:
    """A field for the units of a translation that are still German; empty for an original."""
    return models.JSONField(default=list, blank=True, editable=False)


def fall_back(target: Any) -> None:
    """Put German units in place of those that are not wholly translated, and note them in `untranslated`.

    A model names texts that stay out of sight: `emptied_units` are left empty where a translation is missing,
    `ignored_units` as they were. An original has none, nor has a page whose translation was stopped: it stands for itself.
    """
    translation = translation_into(target)
    if translation is None:
        target.untranslated = []
        return
    try:
        original = translation.source.as_instance()
    except SourceDeletedError:
        return
    missing = missing_units(translation) - getattr(target, "ignored_units", NONE)
    emptied = missing & getattr(target, "emptied_units", NONE)
    for unit in emptied:
        setattr(target, unit, "")
    shown = missing - emptied
    for unit in shown:
        _take_over(unit, original, target)
    target.untranslated = sorted(shown)


def missing_units(translation: Translation) -> frozenset[str]:
    """Return the units of which some string, or the object they show, has no translation."""
    source, locale = translation.source, translation.target_locale
    strings = source.stringsegment_set.annotate_translation(locale).filter(translation__isnull=True)
    paths = set(strings.values_list("context__path", flat=True))
    for segment in source.relatedobjectsegment_set.select_related("object", "context"):
        if not segment.object.has_translation(locale):
            paths.add(segment.context.path)
    return frozenset(_unit(path) for path in paths)


def translation_into(target: Any) -> Translation | None:
    """Return the translation by which this page or snippet is kept, if it is kept by one."""
    found = Translation.objects.filter(
        source__object_id=target.translation_key, target_locale_id=target.locale_id, enabled=True
    )
    return found.select_related("source", "target_locale").first()


def _unit(path: str) -> str:
    """`body.<block>.steps.<item>.title` belongs to the unit `body.<block>`."""
    return ".".join(path.split(".")[:2])


def _take_over(unit: str, original: Any, target: Any) -> None:
    name, _, key = unit.partition(".")
    field = target._meta.get_field(name)  # noqa: SLF001 -- Django's public name
    if isinstance(field, StreamField):
        german = {block.id: block.value for block in getattr(original, name)}
        for block in getattr(target, name):
            if block.id == key and key in german:
                block.value = german[key]
    elif not key:
        setattr(target, field.attname, getattr(original, field.attname))
