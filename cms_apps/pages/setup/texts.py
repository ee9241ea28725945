"""The words of a fresh installation. Editors change them in the admin; nothing here overwrites theirs."""

from typing import Any

from wagtail.rich_text import RichText

Parts = list[tuple[str, str]]


def body_of(parts: Parts) -> list[tuple[str, Any]]:
    """Blocks from pairs of heading and paragraphs (simple HTML)."""
    blocks: list[tuple[str, Any]] = []
    for heading, html in parts:
        blocks += [("heading", heading), ("text", RichText(html))]
    return blocks


HOME_TITLE = "Kompetenzzentrum Vielfalt Hessen"
HOME_LEAD = (
    "Ehrenamtliche Integrationslots*innen begleiten Menschen, die neu in Hessen sind. "
    "Hier finden beide zueinander."
)
HOME_STEPS = [
    (
        "Sich melden",
        "Sie füllen einen kurzen Bogen aus und wählen einen Träger in Ihrer Nähe. Ein Konto brauchen Sie nicht.",
    ),
    ("Kennenlernen", "Der Träger ruft Sie an oder lädt Sie ein. Sie klären, was zu Ihnen passt."),
    (
        "Lernen und anfangen",
        "In der Basisqualifizierung lernen Sie, was Sie brauchen. Dann begleiten Sie die ersten Menschen.",
    ),
]

TAKE_PART: dict[str, Any] = {
    "title": "Mitmachen als Integrationslots*in",
    "lead": "Sie gehen mit zum Amt, in die Schule oder zur Ärztin. Sie erklären, wie etwas geht, "
    "und Sie machen Mut. Dafür brauchen Sie keine Ausbildung, nur Zeit, Geduld und Menschenkenntnis.",
    "body": [
        ("heading", "Was Sie tun"),
        (
            "text",
            RichText(
                "<p>Integrationslots*innen begleiten Menschen, die neu zugewandert sind. Sie gehen mit zu "
                "Terminen, sie helfen bei Anträgen, sie zeigen, wo der Deutschkurs ist und wie man einen "
                "Kita-Platz sucht. Viele sprechen mehrere Sprachen. Sie ersetzen keine Beratungsstelle und "
                "keine vereidigten Dolmetscher*innen: Sie sagen, wer helfen kann, und gehen den ersten Weg mit.</p>"
            ),
        ),
        ("heading", "Was Sie brauchen"),
        (
            "text",
            RichText(
                "<ul><li>Sie leben oder arbeiten in Hessen.</li>"
                "<li>Sie verstehen so viel Deutsch, dass Sie ein Gespräch im Amt begleiten können.</li>"
                "<li>Sie haben im Monat ein paar Stunden Zeit.</li>"
                "<li>Sie behalten für sich, was Ihnen jemand anvertraut.</li></ul>"
                "<p>Manche Träger bitten um ein erweitertes Führungszeugnis. Für das Ehrenamt ist es kostenlos.</p>"
            ),
        ),
        (
            "steps",
            {
                "heading": "So geht es weiter",
                "steps": [
                    {
                        "title": "Bewerbung ausfüllen",
                        "text": "Das dauert etwa zehn Minuten. Sie können unterbrechen und später weitermachen.",
                    },
                    {
                        "title": "E-Mail bestätigen",
                        "text": "Erst mit Ihrer Bestätigung geht die Bewerbung an den Träger.",
                    },
                    {
                        "title": "Antwort bekommen",
                        "text": "Der Träger meldet sich bei Ihnen. Wie es steht, sehen Sie jederzeit über Ihren Link.",
                    },
                    {
                        "title": "Basisqualifizierung besuchen",
                        "text": "Sie lernen an mehreren Abenden oder Samstagen, was Lots*innen wissen müssen. "
                        "Die Teilnahme kostet nichts.",
                    },
                ],
            },
        ),
        ("heading", "Ehrenamt, nicht Arbeit"),
        (
            "text",
            RichText(
                "<p>Die Begleitung ist ein Ehrenamt. Sie bekommen keinen Lohn. Viele Träger zahlen für die "
                "Einsätze eine Aufwandsentschädigung und erstatten Fahrkarten; wie hoch sie ist, sagt Ihnen der "
                "Träger beim Kennenlernen. Während des Einsatzes sind Sie unfall- und haftpflichtversichert.</p>"
            ),
        ),
        ("button", {"title": "Jetzt bewerben", "page": None, "address": "/bewerbung/"}),
    ],
}

