"""The user of desk and admin; citizens need no account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class User(AbstractUser):
    """A person who signs in: editor, administrator, or member of a host organisation."""

    privacy = Declaration(
        data=_("Name, E-Mail-Adresse, Prüfwert des Passworts, letzte Anmeldung"),
        fields=("username", "first_name", "last_name", "email", "password", "last_login"),
        purpose=_("Anmeldung, und nachvollziehen, wer entschieden hat"),
        readers=(_("Systemverwaltung"), _("Verwaltung des eigenen Trägers"), _("Servicestelle")),
        retention=_("solange das Konto besteht, dann bis offene Arbeit übergeben ist"),
        subject="self",
    )

    email = models.EmailField("E-Mail-Adresse")
    second_factor_since = models.DateTimeField(
        "zweiter Faktor verlangt seit", null=True, blank=True, editable=False
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message="Es gibt schon ein Konto mit dieser E-Mail-Adresse.",
            )
        ]
