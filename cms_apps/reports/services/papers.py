"""What an authority reads of a course, so German whatever the desk speaks; and a year as a table for the own team."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms_apps.foundation.typesetting import typeset
from cms_apps.parameters.amounts import CENTS, euros
from cms_apps.reports.selectors.ledger import Ledger, LedgerLine
from cms_apps.reports.selectors.participants import Participant

Row = list[object]
NOT_NOTED = "–"
HEADS = ("Name", "UE im Kurs", "UE nachgeholt", "UE zusammen", "Stand")


def proof_pdf(line: LedgerLine, people: Sequence[Participant]) -> bytes:
    """Figures for the simple proof of use (Einfacher Verwendungsnachweis), and the participants with their UE."""
    with translation.override(settings.LANGUAGE_CODE):
        return typeset(
            "proof",
            {
                "title": f"Zahlen zum Verwendungsnachweis: {line.run.title}",
                "language": settings.LANGUAGE_CODE,
                "page": ["Seite", "von"],
                "facts": [[word, _written(value)] for word, value in _facts(line)],
                "sum": _sum(line),
                "notes": _notes(line),
                "heads": HEADS,
                "people": [[_written(cell) for cell in _person(one)] for one in people],
                "day": _day(timezone.localdate()),
            },
        )


def proof_sheets(line: LedgerLine, people: Sequence[Participant]) -> dict[str, list[Row]]:
    """The same as two sheets to go on counting with; in the second a column for each date."""
    with translation.override(settings.LANGUAGE_CODE):
        figures: list[Row] = [["Angabe", "Wert"], *([word, value] for word, value in _facts(line))]
        figures.append(["höchstens förderfähig (Euro)", _amount(line.most_cents)])
        figures += [["Hinweis", note] for note in _notes(line)]
        dates = list(line.run.dates.all())
        days = [f"{_day(one.starts_at)} ({one.teaching_units} UE)" for one in dates]
        list_of_people: list[Row] = [["Nr.", "Name", *days, *HEADS[1:]]]
        for number, one in enumerate(people, start=1):
            name, *sums = _person(one)
            list_of_people.append(
                [number, name, *(one.by_date.get(day.pk, NOT_NOTED) for day in dates), *sums]
            )
        return {"Zahlen": figures, "Teilnehmende": list_of_people}


def year_rows(ledger: Ledger) -> list[Row]:
    """A head, a line for each course and the totals."""
    head: Row = [
        _("Kurs"), _("Kursart"), _("Stand"), _("Beginn"), _("Ende"), _("Teilnehmende"), _("UE geplant"),
        _("UE gehalten"), _("UE besucht"), _("Euro je Person und UE"), _("höchstens förderfähig (Euro)"),
        _("Verwendungsnachweis bis"), _("Hinweis"),
    ]  # fmt: skip
    total: Row = [
        _("Zusammen, geförderte Kurse"),
        "",
        "",
        "",
        "",
        ledger.participants,
        "",
        ledger.held,
        ledger.attended,
    ]
    return [head, *(_run(one) for one in ledger.lines), [*total, "", _amount(ledger.most_cents), "", ""]]


def _run(line: LedgerLine) -> Row:
    rate: Row = [_amount(line.grant.unit_cents), _amount(line.most_cents)] if line.is_fundable else ["", ""]
    return [
        line.run.title, line.run.kind.name, line.run.state_label, _day(line.begins), _day(line.ends),
        line.participants, line.planned, line.held, line.attended, *rate,
        _day(line.due_on) if line.due_on else "", line.warning,
    ]  # fmt: skip


def _facts(line: LedgerLine) -> list[tuple[str, object]]:
    run = line.run
    return [
        ("Träger", run.organisation.name),
        ("Kurs", run.title),
        ("Kursart", run.kind.name),
        ("Stand", run.state_label),
        ("Zeitraum", f"{_day(line.begins)} bis {_day(line.ends)}"),
        ("Ort", run.where),
        ("Teilnehmende (mindestens an einem Termin da)", line.participants),
        ("UE geplant", line.planned),
        ("UE gehalten", line.held),
        ("UE besucht, alle zusammen", line.attended),
        *([("Zuschuss je Person und UE (Euro)", _amount(line.grant.unit_cents))] if line.is_fundable else []),
    ]


def _sum(line: LedgerLine) -> str:
    if not line.is_fundable:
        return ""
    rate = euros(line.grant.unit_cents)
    return f"{line.participants} Teilnehmende × {line.held} UE × {rate} = {euros(line.most_cents)}"


def _notes(line: LedgerLine) -> list[str]:
    """What the figures do not say by themselves."""
    if line.is_cancelled:
        return ["Der Kurs ist abgesagt. Dafür gibt es keinen Zuschuss."]
    if not line.is_fundable:
        return ["Für diese Kursart gibt es keinen Zuschuss je Person und UE."]
    notes = ["Das ist der höchste Zuschuss. Gezahlt werden die belegten Ausgaben, bis zu diesem Betrag."]
    if not line.run.is_over:
        notes.append("Der Kurs ist noch nicht zu Ende: Die Zahlen reichen bis heute.")
    if line.due_on:
        notes.append(f"Der Verwendungsnachweis muss bis {_day(line.due_on)} da sein.")
    return [*notes, line.warning] if line.warning else notes


def _person(one: Participant) -> Row:
    return [one.name, one.attended, one.made_up, one.together, one.state]


def _amount(cents: int) -> Decimal:
    return Decimal(cents) / CENTS


def _written(value: object) -> str:
    return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _day(moment: date | datetime) -> str:
    at = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return date_format(at, "SHORT_DATE_FORMAT")
