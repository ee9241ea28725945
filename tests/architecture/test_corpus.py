"""Any text through every form of the citizen, of the account and of the desk: found by walking the access table.

So a page that is added is tried too. Each attempt is taken back, so that every text meets the same page.
"""

import dataclasses

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from cms_apps.organisations.models import HostOrganisation
from tests.architecture.access_table import TABLE, Row, Who
from tests.architecture.test_access import address
from tests.architecture.world import World, snapshot
from tests.corpus import SEEDS, sample
from tests.factories.people import make_application
from tests.faults.people import fill
from tests.html_forms import Form
from tests.html_forms import forms_of as read_forms
from tests.thorough import THOROUGH
from tests.volunteering.test_corpus import assert_harmless, visible, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.corpus]
TURNS = 120 if THOROUGH else 16
DOORS = {
    Who.PUBLIC: "anonymous",
    Who.LINK: "holder",
    Who.DRAFT: "holder",
    Who.SIGNED_IN: "coordinator",
    Who.MEMBER: "coordinator",
    Who.COORDINATOR: "coordinator",
}
STATES = ("received", "in_review", "accepted", "declined")
# Not kept, or not as typed: a password, and what is only looked for.
NOT_KEPT = {"password", "search"}
LOOKED_FOR = ("anmelden", "passwort", "suche", "link/", "fortsetzen", "neu/", "noch-einmal")


@dataclasses.dataclass(frozen=True)
class Found:
    """A form of a page, and who fills it in."""

    path: str
    who: str
    form: Form

    @property
    def fields(self) -> list[str]:
        """The names that take any text."""
        return [one.name for one in self.form.controls.values() if one.is_free_text]

    @property
    def target(self) -> str:
        """Where it leads."""
        return self.form.action or self.path


@pytest.fixture
def strict(world: World) -> World:
    """Clients that tell a 500 instead of raising it."""
    for name in set(DOORS.values()):
        getattr(world, name).raise_request_exception = False
    return world


def pages(row: Row, world: World, numbers: list[str]) -> list[str]:
    """The addresses of a row: about each application, if it is about one."""
    if "{number}" not in row.path:
        return [address(row, world.names)]
    return list(dict.fromkeys(address(row, {**world.names, "number": one}) for one in numbers))


def found_forms(world: World, numbers: list[str]) -> list[Found]:
    """Each form with free text, once for each address that it posts to and its fields."""
    found: dict[tuple[str, ...], Found] = {}
    for row in TABLE:
        who = DOORS.get(row.who)
        if who is None or "token" in row.route:
            continue
        for path in pages(row, world, numbers):
            answer = getattr(world, who).get(path)
            if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
                continue
            forms = [Found(path, who, form) for form in read_forms(answer.content.decode())]
            forms = [one for one in forms if one.form.method == "post" and one.fields]
            found |= {(one.target.split("/")[-2], *sorted(one.fields)): one for one in forms}
    return list(found.values())


def numbers_of(world: World) -> list[str]:
    """One application in each state, of the coordinator's organisation."""
    organisation = HostOrganisation.objects.get(name="Träger A")
    made = [make_application(organisation, state=state).number for state in STATES]
    return [*made, world.names["number"]]


def attempt(client: Client, one: Found, typed: dict[str, str]) -> str:
    """Send it, look at what came of it, take it back; returns what is wrong, or nothing."""
    base = {**fill(one.form, {}), **typed}
    cache.clear()  # no limit on attempts may hide what a page does
    with transaction.atomic():
        before = snapshot()
        answer = client.post(one.target, base)
        problem = judge(client, one, typed, answer, before)
        transaction.set_rollback(True)
    return problem


def judge(client: Client, one: Found, typed: dict[str, str], answer, before) -> str:
    if any("\x00" in text for text in typed.values()):
        return "" if answer.status_code == 400 else f"{answer.status_code} to a NUL byte"
    if answer.status_code >= 500:
        return f"answered {answer.status_code}"
    if answer.status_code == 302:
        html = client.get(answer["Location"], follow=True).content.decode(errors="replace")
        assert_harmless(html, *typed.values())
        return not_kept(one, typed, before)
    html = answer.content.decode()
    assert_harmless(html, *typed.values())
    return not_shown(one, typed, html) if answer.status_code == 200 else ""


def not_kept(one: Found, typed: dict[str, str], before) -> str:
    """What was accepted stands somewhere in what was written."""
    if any(part in one.target for part in LOOKED_FOR):
        return ""
    after = snapshot()
    written = [
        value for name, rows in after.items() for row in rows if row not in before[name] for value in row
    ]
    texts = [value if isinstance(value, str) else repr(value) for value in written]
    kinds = {name: one.form.controls[name].kind for name in typed}
    lost = [
        name
        for name, text in typed.items()
        if kinds[name] not in NOT_KEPT and text.strip() and not any(holds(value, text) for value in texts)
    ]
    return f"accepted and not kept as typed: {lost}" if lost else ""


def holds(value: str, text: str) -> bool:
    same = text.strip().replace("\r\n", "\n")
    return same in value.replace("\r\n", "\n") or repr(text.strip())[1:-1] in value


def not_shown(one: Found, typed: dict[str, str], html: str) -> str:
    """What was refused stands in its field again, and the page says why."""
    again = next((form for form in read_forms(html) if set(typed) & set(form.controls)), None)
    if again is None:
        return ""
    for name, text in typed.items():
        control = again.controls.get(name)
        if control is None or control.kind == "password" or not control.values:
            continue
        if control.values[0].replace("\r\n", "\n") != text.replace("\r\n", "\n"):
            return f"{name} is shown back as {control.values[0][:40]!r} instead of {text[:40]!r}"
    said = "field__errors" in html or "error-summary" in html or "notice" in html
    return "" if said else f"refused without a word: {words(visible(html))[:80]}"


@pytest.mark.asvs("1.2.1", "1.2.4", "1.3.10", "2.2.1")
def test_each_form_takes_any_text_or_says_why_not(strict):
    forms = found_forms(strict, numbers_of(strict))
    names = sample(1)
    problems = []

    for place, one in enumerate(forms):
        for turn in range(TURNS):
            start = place * TURNS + turn
            typed = {
                field: SEEDS[names[(start + 7 * index) % len(names)]]
                for index, field in enumerate(one.fields)
            }
            if problem := attempt(getattr(strict, one.who), one, typed):
                problems.append(
                    f"{one.target} with {[ascii(text[:30]) for text in typed.values()]}: {problem}"
                )

    assert problems == []


def test_the_walk_finds_the_forms_that_there_are(strict):
    found = {one.target.split("/")[-2] for one in found_forms(strict, numbers_of(strict))}

    assert {"zusagen", "ablehnen", "link", "anmelden"} <= found
