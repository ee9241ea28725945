"""Giving out and erasing what is kept about whoever has an account: staff, editors, administrators."""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from cms_apps.accounts.models import User
from cms_apps.accounts.services import INVITATION
from cms_apps.foundation.privacy import declaration_of
from cms_apps.links.models import Link
from cms_apps.outbox import services as outbox
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handlers
from cms_apps.privacy.services.journal import note_erasure, stamp_of
from cms_apps.privacy.third_party import THIRD_PARTY

SECRETS = frozenset({"password"})
_forgetters: list[Callable[[User], None]] = []


def when_account_goes(forget: Callable[[User], None]) -> None:
    """Let an app above delete what names an account by its address alone."""
    if forget not in _forgetters:
        _forgetters.append(forget)


def erase_account(key: str) -> bool:
    """Erase the account with this number; whether there was one.

    What the person decided stays with the people it was about: without a name, as done by somebody of the team.
    """
    user = _user(key)
    if user is None:
        return False
    with transaction.atomic():
        forget_account(user)
        user.delete()
    return True


@transaction.atomic
def forget_account(user: User) -> None:
    """Take the person out of everything that outlives the row of the account; the row itself goes next."""
    for model, name in _references():
        _unname(model, name, user)
    for forget in _forgetters:
        forget(user)
    _forget_mails(user)
    OutboxRow.objects.filter(replayed_by__in=_names(user)).update(replayed_by="")
    Link.objects.filter(purpose=INVITATION, object_key=str(user.pk)).delete()
    _forget_in_wagtail(user)
    _end_sessions(user)
    note_erasure("account", f"{user.pk}.{stamp_of(user.date_joined)}")


def export_account(key: str) -> bytes | None:
    """All rows that name the account, as JSON; secrets and the people whom the rows are about are left out."""
    user = _user(key)
    if user is None:
        return None
    rows = [
        {"kind": model._meta.label, "as": name, "row": row.pk, "at": _moment(row)}  # noqa: SLF001 -- Django's public _meta
        for model, name in _references()
        for row in model._default_manager.filter(**{name: user.pk}).order_by("pk")  # noqa: SLF001 -- as above
    ]
    about = {"made_at": timezone.now().isoformat(), "account": _own_fields(user), "rows": rows}
    return json.dumps(about, ensure_ascii=False, indent=2).encode()


def _user(key: str) -> User | None:
    """By number, or by the pseudonym of the journal: a restored database may give an old number to somebody else."""
    number, _dot, stamp = key.partition(".")
    user = User.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    return user if user is not None and stamp in {"", stamp_of(user.date_joined)} else None


def _end_sessions(user: User) -> None:
    """Every session, also those of which the list of sessions knows nothing."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            store(session.session_key).delete()


def _forget_mails(user: User) -> None:
    """What went to the account itself goes; of mails to a team the address. Mails to the same person as an applicant stay."""
    outbox.forget(f"user:{user.pk}")
    to_mailbox = OutboxRow.objects.filter(recipient__iexact=user.email)
    to_mailbox.filter(Q(kind__startswith="accounts.") | Q(kind__startswith="organisations.")).delete()
    team_kinds = [kind for kind, one in handlers().items() if getattr(one, "audience", "") == "team"]
    to_team = to_mailbox.filter(kind__in=team_kinds)
    to_team.filter(status__in=[Delivery.WAITING, Delivery.HELD]).delete()
    to_team.update(recipient="")


def _names(user: User) -> set[str]:
    return {name for name in (user.get_full_name(), user.get_username()) if name}


def _references() -> Iterator[tuple[type[models.Model], str]]:
    """Every table and column that names an account; the columns of a parent table belong to the parent."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:  # noqa: SLF001 -- Django's public _meta
            if field.is_relation and field.related_model is User:
                yield model, field.name


def _unname(model: type[models.Model], name: str, user: User) -> None:
    rows = model._default_manager.filter(**{name: user.pk})  # noqa: SLF001 -- Django's public _meta
    declared = declaration_of(model) or THIRD_PARTY.get(model._meta.label)  # noqa: SLF001 -- as above
    label = f"{name}_label"
    if declared is not None and label in declared.fields:
        rows.update(**{label: ""})
    remote = model._meta.get_field(name).remote_field  # noqa: SLF001 -- as above
    if getattr(remote, "on_delete", None) is models.DO_NOTHING:
        rows.update(**{name: None})  # Wagtail's logs outlive their author, and would name a number
    elif getattr(remote, "on_delete", None) is models.CASCADE:
        _forget_entries(model, [str(key) for key in rows.values_list("pk", flat=True)])


def _forget_in_wagtail(user: User) -> None:
    _forget_entries(User, [str(user.pk)])
    content_type = ContentType.objects.get_for_model(User)
    about = Q(content_type=content_type, object_id=str(user.pk))
    Revision.objects.filter(about).delete()
    ReferenceIndex.objects.filter(base_content_type=content_type, object_id=str(user.pk)).delete()


def _forget_entries(model: type[models.Model], keys: list[str]) -> None:
    """Wagtail's log labels an entry with its object, which may carry the name."""
    content_type = ContentType.objects.get_for_model(model)
    ModelLogEntry.objects.filter(content_type=content_type, object_id__in=keys).delete()


def _own_fields(user: User) -> dict[str, Any]:
    fields = [field.name for field in User._meta.concrete_fields if field.name not in SECRETS]  # noqa: SLF001 -- Django's public _meta
    return {name: _plain(getattr(user, name)) for name in fields}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _moment(row: models.Model) -> str | None:
    for name in ("at", "timestamp", "created_at", "asked_at"):
        if (value := getattr(row, name, None)) is not None:
            return str(value.isoformat())
    return None
