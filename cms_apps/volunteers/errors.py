"""Why something cannot happen to a volunteer."""

from django.utils.translation import gettext_lazy as _

from cms_apps.workflow.errors import GuardFailed


class PauseEndNotPossible(GuardFailed):
    """A pause ends in the future, and not beyond `pause.longest_days`."""

    message = _(
        "Wählen Sie einen Tag in der Zukunft, höchstens ein Jahr voraus. Oder lassen Sie das Feld leer."
    )


class CertificateNotWanted(GuardFailed):
    """A note needs an organisation that wants certificates."""

    message = _("Ihr Träger verlangt zurzeit kein Führungszeugnis. Die Verwaltung stellt das ein.")


class CertificateTooOld(GuardFailed):
    """A certificate that would have to be shown again at once tells nothing (`certificate.years`)."""

    message = _("So ein altes Führungszeugnis gilt nicht mehr. Prüfen Sie das Datum.")


class CertificateDateNotPossible(GuardFailed):
    """A certificate that was seen is not from the future."""

    message = _(
        "Dieser Tag liegt in der Zukunft. Geben Sie das Datum ein, das auf dem Führungszeugnis steht."
    )


class NobodyToAsk(GuardFailed):
    """Whoever gave no address cannot be asked by mail."""

    message = _("Die Person hat keine E-Mail-Adresse genannt. Fragen Sie sie am Telefon.")


class PassedToItself(GuardFailed):
    """A request goes to another organisation."""

    message = _("Wählen Sie einen anderen Träger.")


class WordsMissing(GuardFailed):
    """An answer says something."""

    message = _("Schreiben Sie eine Antwort.")
