"""Who may sign in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from cms_apps.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """By name or address and password; a demo account never opens where the demo is not allowed."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Look once and hash once, whoever is meant: allauth tries an address as a name too, and hashes again for each."""
        login = credentials.get("email") or credentials.get("username") or ""
        found = list(User.objects.filter(Q(email__iexact=login) | Q(username=login))[:2])
        meant = [user for user in found if user.email.lower() == login.lower()] or found
        user: User | None = self._check_password(meant[0], credentials["password"]) if meant else None
        return user

    def user_can_authenticate(self, user: Any) -> bool:
        """Refuse inactive accounts, and demo accounts in production."""
        return bool(super().user_can_authenticate(user)) and (settings.DEMO_ALLOWED or not user.is_demo)
