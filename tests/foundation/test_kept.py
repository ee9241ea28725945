"""Values that processes keep: worked out once, and anew when somebody has changed them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count

import pytest
from django.db import transaction

from cms_apps.foundation import kept
from cms_apps.foundation.kept import Kept, one_request
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import number

TOPIC = "tested"


@pytest.fixture
def here():
    """What this process keeps; a second one of the topic stands for another process: it has values of its own."""
    yield Kept[int](TOPIC)
    kept._names[:] = [name for name in kept._names if not name.endswith(TOPIC)]


def test_a_value_is_worked_out_once_until_somebody_forgets_it(here):
    there, numbers = Kept[int](TOPIC), count()

    first = [
        here.get("a", numbers.__next__),
        here.get("a", numbers.__next__),
        here.get("b", numbers.__next__),
    ]
    there.forget()

    assert first == [0, 0, 1]
    assert here.get("a", numbers.__next__) == 2


def test_a_request_sees_what_it_changes_itself(here):
    numbers = count()

    with one_request():
        seen = [here.get("a", numbers.__next__), here.get("a", numbers.__next__)]
        here.forget()
        seen.append(here.get("a", numbers.__next__))

    assert seen == [0, 0, 1]


def test_a_change_of_others_is_seen_by_the_next_request(here):
    numbers = count()

    with one_request():
        here.get("a", numbers.__next__)
        kept.cache.set(f"kept.{TOPIC}", "written by another process", None)
        during = here.get("a", numbers.__next__)
    with one_request():
        after = here.get("a", numbers.__next__)

    assert (during, after) == (0, 1)


def test_whoever_only_reads_sees_it_a_second_later(here, monkeypatch):
    """Nobody is asked for each reader; what this process writes itself, everybody in it sees at once."""
    numbers, now = count(), [100.0]
    monkeypatch.setattr(kept.time, "monotonic", lambda: now[0])

    def reads():
        with one_request(seconds_old=1):
            return here.get("a", numbers.__next__)

    seen = [reads()]
    kept.cache.set(f"kept.{TOPIC}", "written by another process", None)
    seen.append(reads())
    now[0] += 1
    seen.append(reads())
    here.forget()
    seen.append(reads())

    assert seen == [0, 0, 1, 2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cookies", "seen"), [({}, "0611 111"), ({"some": "x"}, "0611 222")])
def test_whoever_carries_a_cookie_asks_each_time(client, cookies, seen):
    """Somebody who just changed something is sent on to a page, maybe by another process."""
    name = "centre.phone"
    Parameter.objects.create(key=name, value="0611 111", valid_from="2020-01-01")
    client.get("/de/suche/")
    Parameter.objects.filter(key=name).update(value="0611 222")
    kept.cache.set("kept.parameters", "written by another process", None)
    client.cookies.load(cookies)

    assert seen in client.get("/de/suche/").content.decode()


def test_a_value_grows_old_where_no_cache_is_shared(here, settings):
    settings.KEPT_SECONDS = -1
    numbers = count()

    assert [here.get("a", numbers.__next__) for _ in range(2)] == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_kept(here):
    assert here.get("a", lambda: "before") == "before"

    with suppress(ZeroDivisionError), transaction.atomic():
        here.changed()
        seen = [here.get("a", lambda: "never"), here.get("a", lambda: "asked twice")]
        with ThreadPoolExecutor(1) as other:
            others = other.submit(here.get, "a", lambda: "asked again").result()
        raise ZeroDivisionError

    assert (seen, others) == (["never", "never"], "before")
    assert here.get("a", lambda: "asked again") == "before"
    with transaction.atomic():
        here.changed()
        with suppress(ZeroDivisionError), transaction.atomic():
            here.changed()
            here.get("a", lambda: "never")
            raise ZeroDivisionError
        assert here.get("a", lambda: "mine") == "mine"
    assert here.get("a", lambda: "committed") == "committed"


@pytest.mark.django_db
def test_a_saved_row_is_forgotten_now_and_at_the_end_of_its_transaction(django_capture_on_commit_callbacks):
    before = number("session.hours")

    with django_capture_on_commit_callbacks() as at_the_end, transaction.atomic():
        Parameter.objects.create(key="session.hours", value=str(before - 1), valid_from="2020-01-01")
        inside = number("session.hours")

    assert inside == before - 1
    assert len(at_the_end) == 1
