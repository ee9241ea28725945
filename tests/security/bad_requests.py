"""Bad requests, made by rules: for an address, and for a form that a page shows. What is too long, out of range, of another
kind, there twice or not at all, in the wrong place or by the wrong method; each with a name that says what is wrong with it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from tests.corpus import MARK, RAW, SEEDS
from tests.html_forms import Form

FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"
SHORT = [text for text in SEEDS.values() if len(text) <= 3001]
MARKED = [text for text in SHORT if MARK in text]
LINES = [text for text in SHORT if "\r" in text or "\n" in text]
FORMULAS = [text for text in SHORT if text[:1] in set("=+-@|%$#{\t") and len(text) < 100]
NUMBERS = [
    "-1",
    "0",
    "1.5",
    "1e309",
    "NaN",
    "Infinity",
    "9" * 19,
    "9" * 40,
    "9223372036854775808",
    "2147483648",
    "0x1F",
    "٣",
    "1_000",
    "½",
]
DATES = ["0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "31.02.2026", "29.02.2026", "2026-10-25T02:30", "2027-03-28 02:30", "24:00",
         "-1:00", "01.01.0000 25:61", "1e9", "9999-12-31 23:59"]  # fmt: skip
PATHS = [
    "../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2f",
    "a/../../b",
    "\\\\host\\share",
    "C:\\x",
]
STRANGE_KEYS = [
    "0", "-1", "1.5", "9223372036854775808", "9" * 40, "abc", "None", "null", "%00", "..", "%2e%2e%2fetc%2fpasswd", "%F0%9F%99%82",
    quote(f"<{MARK}>"), quote(f'"><img src=x onerror={MARK}()>'), "'%20OR%201=1--", "00000000-0000-0000-0000-000000000000", "{}", "%D9%A3",
    "1" * 300, "ZZZ-ZZZ", "1;2", "1,2", "%0d%0aX-Vfx:%201", "%20", "a%2fb", *(raw for raw in RAW.values() if raw.startswith("%")),
]  # fmt: skip
ASKED = [
    "seite", "page", "p", "q", "next", "ordering", "sort", "export", "id", "status", "thema", "jahr", "sprache", "locale", "limit", "offset",
    "fields", "search", "child_of", "type", "site", "uploader_id", "fehler", "ort", "filter", "mode", "entry_index", "parent_page_id", "tag",
    "collection_id", "content_type", "created_at_from", "user", "path", "order",
]  # fmt: skip
WHOLE_QUERIES = [
    "&&&", "=", "%", "%zz", "a[]=1&a[]=2", "a[b][c]=1", "?" * 50, "a" * 7000, "&".join(f"f{index}=1" for index in range(900)),
    "seite=1&seite=2&seite=", "next=//vfx.example", "next=https:vfx.example", "next=javascript:vfx()", "next=%0d%0aX-Vfx:%201", "q=" + "(" * 500,
    "q=%22" * 40, "export=xlsx", "export=exe", "format=json", "_method=DELETE", "csrfmiddlewaretoken=x", "%00=1", "q=%00", "utm_source=%3Cvfx%3E",
    *(f"q={raw}" for raw in RAW.values()),
]  # fmt: skip
METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "BREW", "get"]
BODIES = [
    (JSON, b"{"), (JSON, b"[]"), (JSON, b"null"), (JSON, b'{"a": {"b": [1e999]}}'), (JSON, b"\xff\xfe"), (JSON, json.dumps({MARK: f"<{MARK}>"}).encode()),
    (PARTS, b""), (PARTS, b"--x\r\n\r\nno head\r\n--x--"), (PARTS, b'--x\r\nContent-Disposition: form-data; name="a"; filename="../a"\r\n\r\nz\r\n--x--'),
    (PARTS, b'--x\r\nContent-Disposition: form-data; name="a\xff"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--'),
    ("multipart/form-data", b"a=1"), ("multipart/form-data; boundary=" + "x" * 300, b"a"), ("text/plain", b"a=1"), ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("application/octet-stream", bytes(range(256))), ("", b"a=1"), (f"{FORM}; charset=utf-7", b"a=+ADw-vfx+AD4-"), (f"{FORM}; charset=nothing", b"a=1"),
    (f"{FORM}; charset=utf-16", b"a=1"), (FORM, b"%ED%A0%80=%ED%B0%80"), (FORM, b"=&=&=&&"), (FORM, b"a" * 5000), (FORM, b"&".join(b"f%d=1" % index for index in range(3000))),
]  # fmt: skip
HEADS: list[dict[str, str]] = [
    {"accept-language": "x" * 4000}, {"accept-language": "de;q=NaN, *;q=-1"}, {"referer": f"http://x.example/<{MARK}>"}, {"referer": "\x80\xff"},
    {"range": "bytes=9-1,-5,abc"}, {"if-modified-since": "Fri, 31 Feb 0000 99:99:99 GMT"}, {"if-none-match": '"' * 50}, {"cookie": "sessionid=" + "'" * 100},
    {"cookie": ";;=;a=b=c;\x80"}, {"cookie": "vf_draft=x:y:z; csrftoken=%00; messages=W10:x:y"}, {"x-requested-with": "XMLHttpRequest"}, {"hx-request": "true"},
    {"accept": f"text/<{MARK}>"}, {"user-agent": f"<script>{MARK}()</script>"}, {"x-forwarded-for": "'; --, ::ffff:1, 999.1.1.1"}, {"content-encoding": "gzip"},
    {"authorization": "Basic %%%"}, {"origin": "null"}, {"x-forwarded-proto": f"<{MARK}>"}, {"if-match": "*"}, {"expect": "x"}, {"content-length": "-1"},
]  # fmt: skip


@dataclass(frozen=True)
class Bad:
    """One request: what is wrong with it, and all that is sent."""

    what: str
    path: str
    method: str = "GET"
    body: bytes = b""
    content_type: str = FORM
    headers: dict[str, str] = field(default_factory=dict)
    sent: tuple[str, ...] = ()  # texts that must not come back as markup

    def by(self, client: Any) -> Any:
        """Send it."""
        return client.generic(self.method, self.path, self.body, self.content_type, headers=self.headers)


def for_address(path: str, place: int, *, turns: int) -> Iterator[Bad]:
    """`turns` bad requests to an address; `place` says where in each list they begin, so that all lists are gone through."""
    bare, _, _query = path.partition("?")
    kinds = [_with_query, _with_key, _by_method, _with_body, _with_head, _with_fields, _with_name]
    start = place * turns
    for turn in range(start, start + turns):
        yield kinds[turn % len(kinds)](bare, turn // len(kinds) + place)


def _pick(values: list[Any], index: int) -> Any:
    return values[index % len(values)]


def _with_query(path: str, index: int) -> Bad:
    if index % 3 == 0:
        whole = _pick(WHOLE_QUERIES, index // 3)
        return Bad(f"query {whole[:30]}", f"{path}?{whole}", sent=(f"<{MARK}>",))
    name, text = _pick(ASKED, index), _pick([*MARKED, *NUMBERS, *DATES, *SHORT], index * 7)
    return Bad(f"query {name}", f"{path}?{urlencode({name: text})}", sent=(text,))


def _with_key(path: str, index: int) -> Bad:
    """Another key where there is one, else one more part."""
    parts = path.strip("/").split("/")
    places = [place for place, part in enumerate(parts) if any(sign.isdigit() for sign in part)]
    strange = _pick(STRANGE_KEYS, index)
    if places:
        parts[_pick(places, index)] = strange
    else:
        parts.append(strange)
    return Bad(
        f"key {strange[:30]}", f"/{'/'.join(parts)}/", sent=(f"<{MARK}>", f'"><img src=x onerror={MARK}()>')
    )


def _by_method(path: str, index: int) -> Bad:
    return Bad("method", path, _pick(METHODS, index), b"a=1")


def _with_body(path: str, index: int) -> Bad:
    kind, body = _pick(BODIES, index)
    return Bad(f"body {kind[:30]} {body[:20]!r}", path, "POST", body, kind, sent=(f"<{MARK}>",))


def _with_head(path: str, index: int) -> Bad:
    headers = _pick(HEADS, index)
    return Bad(f"head {headers}", path, headers=headers, sent=(f"<{MARK}>", f"<script>{MARK}()</script>"))


def _with_fields(path: str, index: int) -> Bad:
    """A form that nobody showed, with names that views may ask for."""
    text = _pick([*MARKED, *LINES, *FORMULAS, *PATHS], index)
    names = [
        "next",
        "action",
        "expected",
        "id",
        "pk",
        "csrfmiddlewaretoken",
        "form-TOTAL_FORMS",
        "go",
        "organisation",
        "email",
        text[:200],
    ]
    return Bad(
        f"fields {text[:20]!r}", path, "POST", urlencode(dict.fromkeys(names, text)).encode(), sent=(text,)
    )


def _with_name(path: str, index: int) -> Bad:
    """The address written in another way."""
    ways = [path.upper(), path.replace("/", "//"), path.rstrip("/"), path + ";a=b", path + "%20", path + "index.php", "/en" + path, path.replace("/de/", "/xx/"),
            path + "?" * 3, path.replace("/", "/./"), path + "%2f", path + ".json"]  # fmt: skip
    return Bad("spelling", _pick(ways, index))


def for_form(form: Form, path: str, place: int, *, turns: int) -> Iterator[Bad]:
    """`turns` bad ways to fill in one form, whether it is sent by GET or by POST."""
    target = (form.action or path).partition("#")[0]
    kinds = [
        _texts,
        _texts,
        _strange_choices,
        _half,
        _twice,
        _more,
        _numbers,
        _dates,
        _marked,
        _lines,
        _formulas,
        _traversal,
        _empty,
        _texts,
        _far_too_many,
    ]
    for turn in range(turns):
        what, pairs = kinds[(turn + place) % len(kinds)](form, place * turns + turn)
        sent = tuple(value for _name, value in pairs if MARK in value)
        if form.method == "get":
            yield Bad(
                f"form by GET: {what}", f"{target.partition('?')[0]}?{urlencode(pairs)[:7000]}", sent=sent
            )
        else:
            yield Bad(f"form: {what}", target, "POST", urlencode(pairs).encode(), sent=sent)


Pairs = list[tuple[str, str]]


def _untouched(form: Form) -> Pairs:
    pairs = [
        (one.name, value)
        for one in form.controls.values()
        for value in (one.values or one.choices[:1] or [""])
    ]
    return pairs + form.buttons[:1]


def _each(form: Form, values: list[str], start: int, *, all_kinds: bool = True) -> Pairs:
    """Every field with another of these values; of the hidden and the chosen ones only if `all_kinds`."""
    turned = {
        one.name: _pick(values, start + 7 * index)
        for index, one in enumerate(form.controls.values())
        if (all_kinds or one.is_free_text) and "csrf" not in one.name
    }
    return [(name, turned.get(name, value)) for name, value in _untouched(form)]


def _texts(form: Form, index: int) -> tuple[str, Pairs]:
    return "texts", _each(form, SHORT, index * 11, all_kinds=False)


def _strange_choices(form: Form, index: int) -> tuple[str, Pairs]:
    chosen = {one.name for one in form.controls.values() if not one.is_free_text}
    return "strange choices", [
        (name, _pick([*NUMBERS, *MARKED], index + place) if name in chosen else value)
        for place, (name, value) in enumerate(_untouched(form))
    ]


def _half(form: Form, index: int) -> tuple[str, Pairs]:
    return "half of it", _untouched(form)[index % 2 :: 2]


def _twice(form: Form, index: int) -> tuple[str, Pairs]:
    return "twice", [
        pair for name, value in _untouched(form) for pair in ((name, value), (name, _pick(NUMBERS, index)))
    ]


def _more(form: Form, index: int) -> tuple[str, Pairs]:
    names = [f"{name}{end}" for name, _ in _untouched(form) for end in ("[]", "__in", "-0", "_id", ".x")]
    return "unexpected fields", [
        *_untouched(form),
        *((name, _pick(MARKED, index)) for name in names),
        ("is_superuser", "1"),
        ("state", "accepted"),
    ]


def _far_too_many(form: Form, index: int) -> tuple[str, Pairs]:
    return "thousands", [*_untouched(form), *((f"field{one}", "1") for one in range(4000))]


def _numbers(form: Form, index: int) -> tuple[str, Pairs]:
    return "numbers", _each(form, NUMBERS, index)


def _dates(form: Form, index: int) -> tuple[str, Pairs]:
    return "dates", _each(form, DATES, index, all_kinds=False)


def _marked(form: Form, index: int) -> tuple[str, Pairs]:
    return "markup", _each(form, MARKED, index)


def _lines(form: Form, index: int) -> tuple[str, Pairs]:
    return "lines", _each(form, LINES, index)


def _formulas(form: Form, index: int) -> tuple[str, Pairs]:
    return "formulas", _each(form, FORMULAS, index, all_kinds=False)


def _traversal(form: Form, index: int) -> tuple[str, Pairs]:
    return "paths", _each(form, PATHS, index)


def _empty(form: Form, index: int) -> tuple[str, Pairs]:
    return "empty", [(name, "") for name, _ in _untouched(form)]
