"""Requests for accompaniment, made and ended by the services themselves and then moved back in time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import F

from cms_apps.accounts.models import User
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.services import forget
from cms_apps.volunteers.answers import Wish
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.services import passing
from cms_apps.volunteers.services import requests as services
from cms_apps.workflow.actors import Actor
from vielfalt.demo.organisations import read

Row = dict[str, Any]


def load_requests(coordinators: dict[int, User]) -> None:
    """Once; `coordinators` answers for each organisation."""
    for row in read("requests.json"):
        host = HostOrganisation.objects.get(name=row["organisation"])
        request = services.ask_for_accompaniment(_wish(row), host)
        _handle(request, row, Actor.staff(coordinators[host.pk]))
        _move_back(request, row["days_ago"])
        forget(request.subject_key)  # nobody waits for these mails


def _wish(row: Row) -> Wish:
    return Wish(
        **{name: row[name] for name in ("name", "email", "phone", "place", "wanted", "topic")},
        languages=tuple(row["languages"]),
        for_other=row.get("for_other", False),
        language="de",
        key=uuid4(),
    )


def _handle(request: AccompanimentRequest, row: Row, actor: Actor) -> None:
    match row.get("then"):
        case "take":
            services.take_request(request, actor=actor)
        case "answer":
            services.answer_request(request, actor=actor, text=row["text"])
        case "decline":
            services.decline_request(request, actor=actor, refusal=row["refusal"])
        case "settle":
            services.settle_request(request, actor=actor)
        case "pass":
            target = HostOrganisation.objects.get(name=row["to"])
            forget(passing.pass_on_by_word(request, target=target, actor=actor).subject_key)


def _move_back(request: AccompanimentRequest, days: int) -> None:
    back = timedelta(days=days)
    # Somebody saw to it a day later, or today if that is still to come.
    handled = timedelta(days=max(days - 1, 0))
    AccompanimentRequest.objects.filter(pk=request.pk).update(
        created_at=F("created_at") - back,
        promised_on=request.promised_on - back,
        taken_at=request.taken_at and request.taken_at - handled,
        closed_at=request.closed_at and request.closed_at - handled,
    )
