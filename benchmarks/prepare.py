"""Fill the database of the figures with the demo and with applications; print what is to be asked, as JSON."""

import json
import os
import sys
from typing import Any

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment

SIZES = (1_000, 100_000)
LARGEST = int(os.environ.get("BENCH_MAX", "0"))
CSRF = "a" * 32
DEEP = 0.9  # how far down the deep page of the desk's list lies


def prepare() -> dict[str, Any]:
    """Make what is missing, and say which addresses, cookies and forms to use."""
    _demo()
    sizes = sorted({*SIZES, LARGEST} - {0})
    return {"step": _step(), "desks": {size: _desk(size) for size in sizes}}


def pages() -> dict[str, str]:
    """The demo's German page of each type: the newest, since it is asked for most."""
    from wagtail.models import get_page_models  # noqa: PLC0415 -- the apps are ready only now

    _demo()
    german = {
        model: model.objects.live().filter(locale__language_code="de") for model in get_page_models()[1:]
    }
    newest = {model.__name__: found.order_by("-pk").first() for model, found in german.items()}
    return {name: f"{page.url}" for name, page in newest.items() if page}


def lists(size: int) -> None:
    """Fill a database of lists."""
    from benchmarks.lists import fill  # noqa: PLC0415 -- as above

    fill(size)


def _demo() -> None:
    from vielfalt.demo.load import load_demo  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0, interactive=False)
    load_demo(lambda _part: None)


def _step() -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415 -- as above

    client = Client(HTTP_HOST="127.0.0.1")
    place = client.post("/de/bewerbung/", {"ort-place": "65183"})["Location"].partition("#")[0]
    form = client.get(place).context["form"]
    chosen = {"ort-place": "65183", "ort-shown_for": form.asked_for, "ort-organisation": form.offers[0].pk}
    client.post(place, chosen)
    draft = client.cookies["vf_draft"].value
    return {
        "path": place.replace("/ort/", "/zeiten/"),
        "cookies": {"vf_draft": draft, "csrftoken": CSRF},
        "form": {"zeiten-slots": "weekend", "zeiten-hours": "up_to_5", "zeiten-topics": "school", "go": "next",
                 "csrfmiddlewaretoken": CSRF},
    }  # fmt: skip


def _desk(size: int) -> dict[str, Any]:
    from cms_apps.accounts.models import User  # noqa: PLC0415 -- as above
    from cms_apps.organisations.models import HostOrganisation, Membership  # noqa: PLC0415 -- as above
    from cms_apps.volunteering.models import Application  # noqa: PLC0415 -- as above

    name = f"Messung mit {size} Bewerbungen"
    host, _ = HostOrganisation.objects.get_or_create(
        name=name,
        defaults={"kind": "association", "phone": "0611 555 0199", "email": "messung@vielfalt.example"},
    )
    user, _ = User.objects.get_or_create(
        username=f"messung{size}", defaults={"email": f"m{size}@vielfalt.example"}
    )
    Membership.objects.get_or_create(organisation=host, user=user, defaults={"role": "coordinator"})
    missing = size - Application.objects.filter(organisation=host).count()
    if missing > 0:
        call_command("seed", applications=missing, organisation=name, stdout=sys.stderr)
    waiting = Application.objects.filter(organisation=host).waiting().order_by("promised_on", "pk")
    deep = waiting[int(waiting.count() * DEEP)]
    return {
        "cookies": _signed_in(user),
        "first": "/de/schreibtisch/bewerbungen/",
        "deep": f"/de/schreibtisch/bewerbungen/?nach={deep.promised_on}~{deep.pk}",
        "application": f"/de/schreibtisch/bewerbungen/{deep.number}/",
    }


def _signed_in(user: Any) -> dict[str, str]:
    from django.test import Client  # noqa: PLC0415 -- as above

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return {"sessionid": client.cookies["sessionid"].value}


if __name__ == "__main__":
    django.setup()
    setup_test_environment()  # lets the test client show what a page was made of
    match sys.argv[1:]:
        case ["pages"]:
            json.dump(pages(), sys.stdout)
        case ["lists", size]:
            lists(int(size))
        case _:
            json.dump(prepare(), sys.stdout)
