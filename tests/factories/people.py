"""Organisations, members, runs and applications; applications are made by the services themselves."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.courses.answers import OWN_WORDS, DatePlan, RunPlan
from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.courses.services import open_run
from cms_apps.links.models import Link
from cms_apps.organisations.enums import OrganisationKind, Role
from cms_apps.organisations.models import HostOrganisation, Membership, ServedArea
from cms_apps.organisations.services import publish_profile
from cms_apps.places.models import District, Municipality, PostalArea
from cms_apps.volunteering import services
from cms_apps.volunteering.answers import LanguageSkill, SignUp
from cms_apps.volunteering.mails import CONFIRM_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.answers import Wish
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.services.requests import ask_for_accompaniment
from cms_apps.workflow.actors import Actor

_numbers = count(1)


def make_municipality(name: str = "Musterstadt", *, code: str = "65183", ags: str = "06414") -> Municipality:
    district, _ = District.objects.get_or_create(ags=ags, defaults={"name": f"Kreis {ags}"})
    municipality, _ = Municipality.objects.get_or_create(district=district, name=name)
    PostalArea.objects.get_or_create(code=code, municipality=municipality)
    return municipality


def make_organisation(
    name: str = "Träger A", *, serves: Municipality | None = None, centre: bool = False, **values: Any
) -> HostOrganisation:
    kind = OrganisationKind.CENTRE if centre else OrganisationKind.ASSOCIATION
    defaults = {"kind": kind, "phone": "0611 555 0101", "email": "team@traeger.example"}
    description = values.pop("description", "")
    organisation = HostOrganisation.objects.create(name=name, **{**defaults, **values})
    if description:
        publish_profile(organisation, description=description)
    if serves is not None:
        ServedArea.objects.create(organisation=organisation, municipality=serves)
    return organisation


def make_user(username: str = "", *, password: str = "", **values: Any) -> User:
    username = username or f"person{next(_numbers)}"
    user = User(username=username, email=f"{username}@vielfalt.example", **values)
    user.set_password(password or None)
    user.save()
    return user


def make_member(organisation: HostOrganisation, *, role: str = Role.COORDINATOR, **values: Any) -> User:
    user = make_user(**values)
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


def make_run(
    organisation: HostOrganisation,
    *,
    capacity: int = 10,
    opened: bool = True,
    in_days: int = 30,
    title: str = "Basiskurs",
) -> CourseRun:
    kind, _ = CourseKind.objects.get_or_create(
        name="Basisqualifizierung", defaults={"for_new_people": True, "is_funded": True}
    )
    run = CourseRun.objects.create(organisation=organisation, kind=kind, title=title, capacity=capacity)
    start = timezone.now() + timedelta(days=in_days)
    CourseDate.objects.create(run=run, starts_at=start, ends_at=start + timedelta(hours=4), teaching_units=5)
    if opened:
        open_run(run, actor=Actor.staff(make_user(is_superuser=True)))
    return run


def make_event(organisation: HostOrganisation, **values: Any) -> CourseRun:
    """An event for which people register without an account."""
    run = make_run(organisation, **{"title": "Netzwerktreffen", **values})
    kind, _ = CourseKind.objects.get_or_create(name="Veranstaltung", defaults={"for_everybody": True})
    CourseRun.objects.filter(pk=run.pk).update(kind=kind)
    run.refresh_from_db()
    return run


def make_begun_run(organisation: HostOrganisation, **values: Any) -> CourseRun:
    """A run whose first date was yesterday, and in which somebody has a place; what the clock makes of it is open."""
    run = make_run(organisation, **{"in_days": -1, **values})
    CourseRun.objects.filter(pk=run.pk).update(taken=1)
    run.refresh_from_db()
    return run


def make_plan(run: CourseRun, *, in_days: int = 30, **values: Any) -> RunPlan:
    """The run as it is, in as many days, with what shall be different; its dates keep their rows and lengths."""
    begin = timezone.now().replace(hour=17, minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    rows = list(run.dates.all())
    dates = [
        DatePlan(begin + timedelta(days=n), begin + timedelta(days=n, hours=4), 5, pk=row.pk)
        for n, row in enumerate(rows)
    ]
    own = {name: getattr(run, name) for name in (*OWN_WORDS, "capacity")}
    return RunPlan(**{**own, "dates": tuple(dates), **values})


def make_request(organisation: HostOrganisation, **values: Any) -> AccompanimentRequest:
    """A request for accompaniment, as somebody sends it."""
    defaults: dict[str, Any] = {
        "name": "Olena Beispiel", "email": "olena@beispiel.example", "phone": "", "languages": ("uk",),
        "place": "65183", "wanted": "Dienstag, 10 Uhr", "topic": "office", "for_other": False, "language": "de",
    }  # fmt: skip
    return ask_for_accompaniment(Wish(**{"key": uuid4(), **defaults, **values}), organisation)


def answers_for(organisation: HostOrganisation, municipality: Municipality | None, **values: Any) -> SignUp:
    defaults: dict[str, Any] = {
        "place_typed": "65183",
        "municipality_id": municipality.pk if municipality else None,
        "organisation_id": organisation.pk,
        "languages": (LanguageSkill("ar", "very_good", spoken=True, written=True),),
        "slots": ("weekday_morning",),
        "hours": "up_to_5",
        "topics": ("school",),
        "motivation": "Ich möchte etwas zurückgeben.",
        "first_name": "Amal",
        "last_name": f"Beispiel{next(_numbers)}",
        "email": f"amal{next(_numbers)}@beispiel.example",
        "phone": "0611 555 0199",
        "course_wish": "none",
        "wished_run_id": None,
        "consents": ("privacy_notice",),
        "language": "de",
    }
    return SignUp(**{**defaults, **values})


def make_application(
    organisation: HostOrganisation, *, state: str = "received", **values: Any
) -> Application:
    """An application brought to `state` by the services, as a person and a coordinator would."""
    area = organisation.served_areas.select_related("municipality").first()
    municipality = area.municipality if area else None
    draft = services.start_draft("de")
    application = services.submit_application(draft, answers_for(organisation, municipality, **values))
    if state == "unconfirmed":
        return application
    application = services.confirm(Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key)))
    if state in {"received", "parent_asked"}:
        return application
    if state == "withdrawn":
        return services.withdraw(application)
    member = organisation.memberships.first()
    actor = Actor.staff(member.user if member else make_member(organisation))
    services.take_into_review(application, actor=actor)
    if state == "accepted":
        services.accept(application, actor=actor)
    elif state == "declined":
        services.decline(application, actor=actor, reason="no_need", message="Zurzeit nicht.")
    return application
