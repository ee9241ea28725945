"""Every way through the site, page by page: whoever looks gets each answer.

A walk is a function of a `Person` (who may speak another language) and of `look(name, response, status=200)`.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from django.utils.translation import override
from vielfalt.demo.english import load_english
from vielfalt.demo.newsroom import load_newsroom
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from cms_apps.accounts.services import issue_invitation
from cms_apps.content.models import Contact
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.media.models import Download, Picture
from cms_apps.organisations.models import Membership
from cms_apps.organisations.services import add_question
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import NewsPage, PressReleasePage
from cms_apps.pages.services import setup_site, translate_site
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CONFIRM_LINK, PARENT_LINK, STATUS_LINK
from cms_apps.volunteering.models import Application, Draft
from cms_apps.volunteering.services.resuming import code_of
from cms_apps.volunteering.ticks import let_rest
from cms_apps.workflow.actors import Actor
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
    make_user,
)
from tests.volunteering.test_spine import STEPS, fill_in

Look = Callable[..., None]


class Person:
    """Makes browsers: `person()` is a client."""

    language = "de"

    def __call__(self, **options: Any) -> Client:
        """A browser without any cookie."""
        return Client(**options)

    def pages_are_there(self) -> None:
        """What has to be done once the German pages stand; nothing for somebody who reads German."""


def token(purpose: str, application: Any) -> str:
    return links.token(Link.objects.get(purpose=purpose, object_key=str(application.key)))


def holder_of(person: Person, application: Any) -> Client:
    """A browser that has opened the status link."""
    client = person()
    client.get(f"/de/bewerbung/stand/oeffnen/{token(STATUS_LINK, application)}/")
    return client


def public_pages(person: Person, look: Look) -> None:
    client = person()
    home = setup_site()
    users = {name: make_user(name, is_superuser=True) for name in ("redaktion", "chefredaktion")}
    load_newsroom(home, users, timezone.now())
    person.pages_are_there()

    for name in ("", "mitmachen", "traeger", "aktuelles", "presse", "datenschutz", "kontakt"):
        look(name or "start", client.get(f"/de/{name}/" if name else "/de/"))
    drain()
    for words in ("", "?q=Lotsinnen", "?q=Papageien"):
        look(f"suche{words}", client.get(f"/de/suche/{words}"))
    look("empty list", client.get("/de/aktuelles/?jahr=1999"))
    for page in (NewsPage.objects.live().first(), PressReleasePage.objects.live().first()):
        look(page.slug, client.get(page.get_url()))


def english_pages(person: Person, look: Look) -> None:
    client = person()
    home = setup_site()
    users = {name: make_user(name, is_superuser=True) for name in ("redaktion", "chefredaktion")}
    load_newsroom(home, users, timezone.now())
    translate_site(home)
    load_english(users)

    for name in (
        "",
        "take-part",
        "find-support",
        "news",
        "press",
        "privacy",
        "news/open-hours-in-six-languages",
    ):
        look(f"english {name}", client.get(f"/en/{name}/" if name else "/en/"))
    look("not translated", client.get("/en/gebaerdensprache/"), status=404)
    table = NewsPage.objects.live().first()
    rows = [{"values": ["Gießen", "12"]}]
    columns = [{"type": "text", "heading": "Kreis"}, {"type": "number", "heading": "Menschen"}]
    table.body = [("table", {"columns": columns, "rows": rows, "caption": "Wer mitmacht"})]
    table.save()
    look("table", client.get(table.get_url()))


def list_of_organisations(person: Person, look: Look) -> None:
    client = person()
    make_organisation("Träger A", serves=make_municipality())
    make_organisation("Träger B", serves=make_municipality("Anderswo", code="34117", ags="06611"))
    setup_site()
    person.pages_are_there()

    look("traeger", client.get("/de/traeger/"))


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
    look("give up the place", holder.get(place[1]))
    look("stop", holder.get(f"{status}aufhoeren/"))


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


def desk(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    coordinator = make_member(organisation, first_name="Tamara", last_name="Vogel")
    make_run(organisation)
    look("no access", _signed_in(person, make_user()).get("/de/schreibtisch/"), status=403)
    desk = _signed_in(person, coordinator)
    look("empty queue", desk.get("/de/schreibtisch/"))
    received = make_application(organisation)
    for state in ("accepted", "declined", "withdrawn"):
        make_application(organisation, state=state)
    case = f"/de/schreibtisch/bewerbungen/{received.number}/"
    look("queue", desk.get("/de/schreibtisch/"))
    look("decided", desk.get("/de/schreibtisch/?stand=entschieden"))
    look("case", desk.get(case))
    look("case that somebody else decided", desk.post(f"{case}pruefen/", {"expected": "0"}), status=409)
    services.take_into_review(received, actor=Actor.staff(coordinator))
    look("case in review", desk.get(case))
    for verb in ("zusagen", "ablehnen"):
        look(verb, desk.get(f"{case}{verb}/"))
        look(f"{verb} with errors", desk.post(f"{case}{verb}/", {"course": "0", "expected": "1"}))


def account_and_error_pages(person: Person, look: Look) -> None:
    client = person()
    look("sign in", client.get("/de/konto/anmelden/"))
    look("wrong password", client.post("/de/konto/anmelden/", {"login": "a@b.example", "password": "falsch"}))
    look("password forgotten", client.get("/de/konto/passwort/vergessen/"))
    look("password mail sent", client.get("/de/konto/passwort/vergessen/gesendet/"))
    look("password link over", client.get("/de/konto/passwort/neu/1-abc/"))
    look("404", client.get("/de/gibt-es-nicht/"), status=404)
    strict = person(enforce_csrf_checks=True)
    look("expired form", strict.post("/de/konto/abmelden/"), status=403)
    for code in (400, 500, 503):
        look(str(code), _Static(render_to_string(f"{code}.html", {"error_id": "9f3a02c1"})))


def pages_of_an_account(person: Person, look: Look) -> None:
    client = person()
    for path in ("neu/", "gesperrt/", "passwort/geaendert/"):
        look(path, client.get(f"/de/konto/{path}"))
    invited = f"/de/konto/einladung/{links.token(issue_invitation(make_user()))}/"
    look("invitation", client.get(invited, follow=True))
    look("invitation that nobody knows", client.get("/de/konto/einladung/abc/"), status=410)
    user = make_user(password="Ein-langes-Wort-9")
    for path in ("abmelden/", "passwort/", "noch-einmal-anmelden/"):
        look(path, _signed_in(person, user).get(f"/de/konto/{path}"))
    look("first password", _signed_in(person, make_user()).get("/de/konto/passwort/setzen/"))
    typed = {"expected": "1", "message": "Bis bald."}
    look("signed out", client.post("/de/schreibtisch/bewerbungen/AAA-AAA/zusagen/", typed), status=403)
    request = RequestFactory().get("/de/")
    with override(person.language):
        for code in (403, 429):
            look(str(code), _Static(render_to_string(f"{code}.html", {}, request=request)))


def every_block(person: Person, look: Look) -> None:
    """A page with all that an editor can put into a text."""
    home = setup_site()
    contact = Contact.objects.create(name="Lea Sommer", office="Presse", email="lea@vielfalt.example")
    picture = Picture.objects.create(title="Weg", file=get_test_image_file(), credit="Zentrum")
    paper = Download.objects.create(title="Leitfaden", file=ContentFile(b"%PDF-1.4", name="leitfaden.pdf"))
    page = home.get_children().get(slug="mitmachen").specific
    columns = [{"type": "text", "heading": "Kreis"}, {"type": "number", "heading": "Menschen"}]
    page.contact = contact
    page.body = [
        ("heading", "Wer mitmacht"),
        ("text", RichText("<p>Ein Absatz.</p>")),
        ("quote", {"text": "Ich gehe mit.", "name": "Amira", "office": "Lotsin"}),
        ("picture", {"picture": picture, "caption": "Am Tor"}),
        ("figures", {"heading": "Zahlen", "source": "", "figures": [{"value": "12", "label": "Sprachen"}]}),
        ("table", {"columns": columns, "rows": [{"values": ["Gießen", "12"]}], "caption": "Wer mitmacht"}),
        ("downloads", {"heading": "Zum Herunterladen", "files": [paper]}),
        ("button", {"title": "Jetzt bewerben", "page": None, "address": "/bewerbung/"}),
        ("contact", {"heading": "Fragen?", "contact": contact}),
    ]
    page.save_revision().publish()
    person.pages_are_there()

    look("every block", person().get("/de/mitmachen/"))


def mails_at_the_desk(person: Person, look: Look) -> None:
    """A Träger's own texts, where its mails go, and a mail that did not arrive."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    administrator = make_member(organisation, role="administrator")
    client = _signed_in(person, administrator)
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
    look("queue with a lost mail", client.get("/de/schreibtisch/"))


