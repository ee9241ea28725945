"""Courses at the desk: planned, changed, filled, called off."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms_apps.courses.enums import Procedure
from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.courses.services import ensure_kinds, finish_runs, start_runs
from cms_apps.enrolments.enums import HandedOver, NeedKind
from cms_apps.enrolments.mails.feedback import hash_of, token_of
from cms_apps.enrolments.mails.registration import REGISTRATION_LINK
from cms_apps.enrolments.models import (
    CourseCertificate,
    CourseFeedback,
    CourseReminder,
    FeedbackTicket,
    Registration,
)
from cms_apps.enrolments.services import cancel_run, enrol, give_up_place, state_needs
from cms_apps.enrolments.services.certificate_papers import make_paper
from cms_apps.enrolments.services.certificates import (
    correct_certificate,
    hand_over,
    issue_certificates,
    withdraw_certificate,
)
from cms_apps.enrolments.services.registering import confirm_registration, register
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.organisations.enums import OrganisationKind, Role
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.accessibility.walks.people import Look, Person, signed_in
from tests.factories.courses import completed, make_held_run, note_all
from tests.factories.people import (
    make_application,
    make_event,
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
    _say_needs(run)
    page = f"{DESK}{run.pk}/"
    look("courses", desk.get(DESK))
    shown = desk.get(page)
    look("course", shown)
    look("people of a course", desk.get(f"{page}teilnehmende/"))
    look("change a course", desk.get(f"{page}aendern/"))
    look("copy a course", desk.get(f"{page}kopieren/"))
    seen = {"expected": shown.context["expected"]}
    look("too few people", desk.post(f"{page}findet-statt/", seen), status=409)
    look("enter somebody", desk.get(f"{page}anmelden/"))
    look("enter nobody", desk.post(f"{page}anmelden/", {}))
    asked = make_run(organisation, title="Vertiefung")
    CourseRun.objects.filter(pk=asked.pk).update(procedure=Procedure.HOST_DECIDES)
    one = enrol(Volunteer.objects.earliest("pk"), asked, actor=Actor.applicant())
    look("somebody asked", desk.get(f"{DESK}{asked.pk}/teilnehmende/"))
    look("not to let in", desk.get(f"{DESK}{asked.pk}/teilnehmende/{one.pk}/nicht-zulassen/"))
    look("central courses", desk.get(f"{DESK}zentral/"))
    _quotas(person, look, organisation)
    look("central courses with a quota", desk.get(f"{DESK}zentral/"))
    stale = {**_typed(), "title": "Neu", "expected": "99999"}
    rows = {
        f"termin-0-{name}": value
        for name, value in {
            "day": "2027-04-03",
            "begins": "10:00",
            "ends": "14:00",
            "teaching_units": "4",
        }.items()
    }
    words = {
        "kind_id": run.kind_id,
        "mode": "on_site",
        "languages": "Deutsch",
        "minimum": "0",
        "procedure": "first_come",
    }
    look("changed meanwhile", desk.post(f"{page}aendern/", {**stale, **rows, **words}), status=409)
    look("call a course off", desk.get(f"{page}absagen/"))
    look("called off", desk.post(f"{page}absagen/", {**seen, "message": "Wir sind krank."}, follow=True))
    look("courses that are over", desk.get(f"{DESK}?stand=erledigt"))
    _after_the_course(person, look, run, desk)
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
    changed = {**tapped, f"da-{one.pk}": "4", f"stand-{one.pk}": "1:3"}
    look("who was there, changed", desk.post(first, changed, follow=True))
    look("somebody was faster", desk.post(first, {**tapped, f"da-{one.pk}": "1"}), status=409)
    look("no such choice", desk.post(first, {**tapped, f"da-{one.pk}": "99"}))
    look("not completed yet", desk.post(f"{page}abschliessen/", {"expected": "0"}), status=409)
    ahead = make_run(organisation, title="Vertiefung")
    look("a date ahead", desk.get(f"{DESK}{ahead.pk}/anwesenheit/{ahead.dates.get().pk}/"))
    empty = make_held_run(organisation, people=0)
    look("who makes up here", desk.get(f"{DESK}{empty.pk}/anwesenheit/{empty.dates.last().pk}/"))
    look("nobody was there", desk.get(f"{DESK}{empty.pk}/anwesenheit/"))


def ledger(person: Person, look: Look) -> None:
    """A year without a course; then one too small, one called off, one of another kind, and one that owes its proof."""
    ensure_kinds()
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    desk = signed_in(person, member)
    year = f"{DESK}abrechnung/{organisation.pk}/{timezone.localdate().year}/"
    look("no course this year", desk.get(year))
    run = make_held_run(organisation)
    note_all(run, Actor.staff(member))
    off, other = make_run(organisation, title="Abgesagt"), make_run(organisation, title="Vertiefung")
    cancel_run(off, actor=Actor.staff(member), message="")
    CourseRun.objects.filter(pk=other.pk).update(kind=CourseKind.objects.get(name="Vertiefungsseminar"))
    start_runs()
    look("a course under way, too small", desk.get(f"{DESK}{run.pk}/abrechnung/"))
    finish_runs()
    look("the ledger", desk.get(f"{DESK}abrechnung/{organisation.pk}/{run.dates.first().starts_at.year}/"))
    look("a course to be accounted for", desk.get(f"{DESK}{run.pk}/abrechnung/"))
    look("nothing is granted for a course called off", desk.get(f"{DESK}{off.pk}/abrechnung/"))
    look("nor for another kind", desk.get(f"{DESK}{other.pk}/abrechnung/"))
    look("what waits at the start", desk.get("/de/schreibtisch/"))
    rows = {
        "kind_id": run.kind_id,
        "termin-TOTAL_FORMS": "1",
        "termin-0-teaching_units": "24",
        "termin_mehr": "1",
    }
    look("more UE than are granted for", desk.post(f"{DESK}neu/{organisation.pk}/", rows))
    reader = signed_in(person, make_member(organisation, role=Role.READER))
    look("a reader sees figures", reader.get(f"{DESK}{run.pk}/abrechnung/"))


def certificates(person: Person, look: Look) -> None:
    """From nobody has one to everybody was handed theirs; and what whoever is shown one sees."""
    ensure_kinds()
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    desk, actor = signed_in(person, member), Actor.staff(member)
    run = completed(organisation, actor, people=4)
    page = f"{DESK}{run.pk}/zertifikate/"
    nobody = make_held_run(organisation)
    look("nobody completed it", desk.get(f"{DESK}{nobody.pk}/zertifikate/"))
    look("attendance of a completed course", desk.get(f"{DESK}{run.pk}/anwesenheit/"))
    place = run.enrolments.first()
    look("no certificates yet", desk.get(page))
    look("with another name", desk.get(f"{page}fuer/{place.pk}/"))
    look("without a name", desk.post(f"{page}fuer/{place.pk}/", {"name": ""}))
    first, second, third, _fourth = issue_certificates(run, actor=actor)
    look("being made", desk.get(page))
    for one in (first, second):
        make_paper(one)
    look("handed over to nobody", desk.post(f"{page}uebergeben/", {}))
    look("correct one", desk.get(f"{page}{first.pk}/berichtigen/"))
    look("correct without a reason", desk.post(f"{page}{first.pk}/berichtigen/", {"name": "A"}))
    hand_over(run, [first.pk], how=HandedOver.POST, on=timezone.localdate(), actor=actor)
    look("withdraw one", desk.get(f"{page}{second.pk}/zurueckziehen/"))
    withdraw_certificate(second, reason="Irrtum", actor=actor)
    correct_certificate(third, name="Amal Muster", reason="Ausweis", actor=actor)
    look("certificates", desk.get(page))
    _own_and_checked(person, look, first, (second, third))


def _own_and_checked(
    person: Person, look: Look, valid: CourseCertificate, others: tuple[CourseCertificate, ...]
) -> None:
    holder, check = person(), "/de/zertifikat/"
    application = valid.enrolment.volunteer.application
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
    holder.get(f"/de/bewerbung/stand/oeffnen/{links.token(link)}/")
    look("own certificates", holder.get(f"/de/bewerbung/stand/{application.number}/"))
    look("check a certificate", holder.get(check))
    look("check without a code", holder.post(check, {"code": ""}))
    look("a code that is none", holder.get(f"{check}AAAAAA-AAAAAA/"), status=404)
    look("it holds", holder.get(f"{check}{valid.code}/"))
    look("the right name", holder.post(f"{check}{valid.code}/", {"name": valid.name}))
    look("another name", holder.post(f"{check}{valid.code}/", {"name": "Jemand anders"}))
    for one in others:
        look(f"it is {one.state}", holder.get(f"{check}{one.code}/"))


def _fill(run: CourseRun, actor: Actor) -> None:
    """One has a place, one is offered one, one waits."""
    people = []
    for _ in range(4):
        one = services.take_into_review(make_application(run.organisation), actor=actor)
        people.append(services.accept(one, actor=actor, run=run, or_wait=True))
    give_up_place(people[0].volunteer.enrolments.get(), actor=Actor.applicant())


def _quotas(person: Person, look: Look, organisation: HostOrganisation) -> None:
    centre = make_organisation("Servicestelle", kind=OrganisationKind.CENTRE)
    run = make_run(centre, title="Laiendolmetschen")
    boss = signed_in(person, make_member(centre))
    page = f"{DESK}{run.pk}/kontingente/"
    look("quotas", boss.get(page))
    seen = {"expected": last_history_id(run), "kontingent-TOTAL_FORMS": "1", "kontingent-INITIAL_FORMS": "0"}
    row = {"kontingent-0-organisation": organisation.pk, "kontingent-0-seats": "99"}
    look("too many seats", boss.post(page, {**seen, **row}), status=409)
    look("seats without a number", boss.post(page, {**seen, **row, "kontingent-0-seats": ""}))
    look("a quota", boss.post(page, {**seen, **row, "kontingent-0-seats": "2"}, follow=True))
    look("a central course", boss.get(f"{DESK}{run.pk}/"))


def guests(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    event = make_event(organisation, capacity=1)
    client, form = person(), f"/de/veranstaltung-anmelden/{event.pk}/"
    look("register", client.get(form))
    look("register with errors", client.post(form, {"email": "falsch"}))
    typed = {"name": "Dana Muster", "email": "dana@beispiel.example"}
    look("registered", client.post(form, typed, follow=True))
    mine = Registration.objects.get()
    token = links.token(Link.objects.get(purpose=REGISTRATION_LINK, object_key=str(mine.key)))
    own = f"/de/veranstaltung-anmelden/meine/{mine.key}/"
    look("no link", client.get(own), status=404)
    look("to be confirmed", client.get(f"/de/veranstaltung-anmelden/link/{token}/", follow=True))
    look("has a place", client.post(f"{own}bestaetigen/", follow=True))
    look("full", person().get(form))
    other = register(event, name="Gast", email="gast@beispiel.example", language="de")
    confirm_registration(other)
    look("guests", signed_in(person, make_member(organisation)).get(f"{DESK}{event.pk}/teilnehmende/"))
    look("give it back?", client.get(f"{own}absagen/"))
    look("given back", client.post(f"{own}absagen/", follow=True))
    Registration.objects.filter(pk=mine.pk).update(
        place_since=None, ended_at=timezone.now() + timedelta(days=99)
    )
    look("waited in vain", client.get(own))


def _after_the_course(person: Person, look: Look, run: CourseRun, desk: Any) -> None:
    """The two questions, and what the leader sees of the answers, before, too few and enough."""
    results, place = f"{DESK}{run.pk}/rueckmeldungen/", run.enrolments.all()[0]
    look("nobody asked yet", desk.get(results))
    day = timezone.localdate()
    FeedbackTicket.objects.create(key_hash=hash_of(token_of(place)), run=run, ends_on=day)
    look("answers may come", desk.get(results))
    questions = f"/de/kurs-rueckmeldung/{token_of(place)}/"
    look("how was it", person().get(questions))
    look("how was it with errors", person().post(questions, {}))
    look("answered", person().post(questions, {"score": "5", "text": "Gut."}, follow=True))
    look("answered before", person().get(questions), status=410)
    last = run.dates.latest("ends_at")
    CourseReminder.objects.create(enrolment=place, date=last, kind="afterwards", starts_at=last.starts_at)
    look("too few answers", desk.get(results))
    for score in (1, 3, 4, 5):
        CourseFeedback.objects.create(run=run, score=score)
    look("answers", desk.get(results))


def _say_needs(run: CourseRun) -> None:
    place = run.enrolments.filter(state="enrolled").first()
    assert place is not None
    state_needs(place, [NeedKind.CHILD_CARE, NeedKind.STEP_FREE], actor=Actor.applicant())


def _typed() -> dict[str, Any]:
    return {
        "title": "", "capacity": "12", "termin-TOTAL_FORMS": "1", "termin-INITIAL_FORMS": "0",
        "termin-0-day": "2027-03-28", "termin-0-begins": "02:30", "termin-0-ends": "05:00",
    }  # fmt: skip
