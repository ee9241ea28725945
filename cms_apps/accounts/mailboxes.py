"""Whose mailbox it is: which account an address has, and which address an account has proved to be its own."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from cms_apps.accounts.models import User


def account_of(address: str) -> User | None:
    """The account of an address, but for look-alikes: a database may take "ı" for "i" where mail servers do not."""
    found = User.objects.filter(email__iexact=address)
    return next((user for user in found if user.email.lower() == address.lower()), None)


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