def settings_of_an_organisation(person: Person, look: Look) -> None:
    """What an administrator sets, and what anybody else sees of it."""
    organisation, other = (
        make_organisation("Träger A", serves=make_municipality()),
        make_organisation("Träger B"),
    )
    question = add_question(organisation, texts={"de": "Wie sind Sie auf uns gekommen?"})
    administrator = make_member(organisation, role="administrator")
    client, base = _signed_in(person, administrator), f"/de/schreibtisch/einstellungen/{organisation.pk}/"
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
    reader = _signed_in(person, make_member(organisation, role="reader"))
    look("only administrators", reader.post(f"{base}karte/", {}), status=403)
    Membership.objects.create(organisation=other, user=administrator, role="administrator")
    look("choice of settings", client.get("/de/schreibtisch/einstellungen/"))


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


def middle_of_life(person: Person, look: Look) -> None:
    """Query, talk, list, rest, and messages; at the desk and by the status link."""
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation)
    actor, desk_client = Actor.staff(member), _signed_in(person, member)
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
    look("kept ones", desk_client.get("/de/schreibtisch/?stand=vorgemerkt"))


class _Static:
    """A page that needs no request."""

    status_code = 200

    def __init__(self, html: str) -> None:
        self.content = html.encode()


def _signed_in(person: Person, user: Any) -> Client:
    client = person()
    client.force_login(user)
    return client


IN_GERMAN = (
    public_pages,
    list_of_organisations,
    steps_of_the_sign_up,
    after_sending,
    links_and_status,
    status_with_a_place,
    waiting_list,
    desk,
    account_and_error_pages,
    pages_of_an_account,
    every_block,
    mails_at_the_desk,
    parents,
    settings_of_an_organisation,
    steps_that_only_some_ask,
    middle_of_life,
)
WALKS = (*IN_GERMAN, english_pages)
