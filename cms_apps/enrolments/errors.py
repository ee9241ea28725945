"""Why a place cannot be given."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms_apps.workflow.errors import GuardFailed


class RunFull(GuardFailed):
    """The last place was taken meanwhile."""

    message = _("Dieser Kurs ist inzwischen voll. Wählen Sie die Warteliste, einen anderen Kurs oder keinen.")


class RunNotOpen(GuardFailed):
    """The run does not take people (any more)."""

    message = _("Dieser Kurs nimmt keine Anmeldungen mehr an. Wählen Sie einen anderen Kurs oder keinen.")


class NotHere(GuardFailed):
    """Whoever left takes part in nothing."""

    message = _("Diese Person macht nicht mehr mit.")


class AllPlacesGiven(GuardFailed):
    """Each place is given by hand, and none is left."""

    message = _("Alle Plätze dieses Kurses sind vergeben. Die Person bleibt angefragt.")


class ClosedForNow(GuardFailed):
    """Nobody is let into a run whose registration is closed."""

    message = _("Die Anmeldung zu diesem Kurs ist geschlossen. Öffnen Sie sie, um jemanden zuzulassen.")


class OfferOver(GuardFailed):
    """The offered place was not taken in time."""

    message = _("Die Zeit für diesen Platz ist abgelaufen. Er wird der nächsten Person angeboten.")


class AlreadyEnrolled(GuardFailed):
    """The person has a place in this run, or waits for one."""

    message = _("Diese Person ist in diesem Kurs schon angemeldet, angefragt oder auf der Warteliste.")


class FeedbackOver(GuardFailed):
    """Answered already, too late, or a key that never was."""

    message = _("Diese Fragen sind schon beantwortet, oder die Zeit dafür ist vorbei.")


class NotYetHeld(GuardFailed):
    """Nobody was at a date that lies ahead."""

    message = _("Dieser Termin war noch nicht. Die Anwesenheit lässt sich ab dem Tag des Termins eintragen.")


class ListLocked(GuardFailed):
    """Accounted for, or more than `attendance.lock_days` after the last date: it may be with the authority by then."""

    message = _("Die Liste dieses Kurses ist geschlossen. Sie lässt sich nicht mehr ändern.")


class MoreThanTheDate(GuardFailed):
    """More UE than the date has."""

    message = _("So viele UE hat dieser Termin nicht.")


class DateWasHeld(GuardFailed):
    """Attendance was noted at a date that shall go, be on another day, or have fewer UE than somebody attended."""

    message = _(
        "An einem dieser Termine ist schon Anwesenheit eingetragen. Er bleibt an seinem Tag und behält die UE, die jemand besucht hat."
    )


class CourseNotOver(GuardFailed):
    """The last day has not come."""

    message = _("Der letzte Termin dieses Kurses war noch nicht.")


class AttendanceMissing(GuardFailed):
    """Somebody's attendance was not noted at each date."""

    message = _("Es fehlt noch Anwesenheit. Tragen Sie sie zuerst bei jedem Termin ein.")


class AttendedEnough(GuardFailed):
    """Whoever attended enough is not counted out."""

    message = _("Diese Person hat genug UE für den Abschluss.")


class TooLittleAttended(GuardFailed):
    """Fewer UE than the share that completes a course; the message says how many are missing."""

    def __init__(self, missing: int) -> None:
        text = ngettext(
            "Für den Abschluss fehlt %(number)s UE.", "Für den Abschluss fehlen %(number)s UE.", missing
        )
        super().__init__(text % {"number": missing})


class NoCertificates(GuardFailed):
    """A kind of course that ends without one."""

    message = _("Für diese Art von Kurs gibt es kein Zertifikat.")


class NotCompleted(GuardFailed):
    """A certificate says that somebody completed the course."""

    message = _("Diese Person hat den Kurs nicht abgeschlossen. Ein Zertifikat gibt es erst danach.")


class AlreadyIssued(GuardFailed):
    """There is one; another way leads over its correction."""

    message = _("Für diese Person ist schon ein Zertifikat ausgestellt. Sie können es berichtigen.")


class CannotBePrinted(GuardFailed):
    """No font of ours has a letter of the name."""

    message = _(
        "Dieser Name hat Buchstaben, die sich nicht drucken lassen. Schreiben Sie ihn mit lateinischen Buchstaben, "
        "so wie er im Ausweis steht."
    )


class HasCertificate(GuardFailed):
    """A certificate says that the course was completed."""

    message = _("Für diese Person gilt ein Zertifikat. Ziehen Sie es zuerst zurück.")


class HandedOverWhen(GuardFailed):
    """Nothing is handed over before it is made, nor tomorrow."""

    message = _("Der Tag der Übergabe liegt zwischen dem Ausstellen und heute.")
