"""120 applications in all states, made by the services themselves and then moved back in time."""

import csv
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import runs_offered_by
from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import all_by_nearness, current_notice, organisations_offered
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import add_working_days
from cms_apps.places.selectors import municipalities_matching
from cms_apps.volunteering import services
from cms_apps.volunteering.answers import LanguageSkill, SignUp
from cms_apps.volunteering.eligibility import receives
from cms_apps.volunteering.enums import DECLINE_SENTENCES, DeclineReason
from cms_apps.volunteering.mails import CONFIRM_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.timers import rest
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from vielfalt.demo.organisations import FOLDER, read

Row = dict[str, str]

# What a form's tick boxes hold, taken in turn so that the desk shows more than one week and one wish.
SLOTS = (
    ("flexible",),
    ("weekday_afternoon", "weekend"),
    ("weekday_morning",),
    ("weekday_evening", "weekend"),
)
HOURS = ("up_to_2", "up_to_5", "open", "more", "up_to_5")
TOPICS = (("any",), ("offices", "school"), ("health",), ("offices", "housing", "work"), ("school", "leisure"))


def load_applications(
    organisations: list[HostOrganisation], centre: HostOrganisation, coordinators: dict[int, User]
) -> bool:
    """Make them once, and say whether that was now; `coordinators` decides for each organisation.

    All are sent before the first is decided: so some still wish for a course that is full by now.
    """
    if Application.objects.exists():
        return False
    rows = _rows()
    hosts = [centre if row["org"] == "centre" else organisations[int(row["org"])] for row in rows]
    applications = [
        services.submit_application(services.start_draft("de"), _answers(row, host, position))
        for position, (row, host) in enumerate(zip(rows, hosts, strict=True))
    ]
    for row, host, application in zip(rows, hosts, applications, strict=True):
        _bring_to_state(application, row, Actor.staff(coordinators[host.pk]))
        _move_back(application, int(row["days_ago"]))
        forget(application.subject_key)  # nobody waits for these mails
    _begin_and_pause(coordinators)
    return True


def _begin_and_pause(coordinators: dict[int, User]) -> None:
    """Of those who were accepted every second one is active, and every sixth pauses."""
    for position, volunteer in enumerate(Volunteer.objects.select_related("application").order_by("pk")):
        if position % 2:
            actor = Actor.staff(coordinators[volunteer.organisation_id])
            services.activate_volunteer(volunteer, actor=actor)
            if position % 3 == 0:
                until = timezone.localdate() + timedelta(days=60)
                services.pause_volunteering(volunteer, actor=actor, until=until)
            forget(volunteer.application.subject_key)


