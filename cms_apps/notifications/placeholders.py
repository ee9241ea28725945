"""Texts written by people: plain text with named placeholders out of a fixed list for each kind of mail.

No Django template comes from outside: what stands between the braces is looked up in the list or refused,
and what is filled in is never read again as a placeholder.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine
from django.utils.translation import gettext as _

from cms_apps.foundation.letters import one_line

_NAMED = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


@dataclass(frozen=True)
class Placeholder:
    """A word that people may use; `value` is a template of ours over the context of the mail's default text.

    `personal`: never in a subject. `in_subject`, `in_body`: must stand there. Without `may_be_empty` an own
    text in which it would stay empty is not sent: the default goes out.
    """

    describes: Any
    value: str
    personal: bool = False
    in_subject: bool = False
    in_body: bool = False
    may_be_empty: bool = False

    def fill(self, context: Mapping[str, Any]) -> str:
        """What stands in its place."""
        return (
            Engine.get_default()
            .from_string(self.value)
            .render(Context(dict(context), autoescape=False))
            .strip()
        )


Placeholders = Mapping[str, Placeholder]


class Unfilled(Exception):
    """A text holds a placeholder that is unknown, or stays empty where it must not."""


def problems(placeholders: Placeholders, *, subject: str, body: str) -> dict[str, list[str]]:
    """What is wrong with a text, by field, in sentences that name the word and the way out."""
    found = {"subject": _wrong_words(placeholders, subject), "body": _wrong_words(placeholders, body)}
    for name in dict.fromkeys(_NAMED.findall(subject)):
        if name in placeholders and placeholders[name].personal:
            text = _("In den Betreff kommt nichts über die Person: Nehmen Sie %(name)s dort heraus.")
            found["subject"].append(text % {"name": shown(name)})
    for field, text in (("subject", subject), ("body", body)):
        there = set(_NAMED.findall(text))
        for name, one in placeholders.items():
            if getattr(one, f"in_{field}") and name not in there:
                sentence = _("%(name)s muss vorkommen (%(what)s).")
                found[field].append(sentence % {"name": shown(name), "what": one.describes})
    return {field: sentences for field, sentences in found.items() if sentences}


def fill(text: str, placeholders: Placeholders, context: Mapping[str, Any]) -> str:
    """The text with its placeholders filled; raises Unfilled. Lines that stay empty leave no gap."""

    def value(found: re.Match[str]) -> str:
        one = placeholders.get(found[1])
        if one is None:
            raise Unfilled(found[1])
        words = one.fill(context)
        if not (words or one.may_be_empty):
            raise Unfilled(found[1])
        return words

    return re.sub(r"\n{3,}", "\n\n", _NAMED.sub(value, text))


def fill_subject(text: str, placeholders: Placeholders, context: Mapping[str, Any]) -> str:
    """One line without personal words, whatever was saved before a rule was made."""
    allowed = {name: one for name, one in placeholders.items() if not one.personal}
    return one_line(fill(text, allowed, context))


def shown(name: str) -> str:
    """A placeholder as people write it."""
    return f"{{{{ {name} }}}}"


def _wrong_words(placeholders: Placeholders, text: str) -> list[str]:
    known = ", ".join(shown(name) for name in placeholders)
    unknown = [name for name in dict.fromkeys(_NAMED.findall(text)) if name not in placeholders]
    sentence = _("Den Platzhalter %(name)s gibt es nicht. Es gibt: %(known)s.")
    found = [sentence % {"name": shown(name), "known": known} for name in unknown]
    if brace := _BRACE.search(_NAMED.sub("", text)):
        sentence = _("„%(brace)s“ gehört zu keinem Platzhalter. Platzhalter sehen so aus: %(known)s.")
        found.append(sentence % {"brace": brace.group(), "known": known})
    return found
