"""Serve a demo of its own, let the scanner wapiti loose on it, and end with 1 when it finds what is not allowed below.

`make scan` installs wapiti into an environment of its own (its packages do not get along with ours) and runs this: once as
anybody on the public pages and the sign-up, once as a coordinator on the desk. Only modules that ask no other host. The
reports lie in `$VAR_DIR/reports/wapiti-*.json`; levels are wapiti's: 0 to know, 1 low, 2 medium, 3 high, 4 critical.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR", "var")).resolve() / "scan"
REPORTS = VAR_DIR.parent / "reports"
PORT = os.environ.get("SCAN_PORT", "8049")
SITE = f"http://127.0.0.1:{PORT}"
MODULES = (
    "cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,sql,upload,xss"
)
CRAWL, ATTACK = 15, 4  # seconds: for finding addresses; for each module
STARTUP, MEDIUM = 180, 2
WALKS = {"public": "/de/", "desk": "/de/schreibtisch/"}
# Kind and part of an address: why it is no hole.
ALLOWED: dict[tuple[str, str], str] = {}


def main() -> int:
    """Start, scan, stop, judge."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "VAR_DIR": str(VAR_DIR),
        "PORT": PORT,
        "DJANGO_SETTINGS_MODULE": "vielfalt.settings.dev",
    }
    site = subprocess.Popen(
        [sys.executable, "site/manage.py", "run"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait()
        found = [one for name, path in WALKS.items() for one in scan(name, path, environment)]
    finally:
        os.killpg(site.pid, signal.SIGINT)
        site.wait(timeout=60)
    for one in found:
        print(f"{one['level']} {one['kind']}: {one['method']} {one['path']} {one['info']}")
    print(f"{len(found)} findings of level {MEDIUM} or more that are not allowed")
    return 1 if found else 0


def wait() -> None:
    """Until the site answers."""
    for _ in range(STARTUP):
        try:
            urllib.request.urlopen(f"{SITE}/readyz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return
    raise SystemExit("the demo did not start")


def session(environment: dict[str, str]) -> str:
    """A session of the demo's coordinator, made without the form, which wapiti would try to fill in."""
    code = (
        "from django.test import Client; from cms_apps.accounts.models import User; client = Client();"
        "client.force_login(User.objects.get(username='traeger')); print(client.cookies['sessionid'].value)"
    )
    command = [sys.executable, "site/manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


def scan(name: str, path: str, environment: dict[str, str]) -> list[dict]:
    """What wapiti finds below one address, without what is allowed."""
    report, state = REPORTS / f"wapiti-{name}.json", VAR_DIR / "wapiti"
    shutil.rmtree(state, ignore_errors=True)
    command = [
        os.environ["WAPITI"], "-u", SITE + path, "--scope", "folder", "-m", MODULES, "--flush-session", "--no-bugreport", "-v", "0",
        "--max-scan-time", str(CRAWL), "--max-attack-time", str(ATTACK), "-d", "5", "--max-files-per-dir", "20", "--tasks", "4",
        "--store-session", str(state / "session"), "--store-config", str(state / "config"), "-x", f"{SITE}/de/konto/abmelden/",
        "-f", "json", "-o", str(report),
    ]  # fmt: skip
    if name == "desk":
        command += ["-C", f"sessionid={session(environment)}"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    told = json.loads(report.read_text())
    print(f"{name}: {told['infos']['crawled_pages_nbr']} pages")
    every = [
        {**one, "kind": kind}
        for part in ("vulnerabilities", "anomalies")
        for kind, ones in told[part].items()
        for one in ones
    ]
    return [one for one in every if one["level"] >= MEDIUM and not is_allowed(one)]


def is_allowed(one: dict) -> bool:
    """Whether the list says why this is no hole."""
    return any(kind == one["kind"] and part in one["path"] for kind, part in ALLOWED)


if __name__ == "__main__":
    raise SystemExit(main())
