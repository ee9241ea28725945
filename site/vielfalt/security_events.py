"""What Django and allauth tell by signals, for the security log: who signed in, whose rights or factors changed."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save

from cms_apps.foundation.security_log import note
from cms_apps.organisations.models import Membership

CHANGES = {"post_add": "added", "post_remove": "removed", "post_clear": "cleared"}


def listen() -> None:
    """Connect once, when all apps are loaded."""
    user = get_user_model()
    user_logged_in.connect(_signed_in, dispatch_uid="security.in")
    user_logged_out.connect(_signed_out, dispatch_uid="security.out")
    user_login_failed.connect(_failed, dispatch_uid="security.failed")
    authenticator_added.connect(_factor_added, dispatch_uid="security.factor")
    authenticator_removed.connect(_factor_removed, dispatch_uid="security.factor_gone")
    authenticator_reset.connect(_codes_renewed, dispatch_uid="security.codes")
    for field in ("groups", "user_permissions"):
        through = getattr(user, field).through
        m2m_changed.connect(_rights, sender=through, dispatch_uid=f"security.{field}")
    post_save.connect(_member, sender=Membership, dispatch_uid="security.member")
    post_delete.connect(_member_gone, sender=Membership, dispatch_uid="security.gone")


def _signed_in(user: Any, **kwargs: Any) -> None:
    note("signed_in", user=user.pk)


def _signed_out(user: Any, **kwargs: Any) -> None:
    note("signed_out", user=getattr(user, "pk", None))


def _failed(**kwargs: Any) -> None:
    note("sign_in_failed")


def _factor_added(user: Any, authenticator: Any, **kwargs: Any) -> None:
    note("second_factor_changed", user=user.pk, what=f"{authenticator.type} added")


def _factor_removed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    note("second_factor_changed", user=user.pk, what=f"{authenticator.type} removed")


def _codes_renewed(user: Any, **kwargs: Any) -> None:
    note("second_factor_changed", user=user.pk, what="recovery_codes renewed")


def _rights(instance: Any, action: str, model: Any, reverse: bool = False, **kwargs: Any) -> None:
    if action in CHANGES:
        holder = None if reverse else instance.pk
        note("rights_changed", user=holder, what=f"{model.__name__} {CHANGES[action]}")


def _member(instance: Membership, created: bool, **kwargs: Any) -> None:
    note("rights_changed", user=instance.user_id, what=f"{instance.role} {'added' if created else 'changed'}")


def _member_gone(instance: Membership, **kwargs: Any) -> None:
    note("rights_changed", user=instance.user_id, what=f"{instance.role} removed")
