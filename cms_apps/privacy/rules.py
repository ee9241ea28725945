"""Deletion rules for what lies on the ground: sessions, addresses of mails, links, forms begun in the admin."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState

from cms_apps.accounts.retention import unneeded_accounts
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.links.retention import delete_ended_links
from cms_apps.outbox.retention import forget_addresses
from cms_apps.parameters.selectors import number
from cms_apps.privacy.services.access import delete_old_access
from cms_apps.privacy.services.accounts import erase_account


def days_ago(parameter: str) -> datetime:
    """The moment before which the days of a parameter have passed."""
    return timezone.now() - timedelta(days=number(parameter))


def delete_sessions() -> int:
    """Delete sessions whose end is longer ago than the parameter says; they open nothing any more."""
    return Session.objects.filter(expire_date__lt=days_ago("sessions.days")).delete()[0]


def delete_forms() -> int:
    """Delete forms that an editor began and left."""
    return FormState.objects.filter(last_updated_at__lt=days_ago("forms.days")).delete()[0]


def delete_accounts_by_code() -> int:
    """Erase accounts by code that nobody needs any more; returns how many."""
    return sum(erase_account(str(one.pk)) for one in unneeded_accounts(unused_since=days_ago("by_code.days")))


RULES = (
    DeletionRule(
        name="outbox.addresses", what=_("Adressen in verschickten Mails"), after=_("nach dem Versand"),
        parameter="outbox.days",
        keep=lambda: forget_addresses(before=days_ago("outbox.days")),
    ),
    DeletionRule(
        name="links.ended", what=_("geheime Links"), after=_("nach ihrem Ende"), parameter="links.days",

        keep=lambda: delete_ended_links(before=days_ago("links.days")),
    ),
    DeletionRule(
        name="privacy.access", what=_("Vermerke, wer Angaben angesehen hat"), after=_("nach dem Zugriff"),
        parameter="access.days", keep=delete_old_access,
    ),
    DeletionRule(
        name="privacy.sessions", what=_("Anmeldungen"), after=_("nach ihrem Ende"), parameter="sessions.days",
        keep=delete_sessions,
    ),
    DeletionRule(
        name="privacy.forms", what=_("begonnene Formulare der Redaktion"), after=_("nach dem Beginn"),
        parameter="forms.days", keep=delete_forms,
    ),
    DeletionRule(
        name="accounts.by_code", what=_("Konten, mit denen sich Freiwillige mit einem Code anmelden"),
        after=_("nach der letzten Anmeldung, wenn es zur Adresse nichts mehr gibt"),
        parameter="by_code.days", keep=delete_accounts_by_code,
    ),
)  # fmt: skip
