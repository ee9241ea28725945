"""The desk."""

from datetime import timedelta

from django.utils import timezone

from cms_apps.organisations.models import Membership
from cms_apps.organisations.services import add_question
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.worker import drain
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.ticks import let_rest
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Look, Person, holder_of, signed_in
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
    make_user,
)


def desk(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    coordinator = make_member(organisation, first_name="Tamara", last_name="Vogel")
    make_run(organisation)
    look("no access", signed_in(person, make_user()).get("/de/schreibtisch/"), status=403)
    desk = signed_in(person, coordinator)
    look("empty queue", desk.get("/de/schreibtisch/bewerbungen/"))
    received = make_application(organisation)
    for state in ("accepted", "declined", "withdrawn"):
        make_application(organisation, state=state)
    case = f"/de/schreibtisch/bewerbungen/{received.number}/"
    look("queue", desk.get("/de/schreibtisch/bewerbungen/"))
    look("decided", desk.get("/de/schreibtisch/bewerbungen/?stand=entschieden"))
    look("case", desk.get(case))
    look("case that somebody else decided", desk.post(f"{case}pruefen/", {"expected": "0"}), status=409)
    services.take_into_review(received, actor=Actor.staff(coordinator))
    look("case in review", desk.get(case))
    for verb in ("zusagen", "ablehnen"):
        look(verb, desk.get(f"{case}{verb}/"))
        look(f"{verb} with errors", desk.post(f"{case}{verb}/", {"course": "0", "expected": "1"}))


def mails_at_the_desk(person: Person, look: Look) -> None:
    """A Träger's own texts, where its mails go, and a mail that did not arrive."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    administrator = make_member(organisation, role="administrator")
    client = signed_in(person, administrator)
    settings = f"/de/schreibtisch/einstellungen/{organisation.pk}"
    text = f"{settings}/mails/volunteering.receipt/de/"
    application = make_application(organisation)
    services.take_into_review(application, actor=Actor.staff(administrator))
    drain()
    OutboxRow.objects.filter(kind="volunteering.receipt").update(status="bounced")

    look("texts of mails", client.get(f"{settings}/mails/"))
    look("text of a mail", client.get(text))
    look(
        "text of a mail with errors", client.post(text, {"subject": "", "body": "{{ nichts }}", "go": "save"})
    )
    look("shared mailbox", client.get(f"{settings}/postfach/"))
    look("rhythm", client.get("/de/schreibtisch/einstellungen/benachrichtigungen/"))
    look("mail that did not arrive", client.get(f"/de/schreibtisch/bewerbungen/{application.number}/"))
    look("queue with a lost mail", client.get("/de/schreibtisch/bewerbungen/"))


def settings_of_an_organisation(person: Person, look: Look) -> None:
    """What an administrator sets, and what anybody else sees of it."""
    organisation, other = (
        make_organisation("Träger A", serves=make_municipality()),
        make_organisation("Träger B"),
    )
    question = add_question(organisation, texts={"de": "Wie sind Sie auf uns gekommen?"})
    administrator = make_member(organisation, role="administrator")
    client, base = signed_in(person, administrator), f"/de/schreibtisch/einstellungen/{organisation.pk}/"
    for name in (
        "",
        "aufnahme/",
        "karte/",
        "anforderungen/",
        "fristen/",
        "datenschutz/",
        "fragen/",
        "fragen/neu/",
    ):
        look(f"settings {name}", client.get(f"{base}{name}"))
    look("question", client.get(f"{base}fragen/{question.pk}/"))
    look("delete a question", client.get(f"{base}fragen/{question.pk}/loeschen/"))
    look("stop without a reason", client.post(f"{base}aufnahme/", {}))
    reader = signed_in(person, make_member(organisation, role="reader"))
    look("only administrators", reader.post(f"{base}karte/", {}), status=403)
    Membership.objects.create(organisation=other, user=administrator, role="administrator")
    look("choice of settings", client.get("/de/schreibtisch/einstellungen/"))


def middle_of_life(person: Person, look: Look) -> None:
    """Query, talk, list, rest, and messages; at the desk and by the status link."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    actor, desk_client = Actor.staff(member), signed_in(person, member)
    asked, invited, kept, resting = (make_application(organisation, state="in_review") for _ in range(4))
    for verb in ("fragen", "gespraech", "vormerken", "nachricht"):
        look(f"{verb} at the desk", desk_client.get(f"/de/schreibtisch/bewerbungen/{asked.number}/{verb}/"))
    services.ask(asked, actor=actor, text="Wann haben Sie Zeit?")
    soon = services.Appointment(timezone.now() + timedelta(days=3), 45, "place", "Rathaus")
    services.arrange_talk(invited, actor=actor, appointment=soon)
    services.shortlist(kept, actor=actor, message="Im Herbst.")
    services.ask(resting, actor=actor, text="Sind Sie noch da?")
    Application.objects.filter(pk=resting.pk).update(state_since=timezone.now() - timedelta(days=30))
    let_rest()
    for application, verb in (
        (asked, "antworten"),
        (invited, "gespraech-absagen"),
        (resting, "wieder-aufnehmen"),
    ):
        status, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(person, application)
        look(f"status before {verb}", holder.get(status))
        look(verb, holder.get(f"{status}{verb}/"))
        look(f"desk at {verb}", desk_client.get(f"/de/schreibtisch/bewerbungen/{application.number}/"))
    look("write to the team", holder_of(person, kept).get(f"/de/bewerbung/stand/{kept.number}/nachricht/"))
    look("move a talk", desk_client.get(f"/de/schreibtisch/bewerbungen/{invited.number}/gespraech/verlegen/"))
    look("kept ones", desk_client.get("/de/schreibtisch/bewerbungen/?stand=vorgemerkt"))
