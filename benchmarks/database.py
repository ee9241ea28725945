"""The database of the figures: made when it is missing, kept between runs."""

import os
import sys
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.cpu import parent_of


def address() -> str:
    """BENCH_DATABASE_URL; without it nothing is measured."""
    url = os.environ.get("BENCH_DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("BENCH_DATABASE_URL=postgres://user@host:port/name_of_its_own make bench")
    return url


def create_if_missing() -> None:
    """Make the database, empty."""
    parts = urlsplit(address())
    name = parts.path.lstrip("/")
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def postmaster() -> int:
    """The process of PostgreSQL that started all others; it must run on this machine."""
    with psycopg.connect(address()) as connection:
        backend = connection.info.backend_pid
        parent = parent_of(backend)
    if not parent:
        sys.exit("PostgreSQL runs elsewhere: its CPU time cannot be read.")
    return parent


def facts() -> tuple[str, str]:
    """PostgreSQL's version, and how large the database is."""
    query = "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))"
    with psycopg.connect(address()) as connection:
        version, size = connection.execute(query).fetchone() or ("", "")
    return version.split()[0], size
