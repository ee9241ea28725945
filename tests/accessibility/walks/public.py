"""What everybody sees: pages, blocks, errors, the sign-in."""

import time
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.translation import override
from vielfalt.demo.english import load_english
from vielfalt.demo.newsroom import load_newsroom
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from cms_apps.accounts.services import issue_invitation
from cms_apps.accounts.sessions import BEGAN, SEEN
from cms_apps.content.models import Boilerplate, Contact, PreviewKind, Spokesperson
from cms_apps.content.previews.services import give
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.media.models import Download, Picture
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import NewsIndexPage, NewsPage, PressIndexPage, PressReleasePage, Subscriber
from cms_apps.pages.press_list.mails import CONFIRM_LINK, LEAVE_LINK
from cms_apps.pages.services import setup_site, translate_site
from tests.accessibility.walks.people import Look, Person, signed_in
from tests.accounts.passkeys import credential
from tests.factories.people import (
    make_municipality,
    make_organisation,
    make_run,
    make_user,
)


def public_pages(person: Person, look: Look) -> None:
    client = person()
    home = setup_site()
    users = {name: make_user(name, is_superuser=True) for name in ("redaktion", "chefredaktion")}
    load_newsroom(home, users, timezone.now())
    make_run(make_organisation("Verein Ufer"))  # a next course on the start page
    person.pages_are_there()

    for name in ("", "mitmachen", "traeger", "aktuelles", "presse", "datenschutz", "kontakt"):
        look(name or "start", client.get(f"/de/{name}/" if name else "/de/"))
    look("questions", client.get("/de/fragen-und-antworten/"))
    page_types(client, look)
    drain()
    look("deletion concept", client.get("/de/loeschkonzept/"))
    for words in ("", "?q=Lotsinnen", "?q=Papageien"):
        look(f"suche{words}", client.get(f"/de/suche/{words}"))
    look("report a barrier", client.get("/de/barriere-melden/?seite=/de/aktuelles/"))
    look("report a barrier with errors", client.post("/de/barriere-melden/", {"email": "falsch"}))
    look("barrier reported", client.post("/de/barriere-melden/", {"text": "Das Menü."}, follow=True))
    look("feedback", client.get("/de/rueckmeldung/?seite=/de/aktuelles/"))
    look("feedback with errors", client.post("/de/rueckmeldung/", {}))
    look("feedback given", client.post("/de/rueckmeldung/", {"helped": "no"}, follow=True))
    look("empty list", client.get("/de/aktuelles/?jahr=1999"))
    for page in (NewsPage.objects.live().first(), PressReleasePage.objects.live().first()):
        look(page.slug, client.get(page.get_url()))


def page_types(client: Client, look: Look) -> None:
    """One page of each type that the demo has besides news and releases."""
    guides = (
        "",
        "service/",
        "materialien/",
        "gute-beispiele/",
        "gute-beispiele/kaffee-vor-dem-amt/",
        "kurse/",
        "zahlen-und-fakten/",
    )
    for path in (*(f"lotsinnen/{name}" for name in guides), "organisationen/"):
        look(path, client.get(f"/de/{path}"))
    run = make_run(make_organisation("Träger mit Kurs"))
    look("course", client.get(f"/de/lotsinnen/kurse/{run.pk}/"))
    for path in ("", "?archiv=ja", "qualitaetszirkel/", "fachtag-gesundheit/"):
        look(f"events {path}", client.get(f"/de/veranstaltungen/{path}"))


def drafts_for_a_person(person: Person, look: Look) -> None:
    """A ministry is asked for approval, a journalist reads ahead; both without an account."""
    home = setup_site()
    author = make_user("redaktion", is_superuser=True)
    page = (
        NewsIndexPage.objects.child_of(home)
        .get()
        .add_child(instance=NewsPage(title="Ein Abend", lead="Alle kamen.", locale=home.locale, live=False))
    )
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    person.pages_are_there()
    for kind in PreviewKind:
        preview = give(
            page, kind, name="Kim Beispiel", email="kim@beispiel.example", language=person.language,
            message="Bitte bis Freitag.", expires_at=timezone.now() + timedelta(days=3), user=author,
        )  # fmt: skip
        client, door = person(), f"/{person.language}/vorschau/{preview.key}/"
        token = links.token(Link.objects.get(object_key=str(preview.key)))
        look(f"{kind}: door", client.get(f"/{person.language}/vorschau/link/{token}/", follow=True))
        if kind == PreviewKind.APPROVAL:
            look("approval without an answer", client.post(door, {}))
            said = {"answer": "change", "comment": "Der Name stimmt nicht.", "seen": page.latest_revision_id}
            look("answered", client.post(door, said, follow=True))
    look("preview of somebody else", person().get(f"/{person.language}/vorschau/{preview.key}/"), status=404)


def press_list(person: Person, look: Look) -> None:
    """A newsroom orders the releases by mail, confirms, leaves."""
    client, form = person(), f"/{person.language}/presseverteiler/"
    look("order releases", client.get(form))
    look("order with errors", client.post(form, {"email": "falsch"}))
    order = {"email": "redaktion@zeitung.example", "language": "de", "agreed": "on"}
    look("ordered", client.post(form, order, follow=True))
    subscriber = Subscriber.objects.get()
    for purpose, door in ((CONFIRM_LINK, "bestaetigen"), (LEAVE_LINK, "abbestellen")):
        token = links.token(Link.objects.get(purpose=purpose, object_key=str(subscriber.key)))
        look(door, client.get(f"{form}{door}/{token}/", follow=True))
        look(f"{door}: done", client.post(f"{form}{door}/", follow=True))
    look("link that nobody made", client.get(f"{form}{door}/{token[::-1]}/"), status=404)


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
    for name in ("", "mithelfen/", "kontakt/"):
        look(f"easy {name}", client.get(f"/de-ls/{name}"))
    look("not in Leichte Sprache", client.get("/de-ls/presse/"), status=404)
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
    look("one of them", client.get(f"/de/traeger/{HostOrganisation.objects.get(name='Träger A').slug}/"))


