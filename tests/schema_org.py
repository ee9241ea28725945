"""Whether structured data keeps to the words of schema.org: types, their properties, and which type a property takes."""

import inspect
import json
import re
from typing import Any

import msgspec_schemaorg.models as vocabulary

EMBEDDED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def things_in(html: str) -> list[dict[str, Any]]:
    """What a page tells machines."""
    found = [json.loads(text) for text in EMBEDDED.findall(html)]
    return [thing for one in found for thing in (one if isinstance(one, list) else one.get("@graph", [one]))]


def objections(thing: dict[str, Any]) -> list[str]:
    """What the vocabulary says against a thing and all it holds."""
    kind = str(thing.get("@type"))
    model = getattr(vocabulary, kind, None)
    if model is None:
        return [f"there is no type {kind}"]
    said = []
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in model.__struct_encode_fields__:
            said.append(f"{kind} has no {name}")
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                said += objections(part) + _misplaced(model, name, part)
            elif part in (None, ""):
                said.append(f"{kind}.{name} is empty")
    return said


def _misplaced(model: Any, name: str, part: dict[str, Any]) -> list[str]:
    """A thing that the property does not take, neither itself nor as what it is a kind of."""
    field = model.__struct_fields__[model.__struct_encode_fields__.index(name)]
    annotations = (inspect.get_annotations(one) for one in model.__mro__)
    takes = next(names[field] for names in annotations if field in names)
    kinds = {one.__name__ for one in getattr(vocabulary, str(part.get("@type")), object).__mro__}
    fits = kinds & set(re.findall(r"\w+", str(takes)))
    return [] if fits else [f"{model.__name__}.{name} takes no {part.get('@type')}"]
