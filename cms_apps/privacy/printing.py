"""The declarations in print: the public deletion concept (Löschkonzept) and the record of processing (Art. 30 GDPR)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms_apps.foundation.privacy import Declaration, DeletionRule, declaration_of, deletion_rules
from cms_apps.parameters.selectors import number
from cms_apps.privacy.third_party import THIRD_PARTY


@dataclass(frozen=True)
class Activity:
    """One processing activity (Verarbeitungstätigkeit) and the apps whose tables serve it."""

    title: Any
    people: Any
    controller: Any
    basis: Any
    apps: tuple[str, ...]


_HOST_BASIS = _(
    "Art. 6 Abs. 1 b DSGVO: Schritte zur Vereinbarung über das Ehrenamt; bei öffentlichen Trägern Art. 6 Abs. 1 e "
    "DSGVO mit § 3 HDSIG; einzelne Einwilligungen nach Art. 6 Abs. 1 a DSGVO"
)
_HOST = _("der Träger, bei dem sich die Person bewirbt")
_CENTRE = _("die Servicestelle")
ACTIVITIES = (
    Activity(
        _("Bewerbungen um ein Ehrenamt"), _("Bewerber*innen, Eltern von Minderjährigen"), _HOST, _HOST_BASIS,
        ("volunteering",),
    ),
    Activity(
        _("Ehrenamt und Kurse"), _("Ehrenamtliche"), _HOST, _HOST_BASIS, ("volunteers", "enrolments", "courses"),
    ),
    Activity(
        _("Mails, geheime Links und Nachweis der Zugriffe"), _("alle, die Mails oder Links bekommen"),
        _("der Träger, um dessen Bewerbung es geht"),
        _("Art. 6 Abs. 1 b und c DSGVO: Antworten und Nachweise"), ("outbox", "links", "privacy"),
    ),
    Activity(
        _("Konten und Teams"), _("Mitarbeitende der Träger, der Servicestelle und der Redaktion"), _CENTRE,
        _("Art. 6 Abs. 1 e DSGVO: sicherer Betrieb"),
        ("accounts", "organisations", "reports", "sessions", "account", "mfa", "usersessions"),
    ),
    Activity(
        _("Öffentliche Seiten und Redaktion"), _("Redaktion, genannte Ansprechpersonen"), _CENTRE,
        _("Art. 6 Abs. 1 e DSGVO: Öffentlichkeitsarbeit; Einwilligung für Bilder"),
        (
            "content", "pages", "media", "wagtailcore", "wagtailadmin", "wagtailusers", "wagtailimages", "wagtaildocs",
            "wagtailembeds", "wagtailsearch", "wagtail_localize",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class PrintedRow:
    """One kind of data as it stands in print."""

    data: str
    purpose: str
    readers: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class PrintedActivity:
    """An activity with its rows; rows that differ in their purpose alone are one."""

    activity: Activity
    rows: tuple[PrintedRow, ...]


def activities() -> list[PrintedActivity]:
    """Every activity with what is kept for it, in the active language and with the parameters of today."""
    return [
        PrintedActivity(activity, _gathered(_row(declared) for declared in _declared(activity)))
        for activity in ACTIVITIES
    ]


def rules() -> list[dict[str, str]]:
    """What the clock deletes: `what`, `period` and `after`, in the order of registration."""
    return [
        {"what": str(rule.what), "period": period(rule), "after": str(rule.after)}
        for rule in deletion_rules.values()
    ]


def period(rule: DeletionRule) -> str:
    """How long, in words: "30 Tage"."""
    count = number(rule.parameter)
    if rule.unit == "years":
        return ngettext("%d Jahr", "%d Jahre", count) % count
    return ngettext("%d Tag", "%d Tage", count) % count


def _gathered(rows: Iterable[PrintedRow]) -> tuple[PrintedRow, ...]:
    purposes: dict[PrintedRow, dict[str, None]] = {}
    for row in rows:
        purposes.setdefault(replace(row, purpose=""), {})[row.purpose] = None
    return tuple(replace(row, purpose="; ".join(found)) for row, found in purposes.items())


def _declared(activity: Activity) -> Iterator[Declaration]:
    for model in apps.get_models():
        meta = model._meta  # noqa: SLF001 -- Django's public _meta
        declared = declaration_of(model) or THIRD_PARTY.get(meta.label)
        if meta.app_label in activity.apps and declared is not None and declared.fields:
            yield declared


def _row(declared: Declaration) -> PrintedRow:
    kept = [
        f"{rule.what}: {period(rule)} {rule.after}"
        for name in declared.rules
        if (rule := deletion_rules[name])
    ]
    return PrintedRow(
        data=str(declared.data),
        purpose=str(declared.purpose),
        readers=", ".join(str(reader) for reader in declared.readers),
        kept=(*kept, *([str(declared.retention)] if declared.retention else [])),
    )
