"""A person's whole life at one organisation, with a marker in everything that can be written about them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.answers import LanguageSkill
from cms_apps.volunteering.models import Application, Draft, EmailChange
from cms_apps.volunteering.services.messages import write_to_person, write_to_team
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import (
    answers_for,
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)
from tests.volunteering.test_spine import STEPS

Look = Callable[[], None]
DESK = "/de/schreibtisch/bewerbungen/"


class Markers:
    """Makes words that stand nowhere else, and remembers where each was planted."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self._numbers: Iterator[int] = count(101)

    def __call__(self, where: str, form: str = "{}") -> str:
        word = f"zzspur{next(self._numbers)}"
        self.planted[word] = where
        return form.format(word)


def live(mark: Markers, look: Callable[[], None]) -> SimpleNamespace:
    """Everything that can happen to one person; `look` is called after each stage.

    Returns `application`, `organisation`, `colleague`.
    """
    host = make_organisation("Träger A", serves=make_municipality())
    colleague = make_member(host, first_name="Tamara", last_name="Vogel")
    actor = Actor.staff(colleague)
    _typed_in_a_browser(mark, host, look)
    application = _applied(mark, host, look)
    for stage in (_asked_and_answered, _talked, _written, _changed, _merged, _planned, _decided):
        stage(mark, application, actor, look)
        look()
    _looked_at(colleague, _fresh(application), mark)
    look()
    return SimpleNamespace(application=_fresh(application), organisation=host, colleague=colleague)


def _typed_in_a_browser(mark: Markers, host: HostOrganisation, look: Look) -> None:
    """Values that were typed, overwritten, and never sent: they stay in the draft that the application came from."""
    client = Client()
    step = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.removesuffix("#auswahl")
    asked = client.get(step).context["form"].asked_for
    url = client.post(step, {"ort-place": "65183", "ort-shown_for": asked, "ort-organisation": host.pk}).url
    for name in ("sprachen", "zeiten"):
        url = client.post(url, STEPS[name]).url
    client.post(url, {"ueber-mich-motivation": mark("überschriebener Text")})
    look()
    client.post(url, {"ueber-mich-motivation": mark("Text im Entwurf")})
    draft = Draft.objects.get()
    services.keep_for_later(draft, email=mark("Adresse des Entwurfs", "{}@beispiel.example"))
    look()


def _applied(mark: Markers, host: HostOrganisation, look: Look) -> Application:
    municipality = host.served_areas.get().municipality
    answers = answers_for(
        host, municipality, place_typed=mark("Wohnort"), first_name=mark("Vorname"), last_name=mark("Nachname"),
        email=mark("E-Mail-Adresse", "{}@beispiel.example"), phone="0611 99 88 77 66 5",
        motivation=mark("Über die Person"), birth_year=timezone.localdate().year - 16,
        parent_name=mark("Name der Eltern"), parent_email=mark("Adresse der Eltern", "{}@beispiel.example"),
        talk_wish=mark("Wunsch zum Erstgespräch"),
        extra_answers=({"question": 1, "label": mark("eigene Frage"), "value": mark("Antwort auf eigene Frage")},
            {"question": 2, "label": mark("zweite Frage"), "value": mark("Antwort auf zweite Frage")}),
        languages=(LanguageSkill("", "good", spoken=True, written=False, other_name=mark("andere Sprache")),),
    )  # fmt: skip
    application = services.submit_application(Draft.objects.get(), answers)
    look()
    services.confirm(Link.objects.get(purpose=mails.CONFIRM_LINK, object_key=str(application.key)))
    look()
    return services.agree_as_parent(
        Link.objects.get(purpose=mails.PARENT_LINK, object_key=str(application.key))
    )


