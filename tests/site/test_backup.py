"""Backups: whole or not at all, checked before use, and nobody who was erased comes back with one."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection
from vielfalt.backups import databases, manifest
from vielfalt.backups.making import NotEmpty, drop_old, make_backup, restore_backup
from vielfalt.backups.manifest import Damaged

from cms_apps.volunteering import services
from cms_apps.workflow.actors import Actor
from tests.everywhere import files_with
from tests.factories.people import make_application, make_municipality, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
MANAGE = Path(django_settings.ROOT) / "site" / "manage.py"


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASURE_JOURNAL = tmp_path / "journal" / "erasures.jsonl"
    (settings.MEDIA_ROOT / "pictures").mkdir(parents=True)
    (settings.MEDIA_ROOT / "pictures" / "a.txt").write_text("a picture")
    return settings


@pytest.fixture
def people(places):
    """One who stays, one who is erased after the backup was made."""
    host = make_organisation(serves=make_municipality())
    stays = make_application(host, last_name="Zzbleibt")
    goes = make_application(host, state="accepted", last_name="Zzgeht")
    return stays, goes


class Elsewhere:
    """An empty installation beside this one, of the same kind of database."""

    def __init__(self, folder: Path, settings):
        self.folder = folder
        self.url = f"sqlite:///{folder / 'db.sqlite3'}"
        if connection.vendor == "postgresql":
            where = urlsplit(os.environ["DATABASE_URL"])
            self.url = where._replace(path=f"/{connection.settings_dict['NAME']}_restored").geturl()
            self._anew()
        self.env = {
            **os.environ, "DATABASE_URL": self.url, "VAR_DIR": str(folder), "MEDIA_ROOT": str(folder / "media"),
            "ERASURE_JOURNAL": str(settings.ERASURE_JOURNAL), "DJANGO_SETTINGS_MODULE": "vielfalt.settings.dev",
            "REDIS_URL": "",
        }  # fmt: skip

    def _anew(self):
        name = urlsplit(self.url).path.strip("/")
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')

    def manage(self, *arguments):
        return subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, str(MANAGE), *arguments],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )

    def names(self):
        query = "SELECT last_name FROM volunteering_application"
        if connection.vendor == "postgresql":
            with psycopg.connect(self.url) as there:
                return {row[0] for row in there.execute(query)}
        with sqlite3.connect(self.folder / "db.sqlite3") as there:
            return {row[0] for row in there.execute(query)}


@pytest.mark.slow
def test_restored_into_an_empty_installation_the_erased_stay_erased(people, places, tmp_path):
    _stays, goes = people
    backup = make_backup(tmp_path / "backups")
    services.erase(goes, actor=Actor.applicant())
    elsewhere = Elsewhere(tmp_path / "elsewhere", places)

    done = elsewhere.manage("restore", str(backup))

    assert done.returncode == 0, done.stderr
    assert "1 x application" in done.stdout
    assert elsewhere.names() == {"Zzbleibt"}
    assert (tmp_path / "elsewhere" / "media" / "pictures" / "a.txt").read_text() == "a picture"
    if connection.vendor == "sqlite":
        assert files_with(tmp_path / "elsewhere", "Zzbleibt") != []
        assert files_with(tmp_path / "elsewhere", "Zzgeht") == []
    again = elsewhere.manage("restore", str(backup))
    assert again.returncode == 1
    assert "--replace" in again.stderr
    assert elsewhere.manage("restore", str(backup), "--replace").returncode == 0
    assert elsewhere.names() == {"Zzbleibt"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's tools")
def test_without_its_tools_nothing_is_touched(people, places, tmp_path, monkeypatch):
    backup = make_backup(tmp_path / "backups")
    before = databases.count_rows()
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(CommandError, match="nichts ist geändert"):
        call_command("restore", str(backup), "--replace")

    assert databases.count_rows() == before


def test_manifest_counts_what_is_in_it(people, tmp_path):
    sealed = manifest.read(make_backup(tmp_path))

    assert sealed.rows["volunteering_application"] == 2
    assert sealed.rows == databases.count_rows()
    assert sealed.engine == connection.vendor


@pytest.mark.parametrize("file", ["media.tar", "manifest.json", "database"])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_a_damaged_backup_is_refused(tmp_path, file, harm):
    backup = make_backup(tmp_path)
    path = next(backup.glob(f"{file}*"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink() if harm == "remove" else path.write_bytes(content if harm == "flip" else content[:-100])

    with pytest.raises(Damaged):
        restore_backup(backup, replace=True)
    with pytest.raises(CommandError, match="beschädigt"):
        call_command("restore", str(backup))


def test_an_installation_is_not_overwritten(people, tmp_path):
    with pytest.raises(NotEmpty):
        restore_backup(make_backup(tmp_path))


def test_the_last_whole_ones_are_kept(tmp_path):
    made = [make_backup(tmp_path) for _ in range(4)]
    next(made[3].glob("media.tar")).write_bytes(b"damaged")

    assert drop_old(tmp_path, 2) == [made[0]]
    assert {path.name for path in tmp_path.glob("vielfalt-*")} == {path.name for path in made[1:]}


def test_backup_is_for_its_owner_alone(tmp_path):
    assert oct(make_backup(tmp_path).stat().st_mode)[-3:] == "700"


@pytest.mark.slow
def test_killed_at_any_moment_nothing_bad_is_called_a_backup(people, places, tmp_path):
    target = tmp_path / "backups"
    before = make_backup(target)
    (places.MEDIA_ROOT / "large.bin").write_bytes(os.urandom(20_000_000))
    env = {
        **os.environ, "MEDIA_ROOT": str(places.MEDIA_ROOT), "DJANGO_SETTINGS_MODULE": "vielfalt.settings.dev",
        "DATABASE_URL": _own_url(), "REDIS_URL": "", "VAR_DIR": str(tmp_path / "var"),
    }  # fmt: skip
    killed = sum(_kill_one(target, env) for _ in range(5))

    assert killed == 5
    for folder in target.glob("vielfalt-*"):
        manifest.read(folder)
    assert manifest.read(before)
    make_backup(target)
    assert list(target.glob(".partial-*")) == []


def _kill_one(target, env):
    """Kill one backup as soon as it has begun to write, somewhere before its end; whether it was still running."""
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, str(MANAGE), "backup", "--to", str(target)], env=env, stdout=subprocess.DEVNULL
    )
    seen = set(target.glob(".partial-*"))
    wanted = secrets.randbelow(20_000_000)
    while process.poll() is None:
        fresh = set(target.glob(".partial-*")) - seen
        if any(_size(folder) >= wanted for folder in fresh):
            break
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return was_running


def _size(folder):
    try:
        return sum(path.stat().st_size for path in folder.iterdir())
    except FileNotFoundError:  # renamed meanwhile
        return 0


def _own_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return f"sqlite:///{name}"
