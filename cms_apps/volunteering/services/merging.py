"""Two applications of one person at one organisation become one."""

from django.db import transaction

from cms_apps.volunteering.eligibility import nothing_planned
from cms_apps.volunteering.enums import KEPT_STATES, MAIN_STATES, TalkOutcome
from cms_apps.volunteering.errors import NotTheSame
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from cms_apps.workflow.machine import available, last_history_id, perform


@transaction.atomic
def merge_applications(
    main: Application, other: Application, *, actor: Actor, expected: str | None = None
) -> Application:
    """Let `other` become part of `main`: messages, notes and talks move, each keeps its history and its answers;
    `main` learns the languages that only `other` named.

    `main` keeps the earlier of the two promised days; `expected` is what `seen_of` said when the person compared
    them. Raises what `perform` raises, and NotTheSame.
    """
    # Always in one order, so that merging both ways at once cannot wait in a circle.
    pks = sorted((main.pk, other.pk))
    rows = Application.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    locked = {one.pk: one for one in rows}
    if len(locked) != 2 or not may_take_in(locked[main.pk], locked[other.pk]):  # noqa: PLR2004 -- the pair
        raise NotTheSame
    nothing_planned(locked[main.pk], actor)
    if expected is not None and expected != seen_of(main, other):
        raise StaleState
    perform(APPLICATION, other, "merge", actor=actor)
    Application.objects.filter(merged_into=other).update(merged_into=main)
    Application.objects.filter(pk=other.pk).update(merged_into=main)
    _move(main, other)
    _fill_in(main, locked[other.pk])
    goes_on, sooner = locked[main.pk], other.promised_on
    if goes_on.is_open and sooner and (not goes_on.promised_on or sooner < goes_on.promised_on):
        Application.objects.filter(pk=main.pk).update(promised_on=sooner)
    main.refresh_from_db()
    return main


def possible_mains(pair: tuple[Application, Application], *, actor: Actor) -> list[Application]:
    """Which of the two can go on instead of the other, as far as this person may decide."""
    one, two = pair
    return [
        main
        for main, other in ((one, two), (two, one))
        if may_take_in(main, other) and "merge" in available(APPLICATION, other, actor)
    ]


def seen_of(one: Application, other: Application) -> str:
    """The last thing that happened to both, whichever is named first."""
    pair = sorted((one, other), key=lambda application: application.pk)
    return "-".join(str(last_history_id(application)) for application in pair)


def may_take_in(main: Application, other: Application) -> bool:
    """Whether `other` could become part of `main`: same organisation, one at most with a volunteer.

    One that is kept for later takes in nobody to whom an answer is promised.
    """
    same_host = main.organisation_id == other.organisation_id
    keeps_promises = main.state not in KEPT_STATES or not other.is_open
    return (
        same_host
        and keeps_promises
        and main.pk != other.pk
        and main.state in MAIN_STATES
        and other.volunteer_id is None
    )


def _fill_in(main: Application, other: Application) -> None:
    """What only the other one knows: further languages, and who is in charge."""
    known = set(main.languages.values_list("code", "other_name"))
    for skill in other.languages.all():
        if (skill.code, skill.other_name) not in known:
            skill.pk, skill.application = None, main
            skill.save()
    nobody = Application.objects.filter(pk=main.pk, assigned_to=None)
    nobody.update(assigned_to=other.assigned_to_id)


def _move(main: Application, other: Application) -> None:
    other.messages.update(application=main)
    other.notes.update(application=main)
    # A planned one cannot be there: an application with a talk to come is not taken in.
    other.talks.exclude(outcome=TalkOutcome.PLANNED).update(application=main)
