"""The database of the figures: made when it is missing, kept between runs."""

import os
import sys
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.cpu import parent_of, tree_seconds


def address() -> str:
    """BENCH_DATABASE_URL; without it nothing is measured."""
    url = os.environ.get("BENCH_DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("BENCH_DATABASE_URL=postgres://user@host:port/name_of_its_own make bench")
    return url


def create_if_missing(url: str) -> None:
    """Make the database, empty."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


class Postgres:
    """The CPU time of a PostgreSQL on this machine, without what it does for other databases just now."""

    def __init__(self) -> None:
        with psycopg.connect(address()) as connection:
            parent = parent_of(connection.info.backend_pid)
        if not parent:
            sys.exit("PostgreSQL runs elsewhere: its CPU time cannot be read.")
        self._postmaster = parent
        self._connection = psycopg.connect(address(), autocommit=True)

    def seconds(self) -> float:
        """User and system time so far of its processes, except those for databases of another name or beginning."""
        query = "SELECT pid FROM pg_stat_activity WHERE NOT starts_with(datname, current_database())"
        others = {pid for (pid,) in self._connection.execute(query)}
        return tree_seconds(self._postmaster, without=others)


def facts() -> tuple[str, str]:
    """PostgreSQL's version, and how large the database is."""
    query = "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))"
    with psycopg.connect(address()) as connection:
        version, size = connection.execute(query).fetchone() or ("", "")
    return version.split()[0], size
