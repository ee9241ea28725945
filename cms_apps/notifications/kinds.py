"""Which kinds of mail there are, and what each says about itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.placeholders import Placeholders
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler, handlers

Context = dict[str, Any]


@dataclass(frozen=True)
class MailHandler(Handler):
    """A kind of mail: what it is for, to whom it goes, which words people may use in its text.

    `sample` makes a context of invented data, for whoever may not see real people.
    """

    logged: bool = True
    template: str = ""
    context: Callable[[OutboxRow], Context] = lambda _row: {}
    describes: Any = ""
    audience: Audience = Audience.PERSON
    placeholders: Placeholders = field(default_factory=dict)
    button: Any = ""
    sample: Callable[[], Context] = dict

    @property
    def editable(self) -> bool:
        """Whether people may write a text of their own: not without words for the link and the number."""
        return bool(self.placeholders)


def mail_kinds() -> dict[str, MailHandler]:
    """Every registered kind of mail by its name; those for people first."""
    order = list(Audience)
    found = {kind: one for kind, one in handlers().items() if isinstance(one, MailHandler)}
    return dict(sorted(found.items(), key=lambda item: (order.index(item[1].audience), item[0])))


def described(kind: str) -> str:
    """A kind in words; one that is gone by its name."""
    handler = handlers().get(kind)
    return str(handler.describes or kind) if isinstance(handler, MailHandler) else kind
