"""Second factors as allauth keeps them: secrets encrypted at rest, words in German."""

import ipaddress

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation import encryption
from cms_apps.foundation.reencryption import Reencrypted
from cms_apps.parameters.selectors import all_terms


class AuthenticatorAdapter(DefaultMFAAdapter):
    """How allauth's second factor behaves here."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Dieser Code passt nicht. Nehmen Sie den, der gerade in der App steht, oder einen Ersatzcode."
        ),
        "cannot_generate_recovery_codes": _("Richten Sie zuerst eine App oder einen Passkey ein."),
    }

    def encrypt(self, text: str) -> str:
        """Keep the secret of an app and the seed of codes unreadable in the database and its backups."""
        return encryption.encrypt(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read it with whichever key fits."""
        return encryption.decrypt(encrypted_text.encode())

    def get_totp_issuer(self) -> str:
        """Name the centre in the person's app, whatever the address of the site."""
        return str(all_terms()["centre"])

    def generate_authenticator_name(self, user: object, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's name
        """Propose a plain name for a passkey."""
        return gettext("Mein Gerät")


def passkeys_work(request: HttpRequest) -> bool:
    """Whether a browser lets a passkey be used here: it needs a name, an IP address has none."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def reencrypt() -> Reencrypted:
    """Encrypt secrets of apps and seeds of codes with the first key; passkeys hold nothing secret."""
    return sum((_renew(one) for one in Authenticator.objects.exclude(type="webauthn")), Reencrypted())


def _renew(one: Authenticator) -> Reencrypted:
    old = {name: one.data[name] for name in ("secret", "seed") if one.data.get(name)}
    try:
        new = {name: encryption.with_first_key(text.encode()).decode() for name, text in old.items()}
    except InvalidToken:
        return Reencrypted(unreadable=1)
    if new == old:
        return Reencrypted()
    # What the person changed meanwhile is theirs, and encrypted with the first key already.
    same = Authenticator.objects.filter(pk=one.pk, data=one.data)
    return Reencrypted(changed=same.update(data={**one.data, **new}))