FINDER: dict[str, Any] = {
    "title": "Begleitung finden",
    "lead": "Diese Träger vermitteln ehrenamtliche Lots*innen. Rufen Sie an oder schreiben Sie. "
    "Sagen Sie, wobei Sie Hilfe brauchen und welche Sprache Sie sprechen. Die Begleitung kostet nichts.",
}
NEWS: dict[str, Any] = {
    "title": "Aktuelles",
    "lead": "Was sich bei den Integrationslots*innen in Hessen tut.",
}
PRESS: dict[str, Any] = {
    "title": "Presse",
    "lead": "Mitteilungen für die Medien. Fragen beantwortet die Pressestelle.",
}

CONTACT: dict[str, Any] = {"title": "Kontakt"}

_WHO = "Wer diese Seiten betreibt"
LEGAL: list[tuple[str, str, str, Parts]] = [
    (
        "impressum",
        "Impressum",
        "",
        [
            (_WHO, "<p>Name und Anschrift der Einrichtung, vertretungsberechtigte Person.</p>"),
            ("So erreichen Sie uns", "<p>Telefon, E-Mail-Adresse.</p>"),
            (
                "Register und Steuernummer",
                "<p>Registergericht und Nummer, Umsatzsteuer-Identifikationsnummer.</p>",
            ),
            (
                "Verantwortlich für den Inhalt",
                "<p>Name und Anschrift nach § 18 Absatz 2 Medienstaatsvertrag.</p>",
            ),
            ("Bildnachweise", "<p>Der Nachweis steht unter jedem Bild.</p>"),
        ],
    ),
    (
        "datenschutz",
        "Datenschutz",
        "",
        [
            ("Verantwortliche Stelle", "<p>Name, Anschrift, E-Mail-Adresse.</p>"),
            ("Datenschutzbeauftragte", "<p>Name oder Stelle, E-Mail-Adresse.</p>"),
            (
                "Wenn Sie diese Seiten lesen",
                (
                    "<p>Die öffentlichen Seiten setzen keine Cookies und laden nichts von anderen Anbietern. "
                    "Angaben zu den Protokollen des Servers und ihrer Aufbewahrung.</p>"
                ),
            ),
            (
                "Wenn Sie sich bewerben",
                (
                    "<p>Welche Angaben wir erheben, wozu, auf welcher Rechtsgrundlage, wer sie liest, wie lange "
                    "sie aufbewahrt werden. Der Träger, den Sie wählen, ist für seine Akte selbst verantwortlich.</p>"
                ),
            ),
            (
                "Ihre Rechte",
                (
                    "<p>Auskunft, Berichtigung, Löschung, Einschränkung, Übertragbarkeit, Widerspruch "
                    "(Artikel 15 bis 21 DSGVO) und wie Sie sie ausüben.</p>"
                ),
            ),
            ("Beschwerde", "<p>Zuständige Aufsichtsbehörde mit Anschrift.</p>"),
        ],
    ),
    (
        "barrierefreiheit",
        "Erklärung zur Barrierefreiheit",
        "",
        [
            ("Geltungsbereich", "<p>Für welche Adressen diese Erklärung gilt.</p>"),
            (
                "Stand der Vereinbarkeit",
                "<p>Vollständig, teilweise oder nicht vereinbar mit den Anforderungen; Datum und Art der Prüfung.</p>",
            ),
            ("Nicht barrierefreie Inhalte", "<p>Was noch fehlt, warum, und bis wann es behoben wird.</p>"),
            ("Barriere melden", "<p>E-Mail-Adresse, Telefon und bis wann wir antworten.</p>"),
            (
                "Durchsetzungsverfahren",
                "<p>Zuständige Durchsetzungs- und Überwachungsstelle mit Anschrift.</p>",
            ),
        ],
    ),
    (
        "gebaerdensprache",
        "Gebärdensprache",
        "",
        [
            ("Diese Seiten in Deutscher Gebärdensprache", "<p>Film zum Inhalt der Seiten.</p>"),
            ("Wie Sie die Seiten benutzen", "<p>Film zur Bedienung.</p>"),
            ("Barriere melden", "<p>Film zur Erklärung zur Barrierefreiheit.</p>"),
        ],
    ),
]
