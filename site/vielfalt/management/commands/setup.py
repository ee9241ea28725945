"""`manage.py setup`: a real installation, without the demo."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from cms_apps.accounts.models import User
from cms_apps.accounts.services import account_for, issue_invitation
from cms_apps.courses.services import ensure_kinds
from cms_apps.links.services import token
from cms_apps.pages.services import setup_site, translate_site
from cms_apps.parameters.selectors import number
from vielfalt.installation import ensure_centre, load_districts


class Command(BaseCommand):
    help = "Prepare an installation: database, root pages, legal pages as drafts, menus, groups, workflow, administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who administers it first."""
        parser.add_argument("--admin-email", help="address of the first administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing; a second call changes nothing."""
        call_command("migrate", verbosity=0, interactive=False)
        load_districts()
        ensure_centre()
        ensure_kinds()
        translate_site(setup_site())
        self.stdout.write("Die Installation ist eingerichtet. Die Rechtstexte warten als Entwürfe im Admin.")
        if options["admin_email"]:
            self._administrator(options["admin_email"])
        elif not User.objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("Es gibt noch keine Verwaltung: manage.py setup --admin-email NAME@ORT")

    def _administrator(self, email: str) -> None:
        user = account_for(email)
        if not user.is_superuser:
            user.is_superuser = user.is_staff = True
            user.save(update_fields=["is_superuser", "is_staff"])
        if user.has_usable_password():
            self.stdout.write(f"{email} verwaltet diese Installation.")
            return
        path = reverse("account_open_invitation", args=[token(issue_invitation(user))])
        days = number("invitation.days")
        self.stdout.write(f"Passwort für {email} setzen ({days} Tage): {settings.BASE_URL}{path}")
