"""The checker has teeth: each planted error is found, and named; without one it finds nothing."""

import copy

import pytest

from tests.faults.checker import check

DRAFT, OPEN_DRAFT = "d-1", "d-2"
CONTACT = {
    "kontakt-first_name": ["Amal"],
    "kontakt-last_name": ["Beispiel"],
    "kontakt-email": ["amal@beispiel.example"],
}
ABOUT = {"ueber-mich-motivation": ["Ich helfe gern."]}
ARROWS = {
    "created": [[""], ["unconfirmed"]],
    "confirm": [["unconfirmed"], "received"],
    "take_into_review": [["received"], "in_review"],
    "accept": [["in_review"], "accepted"],
}
PLACES = {"created": [[""], ["enrolled", "waiting"]], "give_up": [["enrolled"], "given_up"]}
WAY = ["", "unconfirmed", "received", "in_review", "accepted"]


def line(what, op, key, **values):
    return {"what": what, "op": op, "key": key, "at": 0, **values}


def both(op, key, **values):
    return [line("begun", op, key, **values), line("ok", op, key, **values)]


def row(pk, kind, recipient="amal@beispiel.example", **values):
    defaults = {"status": "delivered", "payload": {"application": 1}, "attempts": 1}
    return {
        "pk": pk,
        "kind": kind,
        "recipient": recipient,
        **defaults,
        **values,
    }


def mail(pk):
    return f"<outbox-{pk}-0-0123456789abcdef@vielfalt.example>"


@pytest.fixture
def lines():
    return [
        *both("step", DRAFT, step="kontakt", typed=CONTACT),
        *both("step", DRAFT, step="ueber-mich", typed=ABOUT),
        *both("step", OPEN_DRAFT, step="ueber-mich", typed=ABOUT),
        *both("submit", DRAFT, step="pruefen", typed={}),
        *both("confirm", DRAFT),
        *both("pruefen", "K7M-3QX"),
        *both("zusagen", "K7M-3QX"),
    ]


@pytest.fixture
def facts():
    application = {
        "pk": 1, "draft_key": DRAFT, "number": "K7M-3QX", "state": "accepted", "organisation": 7, "first_name": "Amal",
        "last_name": "Beispiel", "email": "amal@beispiel.example", "motivation": "Ich helfe gern.",
    }  # fmt: skip
    steps = zip(ARROWS, WAY, WAY[1:], strict=False)
    return {
        "arrows": {"application": ARROWS, "enrolment": PLACES},
        "applications": [application],
        "team": {"7": ["a@traeger.example", "b@traeger.example"]},
        "history": [{"subject": 1, "transition": name, "source": a, "target": b} for name, a, b in steps],
        "enrolments": [{"pk": 5, "run": 3, "state": "enrolled"}],
        "enrolment_history": [{"subject": 5, "transition": "created", "source": "", "target": "enrolled"}],
        "runs": [{"pk": 3, "capacity": 1, "taken": 1}],
        "drafts": {DRAFT: {"data": {}, "sent": True}, OPEN_DRAFT: {"data": {"ueber-mich": ABOUT}, "sent": False}},
        "outbox": [
            row(1, "volunteering.confirm"),
            row(2, "volunteering.receipt"),
            row(3, "volunteering.new_application", "a@traeger.example"),
            row(4, "volunteering.new_application", "b@traeger.example"),
            row(5, "volunteering.accepted"),
        ],
    }  # fmt: skip


@pytest.fixture
def mails():
    return [mail(pk) for pk in range(1, 6)]


def test_nothing_is_found_where_nothing_is_wrong(lines, facts, mails):
    assert check(lines, facts, mails, mail_kills=0) == []


def first(facts):
    return facts["applications"][0]


def lose_it(facts):
    facts["applications"].clear()
    facts["history"].clear()
    facts["outbox"].clear()


def double_it(facts):
    facts["applications"].append({**first(facts), "pk": 2, "draft_key": "d-3", "number": "AAA-AAA"})


