"""`manage.py run` (make run): set up what is missing, then serve the demo with its worker until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms_apps.organisations.models import HostOrganisation
from vielfalt.demo.accounts import accounts_file, load_accounts, read_accounts
from vielfalt.demo.load import load_demo

STARTUP_SECONDS = 60
LOADED = "demo-loaded"


class Command(BaseCommand):
    help = "Set up what is missing, load the demo, serve it with the worker; one Ctrl-C ends both."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, say how to get in, wait."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("In Betrieb gehen Webserver und Worker als eigene Dienste: siehe README.")
        os.umask(0o077)  # database, mails and pictures of the demo are for this account only
        self._refuse_busy_port()
        self._prepare()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.default_int_handler)
        processes = [self._start(self._web()), self._start([sys.executable, sys.argv[0], "worker"])]
        try:
            self._wait_until_ready(processes)
            self._tell()
            self._wait(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nEnde.")
        finally:
            self._stop(processes)

    def _refuse_busy_port(self) -> None:
        # Otherwise the health check below would greet somebody else's server.
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} ist belegt. Ein anderer: make run PORT=8010"
                ) from error

    def _prepare(self) -> None:
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Datenbank wird eingerichtet (einmalig, etwa eine halbe Minute) …")
            call_command("migrate", verbosity=0, interactive=False)
        if not (Path(settings.VAR_DIR) / LOADED).exists() or not HostOrganisation.objects.exists():
            self._say("Demo wird geladen:")
            load_demo(lambda part: self._say(f"  {part} …"))
            (Path(settings.VAR_DIR) / LOADED).touch()
        elif not accounts_file().exists():
            load_accounts()
        self._say("Webserver und Worker starten …")

    def _web(self) -> list[str]:
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "vielfalt.wsgi:application",
            "--pythonpath",
            str(settings.ROOT / "site"),
        ]
        return [*gunicorn, "--bind", f"127.0.0.1:{settings.PORT}", "--threads", "4", "--log-level", "warning"]

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        # A process group of its own: Ctrl-C reaches only us, and we end both in order.
        return subprocess.Popen(  # noqa: S603 -- our own command line
            command, env=os.environ.copy(), start_new_session=True
        )

    def _wait_until_ready(self, processes: list[subprocess.Popen[bytes]]) -> None:
        deadline = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < deadline:
            if any(process.poll() is not None for process in processes):
                raise CommandError("Der Start ist fehlgeschlagen; die Meldung steht darüber.")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{settings.PORT}/healthz", timeout=2).close()
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.2)
            else:
                return
        raise CommandError(f"Der Webserver hat in {STARTUP_SECONDS} Sekunden nicht geantwortet.")

    def _tell(self) -> None:
        self._say(f"\nReady: {settings.BASE_URL}/\n")
        for name, password in read_accounts().items():
            self._say(f"{name} {password}")
        self._say(f"\nMails: {Path(settings.VAR_DIR) / 'mail'}/*.eml\nEnde mit Strg-C.")

    def _wait(self, processes: list[subprocess.Popen[bytes]]) -> None:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise CommandError("Webserver oder Worker hat sich beendet.")

    def _stop(self, processes: list[subprocess.Popen[bytes]]) -> None:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
