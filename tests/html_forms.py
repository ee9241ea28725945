"""The forms of a page as a browser sees them: where they lead, what they hold, what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TRAP = "website"  # wizard/guard.py
Fields = dict[str, list[str]]
FREE_TEXT = frozenset({"text", "email", "tel", "search", "url", "password", "number", "date", "textarea"})


@dataclass
class Control:
    """One name of a form: its kind, its values, and the choices if it has any."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @property
    def is_free_text(self) -> bool:
        """Whether a person may type anything; the field that only scripts see is not for people."""
        return self.kind in FREE_TEXT and self.name != TRAP


@dataclass
class Form:
    """One form; `data()` is what it would send untouched, without a button."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def data(self) -> Fields:
        """Name and values."""
        return {one.name: list(one.values) for one in self.controls.values() if one.values}

    def named(self, suffix: str) -> Control | None:
        """The control of that name, with or without the prefix of its form."""
        ends = (name for name in self.controls if name == suffix or name.endswith(f"-{suffix}"))
        name = next(ends, None)
        return self.controls[name] if name else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.area: Control | None = None
        self.select: Control | None = None

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(values.get("action", ""), values.get("method", "get").lower())
            self.forms.append(self.open)
        if self.open is None:
            return
        if tag == "input":
            self._input(values)
        elif tag == "button" and values.get("name"):
            self.open.buttons.append((values["name"], values.get("value", "")))
        elif tag == "textarea" and values.get("name"):
            self.area = self._control(values["name"], "textarea")
            self.area.values = [""]
        elif tag == "select" and values.get("name"):
            self.select = self._control(values["name"], "select")
        elif tag == "option" and self.select is not None:
            self._option(values)

    def handle_data(self, data):
        if self.area is not None:
            self.area.values[0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "textarea" and self.area is not None:
            # The first line break belongs to the markup (HTML, 13.2.6.4.7).
            self.area.values[0] = self.area.values[0].removeprefix("\r\n").removeprefix("\n")
            self.area = None
        elif tag == "select" and self.select is not None:
            if not self.select.values and self.select.choices:
                self.select.values = self.select.choices[:1]
            self.select = None

    def _control(self, name: str, kind: str) -> Control:
        return self.open.controls.setdefault(name, Control(name, kind))

    def _input(self, values: dict[str, str]) -> None:
        kind, name = values.get("type", "text"), values.get("name", "")
        if "hidden" in values:
            kind = "hidden"
        if kind in {"submit", "image"} and name:
            self.open.buttons.append((name, values.get("value", "")))
        if not name or kind in {"submit", "image", "button", "reset"}:
            return
        control = self._control(name, kind)
        if kind not in {"radio", "checkbox"}:
            control.values.append(values.get("value", ""))
            return
        control.choices.append(values.get("value", "on"))
        if "checked" in values:
            control.values.append(values.get("value", "on"))

    def _option(self, values: dict[str, str]) -> None:
        self.select.choices.append(values.get("value", ""))
        if "selected" in values:
            self.select.values.append(values.get("value", ""))


def forms_of(html: str) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


def form_to(html: str, part: str) -> Form | None:
    """The first form that posts to an address with `part` in it; an empty action is the page itself."""
    posts = [form for form in forms_of(html) if form.method == "post"]
    return next((form for form in posts if part in form.action), None)
