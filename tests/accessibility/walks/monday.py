"""The desk for forty on a Monday: the start page, finding, several at once, notes."""

import re

from django.utils import timezone

from cms_apps.volunteering import services
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.accessibility.walks.people import Look, Person, signed_in
from tests.factories.people import make_application, make_member, make_municipality, make_organisation

DESK = "/de/schreibtisch/"


def monday(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    member = make_member(organisation, first_name="Tamara", last_name="Vogel")
    actor, desk = Actor.staff(member), signed_in(person, member)
    look("empty start page", desk.get(DESK))
    received, asked, planned, failed = (
        make_application(organisation, state=state)
        for state in ("received", "in_review", "in_review", "in_review")
    )
    make_application(organisation, state="parent_asked", parent_name="Nour", parent_email="")
    services.ask(asked, actor=actor, text="Wann haben Sie Zeit?")
    services.assign([received, planned], actor=actor, to=member)
    batch = _plan(planned, failed, actor=actor)
    failed.planned.update(done_at=timezone.now(), problem="stale")
    look("start page", desk.get(DESK))
    queue = f"{DESK}bewerbungen/"
    look("queue with ticks", desk.get(f"{queue}?alle"))
    look("found", desk.get(desk.post(queue, {"words": "Amal", "assigned": "mine"}).url))
    look("nothing found", desk.get(desk.post(queue, {"words": "zzz"}).url))
    look("a filter that is not there", desk.post(queue, {"state": "x", "words": "Amal"}))
    look("batch", desk.get(f"{DESK}mehrere/geplant/{batch}/"))
    for name, one in (("planned", planned), ("failed", failed)):
        look(f"case with a {name} decision", desk.get(f"{queue}{one.number}/"))
    _several(desk, look, [received, asked, planned])
    _notes(desk, look, f"{queue}{received.number}/")


def _plan(*applications, actor: Actor):
    plans = [
        services.Plan(one, last_history_id(one) or 0, "no_need", "Zurzeit nicht.") for one in applications
    ]
    batch, _left_out = services.plan("decline", plans, actor=actor)
    return batch


def _several(desk, look: Look, chosen) -> None:
    """Each page behind the buttons below the queue."""
    numbers = [one.number for one in chosen]
    for go in ("assign", "remind", "decline"):
        page = desk.post(f"{DESK}mehrere/", {"number": numbers, "go": go}).url
        look(f"several: {go}", desk.get(page))
    look("several: decline without a reason", desk.post(page, {"go": "preview"}))
    look("several: decline, each mail", desk.post(page, {"go": "preview", "reason_code": "no_need"}))
    alone = desk.post(f"{DESK}mehrere/", {"number": numbers[:1], "go": "remind"}).url
    look("several: nobody to remind", desk.get(alone))


def _notes(desk, look: Look, case: str) -> None:
    look("assign one", desk.get(f"{case}zustaendig/"))
    look("empty note", desk.post(f"{case}notizen/", {"kind": "note", "text": ""}))
    desk.post(f"{case}notizen/", {"kind": "call", "text": "Rief an."})
    page = desk.get(case)
    look("case with a note", page)
    correct = re.search(r'href="(\S+/notizen/\d+/)"', page.content.decode())
    assert correct
    look("correct a note", desk.get(correct[1]))
