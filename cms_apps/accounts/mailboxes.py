"""Whose mailbox it is: which account an address has, and which address an account has proved to be its own."""

import uuid

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q

from cms_apps.accounts.models import User


def account_of(address: str) -> User | None:
    """The account of an address, but for look-alikes: a database may take "ı" for "i" where mail servers do not."""
    found = User.objects.filter(email__iexact=address)
    return next((user for user in found if user.email.lower() == address.lower()), None)


def make_account(
    address: str, *, by_code: bool = False, first_name: str = "", last_name: str = ""
) -> User | None:
    """An account without a password; the one that somebody else has just made, None where the database takes it for one
    of a look-alike.
    """
    name = address.lower()
    if by_code or User.objects.filter(username=name).exists():
        name = uuid.uuid4().hex
    user = User(username=name, email=address, by_code=by_code, first_name=first_name, last_name=last_name)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        return account_of(address)
    return user


@transaction.atomic
def prove(user: User, address: str) -> None:
    """Note that this person reads the mails to `address`; whoever read them before does so no more."""
    mailbox = address.lower()
    EmailAddress.objects.filter(Q(email=mailbox) | Q(user=user)).exclude(user=user, email=mailbox).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=mailbox, defaults={"verified": True, "primary": True}
    )


def proved_address(user: User) -> str:
    """The account's address if it was proved; empty otherwise, as after a change of the address in the admin."""
    mailbox = user.email.lower()
    proved = EmailAddress.objects.filter(user=user, email=mailbox, verified=True).exists()
    return mailbox if proved else ""
