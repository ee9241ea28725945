"""Courses at the desk: planned, changed, filled, called off."""

from typing import Any

from cms_apps.courses.models import CourseRun
from cms_apps.courses.services import ensure_kinds
from cms_apps.enrolments.services import give_up_place
from cms_apps.volunteering import services
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Look, Person, signed_in
from tests.factories.courses import make_held_run
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)

DESK = "/de/schreibtisch/kurse/"


def courses(person: Person, look: Look) -> None:
    ensure_kinds()
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    desk = signed_in(person, member)
    look("no courses", desk.get(DESK))
    plan = f"{DESK}neu/{organisation.pk}/"
    look("plan a course", desk.get(plan))
    look("plan with another date", desk.post(plan, {**_typed(), "termin_mehr": "1"}))
    look("plan with errors", desk.post(plan, _typed()))
    run = make_run(organisation, capacity=2)
    CourseRun.objects.filter(pk=run.pk).update(minimum=2, note="Stufenloser Zugang", speakers="Dana Muster")
    _fill(run, Actor.staff(member))
    page = f"{DESK}{run.pk}/"
    look("courses", desk.get(DESK))
    shown = desk.get(page)
    look("course", shown)
    look("people of a course", desk.get(f"{page}teilnehmende/"))
    look("change a course", desk.get(f"{page}aendern/"))
    look("copy a course", desk.get(f"{page}kopieren/"))
    seen = {"expected": shown.context["expected"]}
    look("too few people", desk.post(f"{page}findet-statt/", seen), status=409)
    look("call a course off", desk.get(f"{page}absagen/"))
    look("called off", desk.post(f"{page}absagen/", {**seen, "message": "Wir sind krank."}, follow=True))
    look("courses that are over", desk.get(f"{DESK}?stand=erledigt"))
    look("nobody in it", desk.get(f"{page}teilnehmende/"))


def attendance(person: Person, look: Look) -> None:
    """Who was there, on a phone: nobody yet, some, somebody was faster, and who makes up what was missed."""
    ensure_kinds()
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation, first_name="Tamara", last_name="Vogel")
    desk = signed_in(person, member)
    run = make_held_run(organisation)
    page = f"{DESK}{run.pk}/anwesenheit/"
    first = f"{page}{run.dates.first().pk}/"
    one, other = run.enrolments.order_by("pk")
    look("attendance", desk.get(page))
    look("who was there", desk.get(first))
    tapped = {f"da-{one.pk}": "3", f"stand-{one.pk}": "0:", f"da-{other.pk}": "0", f"stand-{other.pk}": "0:"}
    look("who was there, saved", desk.post(first, tapped, follow=True))
    look("somebody was faster", desk.post(first, {**tapped, f"da-{one.pk}": "1"}), status=409)
    look("no such choice", desk.post(first, {**tapped, f"da-{one.pk}": "99"}))
    look("not completed yet", desk.post(f"{page}abschliessen/", {"expected": "0"}), status=409)
    empty = make_held_run(organisation, people=0)
    look("who makes up here", desk.get(f"{DESK}{empty.pk}/anwesenheit/{empty.dates.last().pk}/"))
    look("nobody was there", desk.get(f"{DESK}{empty.pk}/anwesenheit/"))


def _fill(run: CourseRun, actor: Actor) -> None:
    """One has a place, one is offered one, one waits."""
    people = []
    for _ in range(4):
        one = services.take_into_review(make_application(run.organisation), actor=actor)
        people.append(services.accept(one, actor=actor, run=run, or_wait=True))
    give_up_place(people[0].volunteer.enrolments.get(), actor=Actor.applicant())


def _typed() -> dict[str, Any]:
    return {
        "title": "", "capacity": "12", "termin-TOTAL_FORMS": "1", "termin-INITIAL_FORMS": "0",
        "termin-0-day": "2027-03-28", "termin-0-begins": "02:30", "termin-0-ends": "05:00",
    }  # fmt: skip
