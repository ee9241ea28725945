"""Make people whom the site knows, with an account and an application each; print how many, as JSON."""

import json
import sys
import uuid

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment

DOMAIN = "messung.example"


def address(kind: str, index: int) -> str:
    """The address of one person; known and unknown ones are of the same length."""
    return f"{kind}{index:05d}@{DOMAIN}"


def prepare(people: int) -> int:
    """Make who is missing, and forget the mails of the run before; returns how many are known."""
    from vielfalt.demo.load import load_demo  # noqa: PLC0415 -- as above

    from cms_apps.outbox.models import OutboxRow  # noqa: PLC0415 -- the apps are ready only now

    call_command("migrate", verbosity=0, interactive=False)
    load_demo(lambda _part: None)
    OutboxRow.objects.filter(recipient__endswith=f"@{DOMAIN}").delete()
    make_known(people)
    return people


def make_known(people: int) -> None:
    """Give each an account with a password and a copy of some application."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 -- as above

    from cms_apps.accounts.models import User  # noqa: PLC0415 -- as above
    from cms_apps.foundation.numbers import new_number  # noqa: PLC0415 -- as above
    from cms_apps.volunteering.models import Application  # noqa: PLC0415 -- as above

    known = set(User.objects.filter(email__endswith=f"@{DOMAIN}").values_list("email", flat=True))
    wanted = [one for one in (address("k", index) for index in range(people)) if one not in known]
    password = make_password("Ein-langes-Wort-9")  # hashed once: to check it costs the same
    User.objects.bulk_create(
        User(username=one.partition("@")[0], email=one, password=password) for one in wanted
    )
    copy = Application.objects.filter(state="received").order_by("pk")[0]
    Application.objects.filter(email__in=wanted).delete()
    for one in wanted:
        copy.pk, copy.key, copy.draft_key = None, uuid.uuid4(), uuid.uuid4()
        copy.number, copy.email = new_number(), one
        copy._state.adding = True  # noqa: SLF001 -- Django's way to copy a row
        copy.save()


if __name__ == "__main__":
    django.setup()
    setup_test_environment()
    json.dump(prepare(int(sys.argv[1])), sys.stdout)
