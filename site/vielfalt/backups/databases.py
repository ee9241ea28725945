"""Dumping and loading the two kinds of database, each as of one moment."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from vielfalt.backups.manifest import sync

SQLITE, POSTGRES = "database.sqlite3", "database.dump"
Rows = dict[str, int]


class ToolsMissing(Exception):
    """`pg_restore` is not there, or too old for this backup."""


def dump(folder: Path) -> Rows:
    """Write the database into a folder; how many rows each table had at that moment."""
    return _dump_postgres(folder) if connection.vendor == "postgresql" else _dump_sqlite(folder)


def load(folder: Path) -> None:
    """Put the database of a backup in the place of this one. Nothing else may use it meanwhile.

    Raises ToolsMissing before anything is touched.
    """
    if connection.vendor == "postgresql":
        _check_tools(folder)
    connection.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # tables that the backup does not know would meet its migrations
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
             "--dbname={database}", str(folder / POSTGRES))  # fmt: skip
    else:
        _load_sqlite(folder)


def count_rows() -> Rows:
    """How many rows each table of this database has."""
    with connection.cursor() as cursor:
        return _count(cursor.execute, cursor.fetchone, connection.introspection.table_names(cursor))


def is_empty() -> bool:
    """Whether nobody ever worked here: no table of accounts, or no account in it."""
    with connection.cursor() as cursor:
        if "accounts_user" not in connection.introspection.table_names(cursor):
            return True
        cursor.execute("SELECT count(*) FROM accounts_user")
        return cursor.fetchone()[0] == 0


def _dump_postgres(folder: Path) -> Rows:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]  # the dump sees what is counted here
        _run(
            "pg_dump",
            "--format=custom",
            f"--snapshot={snapshot}",
            f"--file={folder / POSTGRES}",
            "{database}",
        )
        return count_rows()


def _dump_sqlite(folder: Path) -> Rows:
    connection.ensure_connection()
    copy = sqlite3.connect(folder / SQLITE)
    try:
        connection.connection.backup(copy)
        tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cursor = copy.cursor()
        return _count(
            cursor.execute, cursor.fetchone, [name for name in tables if not name.startswith("sqlite_")]
        )
    finally:
        copy.close()


def _check_tools(folder: Path) -> None:
    listing = ["pg_restore", "--file=-", "--schema-only", str(folder / POSTGRES)]
    try:
        subprocess.run(listing, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- fixed program, no shell
    except (OSError, subprocess.CalledProcessError) as error:
        raise ToolsMissing(type(error).__name__) from error


def _load_sqlite(folder: Path) -> None:
    target = Path(connection.settings_dict["NAME"])
    fresh = target.with_name(f".{target.name}.restored")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / SQLITE, fresh)
    fresh.chmod(0o600)
    sync(fresh)
    if target.exists():
        old = sqlite3.connect(
            target
        )  # what its log still holds belongs to it: were this broken off, it is whole
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.close()
    for rest in ("-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    fresh.replace(target)


def _count(execute: Callable[[str], object], fetch: Callable[[], tuple[int]], tables: list[str]) -> Rows:
    rows: Rows = {}
    for table in sorted(tables):
        execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names from the database itself
        rows[table] = fetch()[0]
    return rows


def _run(program: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL with our connection; raises CalledProcessError. The password is no argument."""
    (_psql, *where), secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    database = where.pop()
    filled = [argument.replace("{database}", database) for argument in arguments]
    # fixed programs, no shell
    subprocess.run([program, *where, *filled], check=True, env={**os.environ, **(secrets or {})})  # noqa: S603
