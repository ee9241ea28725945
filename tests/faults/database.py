"""The stand's own database: made anew or kept, and asked without Django."""

import sqlite3
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

WAITING = "status = 'waiting'"


class Database(Protocol):
    """Where the stand stores."""

    url: str

    def make_anew(self) -> None:
        """Empty, whatever was there."""

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """One statement in a transaction of its own; rows, if it returns any."""

    def drop(self) -> None:
        """Leave nothing behind."""


class Postgres:
    """A database beside the one that `url` names, on the same server."""

    def __init__(self, url: str, suffix: str) -> None:
        parts = urlsplit(url)
        self.name = f"{parts.path.lstrip('/')}_{suffix}"
        self._server = parts._replace(path="/postgres").geturl()
        self.url = parts._replace(path=f"/{self.name}").geturl()

    def make_anew(self) -> None:
        """Drop what an earlier run left."""
        self.drop()
        self._on_server("CREATE DATABASE {}")

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """By a connection of its own."""
        with psycopg.connect(self.url) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def drop(self) -> None:
        """With whatever is still connected to it."""
        self._on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(self.name)))


class Sqlite:
    """A file in the stand's folder."""

    def __init__(self, path: Path) -> None:
        self.path, self.url = path, f"sqlite:///{path}"

    def make_anew(self) -> None:
        """Remove what an earlier run left."""
        self.drop()

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """By a connection of its own, as patient as the others."""
        connection = sqlite3.connect(self.path, timeout=20)
        try:
            with connection:
                return connection.execute(statement).fetchall()
        finally:
            connection.close()

    def drop(self) -> None:
        """With its log."""
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink()


def database(url: str, folder: Path) -> Database:
    """PostgreSQL when `url` says so, else a file of the folder."""
    return Postgres(url, "kills") if url.startswith("postgres") else Sqlite(folder / "kills.sqlite3")
