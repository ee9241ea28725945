"""The small world of people and one of each thing of the admin, kept as rows like the site in `kept_site`: made for real once
in a run, so that tests which ask every address as everybody can have it anew for each batch of requests.
"""

import shutil
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation

from cms_apps.accounts.models import User
from cms_apps.pages.setup.groups import CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests.architecture.admin_world import make_admin_world
from tests.architecture.world import make_world
from tests.factories.people import make_municipality, make_organisation, make_user
from tests.kept_site import Change, KeptSite, changes, state, write

GROUPS = {"translator": TRANSLATORS, "editor": EDITORS, "chief": CHIEF_EDITORS}


@dataclass(frozen=True)
class KeptWorld:
    """What became of each table, the keys of the objects by name, what each browser holds, and the files."""

    rows: list[Change]
    names: dict[str, Any]
    cookies: dict[str, str]
    files: Path

    def give(self, media: Path) -> dict[str, Client]:
        """Put everything into the database and the folder, and return the people."""
        write(self.rows)
        shutil.copytree(self.files, media, dirs_exist_ok=True)
        return {name: _browser(held) for name, held in self.cookies.items()}


def keep_world(site: KeptSite, files: Path) -> KeptWorld:
    """Make it, keep its rows, and leave the database as it was."""
    with override_settings(**stored_in(files)), translation.override("de"), transaction.atomic():
        empty = state()
        site.give()
        site.give_english()
        names, people = _make()
        rows = changes(empty, state())
        transaction.set_rollback(True)
    held = {name: client.cookies.output(header="", sep="\r\n") for name, client in people.items()}
    return KeptWorld(rows, names, held, files)


def stored_in(folder: Path) -> dict[str, Any]:
    """Settings by which files can be served from a folder."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {"MEDIA_ROOT": folder, "STORAGES": {**settings.STORAGES, "default": files}}


def _make() -> tuple[dict[str, Any], dict[str, Client]]:
    organisation = make_organisation("Träger A", serves=make_municipality())
    other = make_organisation("Träger B", serves=make_municipality("Anderswo", code="34117", ags="06611"))
    world = make_world(organisation, other)
    chief = make_user("chefin", is_superuser=True, is_staff=True)
    people = {
        "anonymous": world.anonymous, "coordinator": world.coordinator, "nothing": world.editor,
        "holder": world.holder, "centre": world.centre, "superuser": _signed_in(chief),
    }  # fmt: skip
    people |= {name: _signed_in(make_user(name), group) for name, group in GROUPS.items()}
    return {**world.names, **make_admin_world(chief, organisation)}, people


def _signed_in(user: User, *groups: str) -> Client:
    user.groups.add(*Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def _browser(cookies: str) -> Client:
    """Tells a 500 as a 500 instead of raising it."""
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(cookies)
    return client
