"""The placeholders that people may use in the texts of these mails, and invented data to look at them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.mail import absolute
from cms_apps.notifications.placeholders import Placeholder, Placeholders

_HERE: dict[str, Placeholder] = {
    "nummer": Placeholder(_("Nummer der Bewerbung"), "{{ application.number }}", in_subject=True),
    "ort": Placeholder(_("Wohnort"), "{{ application.place_name }}", may_be_empty=True),
    "träger": Placeholder(_("Name des Trägers"), "{{ organisation.name }}"),
    "telefon": Placeholder(_("Telefon des Trägers"), "{{ organisation.phone }}"),
    "mail": Placeholder(_("E-Mail-Adresse des Trägers"), "{{ organisation.email }}"),
    "zentrum": Placeholder(_("Name der Servicestelle"), "{{ terms.centre }}"),
}
_STATUS = Placeholder(_("Link zum Stand der Bewerbung"), "{{ status_url }}", personal=True)
_NAMED: dict[str, Placeholder] = {
    **_HERE,
    "vorname": Placeholder(_("Vorname"), "{{ application.first_name }}", personal=True),
    "nachname": Placeholder(_("Nachname"), "{{ application.last_name }}", personal=True, may_be_empty=True),
}

ANSWER_BY = {
    "antwort_bis": Placeholder(
        _("Tag, bis zu dem eine Antwort zugesagt ist"), "{{ application.promised_on|weekday_and_day }}"
    )
}
MESSAGE = {
    "nachricht": Placeholder(
        _("was Ihr Team der Person dazu schreibt"), "{{ application.decision_message }}",
        personal=True, in_body=True, may_be_empty=True,
    )
}  # fmt: skip
WRITTEN = {
    "nachricht": Placeholder(
        _("was das Team der Person schreibt"), "{{ message }}", personal=True, in_body=True
    )
}
COURSES = {
    "kurs": Placeholder(
        _("Kurs, Platz und Beginn, wenn es einen Kurs gibt"),
        '{% include "emails/volunteering/courses.inc.txt" with enrolments=enrolments only %}',
        personal=True, may_be_empty=True,
    )
}  # fmt: skip
OFFERS = {
    "angebote": Placeholder(
        _("andere Träger in der Nähe, wenn es welche gibt"),
        '{% include "emails/volunteering/offers.inc.txt" with offers=offers only %}', may_be_empty=True,
    )
}  # fmt: skip
GIVEN_UP = {"kurs": Placeholder(_("Name des Kurses"), "{{ course }}")}
COURSE = {
    "kurs": Placeholder(_("Name des Kurses"), "{{ run.title }}"),
    "beginn": Placeholder(
        _("Tag und Uhrzeit des ersten Termins"),
        "{{ run.starts_on|weekday_and_day }}, {{ run.starts_on|clock }}",
    ),
    "kursort": Placeholder(_("wo der Kurs ist"), "{{ run.place_line|default:run.get_mode_display }}"),
}
OFFER = {
    **COURSE,
    "frist": Placeholder(
        _("bis wann der Platz gehalten wird"),
        "{{ enrolment.offer_until|weekday_and_day }}, {{ enrolment.offer_until|clock }}",
    ),
}

PERSON: Placeholders = {
    **_NAMED,
    "link": Placeholder(_STATUS.describes, _STATUS.value, personal=True, in_body=True),
}
PERSON_WITHOUT_LINK: Placeholders = {**_NAMED, "link": _STATUS}
TEAM: Placeholders = {
    **_HERE,
    "ort": Placeholder(_("Wohnort"), "{{ application.place_name }}", in_subject=True),
    "link": Placeholder(_("Link zur Bewerbung am Schreibtisch"), "{{ url }}", in_body=True),
}
# No name: until the address is confirmed, nobody may put words into this mail.
CONFIRM: Placeholders = {
    **{name: one for name, one in _HERE.items() if name != "ort"},
    "nummer": Placeholder(_("Nummer der Bewerbung"), "{{ application.number }}"),
    "link": Placeholder(_("Link zum Bestätigen"), "{{ url }}", personal=True, in_body=True),
    "gilt_bis": Placeholder(_("bis wann der Link gilt"), "{{ expires_at|day }}"),
}

# No name here either: the address is somebody else's, typed by a person whom nobody knows yet.
# The centre hears of a missed promise and reads no application.
CENTRE: Placeholders = {
    **TEAM,
    "link": Placeholder(_("Link zu den überfälligen Bewerbungen"), "{{ url }}"),
}
# No name, no number in the subject: the address was typed by somebody whom nobody knows yet.
PARENT: Placeholders = {
    **{name: one for name, one in _HERE.items() if name != "ort"},
    "nummer": Placeholder(_("Nummer der Bewerbung"), "{{ application.number }}"),
    "link": Placeholder(_("Link zum Zustimmen"), "{{ url }}", personal=True, in_body=True),
    "gilt_bis": Placeholder(_("bis wann der Link gilt"), "{{ expires_at|day }}"),
}


def person_sample() -> dict[str, Any]:
    """An invented person who has applied, was accepted, and waits for a course."""
    soon = timezone.now().replace(hour=16, minute=0) + timedelta(days=12)
    run = {
        "title": "Basiskurs",
        "starts_on": soon,
        "place_line": "Rathaus, Marktplatz 1",
        "get_mode_display": "",
        "organisation": {"name": gettext("Freiwilligenzentrum Musterstadt")},
    }
    status = absolute("/de/bewerbung/stand/oeffnen/…/")
    return {
        **_common(),
        "status_url": status,
        "enrolments": [{"is_enrolled": True, "run": run, "starts_on": soon}],
        "course": run["title"],
        "offers": [],
        "message": gettext("Haben Sie am Dienstag um 10 Uhr Zeit für ein Gespräch?"),
        "run": run,
        "enrolment": {"offer_until": soon - timedelta(days=5)},
    }


def team_sample() -> dict[str, Any]:
    """The same application as the team sees it."""
    return {**_common(), "url": absolute("/de/schreibtisch/bewerbungen/K7M-3QX/")}


def confirm_sample() -> dict[str, Any]:
    """The same, not yet confirmed."""
    link = absolute("/de/bewerbung/bestaetigen/…/")
    return {**_common(), "url": link, "expires_at": timezone.now() + timedelta(days=7)}


def lost_link_sample() -> dict[str, Any]:
    """Two applications of one mailbox."""
    one = _common()
    numbers: Iterable[str] = ("K7M-3QX", "R4T-9PD")
    entries = [
        (
            {"number": number, "organisation": one["organisation"], "state": "received"},
            absolute("/de/bewerbung/stand/oeffnen/…/"),
        )
        for number in numbers
    ]
    return {"entries": entries, "others": []}


def _common() -> dict[str, Any]:
    host = {
        "name": gettext("Freiwilligenzentrum Musterstadt"),
        "phone": "0611 555 0123",
        "email": "team@freiwilligenzentrum.example",
    }
    application = {
        "number": "K7M-3QX",
        "place_name": "Musterstadt",
        "first_name": "Amira",
        "last_name": "Beispiel",
        "promised_on": timezone.localdate() + timedelta(days=14),
        "state_since": timezone.now() - timedelta(days=365),
        "decision_message": gettext("Wir haben uns über Ihre Bewerbung gefreut."),
        "organisation": host,
    }
    return {
        "application": application,
        "organisation": host,
        "sender_name": host["name"],
        "reply_to": host["email"],
    }
