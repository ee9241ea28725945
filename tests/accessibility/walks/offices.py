"""The desk."""

import uuid
from datetime import date, timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation, Membership, PrivacyNotice
from cms_apps.organisations.services import add_question, invite_to_team, set_certificates
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.worker import drain
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import Source
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.ticks import let_rest
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import note_certificate
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.accessibility.walks.people import Look, Person, holder_of, signed_in
from tests.factories.people import (
    answers_for,
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
    look("case with its contact", desk.post(f"{case}kontakt/", follow=True))
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


def paper_and_letters(person: Person, look: Look) -> None:
    """An application that came on paper, and the letters to somebody without an address."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    coordinator = make_member(organisation)
    client = signed_in(person, coordinator)
    look("no letters", client.get("/de/schreibtisch/briefe/"))
    look("enter an application", client.get("/de/schreibtisch/eintragen/"))
    look(
        "enter an application with errors", client.post("/de/schreibtisch/eintragen/", {"place": "Nirgendwo"})
    )
    answers = answers_for(organisation, None, email="")
    services.enter_application(answers, actor=Actor.staff(coordinator), source=Source.PAPER, key=uuid.uuid4())
    twin = services.enter_application(
        answers_for(organisation, None, email="", last_name=answers.last_name),
        actor=Actor.staff(coordinator),
        source=Source.PHONE,
        key=uuid.uuid4(),
    )
    main = Application.objects.exclude(pk=twin.pk).get()
    case = f"/de/schreibtisch/bewerbungen/{main.number}/"
    look("perhaps the same person", client.get(case))
    look("compare two", client.get(f"{case}zusammenfuehren/{twin.number}/"))
    look("merge with errors", client.post(f"{case}zusammenfuehren/{twin.number}/", {}))
    services.merge_applications(main, twin, actor=Actor.staff(coordinator))
    look("merged into this one", client.get(case))
    look("the merged one", client.get(f"/de/schreibtisch/bewerbungen/{twin.number}/"))
    look("letters", client.get("/de/schreibtisch/briefe/"))
    look("read a table", client.get("/de/schreibtisch/einlesen/"))
    look("read no table", client.post("/de/schreibtisch/einlesen/", {"organisation": organisation.pk}))
    good = {
        "first_name": "Amal",
        "last_name": "Gut",
        "place": "65183",
        "languages": "Farsi",
        "privacy_notice": "ja",
    }
    run = services.keep_table([(2, good), (3, {})], organisation=organisation, author=coordinator)
    look("dry run", client.get(f"/de/schreibtisch/einlesen/{run.key}/"))
    client.post(f"/de/schreibtisch/tabellen/{organisation.pk}/bewerbungen/xlsx/")
    look("tables", client.get("/de/schreibtisch/tabellen/"))


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
        "profil/",
        "profil/bild/",
        "profil/vorschau/",
        "anforderungen/",
        "fuehrungszeugnis/",
        "fristen/",
        "datenschutz/",
        "fragen/",
        "fragen/neu/",
    ):
        look(f"settings {name}", client.get(f"{base}{name}"))
    look("question", client.get(f"{base}fragen/{question.pk}/"))
    look("delete a question", client.get(f"{base}fragen/{question.pk}/loeschen/"))
    client.post(f"{base}profil/", {"description": "Wir gehen mit.", "offers": ""})
    look("profile that waits", client.get(f"{base}profil/"))
    look("stop without a reason", client.post(f"{base}aufnahme/", {}))
    reader = signed_in(person, make_member(organisation, role="reader"))
    look("only administrators", reader.post(f"{base}karte/", {}), status=403)
    member = Membership.objects.get(user=administrator)
    for name in ("", "einladen/", f"{member.pk}/", f"{member.pk}/entfernen/", f"{member.pk}/zweiter-faktor/"):
        look(f"team {name}", client.get(f"{base}team/{name}"))
    for email in ("neu@beispiel.example", make_user(password="Ein-langes-Wort-9").email):
        asked = invite_to_team(make_organisation(email), actor=administrator, email=email, role="reader")
        link = links.token(Link.objects.get(object_key=asked.link_key))
        joining = f"/de/schreibtisch/einstellungen/einladung/{link}/"
        look(f"joining {email.partition('@')[0]}", person().get(joining, follow=True))
    look("last administrator", client.post(f"{base}team/{member.pk}/entfernen/"))
    Membership.objects.create(organisation=other, user=administrator, role="administrator")
    look("choice of settings", client.get("/de/schreibtisch/einstellungen/"))


def talks_and_the_centre(person: Person, look: Look) -> None:
    """A talk that is wanted and missed, the yearly question, offers after a refusal, what the centre sees."""
    here = make_municipality()
    organisation = make_organisation("Träger A", serves=here, wants_first_talk=True)
    near = make_organisation("Träger B", serves=here)
    make_run(near)
    member = make_member(organisation)
    actor, desk_client = Actor.staff(member), signed_in(person, member)
    missed, kept, declined, late = (make_application(organisation, state="in_review") for _ in range(4))
    case = f"/de/schreibtisch/bewerbungen/{missed.number}/"
    look("accept without a talk", desk_client.get(f"{case}zusagen/"))
    data = {"expected": last_history_id(missed), "course": "none"}
    look("accept without a talk, refused", desk_client.post(f"{case}zusagen/", data))
    soon = services.Appointment(timezone.now() + timedelta(days=3), 45, "video", "https://video.example/r1")
    services.arrange_talk(missed, actor=actor, appointment=soon)
    look("talk missed too early", desk_client.get(f"{case}gespraech/verpasst/"))
    missed.talks.update(starts_at=timezone.now() - timedelta(hours=1))
    look("talk missed", desk_client.get(f"{case}gespraech/verpasst/"))
    look("talk missed with errors", desk_client.post(f"{case}gespraech/verpasst/", {"expected": "1"}))
    services.shortlist(kept, actor=actor, message="Im Herbst.")
    Application.objects.filter(pk=kept.pk).update(asked_interest_at=timezone.now())
    look("still interested", holder_of(person, kept).get(f"/de/bewerbung/stand/{kept.number}/"))
    services.decline(declined, actor=actor, reason="no_need", message="Zurzeit nicht.")
    status = f"/de/bewerbung/stand/{declined.number}/"
    look("status declined with offers", holder_of(person, declined).get(status))
    near.accepts_applications = False
    near.save()
    look("status declined without offers", holder_of(person, declined).get(status))
    clerk = signed_in(person, make_member(make_organisation("Zentrum", centre=True), role="administrator"))
    look("nothing escalated", clerk.get("/de/leitstelle/ueberfaellig/"))
    day = timezone.localdate() - timedelta(days=20)
    Application.objects.filter(pk=late.pk).update(promised_on=day, escalated_at=timezone.now())
    look("escalated", clerk.get("/de/leitstelle/ueberfaellig/"))
    look("processing", clerk.get("/de/leitstelle/verarbeitungen/"))
    for name in (
        "teams/",
        "teams/redaktion/",
        "teams/freiwillige/",
        f"teams/{make_organisation('Träger ohne Team').pk}/",
    ):
        look(name, clerk.get(f"/de/leitstelle/{name}"))
    helped = make_member(make_organisation("Träger A"), first_name="Lea", last_name="Sommer")
    path = f"/de/leitstelle/konten/{helped.pk}/zweiter-faktor/"
    look(
        "teams of the centre", clerk.get(f"/de/leitstelle/teams/{helped.memberships.get().organisation_id}/")
    )
    look("reset at the centre", clerk.get(path))
    look("reset without a reason", clerk.post(path, {}))


def taking_part(person: Person, look: Look) -> None:
    """The list of volunteers and one of them, from preparing to the end; and what they do themselves."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    actor, client, volunteers = (
        Actor.staff(member),
        signed_in(person, member),
        "/de/schreibtisch/freiwillige/",
    )
    look("no volunteers", client.get(volunteers))
    run = make_run(organisation)
    application = make_application(organisation, state="in_review")
    volunteer = services.accept(application, actor=actor, run=run).volunteer
    page, status = f"{volunteers}{volunteer.pk}/", f"/de/bewerbung/stand/{application.number}/"
    holder = holder_of(person, application)
    look("preparing", client.get(page))
    certificates(look, client, organisation, volunteer, actor)
    look("stale", client.post(f"{page}aktiv/", {"expected": "0"}), status=409)
    services.activate_volunteer(volunteer, actor=actor)
    look("status active", holder.get(status))
    look("pause by link", holder.get(f"{status}pausieren/"))
    look("pause by link with errors", holder.post(f"{status}pausieren/", {"until": "2020-01-01"}))
    look("pause", client.get(f"{page}pausieren/"))
    look("pause with errors", client.post(f"{page}pausieren/", {"expected": "1", "until": "bald"}))
    services.pause_volunteering(volunteer, actor=actor, until=timezone.localdate() + timedelta(days=60))
    look("paused", client.get(page))
    look("volunteers", client.get(volunteers))
    look("status paused", holder.get(status))
    look("go on by link", holder.get(f"{status}weitermachen/"))
    look("end", client.get(f"{page}beenden/"))
    services.end_volunteering(volunteer, actor=actor)
    look("left", client.get(page))


