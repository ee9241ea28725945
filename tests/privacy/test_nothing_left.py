"""Planted and erased: of fifty markers in a person's life none is left anywhere."""

import pickle
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection

from cms_apps.outbox.worker import drain
from cms_apps.privacy.services import purge
from cms_apps.volunteering import services
from cms_apps.workflow.actors import Actor
from tests.everywhere import all_of, content_of, files_with, tables_with
from tests.privacy.life import Markers, live

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FIRST = "zzspur"
PHONE = "99 88 77 66 5"
NEVER_KEPT = {"gesucht", "falscher Name", "falsches Passwort"}


@pytest.fixture
def house(settings, tmp_path):
    """An installation whose files all lie in one folder; mails become files there."""
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = settings.VAR_DIR / "media"
    settings.ERASURE_JOURNAL = settings.VAR_DIR / "erasures.jsonl"
    settings.EMAIL_BACKEND = "cms_apps.notifications.backends.EmlFileBackend"
    settings.GUARD_SIGN_UP = True
    return settings.VAR_DIR


@pytest.fixture
def mark(house, caplog):
    caplog.set_level("DEBUG")
    for quiet in ("django.db.backends", "django.template", "faker", "factory"):
        caplog.set_level("INFO", logger=quiet)
    return Markers()


def cached() -> str:
    """Everything in the cache, in readable form."""
    if django_settings.REDIS_URL:
        client = cache._cache.get_client()
        return repr([(key, client.dump(key)) for key in client.scan_iter("*")])
    return repr([(key, pickle.loads(value)) for key, value in cache._cache.items()])  # noqa: S301 -- our own cache


def _fetched_by_the_person(house: Path) -> None:
    """The last mail, which says that all is gone: the file stands for the person's own mailbox."""
    (last,) = [path for path in (house / "mail").iterdir() if FIRST in path.read_text().lower()]
    assert "gelöscht" in content_of(last).decode()
    last.unlink()


def folders_of_the_database(house: Path) -> list[str]:
    """SQLite's file and its log, after the next deletion by the clock; PostgreSQL's server files are not ours to read."""
    if connection.vendor != "sqlite":
        return []
    purge()
    name = Path(connection.settings_dict["NAME"])
    return [path for path in files_with(name.parent, FIRST) if path.startswith(name.name)]


@pytest.mark.asvs("14.2.4")
def test_planted_and_erased(house, mark, caplog):
    seen: set[str] = set()

    def look() -> None:
        drain()
        everything = all_of(house)
        seen.update(word for word in mark.planted if word in everything)

    life = live(mark, look)
    assert {mark.planted[word] for word in set(mark.planted) - seen} == NEVER_KEPT
    assert len(seen) >= 50

    services.ask_erasure(life.application)
    services.grant_erasure(life.application, actor=Actor.staff(life.colleague))
    drain()
    _fetched_by_the_person(house)

    assert tables_with(FIRST) == {}
    assert tables_with(PHONE) == {}
    assert files_with(house, FIRST) == []
    assert FIRST not in cached()
    assert FIRST not in caplog.text
    assert folders_of_the_database(house) == []
