"""Who may sign in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class AccountBackend(AuthenticationBackend):
    """By name or address and password; a demo account never opens where the demo is not allowed."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Refuse inactive accounts, and demo accounts in production."""
        return bool(super().user_can_authenticate(user)) and (settings.DEMO_ALLOWED or not user.is_demo)
