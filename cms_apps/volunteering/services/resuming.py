"""Going on with a draft on another device: by a mailed link, or by a short code.

How safe the code is. Eight letters of 24 are 1.1 x 10^11 codes. With 1000 live ones (a very busy fortnight) a guess
opens one of them with a chance of 9 x 10^-9. One network may be wrong 60 times an hour (parameter `network.codes`):
one hit in 210 years. All networks together 300 times (`codes.all`): one in 42 years of an attack at full speed. So
the code may live as long as the draft, and whoever has no e-mail address is not worse off. Six letters, as in an
application's number, would have been found after a month. Only wrong codes count: a class of thirty behind one
address, each of whom mistypes once, stays below the limit. When all networks together reach theirs, the door of the
code is closed until the hour is over; the link in the mail still opens.
"""

from itertools import count

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from cms_apps.foundation import counters
from cms_apps.foundation.digits import ascii_digits
from cms_apps.foundation.numbers import in_letters
from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.errors import TooMany
from cms_apps.volunteering.models import Draft

WRONG, EVERYBODY = "wrong-codes", "all"
LENGTH = 8


def keep_for_later(draft: Draft, *, email: str = "", mail: bool = True) -> None:
    """Give the draft a code, and mail its link to `email` or to the address that it has, as often as one may."""
    _issue_code(draft)
    if email and email != draft.email:
        draft.email = email
        Draft.objects.filter(pk=draft.pk, submitted_at=None).update(email=email)
    if mail and draft.email:
        mails.send_draft_link(draft)


def code_of(draft: Draft) -> str:
    """The code of a draft as it is shown (K7MA-3QXR), "" when it has none."""
    if not draft.code_hash:
        return ""
    codes = (_code(draft, attempt) for attempt in count())
    return next(code for code in codes if _hash(code) == draft.code_hash)


def draft_of_code(typed: str, *, network: str) -> Draft | None:
    """The draft that a code opens, None for a wrong one. Raises TooMany when too many were wrong."""
    most, most_of_all = number("network.codes"), number("codes.all")
    if counters.is_full(WRONG, network, most=most) or counters.is_full(WRONG, EVERYBODY, most=most_of_all):
        raise TooMany
    draft = Draft.objects.filter(submitted_at=None, code_hash=_hash(typed)).first()
    if draft is None:
        counters.count(WRONG, network, most=most)
        counters.count(WRONG, EVERYBODY, most=most_of_all)
    return draft


def draft_of_link(token: str) -> Draft:
    """The draft of a mailed link. Raises LinkUnknown, LinkExpired or LinkUsed."""
    link = links.find(mails.DRAFT_LINK, token)
    draft = Draft.objects.filter(key=link.object_key, submitted_at=None).first()
    if draft is None:
        raise LinkUnknown
    return draft


def _issue_code(draft: Draft) -> None:
    """The same code each time, so that what somebody wrote down stays true."""
    attempts = count()
    while not draft.code_hash:  # two drafts hardly ever meet in one code
        hashed = _hash(_code(draft, next(attempts)))
        try:
            with transaction.atomic():
                Draft.objects.filter(pk=draft.pk).update(code_hash=hashed)
        except IntegrityError:
            continue
        draft.code_hash = hashed


def _code(draft: Draft, attempt: int) -> str:
    """From the secret and not stored, so that it can be shown again and a copy of the database opens nothing."""
    digest = salted_hmac("vielfalt.draft.code", f"{draft.key}|{attempt}", algorithm="sha256").digest()
    return in_letters(int.from_bytes(digest, "big"), LENGTH)


def _hash(typed: str) -> str:
    plain = "".join(letter for letter in ascii_digits(typed).upper() if letter.isalnum())
    return salted_hmac("vielfalt.draft.code.hash", plain, algorithm="sha256").hexdigest()
