"""The database, and how long it may keep a request waiting."""

from pathlib import Path
from typing import Any

from environs import Env
from psycopg import IsolationLevel

env = Env()

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # secure_delete: what is deleted is overwritten, not only given free.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}
# Whoever waits for a lock holds a connection: after three seconds the page says so and asks to come back.
LOCK_TIMEOUT = "3s"
# For what a request asks. Commands (`manage.py seed`, migrations, the worker) may take long, see site/manage.py.
STATEMENT_TIMEOUT, IDLE_TIMEOUT = "30s", "60s"


def database(folder: Path) -> dict[str, Any]:
    """From DATABASE_URL; without one, SQLite in `folder`."""
    found: dict[str, Any] = env.dj_db_url("DATABASE_URL", default=f"sqlite:///{folder / 'db.sqlite3'}")
    if found["ENGINE"].endswith("sqlite3"):
        return {**found, "OPTIONS": dict(SQLITE)}
    return {
        **found,
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **found.get("OPTIONS", {}),
            "connect_timeout": 3,
            # Rows are locked one by one and counted by the database (docs/adr/0004): a stricter level oversells.
            "isolation_level": IsolationLevel.READ_COMMITTED,
            "options": _limits(),
        },
    }


def _limits() -> str:
    long = env.bool("LONG_STATEMENTS", default=False)
    limits = {
        "lock_timeout": LOCK_TIMEOUT,
        "statement_timeout": "0" if long else STATEMENT_TIMEOUT,
        "idle_in_transaction_session_timeout": "0" if long else IDLE_TIMEOUT,
        "synchronous_commit": "on",
    }
    return " ".join(f"-c {name}={value}" for name, value in limits.items())
