"""Delivering rows: once, with retries and back-off, given up visibly."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms_apps.outbox import registry, worker
from cms_apps.outbox.errors import NotLost, Undeliverable
from cms_apps.outbox.models import ClockRun, Delivery, OutboxRow
from cms_apps.outbox.registry import Handler, register
from cms_apps.outbox.retention import forget_addresses
from cms_apps.outbox.services import forget, queue, send_again

NOW = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
KIND = "tests.parcel"


class Post:
    """A handler whose answers a test decides."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.true = True
        self.error: Exception | None = None

    def render(self, row: OutboxRow) -> int:
        return row.pk

    def deliver(self, parcel: int) -> None:
        if self.error:
            raise self.error
        self.sent.append(parcel)


class Once(threading.Event):
    """Stops the worker at its first pause."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


@pytest.fixture
def post(db):
    one = Post()
    register(KIND, Handler(render=one.render, deliver=one.deliver, still_true=lambda _: one.true))
    yield one
    registry._handlers.pop(KIND)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def forget_old():
    return forget_addresses(before=timezone.now() - dt.timedelta(days=90))


def fresh(row):
    return OutboxRow.objects.get(pk=row.pk)


def test_row_is_delivered_once(post):
    row = queue(KIND, recipient="a@beispiel.example", secret=b"geheim")

    assert (worker.drain(), worker.drain()) == (1, 0)

    done = fresh(row)
    assert post.sent == [row.pk]
    assert (done.status, done.attempts, bytes(done.secret)) == (Delivery.DELIVERED, 1, b"")
    assert done.delivered_at is not None
    assert done.claimed_until is None


def test_kind_that_nobody_registered_is_refused(db):
    with pytest.raises(KeyError):
        queue("tests.unknown")


def test_kind_is_registered_once(post):
    with pytest.raises(ValueError, match="twice"):
        register(KIND, Handler(render=post.render, deliver=post.deliver))


def test_dedupe_key_makes_one_row(post):
    first = queue(KIND, dedupe_key="reminder:1")
    second = queue(KIND, dedupe_key="reminder:1")

    assert first == second
    assert OutboxRow.objects.count() == 1


def test_row_waits_for_its_time(post, clock):
    queue(KIND, due_at=NOW + dt.timedelta(hours=1))

    assert worker.drain() == 0
    clock.shift(dt.timedelta(hours=1))
    assert worker.drain() == 1


def test_failure_is_tried_again_later_and_later(post, clock):
    post.error = OSError("Postfach a@beispiel.example voll")
    row = queue(KIND)
    waits = []

    for _ in range(worker.MAX_ATTEMPTS):
        assert worker.drain() == 1
        waits.append(int((fresh(row).due_at - dt.datetime.now(dt.UTC)).total_seconds()))
        clock.move_to(fresh(row).due_at)

    bases = [min(30 * 2**step, worker.LONGEST_WAIT.total_seconds()) for step in range(len(waits) - 1)]
    assert all(
        base <= wait + 1 <= base * (1 + worker.JITTER) + 1
        for base, wait in zip(bases, waits[:-1], strict=True)
    )


def test_mails_of_one_outage_do_not_all_come_back_in_the_same_second(post, clock):
    post.error = OSError()
    rows = [queue(KIND) for _ in range(20)]

    worker.drain()

    assert len({fresh(row).due_at for row in rows}) > 10


def test_a_mail_server_may_be_away_over_a_weekend(post, clock):
    post.error = OSError()
    row = queue(KIND)
    while dt.datetime.now(dt.UTC) < NOW + dt.timedelta(hours=63):
        worker.drain()
        clock.move_to(fresh(row).due_at)
    post.error = None

    worker.drain()

    assert post.sent == [row.pk]


def test_failure_keeps_no_address_of_its_message(post):
    post.error = OSError("a@beispiel.example")
    row = queue(KIND)

    worker.drain()

    assert fresh(row).error == "OSError"


def test_after_the_last_attempt_a_row_is_dead_and_stays_90_days(post, clock):
    post.error = OSError()
    row = queue(KIND, secret=b"geheim")
    for _ in range(worker.MAX_ATTEMPTS):
        worker.drain()
        clock.move_to(fresh(row).due_at)

    clock.shift(dt.timedelta(days=89))

    assert worker.drain() == 0
    assert forget_old() == 0
    assert (fresh(row).status, fresh(row).attempts) == (Delivery.DEAD, worker.MAX_ATTEMPTS)
    clock.shift(dt.timedelta(days=2))
    assert forget_old() == 1


def test_bad_row_does_not_stop_the_others(post):
    bad, good = queue(KIND), queue(KIND)
    OutboxRow.objects.filter(pk=bad.pk).update(kind="tests.gone")

    worker.drain()

    assert (fresh(bad).status, fresh(good).status) == (Delivery.WAITING, Delivery.DELIVERED)


def test_row_that_is_no_longer_true_is_dropped(post):
    post.true = False
    row = queue(KIND, secret=b"geheim")

    worker.drain()

    assert post.sent == []
    assert (fresh(row).status, bytes(fresh(row).secret)) == (Delivery.DROPPED, b"")


def test_expired_row_is_dropped(post, clock):
    row = queue(KIND, expires_at=NOW + dt.timedelta(hours=1), secret=b"geheim")
    clock.shift(dt.timedelta(hours=1, seconds=1))

    worker.drain()

    assert post.sent == []
    assert (fresh(row).status, bytes(fresh(row).secret)) == (Delivery.DROPPED, b"")


def test_claimed_row_is_left_alone_until_its_lease_ends(post, clock):
    row = queue(KIND)
    assert [one.pk for one in worker.claim()] == [row.pk]  # this worker dies now

    clock.shift(worker.LEASE)
    assert worker.claim() == []
    clock.shift(dt.timedelta(seconds=1))

    assert worker.drain() == 1
    assert (fresh(row).status, fresh(row).attempts) == (Delivery.DELIVERED, 2)


def test_row_handed_to_the_worker_twice_goes_out_once(post):
    queue(KIND)
    (row,) = worker.claim()

    assert [worker.deliver(row), worker.deliver(row)] == [Delivery.DELIVERED] * 2

    assert post.sent == [row.pk]


def test_slow_worker_leaves_alone_what_another_has_claimed_meanwhile(post, clock):
    queue(KIND)
    (slow,) = worker.claim()
    clock.shift(worker.LEASE + dt.timedelta(seconds=1))
    (quick,) = worker.claim()

    assert worker.deliver(slow) == Delivery.WAITING
    assert post.sent == []
    assert worker.deliver(quick) == Delivery.DELIVERED
    worker.deliver(slow)

    assert post.sent == [quick.pk]
    assert fresh(quick).attempts == 2


def test_lease_is_renewed_before_each_attempt(post, clock):
    queue(KIND)
    (row,) = worker.claim()
    clock.shift(worker.LEASE - dt.timedelta(seconds=1))
    seen = []
    post.render = lambda one: seen.append(fresh(one).claimed_until)
    registry._handlers[KIND] = Handler(render=post.render, deliver=post.deliver)

    worker.deliver(row)

    assert seen == [NOW + worker.LEASE - dt.timedelta(seconds=1) + worker.LEASE]


def test_row_of_an_erased_subject_is_not_delivered(post):
    queue(KIND, subject_key="application:1")
    (row,) = worker.claim()
    forget("application:1")

    assert worker.deliver(row) == Delivery.DROPPED
    assert post.sent == []


def test_held_row_is_left_to_the_digest(post):
    row = queue(KIND, status=Delivery.HELD)

    assert worker.drain() == 0
    assert fresh(row).status == Delivery.HELD


def test_what_is_refused_for_good_is_given_up_at_once(post, caplog):
    post.error = Undeliverable("SMTP 550")
    row = queue(KIND, recipient="a@beispiel.example")

    worker.drain()

    assert (fresh(row).status, fresh(row).attempts, fresh(row).error) == (Delivery.DEAD, 1, "SMTP 550")
    assert fresh(row).recipient == "a@beispiel.example"
    assert "beispiel" not in caplog.text


def test_lost_mail_is_sent_again_once_and_to_a_corrected_address(post):
    post.error = Undeliverable("SMTP 550")
    row = queue(KIND, recipient="a@beispiel.example")
    worker.drain()
    post.error = None

    send_again(row, by="Lea Sommer", recipient="b@beispiel.example")
    with pytest.raises(NotLost):
        send_again(row, by="Lea Sommer")
    worker.drain()

    done = fresh(row)
    assert post.sent == [row.pk]
    assert (done.status, done.recipient, done.replays) == (Delivery.DELIVERED, "b@beispiel.example", 1)
    assert (done.replayed_by, done.replayed_at is not None) == ("Lea Sommer", True)


@pytest.mark.parametrize("status", [Delivery.WAITING, Delivery.DELIVERED, Delivery.DROPPED, Delivery.HELD])
def test_what_is_not_lost_is_not_sent_again(post, status):
    row = queue(KIND, recipient="a@beispiel.example")
    OutboxRow.objects.filter(pk=row.pk).update(status=status)

    with pytest.raises(NotLost):
        send_again(row, by="Lea Sommer")

    assert (fresh(row).status, fresh(row).replays) == (status, 0)


def test_lost_mail_without_an_address_is_not_sent_again(post):
    row = queue(KIND)
    OutboxRow.objects.filter(pk=row.pk).update(status=Delivery.DEAD)

    with pytest.raises(NotLost):
        send_again(row, by="Lea Sommer")


def test_record_of_what_went_out_stays_without_its_address(post, clock):
    registry._handlers[KIND] = Handler(render=post.render, deliver=post.deliver, logged=True)
    about = queue(KIND, recipient="a@beispiel.example", subject_key="application:1")
    alone = queue(KIND, recipient="a@beispiel.example")
    dead = queue(KIND, recipient="a@beispiel.example", subject_key="application:1")
    worker.drain()
    OutboxRow.objects.filter(pk=dead.pk).update(status=Delivery.DEAD)

    clock.shift(dt.timedelta(days=90))
    assert forget_old() == 0
    assert fresh(about).recipient == "a@beispiel.example"
    clock.shift(dt.timedelta(seconds=1))
    assert [
        forget_old(),
        forget_old(),
    ] == [2, 0]

    assert (fresh(about).recipient, fresh(about).status) == ("", Delivery.DELIVERED)
    assert not OutboxRow.objects.filter(pk__in=[alone.pk, dead.pk]).exists()
    assert forget("application:1") == 1


def test_claim_takes_a_batch_oldest_first(post):
    rows = [queue(KIND).pk for _ in range(3)]

    assert [row.pk for row in worker.claim(limit=2)] == rows[:2]
    assert [row.pk for row in worker.claim(limit=2)] == rows[2:]


def test_delivered_and_dropped_rows_go_after_ninety_days(post, clock):
    queue(KIND)
    worker.drain()
    post.true = False
    queue(KIND)
    worker.drain()

    clock.shift(dt.timedelta(days=90))
    assert forget_old() == 0
    clock.shift(dt.timedelta(seconds=1))

    assert forget_old() == 2


def test_forget_takes_the_rows_of_one_subject(post):
    queue(KIND, subject_key="application:1")
    other = queue(KIND, subject_key="application:2")

    assert forget("application:1") == 1
    assert list(OutboxRow.objects.all()) == [other]


@pytest.mark.django_db(transaction=True)
def test_work_beats_ticks_and_delivers_until_it_is_stopped(post, settings):
    settings.TICK = {}
    row, stop = queue(KIND), Once()

    worker.work(stop, poll_seconds=0)

    assert post.sent == [row.pk]
    assert ClockRun.objects.get(name="worker").finished_at is not None
    assert mail.outbox == []
