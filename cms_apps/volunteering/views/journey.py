"""An application's way in plain words: where it stands, what is done, what comes."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms_apps.volunteering.enums import ENTERED_BY_TEAM
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer

Stop = dict[str, str]


def sentence(application: Application) -> str:
    """Where it stands, in one sentence with the promised date."""
    values = {"host": application.organisation.name, "date": _promised(application)}
    volunteer = application.volunteer
    if volunteer is not None and volunteer.state != VolunteerState.PREPARING:
        return taking_part(volunteer)
    by_state = {
        State.RECEIVED: _("Ihre Bewerbung ist bei %(host)s eingegangen. Sie bekommen Antwort bis %(date)s."),
        State.IN_REVIEW: _("%(host)s prüft Ihre Bewerbung. Sie bekommen Antwort bis %(date)s."),
        State.QUERY: _("%(host)s hat eine Frage an Sie. Bitte antworten Sie hier."),
        State.TALK: _("%(host)s möchte Sie kennenlernen. Ihr Gespräch ist vereinbart."),
        State.FORWARD_ASKED: _("%(host)s schlägt vor, Ihre Bewerbung weiterzuleiten. Sie entscheiden."),
        State.SHORTLISTED: _("%(host)s hat Sie vorgemerkt und meldet sich, sobald jemand gesucht wird."),
        State.RESTING: _("Ihre Bewerbung bei %(host)s ruht. Sie können sie jederzeit wieder aufnehmen."),
        State.HANDED_OVER: _("%(host)s hat Ihre Bewerbung weitergeleitet, wie Sie es wollten."),
        State.PARENT_ASKED: _("Ihre Eltern müssen noch zustimmen. Erst dann sieht %(host)s Ihre Bewerbung."),
        State.ACCEPTED: _("%(host)s freut sich auf Sie: Ihre Bewerbung ist angenommen."),
        State.DECLINED: _("%(host)s kann Ihre Bewerbung zurzeit nicht annehmen."),
        State.WITHDRAWN: _("Sie haben Ihre Bewerbung zurückgezogen."),
        State.MERGED: _("%(host)s hat diese Bewerbung mit einer anderen von Ihnen zusammengeführt."),
    }
    if application.is_overdue and application.state in {State.RECEIVED, State.IN_REVIEW}:
        return _("%(host)s hat sich nicht bis %(date)s gemeldet. Fragen Sie gern nach.") % values
    return by_state[State(application.state)] % values


def taking_part(volunteer: Volunteer) -> str:
    """How somebody takes part at an organisation, in one sentence."""
    by_state = {
        VolunteerState.PREPARING: _("Sie bereiten sich bei %(host)s auf Ihr Ehrenamt vor."),
        VolunteerState.ACTIVE: _("Sie sind bei %(host)s dabei."),
        VolunteerState.PAUSED: _("Sie machen bei %(host)s gerade eine Pause."),
        VolunteerState.LEFT: _("Sie machen nicht mehr mit. Danke für Ihre Zeit."),
    }
    return by_state[VolunteerState(volunteer.state)] % {"host": volunteer.organisation.name}


def next_step(application: Application) -> str:
    """What the person does next; empty where nothing is to be done."""
    by_state = {
        State.PARENT_ASKED: _("Bitten Sie Ihre Eltern um Zustimmung."),
        State.QUERY: _("Öffnen Sie den Stand und antworten Sie."),
        State.TALK: _("Sehen Sie nach, wann das Gespräch ist."),
        State.FORWARD_ASKED: _("Entscheiden Sie über die Weiterleitung."),
    }
    waits = application.is_open and not application.is_overdue
    return by_state.get(State(application.state), _("Sie müssen nichts weiter tun.") if waits else "")


def stops(application: Application) -> list[Stop]:
    """The stops of the way, done, present and to come (components/steps_line.html)."""
    begun = [
        {
            "title": _("Sie haben Ihre Bewerbung abgeschickt"),
            "text": _day(application.submitted_at),
            "state": "done",
        },
        {
            "title": _("Sie haben Ihre E-Mail-Adresse bestätigt"),
            "text": _day(application.confirmed_at),
            "state": "done",
        },
    ]
    if application.source in ENTERED_BY_TEAM:
        title = _("%(host)s hat Ihre Bewerbung eingetragen") % {"host": application.organisation.name}
        begun = [{"title": title, "text": _day(application.submitted_at), "state": "done"}]
    return [*begun, *_rest(application)]


def _rest(application: Application) -> list[Stop]:
    host = {"host": application.organisation.name}
    review = {"title": _("%(host)s prüft Ihre Bewerbung") % host}
    if application.is_open:
        return _to_come(application, review)
    if application.is_kept or application.state == State.PARENT_ASKED:
        return []
    endings = {
        State.HANDED_OVER: _("Ihre Bewerbung ist weitergeleitet"),
        State.ACCEPTED: _("Sie sind dabei"),
        State.DECLINED: _("%(host)s hat abgesagt") % host,
        State.WITHDRAWN: _("Sie haben Ihre Bewerbung zurückgezogen"),
        State.MERGED: _("Ihre Bewerbungen sind zusammengeführt"),
    }
    end = {
        "title": endings[State(application.state)],
        "text": _day(application.state_since),
        "state": "current",
    }
    volunteer = application.volunteer
    if volunteer is not None and volunteer.state == VolunteerState.LEFT:
        stopped = {
            "title": _("Sie machen nicht mehr mit"),
            "text": _day(volunteer.state_since),
            "state": "current",
        }
        return [
            {**review, "text": "", "state": "done"},
            {**end, "title": _("Sie waren dabei"), "state": "done"},
            stopped,
        ]
    reviewed = [] if application.state == State.WITHDRAWN else [{**review, "text": "", "state": "done"}]
    return [*reviewed, end]


def _to_come(application: Application, review: dict[str, str]) -> list[Stop]:
    """Of an open application: where it is now, and what comes."""
    title = _("Ihre Bewerbung ist bei %(host)s eingegangen") % {"host": application.organisation.name}
    begins = application.state == State.RECEIVED
    arrived = [{"title": title, "text": "", "state": "current"}] if begins else []
    return [
        *arrived,
        {**review, "text": "", "state": "todo" if begins else "current"},
        {
            "title": _("Sie bekommen Antwort"),
            "text": _("bis %s") % _promised(application),
            "state": "todo",
        },
    ]


def _promised(application: Application) -> str:
    return date_format(application.promised_on, _("l, j. F")) if application.promised_on else ""


def _day(at: object) -> str:
    return date_format(at, _("j. F Y")) if at else ""  # type: ignore[arg-type]
