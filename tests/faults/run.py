"""One run: load, kills, and the reckoning. What it did so far lies in its folder, so that it can go on later."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.faults import ledger
from tests.faults.browser import Browser
from tests.faults.checker import check
from tests.faults.ledger import Ledger
from tests.faults.people import Desk, SignUp, Stuck, fresh_person
from tests.faults.sink import message_ids
from tests.faults.stand import Stand

APPLICANTS = 6
MAIL_EVERY = 4  # of so many kills one hits the mail worker
BETWEEN = 3  # operations acknowledged between two kills, at least
DRAIN_SECONDS = 120
HOPEFUL = ("step", "submit", "confirm", "pruefen", "zurueckgeben", "zusagen", "ablehnen")


@dataclass
class Totals:
    """What was done, over all parts of a run."""

    seconds: float = 0
    web_kills: int = 0
    mail_kills: int = 0
    broken: int = 0  # connections that broke under a client
    errors: list[str] = field(default_factory=list)  # answers with 5xx
    stuck: list[str] = field(default_factory=list)  # pages that did not lead on

    @property
    def kills(self) -> int:
        """All of them."""
        return self.web_kills + self.mail_kills


@dataclass(frozen=True)
class Goal:
    """When to stop: after the kills and the acknowledged operations, at the latest after the seconds."""

    kills: int
    acknowledged: int
    seconds: float
    every: tuple[float, float] = (0.5, 3.0)  # pause between two kills


class Run:
    """Brings a stand under load. `folder` keeps ledger, mails and totals."""

    def __init__(self, stand: Stand, folder: Path, *, applicants: int = APPLICANTS) -> None:
        self.stand, self.folder, self.applicants = stand, folder, applicants
        self.kept = folder / "totals.json"
        self.totals = Totals(**json.loads(self.kept.read_text())) if self.kept.exists() else Totals()
        self.world: dict[str, Any] = {}
        self._stop = threading.Event()
        self._ledgers: list[Ledger] = []
        self._before = 0
        self._seconds_before = self.totals.seconds

    def go(self, goal: Goal, say: Callable[[str], object] = lambda _text: None) -> list[str]:
        """Load and kill until the goal is reached, then let everything settle; returns the findings."""
        self.world = self.stand.inside("fill")
        self.stand.free_claims()  # whoever held them when the last part ended is gone
        self.stand.start()
        begun = time.monotonic()
        try:
            self._under_load(goal, begun, say)
            say("Letting the mails leave …")
            self._drain()
        finally:
            self._keep(begun)
            self.stand.stop()
        say("Checking …")
        return self._findings()

    @property
    def acknowledged(self) -> int:
        """Operations that the server said yes to, over all parts."""
        return self._before + sum(one.acknowledged for one in self._ledgers)

    def table(self) -> str:
        """What was done, for people."""
        counts = Counter(line["op"] for line in ledger.read(self.folder) if line["what"] == "ok")
        rows = {
            "kill -9 of a web worker": self.totals.web_kills,
            "kill -9 of the mail worker": self.totals.mail_kills,
            "connections that broke": self.totals.broken,
            "answers with 5xx": len(self.totals.errors),
            "seconds": round(self.totals.seconds),
            "acknowledged POSTs": sum(counts.values()),
            **{f"  {op}": counts[op] for op in HOPEFUL},
            "mails that left": len(message_ids(self.stand.sink.folder)),
        }
        return "\n".join(f"{name:<30}{value:>9}" for name, value in rows.items())

    def _under_load(self, goal: Goal, begun: float, say: Callable[[str], object]) -> None:
        self._before = sum(line["what"] == "ok" for line in ledger.read(self.folder))
        threads = [self._thread(self._applicant, number) for number in range(self.applicants)]
        threads += [self._thread(self._coordinator, login) for login in self.world["logins"]]
        for thread in threads:
            thread.start()
        kills = self.totals.kills
        while not self._reached(goal, kills, begun):
            time.sleep(random.uniform(*goal.every))
            self._wait_for_load(goal, begun)
            self._kill()
            self._keep(begun)
            if self.totals.kills % 10 == 0:
                say(
                    f"{self.totals.kills} kills, {self.acknowledged} acknowledged, {time.monotonic() - begun:.0f} s"
                )
        self._stop.set()
        for thread in threads:
            thread.join(timeout=180)
        if any(thread.is_alive() for thread in threads):
            raise RuntimeError("a client does not end")
        for one in self._ledgers:
            one.close()

    def _keep(self, begun: float) -> None:
        """After each kill: a run that is itself cut short can go on."""
        self.totals.seconds = self._seconds_before + time.monotonic() - begun
        self.kept.write_text(json.dumps(asdict(self.totals)))

    def _wait_for_load(self, goal: Goal, begun: float) -> None:
        """A kill counts while people are served: who was killed last is replaced, and somebody got on since."""
        since = self.acknowledged
        while self.acknowledged < since + BETWEEN and time.monotonic() - begun < goal.seconds:
            time.sleep(0.05)

    def _reached(self, goal: Goal, before: int, begun: float) -> bool:
        enough = self.totals.kills >= goal.kills and self.acknowledged >= goal.acknowledged
        return enough or time.monotonic() - begun > goal.seconds

    def _kill(self) -> None:
        if random.randrange(MAIL_EVERY) == 0:
            self.stand.kill_mail_worker()
            self.totals.mail_kills += 1
        elif self.stand.kill_web_worker(random.randrange(1000)):
            self.totals.web_kills += 1

    def _drain(self) -> None:
        end = time.monotonic() + DRAIN_SECONDS
        while self.stand.waiting_mails() and time.monotonic() < end:
            time.sleep(0.5)

    def _findings(self) -> list[str]:
        facts = self.stand.inside("facts")
        mails = message_ids(self.stand.sink.folder)
        found = check(ledger.read(self.folder), facts, mails, mail_kills=self.totals.mail_kills)
        return [*self.totals.errors, *self.totals.stuck, *found]

    def _thread(self, target: Callable[[Browser, Ledger, Any], None], who: Any) -> threading.Thread:
        book = Ledger(self.folder, f"{target.__name__.strip('_')}-{who}")
        self._ledgers.append(book)

        def work() -> None:
            while not self._stop.is_set():
                browser = Browser(self.stand.port)
                try:
                    target(browser, book, who)
                except (Stuck, RuntimeError) as problem:
                    self.totals.stuck.append(f"{type(problem).__name__}: {problem}")
                self.totals.broken += browser.failures
                self.totals.errors += [f"{status} of {path}" for status, path in browser.errors]

        return threading.Thread(target=work, daemon=True)

    def _applicant(self, browser: Browser, book: Ledger, who: int) -> None:
        chance = random.random()
        sign_up = SignUp(browser, book, self.stand.sink, fresh_person(random.choice(self.world["places"])))
        if chance < 0.1:
            sign_up.walk(steps=random.randrange(1, 6))
            return
        number = sign_up.walk()
        if number is not None and chance > 0.9:
            sign_up.withdraw(number)

    def _coordinator(self, browser: Browser, book: Ledger, login: str) -> None:
        desk = Desk(browser, book, self.stand.sink, login)
        desk.sign_in()
        while not self._stop.is_set():
            for number in desk.new_numbers():
                if self._is_mine(number, login):
                    desk.decide(number)
                if self._stop.is_set():
                    return
            self._stop.wait(0.3)

    def _is_mine(self, number: str, login: str) -> bool:
        """The two of a team share the work; at some applications both look at once."""
        share = sum(number.encode())
        return share % 7 == 0 or share % 2 == int(login[-1])
