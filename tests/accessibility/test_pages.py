"""axe-core on every kind of page at 360 px, as Django's test client gets it; nothing may be wider than the phone."""

import mimetypes
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from vielfalt.demo.english import load_english
from vielfalt.demo.newsroom import load_newsroom

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import NewsPage, PressReleasePage
from cms_apps.pages.services import setup_site
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CONFIRM_LINK, STATUS_LINK
from cms_apps.workflow.actors import Actor
from tests.accessibility.axe import violations
from tests.factories.people import make_application, make_member, make_run, make_user
from tests.volunteering.test_spine import STEPS, fill_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ORIGIN = "http://pages.test"
PHONE = {"width": 360, "height": 740}
Look = Callable[..., None]


class Looker:
    """Shows what the test client got in a real browser and keeps what is wrong."""

    def __init__(self, page: Any) -> None:
        self.page, self.html = page, b""
        self.wrong: dict[str, list[str]] = {}
        page.route("**/*", self._answer)

    def __call__(self, name: str, response: Any, *, status: int = 200) -> None:
        """Look at one page, light and dark."""
        assert response.status_code == status, f"{name} answers {response.status_code}"
        self.html = response.content
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.page.goto(f"{ORIGIN}/{name}")
            found = violations(self.page)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > PHONE["width"]:
                found.append(f"{wide} px wide")
            if found:
                self.wrong[f"{name}, {scheme}"] = found

    def _answer(self, route: Any) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        kind = mimetypes.guess_type(path)[0] or "font/woff2"
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")), content_type=kind)
        elif path.startswith("/media/"):
            with default_storage.open(path.removeprefix("/media/")) as file:
                route.fulfill(body=file.read(), content_type=kind)
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")


@pytest.fixture
def look(chromium: Any) -> Iterator[Look]:
    context = chromium.new_context(viewport=PHONE, locale="de-DE")
    looker = Looker(context.new_page())
    yield looker
    context.close()
    assert looker.wrong == {}


def token(purpose: str, application: Any) -> str:
    return links.token(Link.objects.get(purpose=purpose, object_key=str(application.key)))


def holder_of(application: Any) -> Client:
    """A browser that has opened the status link."""
    client = Client()
    client.get(f"/de/bewerbung/stand/oeffnen/{token(STATUS_LINK, application)}/")
    return client


def test_public_pages(client, look):
    setup_site()
    users = {name: make_user(name, is_superuser=True) for name in ("redaktion", "chefredaktion")}
    load_newsroom(users, timezone.now())

    for name in ("", "mitmachen", "traeger", "aktuelles", "presse", "datenschutz", "kontakt"):
        look(name or "start", client.get(f"/de/{name}/" if name else "/de/"))
    drain()
    for words in ("", "?q=Lotsinnen", "?q=Papageien"):
        look(f"suche{words}", client.get(f"/de/suche/{words}"))
    look("empty list", client.get("/de/aktuelles/?jahr=1999"))
    for page in (NewsPage.objects.live().first(), PressReleasePage.objects.live().first()):
        look(page.slug, client.get(page.get_url()))


def test_english_pages(client, look):
    setup_site()
    users = {name: make_user(name, is_superuser=True) for name in ("redaktion", "chefredaktion")}
    load_newsroom(users, timezone.now())
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


def test_list_of_organisations(client, look, organisation, other_organisation):
    setup_site()

    look("traeger", client.get("/de/traeger/"))


def test_steps_of_the_sign_up(client, look, organisation):
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
    for name in ("gespeichert", "neu"):
        look(name, client.get(f"{start}{name}/"))
    look("draft of somebody else", Client().get(f"{start}zeiten/"), status=404)
    assert set(STEPS) < set(wrong)


def test_after_sending(client, look, organisation):
    check = fill_in(client, organisation)
    look("whole check page", client.get(check))
    sent = client.post(check, {"pruefen-privacy_notice": "on"}).url
    look("sent", client.get(sent))


def test_links_and_status(client, look, organisation):
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
    holder = holder_of(received)
    look("status received", holder.get(status))
    look("withdraw", holder.get(f"{status}zurueckziehen/"))
    holder.post(f"{status}zurueckziehen/")
    look("status withdrawn", holder.get(status))


def test_status_with_a_place(look, organisation):
    actor = Actor.staff(make_member(organisation))
    application = make_application(organisation)
    services.take_into_review(application, actor=actor)
    services.accept(application, actor=actor, run=make_run(organisation), message="Wir freuen uns.")
    status, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(application)

    page = holder.get(status)
    look("status accepted", page)
    place = re.search(r'href="(\S+/kursplatz/\d+/)"', page.content.decode())
    assert place
    look("give up the place", holder.get(place[1]))
    look("stop", holder.get(f"{status}aufhoeren/"))


def test_waiting_list(look, organisation):
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
        status, holder = f"/de/bewerbung/stand/{application.number}/", holder_of(application)
        look(f"status {place.state}", holder.get(status))
        for verb in verbs:
            look(verb, holder.get(f"{status}kursplatz/{place.pk}/{verb}/"))


def test_desk(client, look, organisation):
    coordinator = make_member(organisation, first_name="Tamara", last_name="Vogel")
    make_run(organisation)
    look("no access", _signed_in(make_user()).get("/de/schreibtisch/"), status=403)
    desk = _signed_in(coordinator)
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


def test_account_and_error_pages(client, look):
    look("sign in", client.get("/de/konto/anmelden/"))
    look("wrong password", client.post("/de/konto/anmelden/", {"login": "a@b.example", "password": "falsch"}))
    look("password forgotten", client.get("/de/konto/passwort/vergessen/"))
    look("password mail sent", client.get("/de/konto/passwort/vergessen/gesendet/"))
    look("password link over", client.get("/de/konto/passwort/neu/1-abc/"))
    look("404", client.get("/de/gibt-es-nicht/"), status=404)
    strict = Client(enforce_csrf_checks=True)
    look("expired form", strict.post("/de/konto/abmelden/"), status=403)
    for code in (400, 500, 503):
        look(str(code), _Static(render_to_string(f"{code}.html", {"error_id": "9f3a02c1"})))


class _Static:
    """A page that needs no request."""

    status_code = 200

    def __init__(self, html: str) -> None:
        self.content = html.encode()


def _signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client
