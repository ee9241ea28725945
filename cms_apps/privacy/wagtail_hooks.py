"""The admin deletes accounts as `services.erase_account` does, one by one and several at once."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from cms_apps.accounts.models import User
from cms_apps.privacy.services import erase_account


@hooks.register("before_delete_user")
def erase_one(request: HttpRequest, user: User) -> HttpResponse | None:
    """In place of Wagtail's deletion, which keeps the name in its log; it has checked the right to delete by now."""
    return _erase(request, [user]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def erase_several(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """The same for the users picked from the list; the view has left out whom this editor may not delete."""
    picked = [one for one in objects if isinstance(one, User)]
    return _erase(request, picked) if action == "delete" and picked and request.method == "POST" else None


def _erase(request: HttpRequest, users: list[User]) -> HttpResponse:
    for user in users:
        erase_account(str(user.pk))
    messages.success(request, "Gelöscht, mit allem, was den Namen trug.")
    return redirect("wagtailusers_users:index")
