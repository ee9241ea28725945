"""`state` is written by the machine only, and a lower app's machine is moved by its named verbs only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PERFORMS = {"perform", "perform_all"}
MACHINE = "cms_apps/workflow/machine.py"
WRITING_CALLS = {"update", "create", "get_or_create", "update_or_create", "bulk_create", "aupdate", "acreate"}
# workflow -> transition -> the only functions that may perform it ("*": any verb of this module)
VERBS = {
    "APPLICATION": {"*": {"cms_apps/volunteering/services/"}},
    "COURSE_RUN": {
        "open": {"cms_apps/courses/services.py:open_run"},
        "close": {"cms_apps/courses/services.py:close_run"},
        "settle": {"cms_apps/courses/services.py:settle_run"},
        "start": {"cms_apps/courses/services.py:start_run"},
        "finish": {"cms_apps/courses/services.py:finish_run"},
        "confirm": {"cms_apps/enrolments/services/runs.py:confirm_run"},
        "cancel": {"cms_apps/enrolments/services/runs.py:cancel_run"},
    },
    "VOLUNTEER": {
        "activate": {"cms_apps/volunteers/services/people.py:activate"},
        "pause": {"cms_apps/volunteers/services/people.py:pause"},
        "resume": {"cms_apps/volunteers/services/people.py:resume"},
        "leave": {"cms_apps/enrolments/services/places.py:volunteer_leaves"},
    },
    "ENROLMENT": {
        "admit": {"cms_apps/enrolments/services/admission.py:admit"},
        "queue": {"cms_apps/enrolments/services/admission.py:admit"},
        "decline": {"cms_apps/enrolments/services/admission.py:decline"},
        "give_up": {"cms_apps/enrolments/services/places.py:give_up_place"},
        "leave_list": {"cms_apps/enrolments/services/places.py:leave_list"},
        "offer": {"cms_apps/enrolments/services/seats.py:_offer_to"},
        "take": {"cms_apps/enrolments/services/places.py:take_offer"},
        "refuse": {"cms_apps/enrolments/services/places.py:refuse_offer"},
        "expire": {"cms_apps/enrolments/services/places.py:_expire"},
        "call_off": {"cms_apps/enrolments/services/runs.py:_call_off"},
        "close_list": {"cms_apps/enrolments/services/places.py:_close_list_for"},
        "complete": {"cms_apps/enrolments/services/attendance.py:complete_run"},
        "reopen": {"cms_apps/enrolments/services/attendance.py:reopen"},
        "fall_short": {"cms_apps/enrolments/services/attendance.py:complete_run"},
    },
    "CERTIFICATE": {
        "withdraw": {"cms_apps/enrolments/services/certificates.py:withdraw_certificate"},
        "replace": {"cms_apps/enrolments/services/certificates.py:correct_certificate"},
    },
}


def sources() -> Iterator[tuple[str, str]]:
    for folder in ("cms_apps", "site/vielfalt"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and name != MACHINE:
                yield name, file.read_text()


def writers_of_state(code: str) -> list[int]:
    """The lines that write a `state` by assignment, keyword, setattr or list of fields."""
    return sorted({node.lineno for node in ast.walk(ast.parse(code)) if _writes_state(node)})


def _writes_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(one, ast.Attribute) and one.attr == "state" for one in targets)
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name == "setattr":
        return any(isinstance(one, ast.Constant) and one.value == "state" for one in node.args)
    keywords = {one.arg: one.value for one in node.keywords}
    if name in WRITING_CALLS:
        defaults = keywords.get("defaults")
        return "state" in keywords or (defaults is not None and _names_state(defaults))
    fields = [keywords[key] for key in ("update_fields",) if key in keywords]
    if name == "bulk_update":
        fields += [*node.args[1:], *(keywords[key] for key in ("fields",) if key in keywords)]
    return any(_names_state(one) for one in fields)


def _names_state(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Constant) and one.value == "state" for one in ast.walk(node))


def performed(name: str, code: str) -> list[tuple[str, str, str]]:
    """Each call of `perform` or `perform_all` in a module: workflow, transition, "module:function"."""
    found = []
    for function in ast.walk(ast.parse(code)):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in PERFORMS:
                    workflow, _subject, transition = call.args[:3]
                    verb = transition.value if isinstance(transition, ast.Constant) else "?"
                    found.append((getattr(workflow, "id", "?"), verb, f"{name}:{function.name}"))
    return found


def forbidden(calls: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    def allowed(workflow: str, verb: str, place: str) -> bool:
        doors = VERBS.get(workflow, {})
        return any(place == door or place.startswith(door) for door in doors.get(verb, doors.get("*", ())))

    return [call for call in calls if not allowed(*call)]


def test_only_the_machine_writes_a_state():
    found = {name: lines for name, code in sources() if (lines := writers_of_state(code))}

    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        'application.state = "accepted"',
        'application.state: str = "accepted"',
        'rows.filter(pk=1).update(state="accepted")',
        'Application.objects.create(state="accepted")',
        'Application.objects.update_or_create(pk=1, defaults={"state": "accepted"})',
        'application.save(update_fields=["note", "state"])',
        'Application.objects.bulk_update(rows, ["state"])',
        'setattr(application, "state", "accepted")',
    ],
)
def test_each_way_to_write_a_state_is_noticed(code):
    assert writers_of_state(code) == [1]


@pytest.mark.parametrize(
    "code",
    ['rows.filter(state="accepted")', 'state = "accepted"', 'application.save(update_fields=["note"])'],
)
def test_reading_a_state_is_allowed(code):
    assert writers_of_state(code) == []


def test_the_machine_itself_is_what_the_scan_looks_for():
    assert writers_of_state((ROOT / MACHINE).read_text()) != []


def test_machines_are_moved_by_their_named_verbs_only():
    calls = [call for name, code in sources() for call in performed(name, code)]

    assert len(calls) >= 10
    assert forbidden(calls) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cms_apps/volunteering/services/own.py", 'def stop(v):\n    perform(VOLUNTEER, v, "leave")'),
        ("cms_apps/volunteering/views/desk.py", 'def post(a):\n    perform(APPLICATION, a, "accept")'),
        ("cms_apps/enrolments/services/runs.py", 'def close(es):\n    perform_all(ENROLMENT, es, "complete")'),
        ("cms_apps/enrolments/services/places.py", 'def other(e):\n    perform(ENROLMENT, e, "give_up")'),
        ("cms_apps/enrolments/services/places.py", "def give_up_place(e):\n    perform(ENROLMENT, e, name)"),
        ("cms_apps/enrolments/services/places.py", 'def cancel(r):\n    perform(COURSE_RUN, r, "close")'),
    ],
    ids=["upper-app", "view", "all-at-once", "other-verb", "by-variable", "higher-app"],
)  # fmt: skip
def test_a_perform_elsewhere_is_noticed(name, code):
    assert len(forbidden(performed(name, code))) == 1
