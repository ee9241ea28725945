"""Who may open what: one row for each pattern of ours, one for each namespace of the Wagtail admin.

`path` is the address that the tests ask for; `{number}`, `{foreign}` … stand for real objects of
`tests/architecture/world.py`. The other columns are what people get:

- `anonymous`: without sign-in, link or draft
- `stranger`: signed in, member of nothing, no editor
- `foreign`: coordinator of another organisation
- `own`: whom the row is for (`who`)

"login" is a redirect to the sign-in, a number is the status of a GET.
"""

from dataclasses import dataclass
from enum import Enum

from cms_apps.content.addresses import GERMAN_IN_EASY

LOGIN, MOVED = "login", 302


class Who(Enum):
    PUBLIC = "everybody"
    LINK = "whoever holds the secret link"
    DRAFT = "the browser that owns the draft"
    SIGNED_IN = "whoever is signed in"
    MEMBER = "members of a host organisation"
    CENTRE = "members of the centre"
    COORDINATOR = "deciding members of the application's organisation"
    EDITOR = "people with access to the Wagtail admin"


@dataclass(frozen=True)
class Row:
    route: str
    who: Who
    path: str
    anonymous: int | str
    stranger: int | str
    foreign: int | str
    own: int | str


P, L, D, S, M, C, E, Z = (
    Who.PUBLIC, Who.LINK, Who.DRAFT, Who.SIGNED_IN, Who.MEMBER, Who.COORDINATOR, Who.EDITOR, Who.CENTRE,
)  # fmt: skip
KONTO, SIGN_UP, DESK = "de/konto/", "de/bewerbung/", "de/schreibtisch/"
CASE, OWN = f"{DESK}bewerbungen/<str:number>/", f"{SIGN_UP}stand/<str:number>/"
CASE_PATH, OWN_PATH = f"/{DESK}bewerbungen/{{number}}/", f"/{SIGN_UP}stand/{{number}}/"
HOST, HOST_PATH = f"{DESK}einstellungen/<int:organisation>/", f"/{DESK}einstellungen/{{organisation}}/"
SHOWN = "de/vorschau/"
VERTEILER = "de/presseverteiler/"
DRAFT, DRAFT_PATH = f"{SIGN_UP}<uuid:draft>/", f"/{SIGN_UP}{{draft}}/"


def _open(route: str, path: str = "", status: int = 200) -> Row:
    return Row(route, P, path or f"/{route}", status, status, status, status)


