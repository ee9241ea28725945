"""The pattern library: every component with sample data, rendered without database or view.

`render(name)` gives the HTML of `patterns/<name>.html`; `open_in(page, name)` shows it in a Playwright page.
"""

import mimetypes
from datetime import date
from pathlib import Path
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.forms import formset_factory
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.parameters.defaults import DEFAULTS

FOLDER = Path(__file__).parent / "patterns"
STATIC = Path(__file__).parents[2] / "site" / "static"
ORIGIN = "http://patterns.test"
LATER = {"data-required-later": ""}


def terms() -> dict[str, str]:
    """The display terms as they are without any row in the database."""
    named = {key.removeprefix("term."): str(value.default) for key, value in DEFAULTS.items() if "." in key}
    return {key.replace("centre.", "centre_"): value for key, value in named.items()}


class PlaceForm(NoNativeValidation, forms.Form):
    postal_code = forms.CharField(
        label="Postleitzahl",
        max_length=5,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    town = forms.CharField(label="Ort", widget=forms.TextInput({"autocomplete": "address-level2"}))
    organisation = forms.ChoiceField(
        label="Bei welchem Träger möchten Sie mithelfen?",
        help_text="Diese Träger suchen in Ihrer Nähe Lots*innen. Die Zeit bis zur Antwort ist gemessen.",
        widget=forms.RadioSelect,
        choices=[
            (
                "1",
                Sample(
                    name="Freiwilligenzentrum Musterstadt",
                    lines=[
                        "Wetterau, 4 km entfernt",
                        "Antwortet meist in 6 Tagen · nächster Kurs am 12. Januar 2027",
                    ],
                    tag="Sucht: Arabisch, Ukrainisch",
                ),
            ),
            (
                "2",
                Sample(
                    name="Diakonisches Werk Beispielkreis – Fachstelle für Ehrenamtskoordination",
                    lines=["Beispielkreis, 11 km entfernt", "Antwortet meist in 9 Tagen"],
                ),
            ),
            (
                "3",
                Sample(
                    name="Ich weiß es noch nicht",
                    lines=["Das Kompetenzzentrum findet mit Ihnen den passenden Träger."],
                ),
            ),
        ],
    )


class LanguageForm(NoNativeValidation, forms.Form):
    language = forms.ChoiceField(
        label="Sprache",
        choices=[("", "Bitte wählen"), ("ar", "Arabisch"), ("uk", "Ukrainisch"), ("tr", "Türkisch")],
    )
    level = forms.ChoiceField(
        label="Wie gut?",
        choices=[("", "Bitte wählen"), ("m", "Muttersprache"), ("c", "sehr gut"), ("b", "gut")],
    )
    speaks = forms.BooleanField(label="Ich spreche sie.", required=False)
    writes = forms.BooleanField(label="Ich lese und schreibe sie.", required=False)


class AllFieldsForm(NoNativeValidation, forms.Form):
    name = forms.CharField(label="Vorname", widget=forms.TextInput({"autocomplete": "given-name"}))
    email = forms.EmailField(
        label="E-Mail-Adresse", help_text="An diese Adresse schreiben wir, wenn der Träger entschieden hat."
    )
    phone = forms.CharField(label="Telefon", required=False, widget=forms.TextInput({"type": "tel"}))
    hours = forms.IntegerField(label="Stunden in der Woche", required=False, widget=forms.NumberInput(LATER))
    born = forms.DateField(label="Geburtsdatum", required=False, widget=forms.DateInput({"type": "date"}))
    why = forms.CharField(
        label="Warum möchten Sie mithelfen?",
        required=False,
        help_text="Zwei oder drei Sätze reichen.",
        widget=forms.Textarea({"rows": 5}),
    )
    way = forms.ChoiceField(
        label="Wie erreichen wir Sie am besten?",
        widget=forms.RadioSelect,
        choices=[("m", "per E-Mail"), ("p", "am Telefon"), ("l", "mit einem Brief")],
    )
    topics = forms.MultipleChoiceField(
        label="Wobei möchten Sie begleiten?",
        required=False,
        help_text="Mehrere Antworten sind möglich.",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("b", "Behörden und Anträge"),
            ("s", "Kita und Schule"),
            ("g", "Arzt und Gesundheit"),
            ("w", "Wohnungssuche"),
        ],
    )
    consent = forms.BooleanField(
        label="Ich bin einverstanden, dass der Träger meine Angaben liest und mir antwortet.",
        help_text="Sie können das jederzeit widerrufen.",
    )


class LoginForm(NoNativeValidation, forms.Form):
    login = forms.CharField(label="E-Mail-Adresse oder Benutzername")
    password = forms.CharField(label="Passwort", widget=forms.PasswordInput)


STEP_NAMES = ["Ort und Träger", "Über Sie", "Sprachen", "Zeit", "Warum", "Einwilligung", "Prüfen"]


def steps(current: int) -> list[dict[str, Any]]:
    """The steps of a wizard standing at `current` (from 1)."""
    states = ["done" if at < current else "current" if at == current else "todo" for at in range(1, 8)]
    return [
        {"name": name, "state": state, "url": "#" if state == "done" else ""}
        for name, state in zip(STEP_NAMES, states, strict=True)
    ]


