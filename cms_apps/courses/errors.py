"""Why a run cannot be as somebody wants it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms_apps.workflow.errors import GuardFailed


class NoDates(GuardFailed):
    """Nobody can come to a run without a date."""

    message = _("Der Kurs hat noch keinen Termin. Tragen Sie zuerst einen ein.")


class NotYet(GuardFailed):
    """A run begins with its first date."""

    message = _("Der Kurs hat noch nicht begonnen.")


class NobodyComes(GuardFailed):
    """A run that was planned and takes nobody is not held."""

    message = _("In diesem Kurs ist niemand.")


class TooManyUnits(GuardFailed):
    """More UE of 45 minutes than the date has minutes."""

    message = _("So viele UE (je 45 Minuten) passen nicht in diesen Termin.")


class DatesOverlap(GuardFailed):
    """Two dates of a run at the same time."""

    message = _("Zwei Termine überschneiden sich.")


class EndsBeforeItStarts(GuardFailed):
    """A date that ends before it starts."""

    message = _("Das Ende muss nach dem Beginn liegen.")


class ForeignModule(GuardFailed):
    """A module of another kind of course."""

    message = _("Dieses Modul gehört zu einer anderen Kursart.")


class ClosesTooLate(GuardFailed):
    """People could enrol for a run that has begun."""

    message = _("Die Anmeldung endet spätestens am Tag des ersten Termins.")


class MinimumAbovePlaces(GuardFailed):
    """The run would need more people than it has places."""

    message = _("Der Kurs kann nicht mehr Menschen brauchen, als er Plätze hat.")


class ProcedureIsFixed(GuardFailed):
    """People have enrolled under the rules that the run has."""

    message = _("Wie die Plätze vergeben werden, steht fest, sobald jemand angemeldet ist.")


class GuestsAreIn(GuardFailed):
    """People without an account registered for it."""

    message = _("Es sind schon Gäste angemeldet. Es bleibt eine Veranstaltung für alle.")


class OnlyFirstCome(GuardFailed):
    """Nobody decides about guests of an event."""

    message = _("Bei einer Veranstaltung für alle bekommt den Platz, wer zuerst kommt.")


class SomebodyCompleted(GuardFailed):
    """A run that somebody has completed took place."""

    message = _("Jemand hat den Kurs schon abgeschlossen. Er lässt sich nicht mehr absagen.")


class NotCentral(GuardFailed):
    """Seats are kept in runs of the centre only."""

    message = _("Kontingente gibt es nur in zentralen Kursen.")


class QuotasAbovePlaces(GuardFailed):
    """More seats are kept for organisations than the run has places."""

    message = _("Für Träger sind mehr Plätze vorgesehen, als der Kurs hat.")


class QuotaTwice(GuardFailed):
    """Two quotas of one organisation."""

    message = _("Ein Träger steht zweimal in der Liste.")


class PlanIsFixed(GuardFailed):
    """The run is over or called off."""

    message = _("Der Kurs ist zu Ende oder abgesagt. Er lässt sich nicht mehr ändern.")


class CapacityBelowTaken(GuardFailed):
    """More places are held than the run would have; the message says how many."""

    def __init__(self, taken: int) -> None:
        text = ngettext(
            "Es ist schon %(number)s Platz vergeben. Weniger Plätze sind nicht möglich.",
            "Es sind schon %(number)s Plätze vergeben. Weniger Plätze sind nicht möglich.",
            taken,
        )
        super().__init__(text % {"number": taken})


class TooFewPeople(GuardFailed):
    """The minimum is not reached; the message says both numbers."""

    def __init__(self, enrolled: int, minimum: int) -> None:
        text = _("Angemeldet sind %(enrolled)s, der Kurs braucht %(minimum)s. Soll er trotzdem stattfinden?")
        super().__init__(text % {"enrolled": enrolled, "minimum": minimum})
