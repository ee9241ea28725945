"""The parameters that exist, their kind and what holds until somebody sets another value."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    """One parameter; the type of `default` is the type of every value."""

    label: Any
    default: int | str
    unit: str = ""
    highest: int = 400

    def parse(self, text: str) -> int | str:
        """Read a stored value; raises ValueError when it does not fit."""
        if not isinstance(self.default, int):
            return text
        value = int(text)
        if not 1 <= value <= self.highest:
            raise ValueError(text)
        return value


DEFAULTS: dict[str, Definition] = {
    "second_factor.grace_days": Definition(
        _("Ohne zweiten Faktor kommt man hinein, nachdem er verlangt wird, noch"), 14, "Tage"
    ),
    "session.idle_minutes": Definition(_("Ohne Klick abgemeldet wird man nach"), 30, "Minuten", highest=120),
    "session.hours": Definition(_("Neu anmelden muss man sich spätestens nach"), 12, "Stunden", highest=12),
    "answer.working_days": Definition(_("Antwort an Bewerber*innen spätestens nach"), 10, "Arbeitstage"),
    "remind.working_days": Definition(_("Erinnerung an den Träger nach"), 5, "Arbeitstage"),
    "escalate.working_days": Definition(_("Meldung an die Servicestelle nach"), 12, "Arbeitstage"),
    "rest.days": Definition(_("Bewerbung ruht ohne Antwort der Person nach"), 21, "Tage"),
    "query.remind_days": Definition(_("Erinnerung an eine offene Rückfrage nach"), 7, "Tage"),
    "talk.remind_days": Definition(_("Erinnerung an das Erstgespräch vorher"), 2, "Tage"),
    "still_interested.days": Definition(
        _("Vorgemerkte werden gefragt, ob sie noch möchten, nach"), 365, "Tage"
    ),
    "still_interested.wait_days": Definition(
        _("Vorgemerkte Bewerbung ruht ohne Antwort auf diese Frage nach"), 21, "Tage"
    ),
    "resting.notice_days": Definition(
        _("Letzte Nachricht, bevor eine ruhende Bewerbung gelöscht wird"), 14, "Tage vorher"
    ),
    "offers.kilometres": Definition(_("Angebote nach einer Absage im Umkreis von"), 50, "Kilometern"),
    "forward.days": Definition(_("Vorschlag einer Weiterleitung kann beantwortet werden"), 14, "Tage"),
    "handed_over.days": Definition(
        _("Weitergeleitete Bewerbung wird beim alten Träger gelöscht nach"), 30, "Tage"
    ),
    "pause.longest_days": Definition(_("Pause mit Enddatum dauert höchstens"), 365, "Tage"),
    "pause.ask_days": Definition(
        _("Wer ohne Enddatum pausiert, wird gefragt, ob es weitergeht, nach"), 180, "Tage"
    ),
    "confirm.days": Definition(_("Bestätigungslink gilt"), 7, "Tage"),
    "parent.days": Definition(_("Eltern können zustimmen innerhalb von"), 14, "Tage"),
    "parent.remind_days": Definition(_("Eltern werden erinnert nach"), 3, "Tage"),
    "draft.days": Definition(_("Entwurf wird aufbewahrt nach der letzten Änderung"), 14, "Tage"),
    "draft.warn_days": Definition(_("Warnung, dass ein Entwurf gelöscht wird, nach"), 10, "Tage"),
    "confirm.remind_hours": Definition(_("Erinnerung an die Bestätigung nach"), 24, "Stunden"),
    "fill.seconds": Definition(_("Bewerbung ausfüllen dauert mindestens"), 8, "Sekunden"),
    "network.drafts": Definition(_("Neue Entwürfe aus einem Netz höchstens"), 200, "je Stunde"),
    "network.sends": Definition(_("Abgesendete Bewerbungen aus einem Netz höchstens"), 60, "je Stunde"),
    "network.mails": Definition(_("Angeforderte Links aus einem Netz höchstens"), 120, "je Stunde"),
    "network.codes": Definition(_("Falsche Codes aus einem Netz höchstens"), 60, "je Stunde"),
    "network.logins": Definition(
        _("Versuche, sich anzumelden, aus einem Netz höchstens"), 600, "je Stunde", 10_000
    ),
    "account.logins": Definition(_("Versuche, sich anzumelden, für ein Konto höchstens"), 30, "je Stunde"),
    "network.resets": Definition(_("Neue Passwörter aus einem Netz höchstens"), 60, "je Stunde"),
    "network.barriers": Definition(_("Gemeldete Barrieren aus einem Netz höchstens"), 20, "je Stunde"),
    "barrier.days": Definition(_("Gemeldete Barriere wird beantwortet innerhalb von"), 42, "Tagen"),
    "barrier.warn_days": Definition(
        _("Erinnerung an eine gemeldete Barriere, vor dem letzten Tag"), 7, "Tage"
    ),
    "barrier.keep_days": Definition(_("Beantwortete Meldung einer Barriere wird gelöscht nach"), 365, "Tage"),
    "network.feedback": Definition(_("Rückmeldungen zu Seiten aus einem Netz höchstens"), 30, "je Stunde"),
    "feedback.keep_days": Definition(_("Rückmeldung zu einer Seite wird gelöscht nach"), 365, "Tage"),
    "consent.warn_days": Definition(
        _("Einwilligung zu einem Bild läuft bald ab: gezeigt vorher"), 60, "Tage"
    ),
    "profile.picture_days": Definition(
        _("Bild, das ein Träger hochlud und das niemand braucht, wird gelöscht nach"), 30, "Tage"
    ),
    "review.days": Definition(_("Seite wird wieder geprüft nach"), 365, "Tage", highest=1100),
    "preview.keep_days": Definition(
        _("Persönliche Vorschau eines Entwurfs wird gelöscht nach ihrem Ende nach"), 180, "Tage"
    ),
    "network.press_list": Definition(
        _("Bestellungen von Pressemitteilungen aus einem Netz höchstens"), 20, "je Stunde"
    ),
    "press_list.days": Definition(
        _("Unbestätigte Adresse für den Presseverteiler wird gelöscht nach"), 7, "Tage"
    ),
    "mailing.recall_seconds": Definition(
        _("Versand einer Pressemitteilung: zurückholen möglich für"), 600, "Sekunden", highest=86_400
    ),
    "network.requests": Definition(_("Anfragen um Begleitung aus einem Netz höchstens"), 20, "je Stunde"),
    "request.working_days": Definition(
        _("Anfrage um Begleitung wird beantwortet innerhalb von"), 5, "Arbeitstage"
    ),
    "request.warn_days": Definition(
        _("Erinnerung an eine Anfrage um Begleitung, vor dem letzten Tag"), 1, "Tage"
    ),
    "request.keep_days": Definition(_("Erledigte Anfrage um Begleitung wird gelöscht nach"), 60, "Tage"),
    "account.resets": Definition(_("Neue Passwörter für eine Adresse höchstens"), 5, "je Stunde"),
    "network.sign_in_codes": Definition(_("Codes zum Anmelden aus einem Netz höchstens"), 120, "je Stunde"),
    "account.sign_in_codes": Definition(_("Codes zum Anmelden für eine Adresse höchstens"), 5, "je Stunde"),
    "by_code.days": Definition(
        _("Konto, das nur zum Anmelden mit Code angelegt wurde, wird ohne Bewerbung gelöscht nach"),
        1,
        "Tage",
    ),
    "codes.all": Definition(_("Falsche Codes insgesamt höchstens"), 300, "je Stunde"),
    "withdrawn.days": Definition(_("Zurückgezogene Bewerbung wird gelöscht nach"), 30, "Tage"),
    "declined.days": Definition(_("Abgelehnte Bewerbung wird gelöscht nach"), 180, "Tage"),
    "resting.days": Definition(_("Ruhende Bewerbung wird gelöscht nach"), 365, "Tage"),
    "invitation.days": Definition(_("Einladung zum Konto gilt"), 7, "Tage"),
    "recall.seconds": Definition(
        _("Mehrere Entscheidungen auf einmal: zurückholen möglich für"), 600, "Sekunden", highest=86_400
    ),
    "left.days": Definition(_("Angaben von Ausgeschiedenen werden gelöscht nach"), 180, "Tage"),
    "tables.days": Definition(_("Hochgeladene Tabelle wird gelöscht nach"), 1, "Tage"),
    "outbox.days": Definition(_("Adresse einer verschickten Mail wird gelöscht nach"), 90, "Tage"),
    "links.days": Definition(_("Abgelaufener Link wird gelöscht nach"), 30, "Tage"),
    "sessions.days": Definition(_("Beendete Anmeldung wird gelöscht nach"), 1, "Tage"),
    "forms.days": Definition(_("Begonnenes Formular der Redaktion wird gelöscht nach"), 7, "Tage"),
    "planned.days": Definition(_("Geplante Entscheidung wird nach der Ausführung gelöscht nach"), 30, "Tage"),
    "note.minutes": Definition(_("Eigene Notiz berichtigen möglich für"), 15, "Minuten"),
    "mails_per_hour": Definition(_("Mails an eine Adresse auf Anforderung höchstens"), 3, "je Stunde"),
    "messages_per_hour": Definition(_("Nachrichten einer Person an das Team höchstens"), 5, "je Stunde"),
    "corrections_per_hour": Definition(_("Änderungen der eigenen Angaben höchstens"), 30, "je Stunde"),
    "email_change.days": Definition(_("Links zum Ändern der E-Mail-Adresse gelten"), 7, "Tage"),
    "email_changes_per_hour": Definition(_("Neue E-Mail-Adressen einer Bewerbung höchstens"), 3, "je Stunde"),
    "downloads_per_hour": Definition(_("Downloads der eigenen Daten höchstens"), 10, "je Stunde"),
    "erasure.days": Definition(_("Antwort auf ein Löschverlangen spätestens nach"), 30, "Tage"),
    "contact.open_hours": Definition(
        _("Kontaktdaten bleiben nach dem Klick für dieses Mitglied offen"), 12, "Stunden"
    ),
    "certificate.months": Definition(_("Führungszeugnis ist bei der Einsicht nicht älter als"), 3, "Monate"),
    "certificate.years": Definition(_("Führungszeugnis wird wieder verlangt nach"), 5, "Jahren"),
    "certificate_note.days": Definition(
        _("Vermerk zum Führungszeugnis wird gelöscht nach dem Ende der Mitarbeit nach"), 180, "Tage"
    ),
    "access.days": Definition(_("Wer Angaben einer Person angesehen hat, wird aufbewahrt"), 365, "Tage"),
    "funding.years": Definition(_("Nachweise geförderter Kurse werden aufbewahrt"), 5, "Jahre"),
    "offer.working_days": Definition(
        _("Angebot eines Kursplatzes gilt bis zum wievielten Tag"), 3, "Arbeitstage"
    ),
    "completion.share": Definition(
        _("Einen Kurs schließt ab, wer von den UE teilgenommen hat an mindestens"), 80, "%", highest=100
    ),
    "attendance.lock_days": Definition(
        _("Anwesenheit lässt sich eintragen nach dem letzten Kurstag noch"), 14, "Tage"
    ),
    "offer.hour": Definition(_("Angebot eines Kursplatzes endet um"), 12, "Uhr", highest=23),
    "course.remind_days": Definition(_("Erinnerung an den ersten Kurstermin vorher"), 7, "Tage", highest=60),
    "course.remind_again_days": Definition(
        _("Zweite Erinnerung an den ersten Kurstermin vorher"), 1, "Tage", highest=30
    ),
    "course.remind_each": Definition(
        _("Zweite Erinnerung auch vor jedem weiteren Kurstermin (ja oder nein)"), "nein"
    ),
    "course_feedback.days": Definition(_("Nach einem Kurs antworten kann man"), 14, "Tage", highest=60),
    "course_feedback.least": Definition(
        _("Rückmeldungen zu einem Kurs werden gezeigt ab"), 5, "Antworten", highest=50
    ),
    "course_feedback.keep_days": Definition(_("Rückmeldung zu einem Kurs wird gelöscht nach"), 365, "Tage"),
    "network.registrations": Definition(
        _("Anmeldungen zu Veranstaltungen aus einem Netz höchstens"), 60, "je Stunde"
    ),
    "network.certificate_checks": Definition(
        _("Geprüfte Zertifikate aus einem Netz höchstens"), 120, "je Stunde"
    ),
    "registration.keep_days": Definition(
        _("Anmeldung zu einer Veranstaltung wird gelöscht nach"), 30, "Tage"
    ),
    "needs.days": Definition(_("Bedarf im Kurs wird gelöscht nach dem letzten Kurstag nach"), 14, "Tage"),
    "digest.hour": Definition(_("Sammelmail an das Team kommt um"), 7, "Uhr", highest=23),
    "writing.longest_sentence": Definition(_("Ein Satz auf der Website hat höchstens"), 25, "Wörter"),
    "writing.longest_easy_sentence": Definition(
        _("Ein Satz in Leichter Sprache hat höchstens"), 12, "Wörter"
    ),
    "writing.words": Definition(
        _("Wörter, für die wir ein besseres haben (alt = neu; alt = neu)"),
        "Integrationslotsen = Integrationslots*innen; Lotsen = Lots*innen; Bewerber = Bewerber*innen; "
        "Teilnehmer = Teilnehmer*innen; Bürger = Bürger*innen",
    ),
    "writing.old_ministries": Definition(
        _("Namen, die das Ministerium nicht mehr trägt (mit Strichpunkt getrennt)"),
        "Hessisches Ministerium für Soziales und Integration",
    ),
    "allowance.hour_cents": Definition(
        _("Aufwandsentschädigung je Stunde Begleitung"), 500, "Cent", highest=10_000
    ),
    "allowance.year_hours": Definition(
        _("Höchstens entschädigte Stunden im Jahr, je Person"), 276, "Stunden", highest=2_000
    ),
    "allowance.lead_year_hours": Definition(
        _("Höchstens entschädigte Stunden im Jahr, wenn jemand koordiniert"), 414, "Stunden", highest=2_000
    ),
    "coordination.year_euros": Definition(
        _("Pauschale für die Koordination im Jahr"), 2_000, "Euro", highest=100_000
    ),
    "coordination.least_guides": Definition(_("Pauschale für die Koordination ab"), 5, "Personen"),
    "course_grant.unit_cents": Definition(
        _("Zuschuss zur Qualifizierung je Person und Unterrichtseinheit"), 1_250, "Cent", highest=100_000
    ),
    "course_grant.least_units": Definition(_("Geförderte Qualifizierung umfasst mindestens"), 20, "UE"),
    "course_grant.most_units": Definition(_("Geförderte Qualifizierung umfasst höchstens"), 36, "UE"),
    "course_proof.months": Definition(
        _("Verwendungsnachweis eines Kurses spätestens nach dem letzten Kurstag nach"),
        3,
        "Monaten",
        highest=24,
    ),
    "course_proof.remind_days": Definition(
        _("Erinnerung an den Verwendungsnachweis eines Kurses"), 14, "Tage vorher", highest=90
    ),
    "tax_free.year_euros": Definition(
        _("Steuerfrei im Jahr (§ 3 Nr. 26 EStG)"), 3_300, "Euro", highest=100_000
    ),
    "deadline.application": Definition(_("Antrag für das nächste Jahr bis zum"), "31.12."),
    "deadline.hours": Definition(_("Nachweis der Stunden des Vorjahres bis zum"), "31.03."),
    "deadline.report": Definition(_("Bericht über das Vorjahr bis zum"), "31.03."),
    "term.guides": Definition(_("Wie die Ehrenamtlichen heißen"), "Integrationslots*innen"),
    "term.guides_short": Definition(_("Wie die Ehrenamtlichen kurz heißen"), "Lots*innen"),
    "term.guide": Definition(_("Eine ehrenamtliche Person"), "Integrationslots*in"),
    "term.centre": Definition(_("Name der Servicestelle"), "Kompetenzzentrum Vielfalt Hessen"),
    "term.ministry": Definition(
        _("Name des Ministeriums"), "Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales"
    ),
    "term.guides.en": Definition(_("Wie die Ehrenamtlichen auf Englisch heißen"), "integration guides"),
    "term.guides_short.en": Definition(_("Wie die Ehrenamtlichen auf Englisch kurz heißen"), "guides"),
    "term.guide.en": Definition(_("Eine ehrenamtliche Person auf Englisch"), "integration guide"),
    "term.centre.en": Definition(
        _("Name der Servicestelle auf Englisch"), "Competence Centre for Diversity Hessen"
    ),
    "term.ministry.en": Definition(
        _("Name des Ministeriums auf Englisch"),
        "Hessian Ministry of Labour, Integration, Youth and Social Affairs",
    ),
    "centre.phone": Definition(_("Telefon der Servicestelle"), "0611 555 0100"),
    "centre.email": Definition(_("E-Mail der Servicestelle"), "hilfe@vielfalt.example"),
}
