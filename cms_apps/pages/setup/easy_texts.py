"""The words of the first pages in Leichte Sprache: short main clauses, one statement each, one in a line; hard words
are explained, long ones divided. Nobody of the people for whom they are has checked them yet, and the pages say so.
"""

from typing import Any

from wagtail.models import Page
from wagtail.rich_text import RichText

Body = list[tuple[str, Any]]

WRITTEN_BY = "das Team von diesen Internet-Seiten"


def _lines(*paragraphs: str) -> tuple[str, RichText]:
    """A text; each line of a paragraph is a line of the page."""
    return "text", RichText("".join(f"<p>{_broken(one)}</p>" for one in paragraphs))


def _list(*entries: str, tag: str = "ul") -> tuple[str, RichText]:
    items = "".join(f"<li>{_broken(one)}</li>" for one in entries)
    return "text", RichText(f"<{tag}>{items}</{tag}>")


def _broken(text: str) -> str:
    return "<br/>".join(line.strip() for line in text.strip().splitlines())


START: dict[str, Any] = {
    "title": "Willkommen in Leichter Sprache",
    "lead": "Hier lesen Sie:\nWer sind wir?\nWer hilft Ihnen?\nUnd wie können Sie mithelfen?",
}


_WHO: Body = [
    ("heading", "Wer sind wir?"),
    _lines(
        """Wir sind ein Team in Hessen.
        Hessen ist ein Bundes-Land in Deutschland.""",
        """Wir arbeiten mit vielen Vereinen und Ämtern zusammen.
        Zusammen helfen wir Menschen.
        Die Menschen sind neu in Hessen.""",
    ),
    ("heading", "Was sind Lotsinnen und Lotsen?"),
    _lines(
        """Manche Menschen sind neu in Hessen.
        Sie haben viele Fragen.
        Zum Beispiel: Wo ist das Amt?
        Oder: Wie finde ich einen Arzt?""",
        """Lotsinnen und Lotsen kennen sich hier gut aus.
        Sie gehen mit.
        Zum Beispiel zum Amt, in die Schule oder zum Arzt.
        Viele sprechen mehrere Sprachen.""",
        """Lotsinnen und Lotsen helfen freiwillig.
        Freiwillig heißt: Sie machen das gern.
        Sie bekommen keinen Lohn.""",
    ),
]
_NEED: Body = [
    ("heading", "Brauchen Sie Hilfe?"),
    _lines(
        """Sind Sie neu in Hessen?
        Dann geht eine Lotsin oder ein Lotse mit Ihnen mit.
        Das kostet kein Geld.""",
        """Wir haben eine Liste.
        In der Liste stehen Vereine und Ämter.
        Sie suchen für Sie eine Lotsin oder einen Lotsen.
        Sie können dort anrufen.""",
        """<b>Achtung:</b> Die Liste ist in normaler Sprache.
        Brauchen Sie Hilfe mit der Liste?
        Dann rufen Sie uns an.""",
    ),
]
_HELP: Body = [
    ("heading", "Wollen Sie mithelfen?"),
    _lines(
        """Auch Sie können Lotsin oder Lotse werden.
        Hier lesen Sie mehr:"""
    ),
]


def body_of_start(finder: Page, take_part: Page) -> Body:
    """The text of the start page, which leads to these two."""
    to_list = {"title": "Zur Liste", "page": finder, "address": ""}
    to_help = {"title": "So können Sie mithelfen", "page": take_part, "address": ""}
    return [*_WHO, *_NEED, ("button", to_list), *_HELP, ("button", to_help)]


TAKE_PART: dict[str, Any] = {
    "title": "Mithelfen",
    "lead": "Wollen Sie anderen Menschen helfen?\nDas ist schön.\nHier lesen Sie: So geht das.",
    "body": [
        ("heading", "Was machen Lotsinnen und Lotsen?"),
        _list(
            "Sie gehen mit zum Amt.",
            "Sie gehen mit in die Schule.",
            "Sie gehen mit zum Arzt.",
            """Sie helfen mit Formularen.
            Ein Formular ist ein Blatt mit Fragen.
            Die Antworten schreibt man auf das Blatt.""",
            "Sie machen anderen Menschen Mut.",
        ),
        ("heading", "Was brauchen Sie dafür?"),
        _list(
            "Sie leben oder arbeiten in Hessen.",
            "Sie verstehen gut Deutsch.",
            """Sie haben etwas Zeit.
            Zum Beispiel ein paar Stunden im Monat.""",
            """Sie erzählen nichts weiter.
            Andere Menschen sagen Ihnen etwas.
            Das bleibt geheim.""",
        ),
        _lines(
            """Manche Vereine wollen ein Führungs-Zeugnis sehen.
            Das ist ein Papier von einem Amt.
            Darin steht: Hat ein Mensch etwas Verbotenes getan?
            Das Papier kostet für Sie kein Geld."""
        ),
        ("heading", "Wie geht das?"),
        _list(
            """Sie füllen einen Frage-Bogen im Internet aus.
            Das dauert ungefähr 10 Minuten.""",
            """Sie bekommen eine E-Mail.
            In der E-Mail ist ein Link.
            Sie klicken auf den Link.""",
            """Ein Verein oder ein Amt liest den Frage-Bogen.
            Dann bekommen Sie eine Antwort.""",
            """Sie machen einen Kurs.
            Dort lernen Sie alles Wichtige.
            Der Kurs kostet kein Geld.""",
            "Dann fangen Sie an.",
            tag="ol",
        ),
        ("heading", "Bekommen Sie Geld?"),
        _lines(
            """Sie bekommen keinen Lohn.
            Manche Vereine bezahlen Ihre Fahr-Karten.
            Oder sie geben Ihnen etwas Geld für Ihre Zeit.
            Fragen Sie den Verein.""",
            """Haben Sie bei der Hilfe einen Unfall?
            Dann sind Sie versichert.
            Das heißt: Eine Versicherung bezahlt zum Beispiel den Arzt.""",
        ),
        ("heading", "Wollen Sie anfangen?"),
        _lines(
            """Dann füllen Sie den Frage-Bogen aus.
            <b>Achtung:</b> Der Frage-Bogen ist in normaler Sprache.
            Brauchen Sie Hilfe?
            Dann rufen Sie uns an."""
        ),
        ("button", {"title": "Zum Frage-Bogen", "page": None, "address": "/bewerbung/"}),
    ],
}

