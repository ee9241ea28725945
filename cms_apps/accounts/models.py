"""The user of desk and admin; citizens need no account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from cms_apps.foundation.privacy import Declaration


class User(AbstractUser):
    """A person who signs in: editor, administrator, or member of a host organisation."""

    privacy = Declaration(
        fields=("username", "first_name", "last_name", "email", "password", "last_login"),
        purpose="sign-in and traceability of decisions",
        readers=("admin", "own organisation's administrator"),
        retention="as long as the account is active, then until open work is handed over",
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