def _asked_and_answered(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    services.take_into_review(_fresh(application), actor=actor)
    _asked(mark, application, actor)
    services.ask(_fresh(application), actor=actor, text=mark("zurückgenommene Rückfrage"))
    look()
    services.take_back_question(_fresh(application), actor=actor)


def _asked(mark: Markers, application: Application, actor: Actor) -> None:
    services.ask(_fresh(application), actor=actor, text=mark("Rückfrage"))
    services.answer(_fresh(application), text=mark("Antwort"))


def _talked(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    soon = timezone.now() + timedelta(days=3)
    for verb in (services.arrange_talk, services.move_talk):
        where = services.Appointment(soon, 45, "place", mark("Ort des Gesprächs"))
        verb(_fresh(application), actor=actor, appointment=where)
        look()
    services.cancel_talk(_fresh(application))


def _written(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    write_to_team(_fresh(application), text=mark("Nachricht an das Team"))
    write_to_person(_fresh(application), actor=actor, text=mark("Nachricht vom Team"))
    for kind in ("note", "call"):
        services.write_note(_fresh(application), actor=actor, kind=kind, text=mark(f"Notiz: {kind}"))
    note = services.write_note(_fresh(application), actor=actor, kind="note", text=mark("berichtigte Notiz"))
    look()
    services.correct_note(
        _fresh(application), note.pk, actor=actor, kind="note", text=mark("Notiz, berichtigt")
    )


def _forwarded(mark: Markers, application: Application, actor: Actor) -> None:
    target = make_organisation("Träger C")
    proposed = services.propose_forward(
        _fresh(application), actor=actor, target=target, message=mark("Vorschlag einer Weiterleitung")
    )
    services.refuse_forward(proposed, proposal=proposed.proposals.get().pk)


def _changed(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    """A wish for a new address that was never confirmed, and one that became the address."""
    services.ask_email_change(_fresh(application), email=mark("gewünschte Adresse", "{}@beispiel.example"))
    look()
    services.ask_email_change(_fresh(application), email=mark("neue Adresse", "{}@beispiel.example"))
    for purpose in (mails.EMAIL_OLD_LINK, mails.EMAIL_NEW_LINK):
        services.agree_to_email(Link.objects.get(purpose=purpose, object_key=str(application.key)))
    services.ask_email_change(_fresh(application), email=mark("offene Adresse", "{}@beispiel.example"))
    assert EmailChange.objects.count() == 1


def _merged(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    host = application.organisation
    other = make_application(
        host, first_name=mark("Vorname, doppelt"), last_name=mark("Nachname, doppelt"),
        email=mark("Adresse, doppelt", "{}@beispiel.example"), motivation=mark("Text, doppelt"),
        place_typed=mark("Wohnort, doppelt"), talk_wish=mark("Wunsch, doppelt"),
        extra_answers=({"question": 1, "label": mark("Frage, doppelt"), "value": mark("Antwort, doppelt")},),
        languages=(LanguageSkill("", "good", spoken=True, written=False, other_name=mark("Sprache, doppelt")),),
    )  # fmt: skip
    services.take_into_review(_fresh(other), actor=actor)
    _asked(mark, other, actor)
    _forwarded(mark, other, actor)
    services.write_note(_fresh(other), actor=actor, kind="note", text=mark("Notiz, doppelt"))
    write_to_team(other, text=mark("Nachricht, doppelt"))
    look()
    services.merge_applications(_fresh(application), _fresh(other), actor=actor)


def _planned(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    seen = last_history_id(_fresh(application)) or 0
    plan = services.Plan(_fresh(application), seen, "no_need", mark("geplante Absage"))
    services.plan("decline", [plan], actor=actor)
    application.planned.update(done_at=timezone.now(), problem=mark("Hindernis"))


def _decided(mark: Markers, application: Application, actor: Actor, look: Look) -> None:
    host = application.organisation
    services.shortlist(_fresh(application), actor=actor, message=mark("vorgemerkt: Nachricht"))
    look()
    services.take_up(_fresh(application), actor=actor)
    services.accept(_fresh(application), actor=actor, run=make_run(host), message=mark("Zusage: Nachricht"))
    volunteer = _fresh(application).volunteer
    assert volunteer is not None
    services.activate_volunteer(volunteer, actor=actor)
    services.pause_volunteering(volunteer, actor=actor)
    services.resume_volunteering(volunteer, actor=actor)
    services.ask_erasure(_fresh(application))
    services.refuse_erasure(_fresh(application), actor=actor, reason=mark("Grund einer Ablehnung"))


def _looked_at(colleague: User, application: Application, mark: Markers) -> None:
    """What people do with it in a browser: find, open, search for it in vain, come back by the link, download."""
    desk = Client()
    desk.force_login(colleague)
    for path in (
        DESK,
        f"{DESK}{application.number}/",
        f"/de/schreibtisch/freiwillige/{application.volunteer_id}/",
    ):
        assert desk.get(path).status_code == 200
    desk.post(DESK, {"words": application.last_name})
    desk.get("/de/suche/", {"q": mark("gesucht")})
    # What was searched for stays in the session of whoever searched, until they sign out (docs/plan.md).
    desk.logout()
    person = Client()
    link = Link.objects.get(purpose=mails.STATUS_LINK, object_key=str(application.key))
    person.get(f"/de/bewerbung/stand/oeffnen/{token(link)}/")
    own = f"/de/bewerbung/stand/{application.number}/"
    assert person.get(own).status_code == 200
    assert person.get(f"{own}meine-daten/json/").status_code == 200
    person.post(f"{own}nachricht/", {"text": mark("Nachricht im Browser")})
    Client().post(
        "/de/konto/anmelden/", {"login": mark("falscher Name"), "password": mark("falsches Passwort")}
    )


def _fresh(application: Application) -> Application:
    found: Any = Application.objects.select_related("volunteer", "organisation").get(pk=application.pk)
    return found
