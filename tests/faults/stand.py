"""The installation under test: gunicorn with its workers, the mail worker, the SMTP sink. All are our own children."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from tests.faults.database import WAITING, Database
from tests.faults.sink import Sink

ROOT = Path(__file__).resolve().parent.parent.parent
STARTUP_SECONDS = 90
WEB_WORKERS = 3


class Stand:
    """Start it, kill parts of it, stop it. With `database_url` the web processes reach the database another way."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        *,
        workers: int = WEB_WORKERS,
        database_url: str = "",
        **environment: str,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.database, self.workers = folder, database, workers
        self.port = free_port()
        self.sink = Sink(folder / "mails", free_port())
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DATABASE_URL": database_url or database.url,
            "SECRET_KEY": "faults-only",
            "FIELD_KEYS": "faults-only",
            "ALLOWED_HOSTS": "127.0.0.1",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.sink.port}",
            "DEFAULT_FROM_EMAIL": "Vielfalt <post@vielfalt.example>",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "BEHIND_PROXY": "0",
            "VAR_DIR": str(folder),
            "ELASTICSEARCH_URL": "",
            "REDIS_URL": "",
            **environment,
        }
        self._web: subprocess.Popen[bytes] | None = None
        self._mail: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    def inside(self, what: str) -> Any:
        """Ask a process that knows the apps (`inside.py`)."""
        environment = {**self._environment, "DATABASE_URL": self.database.url}
        command = [sys.executable, "-W", "ignore", "-m", "tests.faults.inside", what]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)

    def start(self) -> None:
        """Everything, and wait until it answers."""
        self._log = (self.folder / "processes.log").open("ab")
        self.sink.start()
        self.start_web()
        self.start_mail_worker()

    def start_web(self) -> None:
        """As compose.yaml does."""
        bind = f"127.0.0.1:{self.port}"
        command = ["gunicorn", "--pythonpath", "site", "-c", "site/vielfalt/gunicorn_conf.py", "--bind", bind]
        self._web = self._child("-m", *command, "--workers", str(self.workers), "vielfalt.wsgi")
        self._wait_until_up()

    def start_mail_worker(self) -> None:
        """As compose.yaml does."""
        self._mail = self._child("site/manage.py", "worker")

    def kill_web_worker(self, which: int) -> bool:
        """kill -9 one of gunicorn's workers; its master starts another. False when none is there just now."""
        workers = self.web_workers()
        if workers:
            os.kill(workers[which % len(workers)], signal.SIGKILL)
        return bool(workers)

    def kill_mail_worker(self) -> None:
        """kill -9 the mail worker, then start another.

        Time passes between the two: what the dead one had claimed is free again (its lease is over).
        """
        self.stop_mail_worker(signal.SIGKILL)
        self.free_claims()
        self.start_mail_worker()

    def free_claims(self) -> None:
        """Let every lease be over; only while no mail worker lives."""
        self.database.execute(f"UPDATE outbox_outboxrow SET claimed_until = NULL WHERE {WAITING}")  # noqa: S608 -- our own words

    def stop_mail_worker(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it, and wait until it is gone."""
        if self._mail is not None:
            self._mail.send_signal(how)
            self._mail.wait(timeout=180)
            self._mail = None

    def waiting_mails(self) -> int:
        """How many rows of the outbox are due, or will be within a second.

        SQLite's own clock has no parts of a second: by it the rows of the last one would be overlooked.
        """
        soon = f"{datetime.now(UTC) + timedelta(seconds=1):%Y-%m-%d %H:%M:%S.%f}+00:00"
        due = f"SELECT count(*) FROM outbox_outboxrow WHERE {WAITING} AND due_at <= '{soon}'"  # noqa: S608 -- our own words
        return int(self.database.execute(due)[0][0])

    def web_workers(self) -> list[int]:
        """The ids of gunicorn's workers, children of our child."""
        if self._web is None:
            return []
        children = Path(f"/proc/{self._web.pid}/task/{self._web.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def stop(self) -> None:
        """Everything, gently."""
        self.stop_mail_worker()
        if self._web is not None:
            self._web.terminate()
            self._web.wait(timeout=60)
            self._web = None
        self.sink.stop()
        if self._log is not None:
            self._log.close()

    def _child(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, env=self._environment, cwd=ROOT, stdout=self._log, stderr=self._log)

    def _wait_until_up(self) -> None:
        end = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < end:
            if self._web is None or self._web.poll() is not None:
                break
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/healthz")
                connection.getresponse().read()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"gunicorn did not answer; see {self.folder / 'processes.log'}")


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
