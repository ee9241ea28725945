"""What people do with their own data, and what the desk does about it."""

from typing import Any

from django.utils import timezone

from cms_apps.accounts.mailboxes import prove
from cms_apps.enrolments.services import complete_run
from cms_apps.enrolments.services.certificates import issue_certificates
from cms_apps.organisations.models import OwnQuestion
from cms_apps.parameters.models import Parameter
from cms_apps.volunteering import mails, services
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Look, Person, holder_of, signed_in, token
from tests.factories.courses import make_held_run, note_all
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_user,
)


def own_data(person: Person, look: Look) -> None:
    """Correct every part, wrongly and rightly; consents, the download, deletion."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    make_member(organisation)
    question = OwnQuestion.objects.create(organisation=organisation, required=True, texts={"de": "Woher?"})
    answered = ({"question": question.pk, "label": "Woher?", "value": "Plakat"},)
    application = make_application(
        organisation, consents=("privacy_notice", "statistics"), extra_answers=answered
    )
    base, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(person, application)
    for part in ("kontakt", "ort", "sprachen", "zeiten", "ueber-mich", "kurs", "fragen"):
        look(f"correct {part}", holder.get(f"{base}angaben/{part}/"))
        wrong = {"motivation": "x" * 3001, "rows": "2", "place": "65185"}
        look(f"correct {part} with errors", holder.post(f"{base}angaben/{part}/", wrong))
    saved = {"seen": "0", "motivation": "Ich habe jetzt mehr Zeit."}
    look("corrected", holder.post(f"{base}angaben/ueber-mich/", saved, follow=True))
    look("consents", holder.get(f"{base}einwilligungen/"))
    consent = application.consents.last()
    assert consent
    revoke = f"{base}einwilligungen/{consent.pk}/zuruecknehmen/"
    look("consent taken back", holder.post(revoke, follow=True))
    look("download", holder.get(f"{base}meine-daten/"))
    member = organisation.memberships.get().user
    signed_in(person, member).get(f"/de/schreibtisch/bewerbungen/{application.number}/")
    look("download with who looked", holder.get(f"{base}meine-daten/"))
    for _ in range(11):
        answer = holder.get(f"{base}meine-daten/json/")
    look("too many downloads", answer, status=429)
    look("delete at once", holder.get(f"{base}loeschen/"))
    look("deleted", holder.post(f"{base}loeschen/", {"go": "now"}, follow=True))


def own_area(person: Person, look: Look) -> None:
    """Mein Bereich: not proved, empty, and with applications and a place of several people."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    make_member(organisation)
    user = make_user("amal")
    client = signed_in(person, user)
    look("address not proved", client.get("/de/mein-bereich/"))
    prove(user, user.email)
    look("nothing there", client.get("/de/mein-bereich/"))
    for state in ("received", "accepted", "declined"):
        application = make_application(organisation, email=user.email, state=state)
    look("own area", client.get("/de/mein-bereich/"))
    look("own status, signed in", client.get(f"/de/bewerbung/stand/{application.number}/"))


def engagement(person: Person, look: Look) -> None:
    """Nobody's record, one that says nothing yet, and one with a course; the last without UE to spare."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    nobody = make_user("nobody")
    prove(nobody, nobody.email)
    look("no record", signed_in(person, nobody).get("/de/mein-bereich/nachweis/"))
    run = make_held_run(organisation)
    user = make_user("amal")
    Volunteer.objects.update(email=user.email)
    prove(user, user.email)
    client = signed_in(person, user)
    look("a record that says nothing", client.get("/de/mein-bereich/nachweis/"))
    note_all(run, Actor.staff(member))
    complete_run(run, actor=Actor.staff(member))
    issue_certificates(run, actor=Actor.staff(member))
    look("records of two people", client.get("/de/mein-bereich/nachweis/"))
    look("own area with a record", client.get("/de/mein-bereich/"))
    Parameter.objects.create(key="downloads_per_hour", value="1", valid_from=timezone.localdate())
    paper = f"/de/mein-bereich/nachweis/{Volunteer.objects.earliest('pk').pk}/"
    client.get(paper)
    look("too many papers", client.get(paper), status=429)


def own_address(person: Person, look: Look) -> None:
    """Ask for another address, agree in one mailbox, refuse in the other; the desk enters one."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    agreed, refused = (make_application(organisation, state="in_review") for _ in range(2))
    for application in (agreed, refused):
        base, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(person, application)
        look("another address", holder.get(f"{base}e-mail/"))
        look("slip in the new address", holder.post(f"{base}e-mail/", {"email": "amal@gmial.com"}))
        look("wrong new address", holder.post(f"{base}e-mail/", {"email": "amal@"}))
        look("address waits", holder.post(f"{base}e-mail/", {"email": "neu@beispiel.example"}, follow=True))
    _answer(person, look, agreed, "agree")
    _answer(person, look, refused, "refuse")
    look("no address behind the link", person().get("/de/bewerbung/adresse/alt/abc/"), status=404)
    desk = signed_in(person, member)
    case = f"/de/schreibtisch/bewerbungen/{agreed.number}/"
    look("desk enters an address", desk.get(f"{case}e-mail/"))
    look("desk enters a wrong address", desk.post(f"{case}e-mail/", {"email": "amal@gmial.com"}))
    look("case with a correction", desk.get(case))


def deletion_asked(person: Person, look: Look) -> None:
    """After a decision the organisation answers."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    application = make_application(organisation, state="accepted")
    base, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(person, application)
    desk, case = signed_in(person, member), f"/de/schreibtisch/bewerbungen/{application.number}/"
    look("ask for deletion", holder.get(f"{base}loeschen/"))
    look("deletion asked for", holder.post(f"{base}loeschen/", {"go": "ask"}, follow=True))
    look("deletion waits", holder.get(f"{base}loeschen/"))
    look("case with a request", desk.get(case))
    look("answer a request", desk.get(f"{case}loeschverlangen/"))
    look("refuse without a reason", desk.post(f"{case}loeschverlangen/", {"answer": "refuse"}))
    services.refuse_erasure(application, actor=Actor.staff(member), reason="Wir brauchen es noch.")
    look("deletion refused", holder.get(base))
    look("case with a refusal", desk.get(case))


def _answer(person: Person, look: Look, application: Any, go: str) -> None:
    sides = ((mails.EMAIL_NEW_LINK, "neu"), (mails.EMAIL_OLD_LINK, "alt"))
    for address, side in [(f"{side}/{token(purpose, application)}", side) for purpose, side in sides]:
        client = person()
        page = client.get(f"/de/bewerbung/adresse/{address}/", follow=True)
        if page.status_code == 410:  # refused in the other mailbox
            look("address refused elsewhere", page, status=410)
            continue
        look(f"agree, {side}", page)
        look(f"{go}, {side}", client.post(page.request["PATH_INFO"], {"go": go}))
