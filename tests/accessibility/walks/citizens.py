"""The sign-up and the status page."""

import re

from django.test import Client, override_settings
from django.utils import timezone

from cms_apps.courses.enums import Procedure
from cms_apps.courses.models import CourseRun
from cms_apps.organisations.services import add_question
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CONFIRM_LINK, PARENT_LINK
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.services.resuming import code_of
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Look, Person, holder_of, token
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)
from tests.volunteering.test_spine import STEPS, fill_in


def steps_of_the_sign_up(person: Person, look: Look) -> None:
    client = person()
    organisation = make_organisation("Träger A", serves=make_municipality())
    make_run(organisation)
    look("first step", client.get("/de/bewerbung/"))
    look("place that nobody knows", client.post("/de/bewerbung/", {"ort-place": "Nirgendwo"}, follow=True))
    step = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.partition("#")[0]
    look("choice of organisation", client.get(step))
    client.post(step, {"ort-place": "65183", "ort-shown_for": client.get(step).context["form"].asked_for,
                       "ort-organisation": organisation.pk})  # fmt: skip
    start = step.removesuffix("ort/")
    wrong = {
        "sprachen": {"sprachen-rows": "2", "sprachen-code_0": "ar", "sprachen-level_1": "good"},
        "zeiten": {"zeiten-slots": ["nie"], "zeiten-hours": "viele"},
        "ueber-mich": {"ueber-mich-motivation": "a" * 3001},
        "kontakt": {"kontakt-email": "amal@", "kontakt-phone": "viele"},
        "kurs": {"kurs-course": "run-0"},
        "pruefen": {},
    }
    for name, data in wrong.items():
        look(name, client.get(f"{start}{name}/"))
        look(f"{name} with errors", client.post(f"{start}{name}/", data, follow=True))
    look(
        "check page with gaps", client.post(f"{start}pruefen/", {"pruefen-privacy_notice": "on"}, follow=True)
    )
    _drafts(person, look, client, start)
    look("draft of somebody else", person().get(f"{start}zeiten/"), status=404)
    assert set(STEPS) < set(wrong)


def _drafts(person: Person, look: Look, client: Client, start: str) -> None:
    """Kept for later, changed in two windows, mistyped, opened beside another draft."""
    step = f"{start}ueber-mich/"
    window = {"version": "0", "page": "a"}
    look("two windows", client.post(step, {**window, "ueber-mich-motivation": "Anders."}, follow=True))
    typed = {"kontakt-email": "amal@gmial.com"}
    look("slip in the address", client.post(f"{start}kontakt/", typed, follow=True))
    look("kept for later", client.post(f"{start}zeiten/", {"go": "save"}, follow=True))
    look("kept with an error", client.post(f"{start}gespeichert/", {"email": "amal@"}))
    look("begin anew", client.get(f"{start}neu/"))
    look("code", client.get("/de/bewerbung/fortsetzen/"))
    look("wrong code", client.post("/de/bewerbung/fortsetzen/", {"code": "AAAA-AAAA"}))
    look("no draft behind the link", client.get("/de/bewerbung/fortsetzen/link/abc/"), status=404)
    for reason in ("schnell", "feld", "geaendert", "spaeter"):
        look(f"not sent yet: {reason}", client.get(f"{start}pruefen/?hinweis={reason}"))
    other = person()
    other.post("/de/bewerbung/", {"ort-place": "34117"})
    code = code_of(Draft.objects.get(key=start.split("/")[-2]))
    look("two drafts", other.post("/de/bewerbung/fortsetzen/", {"code": code}, follow=True))


def after_sending(person: Person, look: Look) -> None:
    client = person()
    organisation = make_organisation("Träger A", serves=make_municipality())
    check = fill_in(client, organisation)
    look("whole check page", client.get(check))
    sent = client.post(check, {"pruefen-privacy_notice": "on"}).url
    look("sent", client.get(sent))


def links_and_status(person: Person, look: Look) -> None:
    client = person()
    organisation = make_organisation("Träger A", serves=make_municipality())
    make_member(organisation)
    waiting, received = make_application(organisation, state="unconfirmed"), make_application(organisation)
    address = f"/de/bewerbung/bestaetigen/{token(CONFIRM_LINK, waiting)}/"
    look("confirmation", client.get(address, follow=True))
    look("link over", client.get("/de/bewerbung/bestaetigen/abc/"), status=404)
    client.post("/de/bewerbung/bestaetigen/")
    look("used link", client.get(address), status=410)
    look("no status", client.get("/de/bewerbung/stand/AAA-AAA/"), status=404)
    look("lost link", client.get("/de/bewerbung/link/"))
    look("lost link with an error", client.post("/de/bewerbung/link/", {"email": "amal@"}))
    look("close here", client.get("/de/bewerbung/hier-schliessen/"))
    look("closed", client.post("/de/bewerbung/hier-schliessen/", follow=True))
    look("lost link sent", client.get("/de/bewerbung/link/gesendet/"))

    status = f"/de/bewerbung/stand/{received.number}/"
    holder = holder_of(person, received)
    look("status received", holder.get(status))
    look("withdraw", holder.get(f"{status}zurueckziehen/"))
    holder.post(f"{status}zurueckziehen/")
    look("status withdrawn", holder.get(status))


