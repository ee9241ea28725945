"""Who may sign in by a code that came by mail: whose address some app knows, but nobody who owes a second factor.

Apps register which addresses they know (`register`). Asking for a code looks nobody up: the worker sees whom an address
belongs to, and an account is made only once the code has proved that somebody reads its mails.
"""

import unicodedata
from collections.abc import Callable
from enum import Enum, auto

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac

from cms_apps.accounts.mailboxes import account_of, make_account, prove
from cms_apps.accounts.models import User
from cms_apps.accounts.second_factor import second_factor_required

LENGTH = 8
_known: list[Callable[[str], bool]] = []


class Answer(Enum):
    """What goes to the mailbox for which somebody asked for a code."""

    CODE = auto()
    PASSWORD = auto()  # the way in of this account is another
    NOTHING = auto()


def register(knows: Callable[[str], bool]) -> None:
    """Let whoever reads the mails to an address that `knows` holds for sign in by code."""
    if knows not in _known:
        _known.append(knows)


def is_known(address: str) -> bool:
    """Whether some app knows the address."""
    return any(knows(address) for knows in _known)


def answer_for(address: str) -> Answer:
    """What the worker mails: a code is no second factor, so it opens no account that owes one."""
    user = account_of(address)
    if user is None:
        return Answer.CODE if is_known(address) else Answer.NOTHING
    if not user.is_active or (user.is_demo and not settings.DEMO_ALLOWED):
        return Answer.NOTHING
    return Answer.PASSWORD if second_factor_required(user) else Answer.CODE


@transaction.atomic
def open_account(address: str) -> User | None:
    """The account of a mailbox that was just proved, made where there is none; None: it may not come in this way.

    Of a mailbox that several people share it is the account of them all: whoever reads the mails reads the links too.
    """
    if answer_for(address) is not Answer.CODE:
        return None
    user = account_of(address) or make_account(address, by_code=True)
    if user is not None:
        prove(user, address)
    return user


def new_code() -> str:
    """Eight digits in two groups."""
    digits = get_random_string(LENGTH, "0123456789")
    return f"{digits[:4]}-{digits[4:]}"


def fingerprint(code: str) -> str:
    """What a session keeps of a code; digits of any script are the same, and nothing else counts."""
    digits = "".join(str(unicodedata.digit(one)) for one in code if one.isdigit())
    return salted_hmac("vielfalt.accounts.sign_in_codes", digits, algorithm="sha256").hexdigest()
