"""How much of the sign-up one network may ask for in an hour; nothing here limits a decision at the desk.

A network is a /24 or /64: a language school, a library, a whole refuge, or a mobile operator's gateway. Thirty people
of one course who begin at the same hour, start anew twice and ask for a link or two make 90 drafts, 30 sends and
60 mails. So the limits are 200 drafts, 60 sends and 120 mails (parameters `network.…`): twice what a full class does,
and far below what a script does.
"""

from django.conf import settings

from cms_apps.foundation import counters
from cms_apps.parameters.selectors import number

DRAFTS, SENDS, MAILS = "network.drafts", "network.sends", "network.mails"


def allows(what: str, *, network: str) -> bool:
    """Count one more of `what` for this network; whether it is still within the parameter of that name."""
    return not settings.GUARD_SIGN_UP or counters.count(what, network, most=number(what))
