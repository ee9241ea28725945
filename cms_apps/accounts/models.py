"""The user of desk and admin, and of volunteers who sign in by a code; nobody who applies needs an account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class User(AbstractUser):
    """A person who signs in: editor, administrator, member of a host organisation, or a volunteer by a code."""

    privacy = Declaration(
        data=_("Name, E-Mail-Adresse, Prüfwert des Passworts, letzte Anmeldung"),
        fields=("username", "first_name", "last_name", "email", "password", "last_login"),
        purpose=_("Anmeldung, und nachvollziehen, wer entschieden hat"),
        readers=(_("Systemverwaltung"), _("Verwaltung des eigenen Trägers"), _("Servicestelle")),
        retention=_("solange das Konto besteht, dann bis offene Arbeit übergeben ist"),
        rules=("accounts.by_code",),
        subject="self",
    )

    email = models.EmailField("E-Mail-Adresse")
    second_factor_since = models.DateTimeField(
        "zweiter Faktor verlangt seit", null=True, blank=True, editable=False
    )
    # Made when somebody first signed in by a code; goes when no app knows the address any more (`retention`).
    by_code = models.BooleanField(default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message="Es gibt schon ein Konto mit dieser E-Mail-Adresse.",
            )
        ]
