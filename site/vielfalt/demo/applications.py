"""Twenty applications in all states, made by the services themselves and then moved back in time."""

from datetime import timedelta
from typing import Any

from django.db.models import F

from cms_apps.accounts.models import User
from cms_apps.courses.selectors import runs_offered_by
from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import organisations_offered
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import add_working_days
from cms_apps.places.selectors import municipalities_matching
from cms_apps.volunteering import services
from cms_apps.volunteering.answers import LanguageSkill, SignUp
from cms_apps.volunteering.enums import DECLINE_SENTENCES, DeclineReason
from cms_apps.volunteering.mails import CONFIRM_LINK
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor
from vielfalt.demo.organisations import read


def load_applications(
    organisations: list[HostOrganisation], centre: HostOrganisation, coordinators: dict[int, User]
) -> None:
    """Make them once; `coordinators` decides for each organisation."""
    if Application.objects.exists():
        return
    for row in read("applications.json"):
        host = centre if row["org"] == "centre" else organisations[row["org"]]
        application = services.submit_application(services.start_draft("de"), _answers(row, host))
        _bring_to_state(application, row, Actor.staff(coordinators[host.pk]))
        _move_back(application, row["days_ago"])
        forget(application.subject_key)  # nobody waits for these mails


def _answers(row: dict[str, Any], host: HostOrganisation) -> SignUp:
    matches = municipalities_matching(row["place"])
    municipality = matches[0] if matches else None
    if host not in organisations_offered(municipality):
        raise ValueError(f"{host} does not serve {row['place']}")
    wish = row.get("wish", "none")
    run = runs_offered_by(host.pk).first() if wish == "run" else None
    mailbox = f"{row['first']}.{row['last']}".casefold().encode("ascii", "ignore").decode()
    return SignUp(
        place_typed=row["place"],
        municipality_id=municipality.pk if municipality else None,
        organisation_id=host.pk,
        languages=tuple(_skill(entry) for entry in row["langs"].split()),
        slots=("weekday_afternoon", "weekend") if row["why"] else ("flexible",),
        hours="up_to_5" if row["why"] else "up_to_2",
        topics=("offices", "school") if row["why"] else ("any",),
        motivation=row["why"],
        first_name=row["first"],
        last_name=row["last"],
        email=f"{mailbox}@person.example",
        phone="0611 555 0190" if row["why"] else "",
        course_wish=wish,
        wished_run_id=run.pk if run else None,
        consents=("privacy_notice",),
        language="de",
    )


def _skill(entry: str) -> LanguageSkill:
    code, level = entry.split(":")
    return LanguageSkill(code, level, spoken=True, written=level != "basic")


def _bring_to_state(application: Application, row: dict[str, Any], coordinator: Actor) -> None:
    state = row["state"]
    if state == "unconfirmed":
        return
    application = services.confirm(Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key)))
    if state == "withdrawn":
        services.withdraw(application)
    if state in {"received", "withdrawn"}:
        return
    services.take_into_review(application, actor=coordinator)
    if state == "accepted":
        services.accept(
            application, actor=coordinator, run=application.wished_run, message="Schön, dass Sie dabei sind."
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
    if application.confirmed_at is not None:
        confirmed_on = (application.confirmed_at - back).date()
        promised = add_working_days(confirmed_on, number("answer.working_days"))
    rows.update(
        submitted_at=F("submitted_at") - back,
        confirmed_at=F("confirmed_at") - back,
        state_since=F("state_since")
        - (back if application.state in {"received", "unconfirmed"} else decided),
        promised_on=promised,
    )
    application.history.filter(transition__in=["created", "confirm"]).update(at=F("at") - back)
    application.history.exclude(transition__in=["created", "confirm"]).update(at=F("at") - decided)