PLANTED = {
    "a lost application": (lose_it, "is not stored"),
    "a doubled application": (double_it, "2 applications of the one person"),
    "another name": (lambda f: first(f).update(last_name="Anders"), "another last_name"),
    "a cut text": (lambda f: first(f).update(motivation="Ich helfe"), "another motivation"),
    "a lost draft": (lambda f: f["drafts"].pop(OPEN_DRAFT), "draft d-2 is gone"),
    "a lost step": (lambda f: f["drafts"][OPEN_DRAFT].update(data={}), "lost what was typed at ueber-mich"),
    "a verb that left no row": (lambda f: f["history"].pop(2), "take_into_review of K7M-3QX was acknowledged"),
    "a verb done twice": (lambda f: f["history"].append(f["history"][-1]), "accept of K7M-3QX happened 2 times"),
    "a place sold twice": (
        lambda f: f["enrolments"].append({"pk": 6, "run": 3, "state": "enrolled"}), "run 3 says 1 taken, 2 held, 1 there",
    ),
    "a forgotten place": (lambda f: f["runs"][0].update(taken=0), "run 3 says 0 taken, 1 held"),
    "a full run that is too full": (
        lambda f: (f["runs"][0].update(taken=2), f["enrolments"].append({"pk": 6, "run": 3, "state": "offered"})),
        "run 3 says 2 taken, 2 held, 1 there",
    ),
    "a state without a row": (lambda f: first(f).update(state="declined"), "is 'declined', its history says 'accepted'"),
    "a gap in a history": (lambda f: f["history"].pop(1), "take_into_review leads from 'unconfirmed'"),
    "an arrow that nobody declared": (
        lambda f: f["history"][-1].update(transition="confirm"), "confirm leads from 'in_review' to 'accepted'",
    ),
    "a place without a history": (lambda f: f["enrolment_history"].clear(), "enrolment 5 is 'enrolled'"),
    "an event without its mail": (lambda f: f["outbox"].pop(4), "0 rows of volunteering.accepted instead of 1"),
    "an event with two mails": (
        lambda f: f["outbox"].append(row(6, "volunteering.receipt")), "2 rows of volunteering.receipt instead of 1",
    ),
    "a colleague who hears nothing": (lambda f: f["outbox"].pop(2), "1 rows of volunteering.new_application instead of 2"),
    "a mail that waits for ever": (lambda f: f["outbox"][0].update(status="waiting"), "is waiting after 1 attempts"),
    "a mail that was given up": (lambda f: f["outbox"][0].update(status="dead"), "is dead after 1 attempts"),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_error_is_found(lines, facts, mails, planted):
    spoil, sentence = PLANTED[planted]
    spoil(facts)

    found = check(lines, facts, mails, mail_kills=0)

    assert any(sentence in one for one in found), found


def test_a_mail_that_never_left_is_found(lines, facts, mails):
    assert (
        "row 2 (volunteering.receipt) is delivered and never left"
        in check(lines, facts, [*mails[:1], *mails[2:]], mail_kills=0)[0]
    )


def test_a_mail_that_nobody_owed_is_found(lines, facts, mails):
    assert "stands in no outbox" in check(lines, facts, [*mails, mail(99)], mail_kills=0)[0]


@pytest.mark.parametrize(("kills", "found"), [(0, 1), (1, 0)])
def test_a_mail_leaves_twice_at_most_once_for_each_killed_worker(lines, facts, mails, kills, found):
    assert len(check(lines, facts, [*mails, mail(1)], mail_kills=kills)) == found
    assert len(check(lines, facts, [*mails, mail(1), mail(1)], mail_kills=kills)) == 1


def test_what_was_never_acknowledged_may_be_stored_or_not(lines, facts, mails):
    """The server died between storing and saying so: both are right, doubling is not."""
    unsure = [one for one in lines if not (one["op"] == "zusagen" and one["what"] == "ok")]
    assert check(unsure, facts, mails, mail_kills=0) == []

    undone = copy.deepcopy(facts)
    undone["history"].pop()
    undone["applications"][0]["state"] = "in_review"
    undone["outbox"].pop()
    assert check(unsure, undone, mails[:-1], mail_kills=0) == []
