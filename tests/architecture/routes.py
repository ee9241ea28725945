"""Walking the resolver: every pattern with its whole route, and a path that it matches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

_CONVERTER = re.compile(r"<(?:(\w+):)?\w+>")
_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")
_DUMMIES = {"int": "1", "uuid": "11111111-1111-1111-1111-111111111111", None: "x"}


@dataclass(frozen=True)
class Pattern:
    """One pattern: its route from the root, and the namespace in which it stands."""

    route: str
    namespace: str
    module: str

    @property
    def path(self) -> str:
        """A path with dummy arguments that this pattern matches."""
        plain = _GROUP.sub("1", self.route)
        plain = _CONVERTER.sub(lambda found: _DUMMIES.get(found[1], "x"), plain)
        plain = re.sub(r"\^\.\*/\$$", "nowhere/", plain)
        return "/" + plain.replace("^", "").replace("$", "").replace("\\", "")


def patterns(resolver: Any = None) -> list[Pattern]:
    """Every pattern below `resolver`, by default of the whole site in German."""
    with translation.override("de"):
        return list(_walk(resolver or get_resolver(), "", ""))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Pattern(route, namespace, entry.callback.__module__)
        else:
            inner = ":".join(part for part in (namespace, entry.namespace or "") if part)
            yield from _walk(entry, route, inner)