def _rows() -> list[Row]:
    with (FOLDER / "applications.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _answers(row: Row, host: HostOrganisation, position: int) -> SignUp:
    matches = municipalities_matching(row["place"])
    municipality = matches[0] if matches else None
    if host not in organisations_offered(municipality):
        raise ValueError(f"{host} does not serve {row['place']}")
    run = _wished_run(row["wish"], host)
    mailbox = f"{row['first']}.{row['last']}".casefold().encode("ascii", "ignore").decode()
    return SignUp(
        place_typed=row["place"],
        municipality_id=municipality.pk if municipality else None,
        organisation_id=host.pk,
        languages=tuple(_skill(entry) for entry in row["langs"].split()),
        slots=SLOTS[position % len(SLOTS)],
        hours=HOURS[position % len(HOURS)],
        topics=TOPICS[position % len(TOPICS)],
        motivation=row["why"],
        first_name=row["first"],
        last_name=row["last"],
        email=f"{mailbox.replace(' ', '')}@person.example",
        phone=f"0611 555 {3000 + position}" if row["why"] else "",
        course_wish="run" if run else row["wish"] or "none",
        wished_run_id=run.pk if run else None,
        consents=("privacy_notice",),
        language="de",
        **_parent(row, position),
    )


def _parent(row: Row, position: int) -> dict[str, Any]:
    """Whom somebody under 18 named."""
    if row["state"] != "parent_asked":
        return {}
    name, year = f"Eltern {row['last']}", timezone.localdate().year - 16
    return {"parent_name": name, "parent_email": f"eltern{position}@person.example", "birth_year": year}


def _wished_run(wish: str, host: HostOrganisation) -> CourseRun | None:
    # "run" is the next one that the organisation offers, a number the place in runs.json.
    if wish.isdigit():
        return CourseRun.objects.get(title=read("runs.json")[int(wish)]["title"])
    return runs_offered_by(host.pk).first() if wish == "run" else None


def _skill(entry: str) -> LanguageSkill:
    code, level = entry.split(":")
    return LanguageSkill(code, level, spoken=True, written=level != "basic")


def _ask(application: Application, coordinator: Actor) -> None:
    services.ask(application, actor=coordinator, text="An welchen Nachmittagen haben Sie Zeit?")


def _rest(application: Application, coordinator: Actor) -> None:
    _ask(application, coordinator)
    rest(application)


def _invite(application: Application, coordinator: Actor) -> None:
    at = timezone.localtime().replace(hour=16, minute=30, second=0, microsecond=0) + timedelta(days=5)
    talk = services.Appointment(at, 45, "place", "Im Büro, zweiter Stock")
    services.arrange_talk(application, actor=coordinator, appointment=talk)


def _shortlist(application: Application, coordinator: Actor) -> None:
    services.shortlist(application, actor=coordinator, message="Im Frühjahr beginnt ein neues Team.")


def _propose(application: Application, coordinator: Actor) -> None:
    serving, others = all_by_nearness(application.municipality)
    target = next(one for one in (*serving, *others) if receives(one, application))
    words = "Dort sucht man gerade jemanden mit Ihren Sprachen."
    services.propose_forward(application, target=target, actor=coordinator, message=words)


def _hand_over(application: Application, coordinator: Actor) -> None:
    _propose(application, coordinator)
    notice = current_notice(application.proposals.get().target_id)
    version = notice.version if notice else ""
    new = services.agree_forward(
        application, proposal=application.proposals.get().pk, notice=version, of_age=True
    )
    forget(new.subject_key)


MIDDLE = {
    "query": _ask,
    "resting": _rest,
    "talk": _invite,
    "shortlisted": _shortlist,
    "forward_asked": _propose,
    "handed_over": _hand_over,
}


def _merge_into_another(application: Application, coordinator: Actor) -> None:
    """Somebody applied twice: the first one that waits goes on."""
    waiting = Application.objects.waiting().filter(organisation=application.organisation_id)
    main = waiting.exclude(pk=application.pk).order_by("pk")[0]
    services.merge_applications(main, application, actor=coordinator)


def _bring_to_state(application: Application, row: Row, coordinator: Actor) -> None:
    state = row["state"]
    if state == "unconfirmed":
        return
    application = services.confirm(Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key)))
    if state == "withdrawn":
        services.withdraw(application)
    if state in {"parent_asked", "received", "withdrawn"}:
        return
    if state == "merged":
        _merge_into_another(application, coordinator)
        return
    services.take_into_review(application, actor=coordinator)
    if state in MIDDLE:
        MIDDLE[state](application, coordinator)
    elif state == "accepted":
        services.accept(
            application,
            actor=coordinator,
            run=application.wished_run,
            or_wait=True,
            message="Schön, dass Sie dabei sind.",
        )
    elif state == "declined":
        reason = DeclineReason(row["reason"])
        services.decline(
            application, actor=coordinator, reason=reason, message=str(DECLINE_SENTENCES[reason])
        )


def _move_back(application: Application, days: int) -> None:
    back = timedelta(days=days)
    # A decision came a week after the application, or today if that is still to come.
    decided = timedelta(days=max(days - 7, 0))
    rows = Application.objects.filter(pk=application.pk)
    application.refresh_from_db()
    promised = None
    if application.has_arrived and application.confirmed_at is not None:
        confirmed_on = (application.confirmed_at - back).date()
        promised = add_working_days(confirmed_on, number("answer.working_days"))
    rows.update(
        submitted_at=F("submitted_at") - back,
        confirmed_at=F("confirmed_at") - back,
        state_since=F("state_since")
        - (back if application.state in {"received", "unconfirmed", "parent_asked"} else decided),
        promised_on=promised,
        clock_stopped_on=application.clock_stopped_on and application.clock_stopped_on - decided,
    )
    application.messages.update(at=F("at") - decided)
    application.history.filter(transition__in=["created", "confirm"]).update(at=F("at") - back)
    application.history.exclude(transition__in=["created", "confirm"]).update(at=F("at") - decided)
