"""Compare what the clients saw with what is stored; each finding is one sentence that names what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

Facts = dict[str, Any]
Line = dict[str, Any]

VERBS = {
    "confirm": "confirm",
    "pruefen": "take_into_review",
    "zurueckgeben": "give_back",
    "zusagen": "accept",
    "ablehnen": "decline",
    "withdraw": "withdraw",
}
TYPED = ("first_name", "last_name", "email", "motivation")
HOLDING = {"enrolled", "offered"}
# What each step of a history owes, to the person or to each of the team.
OWED = {
    "created": (("volunteering.confirm", "person"),),
    "confirm": (("volunteering.receipt", "person"), ("volunteering.new_application", "team")),
    "accept": (("volunteering.accepted", "person"),),
    "decline": (("volunteering.declined", "person"),),
    "withdraw": (("volunteering.withdrawn", "person"), ("volunteering.withdrawn_to_team", "team")),
}


def check(lines: list[Line], facts: Facts, mails: list[str], *, mail_kills: int) -> list[str]:
    """Every finding, I1 to I4; none when all is well."""
    return [
        *_sign_ups(lines, facts),
        *_drafts(lines, facts),
        *_verbs(lines, facts),
        *_places(facts),
        *_histories(facts),
        *_outbox(facts),
        *_mails(facts, mails, mail_kills),
    ]


def _sign_ups(lines: list[Line], facts: Facts) -> Iterator[str]:
    """I1: one application for each acknowledged sign-up, as typed; and never two of one person."""
    stored = {row["draft_key"]: row for row in facts["applications"]}
    typed = _typed(lines)
    for key in (line["key"] for line in lines if line["what"] == "ok" and line["op"] == "submit"):
        if key not in stored:
            yield f"I1: the sign-up of draft {key} was acknowledged and is not stored"
            continue
        row = stored[key]
        changed = (name for name in TYPED if typed[key].get(name, [""]) != [row[name]])
        yield from (f"I1: {row['number']} holds another {name} than was typed" for name in changed)
    people = Counter(row["email"] for row in facts["applications"])
    yield from (
        f"I1: {count} applications of the one person {who}" for who, count in people.items() if count > 1
    )


def _typed(lines: list[Line]) -> dict[str, dict[str, list[str]]]:
    """What was acknowledged of each draft, by the last part of a field's name."""
    typed: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for line in lines:
        if line["what"] == "ok" and line["op"] == "step":
            typed[line["key"]] |= {name.rpartition("-")[2]: values for name, values in line["typed"].items()}
    return typed


def _drafts(lines: list[Line], facts: Facts) -> Iterator[str]:
    """I1: a step that was acknowledged lies in its draft, until the draft is sent."""
    last = {
        (line["key"], line["step"]): line["typed"]
        for line in lines
        if line["op"] == "step" and line["what"] == "ok"
    }
    for (key, step), typed in last.items():
        draft = facts["drafts"].get(key)
        if draft is None:
            yield f"I1: draft {key} is gone"
        elif not draft["sent"]:
            kept = draft["data"].get(step, {})
            if any(kept.get(name) != values for name, values in typed.items()):
                yield f"I1: draft {key} lost what was typed at {step}"


def _verbs(lines: list[Line], facts: Facts) -> Iterator[str]:
    """I1: each acknowledged verb stands in the history; none stands there more often than somebody began it."""
    by_draft = {row["draft_key"]: row["number"] for row in facts["applications"]}
    numbers = {row["pk"]: row["number"] for row in facts["applications"]}
    happened = Counter((numbers[row["subject"]], row["transition"]) for row in facts["history"])
    begun: Counter[tuple[str, str]] = Counter()
    sure: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if verb := VERBS.get(line["op"]):
            key = (by_draft.get(line["key"], line["key"]), verb)
            (sure if line["what"] == "ok" else begun)[key] += 1
    for key, count in sure.items():
        if happened[key] < count:
            yield f"I1: {key[1]} of {key[0]} was acknowledged {count} times and happened {happened[key]} times"
    for key, count in happened.items():
        if key[1] in VERBS.values() and count > begun[key]:
            yield f"I1: {key[1]} of {key[0]} happened {count} times and was begun {begun[key]} times"


def _places(facts: Facts) -> Iterator[str]:
    """I2: what counts as taken is held, and is not more than there is."""
    held = Counter(row["run"] for row in facts["enrolments"] if row["state"] in HOLDING)
    held.update(row["run"] for row in facts.get("guests", ()))
    for run in facts["runs"]:
        if not run["taken"] == held[run["pk"]] <= run["capacity"]:
            yield f"I2: run {run['pk']} says {run['taken']} taken, {held[run['pk']]} held, {run['capacity']} there"


def _histories(facts: Facts) -> Iterator[str]:
    """I3: from the beginning to the state, along declared arrows."""
    yield from _replay("application", facts["applications"], facts["history"], facts["arrows"]["application"])
    yield from _replay(
        "enrolment", facts["enrolments"], facts["enrolment_history"], facts["arrows"]["enrolment"]
    )


def _replay(
    kind: str, subjects: Iterable[Line], history: Iterable[Line], arrows: dict[str, Any]
) -> Iterator[str]:
    rows: dict[Any, list[Line]] = defaultdict(list)
    for row in history:
        rows[row["subject"]].append(row)
    for subject in subjects:
        state = ""
        for row in rows[subject["pk"]]:
            sources, targets = arrows.get(row["transition"], ([], []))
            if row["source"] != state or state not in sources or row["target"] not in targets:
                yield f"I3: {kind} {subject['pk']}: {row['transition']} leads from {state!r} to {row['target']!r}"
            state = row["target"]
        if state != subject["state"]:
            yield f"I3: {kind} {subject['pk']} is {subject['state']!r}, its history says {state!r}"


def _outbox(facts: Facts) -> Iterator[str]:
    """I4: as many rows as events, for each recipient."""
    rows = Counter(
        (row["payload"].get("application"), row["kind"])
        for row in facts["outbox"]
        if "application" in row["payload"]
    )
    happened = Counter((row["subject"], row["transition"]) for row in facts["history"])
    for application in facts["applications"]:
        team = len(facts["team"][str(application["organisation"])])
        for transition, owed in OWED.items():
            for kind, to in owed:
                expected = happened[application["pk"], transition] * (team if to == "team" else 1)
                if (found := rows[application["pk"], kind]) != expected:
                    yield f"I4: {application['number']} has {found} rows of {kind} instead of {expected}"


def _mails(facts: Facts, mails: list[str], mail_kills: int) -> Iterator[str]:
    """I4: what was delivered left once; twice only when a worker died after the final dot."""
    left = {row_of(name) for name in mails}
    for row in facts["outbox"]:
        if row["status"] == "delivered" and row["recipient"] and row["pk"] not in left:
            yield f"I4: outbox row {row['pk']} ({row['kind']}) is delivered and never left"
        if row["status"] in {"waiting", "dead"}:
            yield f"I4: outbox row {row['pk']} ({row['kind']}) is {row['status']} after {row['attempts']} attempts"
    known = {row["pk"] for row in facts["outbox"]}
    yield from (f"I4: {name} left and stands in no outbox" for name in mails if row_of(name) not in known)
    if (doubled := len(mails) - len(set(mails))) > mail_kills:
        yield f"I4: {doubled} mails doubled by {mail_kills} killed workers"


def row_of(message_id: str) -> int | None:
    """The outbox row that a Message-ID names."""
    found = re.match(r"<outbox-(\d+)-", message_id)
    return int(found.group(1)) if found else None
