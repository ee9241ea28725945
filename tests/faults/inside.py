"""What needs the apps, in a process of its own with the settings of the stand: fill the database, read it out."""

import json
import os
import sys
from typing import Any

import django

PLACES = {"65183": ("Musterstadt", "06414"), "34117": ("Anderswo", "06611")}
COORDINATORS = 2
CAPACITY = (1, 3, 40)


def fill() -> dict[str, Any]:
    """Two organisations with their coordinators and courses; called again it finds them."""
    from django.core.management import call_command  # noqa: PLC0415 -- the apps are ready only now

    from cms_apps.organisations.models import HostOrganisation  # noqa: PLC0415 -- as above
    from tests.factories import people as make  # noqa: PLC0415 -- as above
    from tests.faults.people import PASSWORD  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0, interactive=False)
    logins: list[str] = []
    for letter, (code, (name, ags)) in zip("ab", PLACES.items(), strict=True):
        names = [f"{letter}{number}" for number in range(COORDINATORS)]
        logins += names
        if HostOrganisation.objects.filter(name=f"Träger {letter}").exists():
            continue
        organisation = make.make_organisation(
            f"Träger {letter}", serves=make.make_municipality(name, code=code, ags=ags)
        )
        for login in names:
            make.make_member(organisation, username=login, password=PASSWORD)
        for capacity in CAPACITY:
            make.make_run(organisation, capacity=capacity, title=f"Kurs mit {capacity}")
    return {"places": list(PLACES), "logins": logins}


def facts() -> dict[str, Any]:
    """Everything that the checker looks at."""
    from django.utils import timezone  # noqa: PLC0415 -- the apps are ready only now

    from cms_apps.courses.models import CourseRun  # noqa: PLC0415 -- the apps are ready only now
    from cms_apps.enrolments.models import Enrolment, Registration  # noqa: PLC0415 -- as above
    from cms_apps.enrolments.transitions import ENROLMENT  # noqa: PLC0415 -- as above
    from cms_apps.outbox.models import OutboxRow  # noqa: PLC0415 -- as above
    from cms_apps.volunteering.models import Application, ApplicationHistory, Draft  # noqa: PLC0415 -- as above
    from cms_apps.volunteering.transitions import APPLICATION  # noqa: PLC0415 -- as above

    typed = ("first_name", "last_name", "email", "phone", "motivation", "place_typed", "hours", "slots")
    return {
        "arrows": {
            "application": _arrows(APPLICATION),
            "enrolment": _arrows(ENROLMENT),
        },
        "applications": list(
            Application.objects.order_by("pk").values(
                "pk", "draft_key", "number", "state", "organisation", *typed
            )
        ),
        "team": _team(),
        "history": _history(ApplicationHistory),
        "enrolments": list(Enrolment.objects.values("pk", "run", "state")),
        "enrolment_history": _history(Enrolment.history.rel.related_model),
        "guests": list(Registration.objects.with_place().values("run")),
        "runs": list(CourseRun.objects.values("pk", "capacity", "taken")),
        "drafts": {
            str(row.key): {"data": row.data, "sent": bool(row.submitted_at)} for row in Draft.objects.all()
        },
        "outbox": list(
            OutboxRow.objects.exclude(status="waiting", due_at__gt=timezone.now())
            .order_by("pk")
            .values("pk", "kind", "recipient", "status", "payload", "attempts")
        ),
    }


def _arrows(workflow: Any) -> dict[str, list[Any]]:
    arrows: dict[str, list[Any]] = {
        one.name: [sorted(one.sources), str(one.target)] for one in workflow.transitions
    }
    return {**arrows, "created": [[""], workflow.beginnings]}


def _history(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values("subject", "transition", "source", "target"))


def _team() -> dict[int, list[str]]:
    from cms_apps.organisations.models import HostOrganisation  # noqa: PLC0415 -- the apps are ready only now
    from cms_apps.organisations.selectors import notified_addresses  # noqa: PLC0415 -- as above

    return {one.pk: sorted(notified_addresses(one)) for one in HostOrganisation.objects.all()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")
    django.setup()
    json.dump({"fill": fill, "facts": facts}[sys.argv[1]](), sys.stdout, default=str)