def parents(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    asked, refused, letter = (
        make_application(
            organisation, state="parent_asked", parent_name="Eltern Beispiel", parent_email=email
        )
        for email in ("eltern@beispiel.example", "eltern@beispiel.example", "")
    )
    for application, verb in ((asked, "agree"), (refused, "refuse")):
        client, address = person(), f"/de/bewerbung/eltern/{token(PARENT_LINK, application)}/"
        look(f"parent asked, {verb}", client.get(address, follow=True))
        look(f"parent answered, {verb}", client.post("/de/bewerbung/eltern/", {"go": verb}))
        look(f"parent's used link, {verb}", client.get(address), status=410)
    status, holder = f"/de/bewerbung/stand/{letter.number}/", holder_of(person, letter)
    look("status waits for parents", holder.get(status))
    look("letter to parents", holder.get(f"{status}brief/"))
    desk = person()
    desk.force_login(member)
    look("record a letter", desk.get("/de/schreibtisch/brief-der-eltern/"))
    look(
        "record a letter with errors", desk.post("/de/schreibtisch/brief-der-eltern/", {"number": "AAA-AAA"})
    )


def status_with_a_place(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    actor = Actor.staff(make_member(organisation))
    application = make_application(organisation)
    services.take_into_review(application, actor=actor)
    services.accept(application, actor=actor, run=make_run(organisation), message="Wir freuen uns.")
    status, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(person, application)

    page = holder.get(status)
    look("status accepted", page)
    place = re.search(r'href="(\S+/kursplatz/\d+/)"', page.content.decode())
    assert place
    look("own calendar", holder.get(f"{status}kalender/"))
    look("own calendar made", holder.post(f"{status}kalender/", {"go": "make"}, follow=True))
    look("own calendar shut", holder.post(f"{status}kalender/", {"go": "shut"}, follow=True))
    look("needs", holder.get(f"{place[1]}bedarf/"))
    look("needs without consent", holder.post(f"{place[1]}bedarf/", {"wanted": ["child_care"]}))
    kept = holder.post(f"{place[1]}bedarf/", {"wanted": ["child_care"], "agreed": "on"}, follow=True)
    look("status with needs", kept)
    look("give up the place", holder.get(place[1]))
    look("stop", holder.get(f"{status}aufhoeren/"))
    another = make_run(organisation, title="Vertiefung")
    look("courses to choose from", holder.get(f"{status}kurse/"))
    look("a course to enrol in", holder.get(f"{status}kurse/{another.pk}/"))
    CourseRun.objects.update(procedure=Procedure.HOST_DECIDES)
    look("a course that somebody decides about", holder.get(f"{status}kurse/{another.pk}/"))
    look("asked for a place", holder.post(f"{status}kurse/{another.pk}/", follow=True))
    look("no course to choose from", holder.get(f"{status}kurse/"))


def waiting_list(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    actor, run = Actor.staff(make_member(organisation)), make_run(organisation, capacity=1)
    first, second, third = (
        services.accept(make_application(organisation, state="in_review"), actor=actor, run=run, or_wait=True)
        for _ in range(3)
    )
    services.give_up_course_place(first, first.volunteer.enrolments.get())
    offer, wait = second.volunteer.enrolments.get(), third.volunteer.enrolments.get()
    for application, place, verbs in (
        (second, offer, ("annehmen", "ablehnen")),
        (third, wait, ("warteliste-verlassen",)),
    ):
        status, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(person, application)
        look(f"status {place.state}", holder.get(status))
        for verb in verbs:
            look(verb, holder.get(f"{status}kursplatz/{place.pk}/{verb}/"))


def steps_that_only_some_ask(person: Person, look: Look) -> None:
    """A Träger with a minimum age, a first talk, a question of its own; another that takes nobody."""
    here = make_municipality()
    asking = make_organisation("Träger A", serves=here, minimum_age=16, wants_first_talk=True)
    make_organisation("Träger B", serves=here, accepts_applications=False, stop_text="Unser Team ist voll.")
    add_question(asking, texts={"de": "Wie sind Sie auf uns gekommen?"})
    client = person()
    step = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.partition("#")[0]
    page = client.get(step)
    look("stopped organisation", page)
    typed = {
        "ort-place": "65183",
        "ort-shown_for": page.context["form"].asked_for,
        "ort-organisation": asking.pk,
    }
    client.post(step, typed)
    start, year = step.removesuffix("ort/"), timezone.localdate().year
    for name in ("alter", "fragen", "gespraech"):
        look(name, client.get(f"{start}{name}/"))
    for age in (17, 12):
        client.post(f"{start}alter/", {"alter-birth_year": str(year - age)})
        look(f"{age} years old", client.get(f"{start}alter/?fehler"))
    Parameter.objects.create(key="network.drafts", value="1", valid_from=timezone.localdate())
    forget_cached()
    with override_settings(GUARD_SIGN_UP=True):
        for _ in range(2):
            answer = person().post("/de/bewerbung/", {"ort-place": "65183"}, follow=True)
    look("too much from one network", answer, status=429)