QUEUE = [
    ("Amira Haddad", "61169 Friedberg", "Arabisch, Französisch", "neu", "open", "2 Tage"),
    (
        "Oleksandr Kowaltschuk-Schewtschenko",
        "63065 Offenbach am Main",
        "Ukrainisch",
        "Rückfrage",
        "wait",
        "5 Tage",
    ),
    ("Jürgen Weißenborn", "35390 Gießen", "Türkisch", "in Prüfung", "open", "6 Tage"),
    ("Selin Yılmaz", "61169 Friedberg", "Türkisch, Kurdisch (Kurmandschi)", "überfällig", "late", "12 Tage"),
    ("Maria Großmann", "61231 Bad Nauheim", "Spanisch", "angenommen", "done", "14 Tage"),
    ("Tesfay Gebremedhin", "61118 Bad Vilbel", "Tigrinya", "vorgemerkt", "quiet", "21 Tage"),
]


def queue() -> list[dict[str, str]]:
    """Six applications as a desk lists them."""
    keys = ("name", "place", "languages", "state", "tone", "since")
    return [dict(zip(keys, row, strict=True)) for row in QUEUE]


SUMMARY = [
    {
        "title": "Ort und Träger",
        "url": "#",
        "rows": [
            {"label": "Postleitzahl und Ort", "value": "61169 Friedberg"},
            {"label": "Träger", "value": "Freiwilligenzentrum Musterstadt"},
        ],
    },
    {
        "title": "Über Sie",
        "url": "#",
        "rows": [
            {"label": "Name", "value": "Amira Haddad"},
            {"label": "E-Mail-Adresse", "value": "amira.haddad@mail.example"},
            {"label": "Telefon", "value": ""},
        ],
    },
    {
        "title": "Sprachen",
        "url": "#",
        "rows": [{"label": "Sprachen", "lines": ["Arabisch, Muttersprache", "Französisch, gut"]}],
    },
]

LINE = [
    {"title": "Abgesendet", "text": "am 20. November 2026, Nummer 2026-0417", "state": "done"},
    {"title": "E-Mail-Adresse bestätigt", "text": "am 20. November 2026", "state": "done"},
    {
        "title": "Der Träger prüft",
        "text": "Freiwilligenzentrum Musterstadt antwortet bis Freitag, 4. Dezember 2026.",
        "state": "current",
    },
    {"title": "Kennenlernen", "text": "Ein Gespräch von etwa 30 Minuten.", "state": "todo"},
    {"title": "Kurs", "text": "Vier Abende, nächster Beginn am 12. Januar 2027.", "state": "todo"},
]

NEWS = [
    {
        "title": "Zwölf neue Integrationslots*innen in der Wetterau",
        "url": "#",
        "date": date(2026, 11, 18),
        "topic": "Qualifizierung",
        "text": "Nach vier Abenden und einem Praxistag haben zwölf Menschen ihr Zertifikat erhalten. "
        "Sie sprechen zusammen neunzehn Sprachen.",
    },
    {
        "title": "Aufwandsentschädigung: Was sich 2027 ändert",
        "url": "#",
        "date": date(2026, 11, 9),
        "topic": "Förderung",
        "text": "Die Pauschale steigt. Träger müssen nichts neu beantragen.",
    },
    {
        "title": "Gesundheitslots*innen: Kurs auf Ukrainisch",
        "url": "#",
        "date": date(2026, 10, 27),
        "topic": "Gesundheit",
        "text": "Der Kurs findet an drei Samstagen online statt.",
    },
    {
        "title": "Ein Jahr Lots*innen an Schulen im Landkreis Marburg-Biedenkopf",
        "url": "#",
        "date": date(2026, 10, 2),
        "topic": "Schule",
        "text": "Eltern kommen öfter zum Elternabend, sagen die Schulen.",
    },
]


def bad_languages() -> Any:
    """Two language rows, one of them half filled."""
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-language": "ar", "form-0-level": "m"}
    data |= {"form-0-speaks": "on", "form-1-language": "uk", "form-1-level": ""}
    formset = formset_factory(LanguageForm)(data)
    formset.is_valid()
    return formset


def context() -> dict[str, Any]:
    """What every pattern may use."""
    wrong = AllFieldsForm({"email": "amira.haddad@", "hours": "viele"})
    wrong.is_valid()
    languages = bad_languages()
    place = PlaceForm({"postal_code": "611", "town": "Friedberg", "organisation": "1"})
    return {
        "terms": terms(),
        "steps": steps(3),
        "steps_first": steps(1),
        "steps_last": steps(7),
        "queue": queue(),
        "summary": SUMMARY,
        "line": LINE,
        "news": NEWS,
        "place_form": place,
        "fields": AllFieldsForm(),
        "wrong": wrong,
        "languages": languages,
        "language_rows": [{"number": n, "fields": list(row)} for n, row in enumerate(languages, 1)],
        "login_form": LoginForm(),
        "password_form": SetPasswordForm(None),
        "news_picture": mark_safe('<img src="/static/img/start.svg" alt="" width="760" height="520">'),
    }


def names() -> list[str]:
    """The patterns there are."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def render(name: str) -> str:
    """The whole HTML page of a pattern."""
    template = engines["django"].from_string((FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    return render_template(template)


def render_template(template: Any, **extra: Any) -> str:
    """Render with sample data and a request that knows nobody."""
    request = RequestFactory().get("/de/muster/")
    request.user = Sample(is_authenticated=False)
    return str(template.render({**context(), **extra}, request))


def open_in(page: Any, name: str) -> None:
    """Show a pattern in a Playwright page; static files come from the working tree, nothing from a network."""

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(
                body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2"
            )
        else:
            route.fulfill(body=render(path.strip("/")), content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/{name}")