def certificates(
    look: Look, client: Client, organisation: HostOrganisation, one: Volunteer, actor: Actor
) -> None:
    """The note on a certificate of conduct: none, wrong, an old one, and once it is wanted no more."""
    page = f"/de/schreibtisch/freiwillige/{one.pk}/fuehrungszeugnis/"
    membership = organisation.memberships.get()
    set_certificates(organisation, wanted=True, noted_by=[membership.pk])
    look("no certificate", client.get(page))
    look("certificate with errors", client.post(page, {"dated_on": "bald"}))
    one.refresh_from_db()
    with time_machine.travel("2020-01-02 12:00+00:00"):
        note_certificate(one, actor=actor, dated_on=date(2020, 1, 1), conviction=False)
    look("old certificate", client.get(page))
    look("volunteer with the way to it", client.get(f"/de/schreibtisch/freiwillige/{one.pk}/"))
    set_certificates(organisation, wanted=False, noted_by=[membership.pk])
    look("certificate no longer wanted", client.get(page))


def passing_on(person: Person, look: Look) -> None:
    """A proposal from both sides, whoever may not be proposed, and what stands where after the click."""
    here = make_municipality()
    organisation = make_organisation("Träger A", serves=here)
    target = make_organisation("Träger B", serves=here, minimum_age=21, description="Wir begleiten Familien.")
    PrivacyNotice.objects.create(organisation=target, version="1", text="Unsere Hinweise.")
    member = make_member(organisation)
    actor, desk_client = Actor.staff(member), signed_in(person, member)
    application, minor = (make_application(organisation, state="in_review") for _ in range(2))
    Application.objects.filter(pk=minor.pk).update(birth_year=timezone.localdate().year - 16)
    case = f"/de/schreibtisch/bewerbungen/{application.number}/"
    look("propose", desk_client.get(f"{case}weiterleiten/"))
    look("propose with errors", desk_client.post(f"{case}weiterleiten/", {"expected": "1"}))
    look("minor", desk_client.get(f"/de/schreibtisch/bewerbungen/{minor.number}/weiterleiten/"))
    services.propose_forward(application, target=target, actor=actor, message="Dort passt es gut.")
    look("case with a proposal", desk_client.get(case))
    holder, status = holder_of(person, application), f"/de/bewerbung/stand/{application.number}/"
    proposal = application.proposals.get().pk
    look("status with a proposal", holder.get(status))
    look("proposal", holder.get(f"{status}weiterleitung/"))
    answer = {"proposal": proposal, "notice": "1", "go": "agree"}
    look("proposal with errors", holder.post(f"{status}weiterleitung/", answer))
    look("forwarded", holder.post(f"{status}weiterleitung/", {**answer, "of_age": "on"}, follow=True))
    look("old status", holder.get(status))
    look("case handed over", desk_client.get(case))
    new = Application.objects.get(forwarded_from=application)
    look(
        "case at the other",
        signed_in(person, make_member(target)).get(f"/de/schreibtisch/bewerbungen/{new.number}/"),
    )


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
