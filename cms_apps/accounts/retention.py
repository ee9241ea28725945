"""Which accounts that were made for signing in by a code nobody needs any more."""

from datetime import datetime

from django.db.models import Q

from cms_apps.accounts.models import User
from cms_apps.accounts.second_factor import second_factor_required
from cms_apps.accounts.sign_in_codes import is_known


def unneeded_accounts(*, unused_since: datetime) -> list[User]:
    """Accounts by code that nobody used since then and whose address no app knows.

    Who was given a task meanwhile is a member of staff like any other.
    """
    unused = Q(last_login__lt=unused_since) | Q(last_login=None, date_joined__lt=unused_since)
    idle = User.objects.filter(unused, by_code=True)
    return [one for one in idle if not _is_needed(one)]


def _is_needed(user: User) -> bool:
    return second_factor_required(user) or is_known(user.email)
