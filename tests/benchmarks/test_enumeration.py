"""The figures of enumeration: pairs in turn, each address once, and a bound that can be missed."""

import pytest
from django.test import Client

from benchmarks.enumeration import DOORS, WARM, Times, ask_pairs, report
from benchmarks.known import address, make_known
from cms_apps.accounts.models import User
from cms_apps.outbox.models import OutboxRow
from tests.factories.people import make_application

FEW = 3


def recorded(door, status=None):
    sent = []

    def send(request):
        sent.append(request)
        return 1.0, status or door.expect

    return ask_pairs(door, send, FEW), sent


def is_known(request) -> bool:
    return any(one.startswith("k") and "@" in one for one in request.form.values())


def test_known_and_unknown_are_asked_in_turn_and_each_once():
    times, sent = recorded(DOORS[0])

    who = "".join("k" if is_known(one) else "u" for one in sent)
    assert who.startswith("kuukkuuk")
    assert who.count("k") == who.count("u") == WARM + FEW
    assert len({one.form["login"] for one in sent}) == len(sent)
    assert len({one.network for one in sent}) == len(sent)
    assert len(times.known) == len(times.unknown) == FEW


def test_any_other_answer_ends_it():
    with pytest.raises(RuntimeError, match="answered 429 instead of 302"):
        recorded(DOORS[1], status=429)


@pytest.mark.parametrize(
    ("known", "unknown", "holds"),
    [(100, 104, True), (100, 96, True), (200, 209, True), (100, 107, False), (4, 1, True), (10, 16, False)],
)
def test_bound_is_five_per_cent_or_five_milliseconds(known, unknown, holds):
    times = Times([known] * 3, [unknown] * 3)
    text, missed = report({"Form": times})

    assert times.holds is holds
    assert missed == ([] if holds else ["Form"])
    assert ("**missed**" in text) is not holds
    assert f"| {known:.2f} | {unknown:.2f} | {known - unknown:+.2f} |" in text


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_each_form_answers_as_the_figures_expect(organisation, settings, door):
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    make_application(organisation)
    make_known(WARM + FEW)
    make_known(WARM + FEW)  # once is enough
    before = OutboxRow.objects.count()

    def send(request):
        answer = Client().post(request.path, request.form, headers={"x-forwarded-for": request.network})
        return 1.0, answer.status_code

    ask_pairs(door, send, FEW)

    assert User.objects.filter(email=address("k", 0)).count() == 1
    mails = 0 if door.name.startswith("Sign-in") else 2 * (WARM + FEW)
    assert OutboxRow.objects.count() - before == mails
