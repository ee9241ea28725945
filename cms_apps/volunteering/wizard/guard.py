"""Against scripts, without third parties: limits for each network, a least time, a field that people do not see.

Nothing here refuses for ever: what was typed is kept, and the page says what to do.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cms_apps.foundation.networks import network_of
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import services
from cms_apps.volunteering.services import limits
from cms_apps.volunteering.wizard import saving
from cms_apps.volunteering.wizard.steps import CHECK

TRAP = "website"  # a name that scripts like to fill in
CHANGED, QUICK, FILLED, LATER = "geaendert", "schnell", "feld", "spaeter"


def may_begin(request: HttpRequest) -> bool:
    """Whether this network may begin one more draft."""
    return limits.allows(limits.DRAFTS, network=network_of(request))


def keep_for_later(request: HttpRequest) -> None:
    """„Zwischenspeichern“: a code in any case; a mail where an address is known and the network may ask for one."""
    draft = request.draft  # type: ignore[attr-defined]
    may_mail = not draft.email or limits.allows(limits.MAILS, network=network_of(request))
    services.keep_for_later(draft, mail=may_mail)


def reason_to_wait(request: HttpRequest) -> str:
    """Why the last button does not send yet, "" when it does.

    The time counts from the first POST, which the database knows: nothing that a page carries can shorten it.
    """
    draft = request.draft  # type: ignore[attr-defined]
    if not saving.has_shown_all(request.POST, draft, CHECK):
        return CHANGED
    if request.POST.get(TRAP):
        return FILLED
    age = (timezone.now() - draft.created_at).total_seconds()
    if settings.GUARD_SIGN_UP and age < number("fill.seconds"):
        return QUICK
    return "" if limits.allows(limits.SENDS, network=network_of(request)) else LATER
