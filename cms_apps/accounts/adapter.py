"""How allauth behaves here: no open sign-up, mails through the outbox."""

import json
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts import second_factor, sessions
from cms_apps.accounts.authenticators import passkeys_work
from cms_apps.accounts.models import User
from cms_apps.foundation.encryption import encrypt
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import all_terms

MAIL_KIND = "accounts.mail"
CODE_LIFE = timedelta(hours=24)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Zu viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal."
        ),
        "incorrect_code": _("Dieser Code passt nicht. Nehmen Sie den aus der letzten E-Mail."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """To the start page in the language of the page that was left."""
        return f"/{get_language() or settings.LANGUAGE_CODE}/"

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase | None:
        """Stop a demo account where the demo is not allowed: allauth lets a right password pass the backend."""
        if user.is_demo and not settings.DEMO_ALLOWED:
            user.is_active = False  # for allauth's eyes only: it is not saved
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        """Start the clocks of the session and of the second factor: every session comes through here."""
        sessions.begin(request)
        second_factor.remember(request, user)
        second_factor.tell(request)
        response: HttpResponseBase = super().post_login(request, user, **kwargs)
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ask whoever has a second factor for that one: whoever only found out the password must not take it away."""
        shut = set()
        if user.is_authenticated and second_factor.has_second_factor(user):
            shut.add("reauthenticate")
        if not passkeys_work(self.request):
            shut.add("mfa_reauthenticate:webauthn")
        return [one for one in super().get_reauthentication_methods(user) if one["id"] not in shut]

    def set_password(self, user: Any, password: str) -> None:
        """Set it, and sign out wherever else the old one signed in."""
        super().set_password(user, password)
        same = getattr(self.request.user, "pk", None) == user.pk
        sessions.end_sessions(user, keep=self.request.session.session_key if same else None)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """Tell the person at the account's own address: allauth's table holds only what was proved."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail: rendered now, because its code exists only now, and encrypted at rest."""
        message: EmailMessage = self.render_mail(template_prefix, email, context)
        _queue(email, str(message.subject), str(message.body))


def queue_notice(user: User, template_prefix: str) -> None:
    """Mail a person that something happened to the account, outside of allauth's own steps."""
    context = {"terms": all_terms()}
    subject = render_to_string(f"{template_prefix}_subject.txt", context).strip()
    _queue(user.email, subject, render_to_string(f"{template_prefix}_message.txt", context).strip())


def _queue(email: str, subject: str, body: str) -> None:
    queue(
        MAIL_KIND,
        recipient=email,
        language=get_language() or settings.LANGUAGE_CODE,
        secret=encrypt(json.dumps({"subject": subject, "body": body})),
        expires_at=timezone.now() + CODE_LIFE,
    )