TABLE = [
    # the house itself
    _open("", "/", MOVED),
    _open("healthz"),
    _open("readyz"),
    _open(".well-known/security.txt"),
    _open("sitemap.xml"),
    _open("robots.txt"),
    _open("django-admin/login/", status=LOGIN),
    _open("admin/login/", status=LOGIN),
    _open(r"^media/(?P<path>.*)$", "/media/nothing.png", 404),
    _open(r"dokumente/^(\d+)/(.*)$", "/dokumente/4711/nothing.pdf", 404),
    _open(
        "dokumente/authenticate_with_password/<int:restriction_id>/",
        "/dokumente/authenticate_with_password/1/",
        404,
    ),
    _open(r"^(?P<path>(?:bewerbung|konto|mein-bereich|schreibtisch)/.*)$", "/bewerbung/", MOVED),
    _open(rf"^de-ls/(?P<path>(?:{'|'.join(sorted(GERMAN_IN_EASY))})/.*)$", "/de-ls/bewerbung/", MOVED),
    # pages
    _open(r"de/^((?:[\w\-]+/)*)$", "/de/"),
    _open(
        "de/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "/de/_util/authenticate_with_password/1/1/",
        404,
    ),
    _open("de/_util/login/", status=LOGIN),
    _open("de/suche/"),
    _open("de/barriere-melden/"),
    _open("de/barriere-melden/gemeldet/"),
    # press releases by mail
    _open(VERTEILER),
    *(_open(f"{VERTEILER}{name}/") for name in ("bestellt", "bestaetigt", "abbestellt")),
    Row(f"{VERTEILER}bestaetigen/", L, f"/{VERTEILER}bestaetigen/", 404, 404, 404, 200),
    Row(f"{VERTEILER}bestaetigen/<str:token>/", L, f"/{VERTEILER}bestaetigen/{{subscribe}}/", MOVED, MOVED, MOVED, MOVED),
    Row(f"{VERTEILER}abbestellen/", L, f"/{VERTEILER}abbestellen/", 404, 404, 404, 200),
    Row(f"{VERTEILER}abbestellen/<str:token>/", L, f"/{VERTEILER}abbestellen/{{leave}}/", MOVED, MOVED, MOVED, MOVED),
    # guests of an event
    _open("de/veranstaltung-anmelden/gesendet/"),
    _open("de/veranstaltung-anmelden/<int:run>/", "/de/veranstaltung-anmelden/{event}/"),
    Row("de/veranstaltung-anmelden/link/<str:token>/", L, "/de/veranstaltung-anmelden/link/{guest_link}/", MOVED, MOVED, MOVED, MOVED),
    *(
        Row(f"de/veranstaltung-anmelden/meine/<uuid:key>/{verb}", L, f"/de/veranstaltung-anmelden/meine/{{guest}}/{verb}", 404, 404, 404, own)
        for verb, own in (("", 200), ("bestaetigen/", MOVED), ("absagen/", 200))
    ),
    # whoever was shown a certificate
    _open("de/zertifikat/"),
    _open("de/zertifikat/<str:code>/", "/de/zertifikat/{code}/"),
    _open("de/kurs-rueckmeldung/danke/"),
    Row("de/kurs-rueckmeldung/<str:token>/", L, "/de/kurs-rueckmeldung/{asked_how}/", 200, 200, 200, 200),
    _open("de/rueckmeldung/"),
    _open("de/rueckmeldung/danke/"),
    # drafts for people without an account
    Row(f"{SHOWN}link/<str:token>/", L, f"/{SHOWN}link/{{shown}}/", MOVED, MOVED, MOVED, MOVED),
    Row(f"{SHOWN}<uuid:key>/", L, f"/{SHOWN}{{preview}}/", 404, 404, 404, 200),
    Row(f"{SHOWN}<uuid:key>/entwurf/", L, f"/{SHOWN}{{preview}}/entwurf/", 404, 404, 404, MOVED),
    _open("de/begleitung/gesendet/"),
    _open("de/begleitung/<int:organisation>/", "/de/begleitung/{host}/"),
    Row("de/begleitung/link/<str:token>/", L, "/de/begleitung/link/{asker}/", MOVED, MOVED, MOVED, MOVED),
    Row("de/begleitung/anfrage/<str:number>/", L, "/de/begleitung/anfrage/{request}/", 404, 404, 404, 200),
    *(
        Row(f"de/begleitung/anfrage/<str:number>/{verb}/", L, f"/de/begleitung/anfrage/{{request}}/{verb}/", 404, 404, 404, own)
        for verb, own in (("erledigt", 200), ("weitergeben", MOVED))
    ),
    # sign-in
    Row(KONTO, S, f"/{KONTO}", LOGIN, MOVED, MOVED, MOVED),
    Row(f"{KONTO}einladung/", L, f"/{KONTO}einladung/", 410, 410, 410, 200),
    Row(
        f"{KONTO}einladung/<str:token>/", L, f"/{KONTO}einladung/{{invitation}}/", MOVED, MOVED, MOVED, MOVED
    ),
    Row(f"{KONTO}anmelden/", P, f"/{KONTO}anmelden/", 200, MOVED, MOVED, 200),
    Row(f"{KONTO}anmelden/code/", P, f"/{KONTO}anmelden/code/", 200, MOVED, MOVED, 200),
    # moves on to where a code is asked for, until that was done
    Row(f"{KONTO}anmelden/code/eingeben/", P, f"/{KONTO}anmelden/code/eingeben/", LOGIN, MOVED, MOVED, LOGIN),
    Row(f"{KONTO}abmelden/", S, f"/{KONTO}abmelden/", MOVED, 200, 200, 200),
    _open(f"{KONTO}gesperrt/"),
    Row(f"{KONTO}neu/", P, f"/{KONTO}neu/", 200, MOVED, MOVED, 200),
    Row(f"{KONTO}noch-einmal-anmelden/", S, f"/{KONTO}noch-einmal-anmelden/", LOGIN, 200, 200, 200),
    Row(f"{KONTO}passwort/", S, f"/{KONTO}passwort/", LOGIN, 200, 200, 200),
    Row(f"{KONTO}passwort/setzen/", S, f"/{KONTO}passwort/setzen/", LOGIN, MOVED, MOVED, MOVED),
    _open(f"{KONTO}passwort/vergessen/"),
    _open(f"{KONTO}passwort/vergessen/gesendet/"),
    _open(
        KONTO + r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", f"/{KONTO}passwort/neu/1-falsch/"
    ),
    _open(f"{KONTO}passwort/geaendert/"),
    # second factor: a stranger of this table has a password and no factor yet
    Row(f"{KONTO}sicherheit/", S, f"/{KONTO}sicherheit/", LOGIN, 200, 200, 200),
    *(
        Row(f"{KONTO}sicherheit/{one}", S, f"/{KONTO}sicherheit/{one}", LOGIN, MOVED, MOVED, MOVED)
        for one in ("app/", "ersatzcodes/neu/", "passkeys/neu/")
    ),
    Row(f"{KONTO}sicherheit/app/entfernen/", S, f"/{KONTO}sicherheit/app/entfernen/", LOGIN, 404, 404, 404),
    *(
        Row(f"{KONTO}sicherheit/{one}", S, f"/{KONTO}sicherheit/{one}", LOGIN, 404, 404, 404)
        for one in ("ersatzcodes/", "ersatzcodes/datei/")
    ),
    Row(f"{KONTO}sicherheit/passkeys/", S, f"/{KONTO}sicherheit/passkeys/", LOGIN, 200, 200, 200),
    *(
        Row(f"{KONTO}sicherheit/passkeys/{one}", S, f"/{KONTO}sicherheit/passkeys/{path}", LOGIN, MOVED, MOVED, MOVED)
        for one, path in (("<int:pk>/", "1/"), ("<int:pk>/entfernen/", "1/entfernen/"))
    ),
    *(
        Row(f"{KONTO}sicherheit/abmelden/{one}", S, f"/{KONTO}sicherheit/abmelden/{path}", LOGIN, 405, 405, 405)
        for one, path in (("", ""), ("<int:pk>/", "4711/"))
    ),
    Row(f"{KONTO}zweiter-faktor/", P, f"/{KONTO}zweiter-faktor/", LOGIN, MOVED, MOVED, LOGIN),
    *(
        Row(f"{KONTO}zweiter-faktor/{one}/", S, f"/{KONTO}zweiter-faktor/{one}/", LOGIN, MOVED, MOVED, MOVED)
        for one in ("noch-einmal", "passkey")
    ),
    Row(f"{KONTO}anmelden/passkey/", P, f"/{KONTO}anmelden/passkey/", LOGIN, MOVED, MOVED, LOGIN),
    Row("de/mein-bereich/", S, "/de/mein-bereich/", LOGIN, 200, 200, 200),
    Row("de/mein-bereich/nachweis/", S, "/de/mein-bereich/nachweis/", LOGIN, 200, 200, 200),
    # whoever is signed in, and has no row of the one behind it
    Row("de/mein-bereich/nachweis/<int:volunteer>/", S, "/de/mein-bereich/nachweis/{volunteer}/", LOGIN, 404, 404, 404),
    # sign-up
    _open(SIGN_UP),
    _open(f"{SIGN_UP}link/"),
    _open(f"{SIGN_UP}link/gesendet/"),
    _open(f"{SIGN_UP}hier-schliessen/"),
    _open(f"{SIGN_UP}fortsetzen/"),
    _open(f"{SIGN_UP}fortsetzen/auswahl/", status=MOVED),
    Row(
        f"{SIGN_UP}fortsetzen/link/<str:token>/", L, f"/{SIGN_UP}fortsetzen/link/{{resume}}/",
        MOVED, MOVED, MOVED, MOVED,
    ),
    _open(f"{SIGN_UP}merken/<slug:step>/", f"/{SIGN_UP}merken/ort/", 405),
    Row(f"{SIGN_UP}bestaetigen/", L, f"/{SIGN_UP}bestaetigen/", 404, 404, 404, 200),
    Row(
        f"{SIGN_UP}bestaetigen/<str:token>/", L, f"/{SIGN_UP}bestaetigen/{{confirm}}/",
        MOVED, MOVED, MOVED, MOVED,
    ),
    Row(f"{SIGN_UP}eltern/", L, f"/{SIGN_UP}eltern/", 404, 404, 404, 200),
    Row(
        f"{SIGN_UP}eltern/<str:token>/", L, f"/{SIGN_UP}eltern/{{parent}}/",
        MOVED, MOVED, MOVED, MOVED,
    ),
    Row(
        f"{SIGN_UP}stand/oeffnen/<str:token>/", L, f"/{SIGN_UP}stand/oeffnen/{{status}}/",
        MOVED, MOVED, MOVED, MOVED,
    ),
    Row(OWN, L, OWN_PATH, 404, 404, 404, 200),
    Row(f"{OWN}brief/", L, f"{OWN_PATH}brief/", 404, 404, 404, MOVED),
    Row(f"{OWN}zurueckziehen/", L, f"{OWN_PATH}zurueckziehen/", 404, 404, 404, 200),
    Row(f"{OWN}kursplatz/<int:enrolment>/", L, f"{OWN_PATH}kursplatz/{{enrolment}}/", 404, 404, 404, 200),
    Row(f"{OWN}kursplatz/<int:enrolment>/bedarf/", L, f"{OWN_PATH}kursplatz/{{enrolment}}/bedarf/", 404, 404, 404, 200),
    *(
        Row(f"{OWN}kursplatz/<int:enrolment>/{verb}/", L, f"{OWN_PATH}kursplatz/{{enrolment}}/{verb}/",
            404, 404, 404, MOVED)
        for verb in ("annehmen", "ablehnen", "warteliste-verlassen")
    ),
    Row(f"{OWN}zertifikat/<int:certificate>/", L, f"{OWN_PATH}zertifikat/{{certificate}}/", 404, 404, 404, 200),
    Row(f"{OWN}kurse/", L, f"{OWN_PATH}kurse/", 404, 404, 404, 200),
    Row(f"{OWN}kurse/<int:run>/", L, f"{OWN_PATH}kurse/{{run}}/", 404, 404, 404, MOVED),
    Row(f"{OWN}antworten/", L, f"{OWN_PATH}antworten/", 404, 404, 404, MOVED),
    Row(f"{OWN}wieder-aufnehmen/", L, f"{OWN_PATH}wieder-aufnehmen/", 404, 404, 404, MOVED),
    Row(f"{OWN}gespraech-absagen/", L, f"{OWN_PATH}gespraech-absagen/", 404, 404, 404, MOVED),
    Row(f"{OWN}kalender/", L, f"{OWN_PATH}kalender/", 404, 404, 404, MOVED),
    # a calendar program holds no cookie: whoever has the address reads it
    Row(f"{SIGN_UP}kalender/<str:token>/termine.ics", L, f"/{SIGN_UP}kalender/{{calendar}}/termine.ics", 200, 200, 200, 200),
    Row(f"{OWN}gespraech.ics", L, f"{OWN_PATH}gespraech.ics", 404, 404, 404, MOVED),
    Row(f"{OWN}noch-interessiert/", L, f"{OWN_PATH}noch-interessiert/", 404, 404, 404, MOVED),
    Row(f"{OWN}nachricht/", L, f"{OWN_PATH}nachricht/", 404, 404, 404, 200),
    Row(f"{OWN}gelesen/", L, f"{OWN_PATH}gelesen/", 404, 404, 404, MOVED),
    Row(f"{OWN}weiterleitung/", L, f"{OWN_PATH}weiterleitung/", 404, 404, 404, MOVED),
    Row(f"{OWN}neuer-traeger/", L, f"{OWN_PATH}neuer-traeger/", 404, 404, 404, MOVED),
    Row(f"{OWN}pausieren/", L, f"{OWN_PATH}pausieren/", 404, 404, 404, MOVED),
    Row(f"{OWN}weitermachen/", L, f"{OWN_PATH}weitermachen/", 404, 404, 404, MOVED),
    Row(f"{OWN}angaben/<slug:part>/", L, f"{OWN_PATH}angaben/kontakt/", 404, 404, 404, 200),
    *(
        Row(f"{OWN}{page}/", L, f"{OWN_PATH}{page}/", 404, 404, 404, 200)
        for page in ("e-mail", "einwilligungen", "meine-daten", "loeschen")
    ),
    Row(f"{OWN}e-mail/zuruecknehmen/", L, f"{OWN_PATH}e-mail/zuruecknehmen/", 404, 404, 404, MOVED),
    Row(f"{OWN}einwilligungen/<int:consent>/zuruecknehmen/", L, f"{OWN_PATH}einwilligungen/1/zuruecknehmen/",
        404, 404, 404, MOVED),
    Row(f"{OWN}meine-daten/<slug:kind>/", L, f"{OWN_PATH}meine-daten/json/", 404, 404, 404, 200),
    _open(f"{SIGN_UP}geloescht/"),
    Row(f"{SIGN_UP}adresse/<slug:side>/", L, f"/{SIGN_UP}adresse/neu/", 404, 404, 404, 200),
    Row(
        f"{SIGN_UP}adresse/<slug:side>/<str:token>/", L, f"/{SIGN_UP}adresse/neu/{{email}}/",
        MOVED, MOVED, MOVED, MOVED,
    ),
    Row(f"{OWN}aufhoeren/", L, f"{OWN_PATH}aufhoeren/", 404, 404, 404, 200),
    Row(f"{DRAFT}neu/", D, f"{DRAFT_PATH}neu/", 404, 404, 404, 200),
    Row(f"{DRAFT}gespeichert/", D, f"{DRAFT_PATH}gespeichert/", 404, 404, 404, 200),
    Row(f"{DRAFT}gesendet/", D, f"{DRAFT_PATH}gesendet/", 404, 404, 404, MOVED),
    Row(f"{DRAFT}<slug:step>/merken/", D, f"{DRAFT_PATH}ort/merken/", 405, 405, 405, 405),
    Row(f"{DRAFT}<slug:step>/", D, f"{DRAFT_PATH}ort/", 404, 404, 404, 200),
    Row(f"{DESK}brief-der-eltern/", M, f"/{DESK}brief-der-eltern/", LOGIN, 403, 200, 200),
    # how the own organisation works
    Row(f"{DESK}einstellungen/", M, f"/{DESK}einstellungen/", LOGIN, 403, MOVED, MOVED),
    Row(
        f"{DESK}einstellungen/einladung/annehmen/<uuid:invitation>/", L,
        f"/{DESK}einstellungen/einladung/annehmen/{{joins}}/", 410, 410, 410, 200,
    ),
    Row(
        f"{DESK}einstellungen/einladung/<str:token>/", L, f"/{DESK}einstellungen/einladung/{{joining}}/",
        MOVED, MOVED, MOVED, MOVED,
    ),
    Row(HOST, M, HOST_PATH, LOGIN, 403, 404, 200),
    Row(
        f"{HOST}team/einladungen/<int:invitation>/zurueckziehen/", M,
        f"{HOST_PATH}team/einladungen/{{asked}}/zurueckziehen/", LOGIN, 403, 404, 405,
    ),
    Row(f"{HOST}team/", M, f"{HOST_PATH}team/", LOGIN, 403, 404, 200),
    # only the role "Verwaltung" opens these; the table's member is a coordinator
    *(
        Row(f"{HOST}team/{one}", M, f"{HOST_PATH}team/{path}", LOGIN, 403, 404, 403)
        for one, path in (
            ("einladen/", "einladen/"), ("<int:member>/", "1/"), ("<int:member>/entfernen/", "1/entfernen/"),
            ("<int:member>/zweiter-faktor/", "1/zweiter-faktor/"),
        )
    ),
    *(
        Row(f"{HOST}{page}/", M, f"{HOST_PATH}{page}/", LOGIN, 403, 404, 200)
        for page in (
            "aufnahme", "karte", "anforderungen", "fristen", "datenschutz", "fragen", "fragen/neu",
            "postfach", "mails", "fuehrungszeugnis", "profil", "profil/bild", "profil/vorschau",
        )
    ),
    Row(f"{HOST}fragen/<int:question>/", M, f"{HOST_PATH}fragen/{{question}}/", LOGIN, 403, 404, 200),
    Row(
        f"{HOST}fragen/<int:question>/loeschen/", M, f"{HOST_PATH}fragen/{{question}}/loeschen/",
        LOGIN, 403, 404, 200,
    ),
    Row(
        f"{HOST}fragen/<int:question>/hoch/", M, f"{HOST_PATH}fragen/{{question}}/hoch/",
        LOGIN, 403, 404, MOVED,
    ),
    Row(
        f"{HOST}mails/<str:kind>/<str:language>/", M, f"{HOST_PATH}mails/volunteering.receipt/de/",
        LOGIN, 403, 404, 200,
    ),
    Row(f"{DESK}einstellungen/benachrichtigungen/", M, f"/{DESK}einstellungen/benachrichtigungen/",
        LOGIN, 403, 200, 200),
    # the centre
    _open("de/loeschkonzept/"),
    Row("de/leitstelle/verarbeitungen/", Z, "/de/leitstelle/verarbeitungen/", LOGIN, 403, 404, 200),
    # only deciding roles open these; the table's person at the centre is a reader
    Row("de/leitstelle/teams/", Z, "/de/leitstelle/teams/", LOGIN, 403, 404, 403),
    Row("de/leitstelle/teams/redaktion/", Z, "/de/leitstelle/teams/redaktion/", LOGIN, 403, 404, 403),
    Row("de/leitstelle/teams/freiwillige/", Z, "/de/leitstelle/teams/freiwillige/", LOGIN, 403, 404, 403),
    Row("de/leitstelle/teams/<int:organisation>/", Z, "/de/leitstelle/teams/{organisation}/", LOGIN, 403, 404, 403),
    Row(
        "de/leitstelle/konten/<int:account>/zweiter-faktor/", Z, "/de/leitstelle/konten/{member}/zweiter-faktor/",
        LOGIN, 403, 404, 403,
    ),
    Row("de/leitstelle/ueberfaellig/", Z, "/de/leitstelle/ueberfaellig/", LOGIN, 403, 404, 200),
    # desk
    Row(f"{CASE}mails/<int:row>/noch-einmal/", C, f"{CASE_PATH}mails/1/noch-einmal/", LOGIN, 403, 404, MOVED),
    Row(DESK, M, f"/{DESK}", LOGIN, 403, 200, 200),
    Row(f"{DESK}anfragen/", M, f"/{DESK}anfragen/", LOGIN, 403, 200, 200),
    *(
        Row(f"{DESK}anfragen/<str:number>/{verb}", C, f"/{DESK}anfragen/{{request}}/{verb}", LOGIN, 403, 404, own)
        for verb, own in (("", 200), ("uebernehmen/", MOVED), ("beantworten/", 200), ("ablehnen/", 200), ("weitergeben/", 200), ("erledigt/", MOVED))
    ),
    Row(f"{DESK}kurse/", M, f"/{DESK}kurse/", LOGIN, 403, 200, 200),
    Row(f"{DESK}kurse/zentral/", M, f"/{DESK}kurse/zentral/", LOGIN, 403, 200, 200),
    Row(f"{DESK}kurse/abrechnung/", M, f"/{DESK}kurse/abrechnung/", LOGIN, 403, MOVED, MOVED),
    *(
        Row(f"{DESK}kurse/abrechnung/<int:organisation>/<int:year>/{file}", C, f"/{DESK}kurse/abrechnung/{{organisation}}/2026/{file}", LOGIN, 403, 404, own)
        for file, own in (("", 200), ("tabelle/", MOVED))
    ),
    Row(f"{DESK}kurse/<int:run>/abrechnung/<slug:kind>/", C, f"/{DESK}kurse/{{run}}/abrechnung/pdf/", LOGIN, 403, 404, MOVED),
    Row(f"{DESK}kurse/neu/<int:organisation>/", C, f"/{DESK}kurse/neu/{{organisation}}/", LOGIN, 403, 404, 200),
    *(
        Row(f"{DESK}kurse/<int:run>/{verb}", C, f"/{DESK}kurse/{{run}}/{verb}", LOGIN, 403, 404, own)
        for verb, own in (
            ("", 200), ("aendern/", 200), ("kopieren/", 200), ("teilnehmende/", 200), ("rueckmeldungen/", 200), ("absagen/", 200),
            ("anmelden/", 200), ("kontingente/", 404),
            ("oeffnen/", MOVED), ("schliessen/", MOVED), ("findet-statt/", MOVED), ("abgerechnet/", MOVED),
            ("anwesenheit/", 200), ("anwesenheit/abschliessen/", MOVED), ("abrechnung/", 200),
            ("zertifikate/", 200), ("zertifikate/ausstellen/", MOVED), ("zertifikate/uebergeben/", MOVED), ("zertifikate/alle.pdf", 200),
        )
    ),
    *(
        Row(f"{DESK}kurse/<int:run>/teilnehmende/<int:enrolment>/{verb}/", C, f"/{DESK}kurse/{{run}}/teilnehmende/{{enrolment}}/{verb}/", LOGIN, 403, 404, MOVED)
        for verb in ("zulassen", "nicht-zulassen", "abschluss-zuruecknehmen")
    ),
    Row(f"{DESK}kurse/<int:run>/zertifikate/fuer/<int:enrolment>/", C, f"/{DESK}kurse/{{run}}/zertifikate/fuer/{{enrolment}}/", LOGIN, 403, 404, MOVED),
    *(
        Row(f"{DESK}kurse/<int:run>/zertifikate/<int:certificate>/{verb}", C, f"/{DESK}kurse/{{run}}/zertifikate/{{certificate}}/{verb}", LOGIN, 403, 404, 200)
        for verb in ("", "berichtigen/", "zurueckziehen/")
    ),
    Row(f"{DESK}kurse/<int:run>/anwesenheit/<int:date>/", C, f"/{DESK}kurse/{{run}}/anwesenheit/{{date}}/", LOGIN, 403, 404, 200),
    Row(f"{DESK}kurse/<int:run>/anwesenheit/liste/<slug:kind>/", C, f"/{DESK}kurse/{{run}}/anwesenheit/liste/leer/", LOGIN, 403, 404, 200),
    Row(f"{DESK}freiwillige/", M, f"/{DESK}freiwillige/", LOGIN, 403, 200, 200),
    Row(f"{DESK}freiwillige/<int:volunteer>/", C, f"/{DESK}freiwillige/{{volunteer}}/", LOGIN, 403, 404, 200),
    *(
        Row(f"{DESK}freiwillige/<int:volunteer>/{verb}/", C, f"/{DESK}freiwillige/{{volunteer}}/{verb}/",
            LOGIN, 403, 404, own)
        for verb, own in (("kontakt", MOVED), ("fuehrungszeugnis", 200), ("bescheinigung", 200), ("aktiv", MOVED), ("pausieren", 200), ("weiter", MOVED), ("beenden", 200))
    ),
    Row(f"{DESK}tabellen/", M, f"/{DESK}tabellen/", LOGIN, 403, 200, 200),
    Row(
        f"{DESK}tabellen/<int:organisation>/<slug:what>/<slug:kind>/", C,
        f"/{DESK}tabellen/{{organisation}}/bewerbungen/csv/", LOGIN, 403, 404, MOVED,
    ),
    Row(f"{DESK}eintragen/", M, f"/{DESK}eintragen/", LOGIN, 403, 200, 200),
    Row(f"{DESK}einlesen/", M, f"/{DESK}einlesen/", LOGIN, 403, 200, 200),
    Row(f"{DESK}einlesen/vorlage/", M, f"/{DESK}einlesen/vorlage/", LOGIN, 403, 200, 200),
    Row(f"{DESK}einlesen/<uuid:key>/", C, f"/{DESK}einlesen/{{table}}/", LOGIN, 403, 404, 200),
    Row(f"{DESK}briefe/", M, f"/{DESK}briefe/", LOGIN, 403, 200, 200),
    Row(f"{DESK}briefe/<int:row>/", C, f"/{DESK}briefe/{{letter}}/", LOGIN, 403, 404, 200),
    Row(f"{DESK}bewerbungen/", M, f"/{DESK}bewerbungen/", LOGIN, 403, 200, 200),
    *(
        Row(f"{DESK}mehrere/{page}", M, f"/{DESK}mehrere/{page}", LOGIN, 403, MOVED, MOVED)
        for page in ("", "zuweisen/", "erinnern/", "absagen/")
    ),
    Row(
        f"{DESK}mehrere/geplant/<uuid:batch>/", M, f"/{DESK}mehrere/geplant/{{batch}}/", LOGIN, 403, MOVED, 200
    ),
    Row(f"{CASE}zustaendig/", C, f"{CASE_PATH}zustaendig/", LOGIN, 403, 404, 200),
    Row(f"{CASE}notizen/", C, f"{CASE_PATH}notizen/", LOGIN, 403, 404, 200),
    Row(f"{CASE}notizen/<int:note>/", C, f"{CASE_PATH}notizen/{{note}}/", LOGIN, 403, 404, 200),
    Row(CASE, C, CASE_PATH, LOGIN, 403, 404, 200),
    Row(
        f"{CASE}zusammenfuehren/<str:other>/", C, f"{CASE_PATH}zusammenfuehren/{{other}}/", LOGIN, 403, 404, 200
    ),
    Row(f"{CASE}kontakt/", C, f"{CASE_PATH}kontakt/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}pruefen/", C, f"{CASE_PATH}pruefen/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}zurueckgeben/", C, f"{CASE_PATH}zurueckgeben/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}nachricht/", C, f"{CASE_PATH}nachricht/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}gelesen/", C, f"{CASE_PATH}gelesen/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}e-mail/", C, f"{CASE_PATH}e-mail/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}loeschverlangen/", C, f"{CASE_PATH}loeschverlangen/", LOGIN, 403, 404, MOVED),
    Row(f"{CASE}zusagen/", C, f"{CASE_PATH}zusagen/", LOGIN, 403, 404, 409),
    Row(f"{CASE}ablehnen/", C, f"{CASE_PATH}ablehnen/", LOGIN, 403, 404, 200),
    *(
        Row(f"{CASE}{verb}/", C, f"{CASE_PATH}{verb}/", LOGIN, 403, 404, own)
        for verb, own in (
            ("erinnern", MOVED), ("mir-zuweisen", MOVED), ("zurueckholen", MOVED),
            ("fragen", 409), ("vormerken", 409), ("frage-zuruecknehmen", MOVED), ("wieder-pruefen", MOVED),
            ("weiterleiten", 409), ("weiterleitung-zuruecknehmen", MOVED),
            ("gespraech", 409), ("gespraech/verlegen", 409), ("gespraech/gefuehrt", MOVED), ("gespraech/verpasst", 409),
        )
    ),
]  # fmt: skip
