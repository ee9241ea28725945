"""The six demo accounts, with passwords made at first start."""

import secrets
from pathlib import Path

from django.conf import settings

from cms_apps.accounts.models import User

NAMES = {
    "redaktion": ("Rieke", "Ahrens"),
    "chefredaktion": ("Clemens", "Hartwig"),
    "uebersetzung": ("Una", "Marten"),
    "traeger": ("Tamara", "Vogel"),
    "leitstelle": ("Leyla", "Sommer"),
    "admin": ("Anton", "Berg"),
}
_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


def accounts_file() -> Path:
    """Where names and passwords lie (mode 600)."""
    return Path(settings.VAR_DIR) / "accounts"


def load_accounts() -> dict[str, User]:
    """Make the accounts that are missing, and keep their passwords in the file; returns them by name."""
    known = read_accounts()
    users = {}
    for name, (first, last) in NAMES.items():
        user = User.objects.filter(username=name).first()
        if user is None or name not in known:
            known[name] = _password()
            user = user or User(
                username=name, email=f"{name}@vielfalt.example", first_name=first, last_name=last
            )
            user.is_demo = True
            user.is_superuser = name == "admin"
            user.is_staff = user.is_superuser
            user.set_password(known[name])
            user.save()
        users[name] = user
    _write(known)
    return users


def read_accounts() -> dict[str, str]:
    """Passwords by name, in the order of the file."""
    path = accounts_file()
    lines = path.read_text().splitlines() if path.exists() else []
    return dict(line.split(" ", 1) for line in lines if " " in line)


def _write(accounts: dict[str, str]) -> None:
    path = accounts_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text("".join(f"{name} {password}\n" for name, password in accounts.items()))


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
