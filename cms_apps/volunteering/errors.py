"""Why a sign-up cannot be taken."""

from django.utils.translation import gettext_lazy as _

from cms_apps.workflow.errors import GuardFailed


class Refusal(Exception):
    """Something was refused and nothing was changed; `message` says why, to whoever wanted it."""

    message = _("Das hat nicht geklappt.")

    def __str__(self) -> str:
        return str(self.message)


class SignUpError(Refusal):
    """The sign-up was refused; nothing was changed."""


class DraftGone(SignUpError):
    """The draft was deleted, or belongs to another browser."""

    message = _("Diesen Entwurf gibt es hier nicht mehr.")


class TooMany(SignUpError):
    """Too many tries from one network, or of all networks together, in this hour."""

    message = _("Das waren zu viele Versuche. Versuchen Sie es in einer Stunde noch einmal.")


class OrganisationNotOffered(SignUpError):
    """The chosen organisation takes no applications from this place (any more)."""

    message = _("Dieser Träger nimmt von Ihrem Ort gerade keine Bewerbungen an. Wählen Sie bitte neu.")


class TalkNotHeld(GuardFailed):
    """The organisation wants to talk with somebody before it accepts them."""

    message = _(
        "Ihr Team wünscht vor jeder Zusage ein Erstgespräch, und hier ist noch keines eingetragen. "
        "Vereinbaren Sie eines, oder kreuzen Sie an, dass Sie ohne Gespräch zusagen."
    )


class TalkStillAhead(GuardFailed):
    """Nobody has held or missed what has not begun."""

    message = _("Das Gespräch hat noch nicht begonnen. Vorher können Sie es nur verlegen.")


class MinorNotForwarded(GuardFailed):
    """Under 18: the parents agreed to this organisation alone."""

    message = _(
        "Die Person ist noch nicht 18. Ihre Eltern haben nur Ihrem Träger zugestimmt, deshalb können Sie diese "
        "Bewerbung nicht weiterleiten. Bitten Sie die Person, sich beim anderen Träger selbst zu bewerben."
    )


class NobodyToAsk(GuardFailed):
    """Without an e-mail address nobody can agree by a click."""

    message = _(
        "Die Person hat keine E-Mail-Adresse und kann deshalb nicht zustimmen. Bitten Sie sie, sich beim anderen "
        "Träger selbst zu bewerben."
    )


class TargetClosed(GuardFailed):
    """The other organisation takes nobody (any more), or not this person."""

    message = _("Dieser Träger nimmt zurzeit keine Bewerbung dieser Person an. Wählen Sie einen anderen.")


class ForwardFailed(GuardFailed):
    """The other organisation stopped taking people before the person agreed; the review goes on."""

    message = _(
        "Die Weiterleitung geht nicht mehr: Der andere Träger nimmt inzwischen keine Bewerbungen an. "
        "Ihre Bewerbung bleibt, wo sie ist, und wird weiter geprüft."
    )


class NoticeChanged(GuardFailed):
    """The other organisation's privacy notice is not the one that was shown."""

    message = _("Der Träger hat seine Hinweise zum Datenschutz geändert. Lesen Sie sie bitte noch einmal.")


class AgeNotConfirmed(GuardFailed):
    """The other organisation has an age rule that the person must confirm."""

    message = _("Bestätigen Sie Ihr Alter, damit die Bewerbung weitergehen kann.")


class QuestionsUnanswered(GuardFailed):
    """The other organisation asks something that must be answered."""

    message = _("Der Träger stellt eine Frage, die noch offen ist. Beantworten Sie sie bitte.")


class TooYoung(SignUpError):
    """Below the organisation's minimum age."""

    message = _("Dafür ist die Person noch zu jung: Der Träger hat ein Mindestalter.")


class ParentsMissing(SignUpError):
    """Under 18, and nobody signed."""

    message = _("Die Person ist unter 18. Es braucht den Namen und die Unterschrift eines Elternteils.")


class NotTheSame(Refusal):
    """Two applications cannot become one."""

    message = _("Diese beiden Bewerbungen lassen sich nicht zusammenführen.")


class MessageError(Refusal):
    """The message was not taken; nothing was changed."""


class MessagesClosed(MessageError):
    """Nobody may write (any more) in this state."""

    message = _("Hier können Sie zurzeit keine Nachricht schreiben.")


class TooManyMessages(MessageError):
    """The limit of an hour is reached."""

    message = _(
        "Sie haben gerade schon mehrere Nachrichten geschickt. Versuchen Sie es in einer Stunde noch einmal."
    )


class DecisionPlanned(GuardFailed):
    """Somebody has planned a decision about this application; it has to be recalled first."""

    message = _("Für diese Bewerbung ist schon etwas geplant. Holen Sie es zuerst zurück.")


class DeskError(Refusal):
    """What the team wanted beside a decision was refused; nothing was changed."""

    message = _("Das ist nicht möglich.")


class NotAMember(DeskError):
    """Only who works for the organisation and decides there can be in charge of its application."""

    message = _("Diese Person entscheidet bei dem Träger der Bewerbung nicht mit.")


class NoteClosed(DeskError):
    """A note is corrected by who wrote it, and only for some minutes."""

    message = _("Diese Notiz können Sie nicht mehr berichtigen. Schreiben Sie eine neue.")


class TooLate(DeskError):
    """The planned decision was carried out, or recalled by somebody else."""

    message = _("Zu spät: Das ist schon ausgeführt oder zurückgeholt.")


class OwnDataError(Refusal):
    """What somebody wanted to do with their own data was not done; nothing was changed."""


class NotNow(OwnDataError):
    """Not (any more) in this state."""

    message = _("Das geht bei dieser Bewerbung nicht mehr. Schreiben Sie dem Team oder rufen Sie an.")


class ChangedMeanwhile(OwnDataError):
    """Another window has written the same part."""

    message = _(
        "Diese Angaben haben Sie inzwischen in einem anderen Fenster geändert. "
        "Unten steht, was Sie hier eingegeben haben. Soll das gelten, speichern Sie noch einmal."
    )


class NotServedHere(OwnDataError):
    """The organisation does not serve the new place."""

    message = _(
        "Ihr Träger begleitet an diesem Ort nicht. Ziehen Sie um? "
        "Schreiben Sie dem Team: Es findet mit Ihnen einen Weg."
    )


class TooManyChanges(OwnDataError):
    """The limit of an hour is reached."""

    message = _("Das waren viele Änderungen in kurzer Zeit. Versuchen Sie es in einer Stunde noch einmal.")


class SameAddress(OwnDataError):
    """It is the address that holds already."""

    message = _("Das ist schon Ihre Adresse.")


class OwnAddressForParent(OwnDataError):
    """Nobody agrees for themselves."""

    message = _("Das ist Ihre eigene Adresse. Ohne eigene Adresse des Elternteils lassen Sie das Feld leer.")


class ParentsAddress(OwnDataError):
    """A parent's address is not the applicant's."""

    message = _("Geben Sie Ihre eigene Adresse ein, nicht die Ihrer Eltern.")