CONTACT: dict[str, Any] = {
    "title": "Kontakt",
    "lead": "Haben Sie Fragen?\nWir helfen Ihnen gern.",
    "body": [
        ("heading", "Anrufen"),
        _lines(
            """Unsere Telefon-Nummer steht unten auf dieser Seite.
            Wir sprechen mit Ihnen in einfachen Worten.
            Sprechen wir zu schnell?
            Dann sagen Sie es uns."""
        ),
        ("heading", "Eine E-Mail schreiben"),
        _lines(
            """Eine E-Mail ist ein Brief im Internet.
            Unsere E-Mail-Adresse steht auch unten.
            Schreiben Sie uns:"""
        ),
        _list("Was wollen Sie wissen?", "Wie ist Ihre Telefon-Nummer?"),
        ("heading", "Zu uns kommen"),
        _lines(
            """Bitte rufen Sie vorher an.
            Dann haben wir Zeit für Sie.
            Und wir erklären Ihnen den Weg."""
        ),
    ],
}

ACCESSIBILITY: dict[str, Any] = {
    "title": "Erklärung zur Barriere-Freiheit",
    "lead": "Können alle Menschen unsere Internet-Seiten benutzen?\nDas lesen Sie hier.",
    "body": [
        ("heading", "Was heißt barriere-frei?"),
        _lines(
            """Barrieren sind Hindernisse.
            Zum Beispiel: Die Schrift ist zu klein.
            Oder: Der Text ist zu schwer.""",
            """Barriere-frei heißt: Es gibt keine Hindernisse.
            Alle Menschen können die Internet-Seiten benutzen.
            Auch Menschen mit Behinderung.""",
        ),
        ("heading", "Wie gut sind unsere Internet-Seiten?"),
        _lines(
            """Für Internet-Seiten gibt es Regeln.
            Die Regeln stehen in einem Gesetz.
            Wir haben unsere Internet-Seiten selbst geprüft.
            Vieles ist schon gut.
            Manches fehlt noch:"""
        ),
        _list(
            "Nur wenige Seiten sind in Leichter Sprache.",
            """Wir haben keine Filme in Gebärden-Sprache.
            Gebärden-Sprache spricht man mit den Händen.
            Viele gehörlose Menschen sprechen sie.""",
        ),
        ("heading", "Haben Sie ein Hindernis gefunden?"),
        _lines(
            """Dann sagen Sie es uns bitte.
            Sie können uns anrufen.
            Oder Sie schreiben uns.
            Wir antworten Ihnen.""",
            "<b>Achtung:</b> Das Formular ist in normaler Sprache.",
        ),
        ("button", {"title": "Zum Formular", "page": None, "address": "/barriere-melden/"}),
        ("heading", "Haben wir Ihnen nicht geholfen?"),
        _lines(
            """Dann hilft Ihnen eine andere Stelle.
            Sie heißt: Durchsetzungs-Stelle.
            Die Stelle prüft: Haben wir uns an die Regeln gehalten?
            Die Hilfe kostet kein Geld.""",
            """Die Adresse steht in der Erklärung in normaler Sprache.
            Brauchen Sie Hilfe?
            Dann rufen Sie uns an.""",
        ),
    ],
}

# Address, address of the German page, whether it is live at once, text.
BELOW: list[tuple[str, str, bool, dict[str, Any]]] = [
    ("mithelfen", "mitmachen", True, TAKE_PART),
    ("kontakt", "kontakt", True, CONTACT),
    ("barrierefreiheit", "barrierefreiheit", False, ACCESSIBILITY),
]