def account_and_error_pages(person: Person, look: Look) -> None:
    client = person()
    look("sign in", client.get("/de/konto/anmelden/"))
    look("wrong password", client.post("/de/konto/anmelden/", {"login": "a@b.example", "password": "falsch"}))
    look("password forgotten", client.get("/de/konto/passwort/vergessen/"))
    look("password mail sent", client.get("/de/konto/passwort/vergessen/gesendet/"))
    look("password link over", client.get("/de/konto/passwort/neu/1-abc/"))
    code = "/de/konto/anmelden/code/"
    look("ask for a code", client.get(code))
    look("ask for a code with errors", client.post(code, {"email": "amal"}))
    look("type the code", client.post(code, {"email": "amal@beispiel.example"}, follow=True))
    look("wrong code", client.post(f"{code}eingeben/", {"code": "0000-0000"}))
    look("404", client.get("/de/gibt-es-nicht/"), status=404)
    strict = person(enforce_csrf_checks=True)
    look("expired form", strict.post("/de/konto/abmelden/"), status=403)
    for code in (400, 413, 500, 503):
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
        look(path, signed_in(person, user).get(f"/de/konto/{path}"))
    second_factor(person, look)
    fresh = signed_in(person, make_user())
    session = fresh.session
    session.update({BEGAN: time.time(), SEEN: time.time()})
    session.save()
    look("first password", fresh.get("/de/konto/passwort/setzen/"))
    typed = {"expected": "1", "message": "Bis bald."}
    look("signed out", client.post("/de/schreibtisch/bewerbungen/AAA-AAA/zusagen/", typed), status=403)
    request = RequestFactory().get("/de/")
    with override(person.language):
        for code in (403, 429):
            look(str(code), _Static(render_to_string(f"{code}.html", {}, request=request)))


def second_factor(person: Person, look: Look) -> None:
    """The page "Mein Konto", and all that sets up, asks for and removes a second factor."""
    secret, word = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "Ein-langes-Wort-9"
    user, client, here = make_user(password=word), person(), f"/{person.language}/konto"
    client.post(f"{here}/anmelden/", {"login": user.username, "password": word})
    client.post(f"{here}/noch-einmal-anmelden/", {"password": word})
    for path in ("", "app/", "passkeys/", "passkeys/neu/"):
        look(f"account {path}", client.get(f"{here}/sicherheit/{path}"))
    look("wrong code", client.post(f"{here}/sicherheit/app/", {"code": "000000"}))
    TOTP.activate(user, secret)
    look("recovery codes to make", client.get(f"{here}/sicherheit/ersatzcodes/neu/"))
    client.post(f"{here}/sicherheit/ersatzcodes/neu/")
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Mein Telefon", "credential": credential()}
    )
    for path in (
        "",
        "ersatzcodes/",
        "app/entfernen/",
        "passkeys/",
        f"passkeys/{key.pk}/",
        f"passkeys/{key.pk}/entfernen/",
    ):
        look(f"account {path} with factors", client.get(f"{here}/sicherheit/{path}"))
    look("passkey again", client.get(f"{here}/zweiter-faktor/passkey/"))
    key.delete()
    look("factor again", client.get(f"{here}/zweiter-faktor/noch-einmal/"))
    entering = person()
    entering.post(f"{here}/anmelden/", {"login": user.username, "password": word})
    look("second factor", entering.get(f"{here}/zweiter-faktor/"))


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


def full_release(person: Person, look: Look) -> None:
    """A press release with all that it can have."""
    home = setup_site()
    picture = Picture.objects.create(
        title="Weg", file=get_test_image_file(), credit="Zentrum", licence="CC BY 4.0"
    )
    paper = Download.objects.create(title="Leitfaden", file=ContentFile(b"%PDF-1.4", name="leitfaden.pdf"))
    speaker = Spokesperson.objects.create(name="Kim Sommer", offices=[("office", {"title": "Leitung"})])
    channels = [("channel", {"name": "Mastodon", "address": "https://social.vielfalt.example/@zentrum"})]
    figure = {
        "precision": "over", "value": "4.6", "unit": "Mio. Euro", "label": "Förderung", "source": "Zentrum",
        "as_of": timezone.localdate(),
    }  # fmt: skip
    release = PressReleasePage(
        title="Ehrung", subheadline="Dank an viele", lead="Alle kamen.", issuer="Zentrum", locale=home.locale,
        boilerplate=Boilerplate.objects.create(title="Über uns", text="Wir beraten.", channels=channels),
        body=[
            ("statement", {"speaker": speaker, "text": "Danke."}),
            ("key_figures", {"heading": "Zahlen", "figures": [figure]}),
        ],
        pictures=[("picture", {"picture": picture, "caption": "Am Tor"})],
        attachments=[("file", paper)],
        corrections=[("correction", {"date": timezone.localdate(), "text": "Es waren 33."})],
    )  # fmt: skip
    PressIndexPage.objects.child_of(home).get().add_child(instance=release)
    release.save_revision().publish()
    person.pages_are_there()

    look("full release", person().get(release.get_url()))


class _Static:
    """A page that needs no request."""

    status_code = 200

    def __init__(self, html: str) -> None:
        self.content = html.encode()
