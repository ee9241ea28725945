"""Who uses the installation meanwhile: people who sign up, and coordinators who decide. Each is a loop over HTTP."""

import random
import re
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.faults.browser import Answer, Browser
from tests.faults.ledger import Ledger
from tests.faults.sink import Sink
from tests.html_forms import Fields, Form, form_to

START, DESK = "/de/bewerbung/", "/de/schreibtisch/"
MOVED, CONFLICT = 302, 409
PASSWORD = "Ein-langes-Wort-9"
MAIL_SECONDS = 45
WORDS = ["Grüße", "שלום", "أهلاً", "Привіт", "Ich helfe gern.", "🙂👩‍👩‍👧", "<b>&amp;", "=1+1", "ናይ ሓባር"]


class Stuck(Exception):
    """The page did not lead on, which no killed process explains."""


@dataclass
class Person:
    """One who signs up, with answers that nobody else gives."""

    number: str
    place: str

    @property
    def email(self) -> str:
        """Whose mails these are."""
        return f"person-{self.number}@beispiel.example"

    def answers(self) -> dict[str, str]:
        """What is typed, by the last part of a field's name."""
        chance = random.Random(self.number)
        return {
            "place": self.place,
            "code_0": chance.choice(["ar", "uk", "fa", "tr"]),
            "level_0": "good",
            "slots": "weekend",
            "hours": "up_to_2",
            "motivation": f"{' '.join(chance.sample(WORDS, 4))} {self.number}",
            "first_name": f"Vor{self.number}",
            "last_name": f"{chance.choice(['Müller', 'O’Neil', 'Đặng', 'Žižek'])}-{self.number}",
            "email": self.email,
            "phone": "0611 555 0199",
            "birth_year": "1990",
            "how": "phone",
            "privacy_notice": "on",
        }


class SignUp:
    """One person's way: every step, then the link from the mail, then the button."""

    def __init__(self, browser: Browser, ledger: Ledger, sink: Sink, person: Person) -> None:
        self.browser, self.ledger, self.sink, self.person = browser, ledger, sink, person

    def walk(self, *, steps: int = 99) -> str | None:
        """Fill in so many steps; who comes to the end sends and confirms. Returns the number, or None."""
        answer = self.browser.post(
            START, {**_first_form(self.browser.get(START)).data(), "ort-place": [self.person.place]}
        )
        for _ in range(min(steps, 30)):
            path = _leads_on(answer)
            if path.endswith("/gesendet/"):
                return self._confirm(path)
            answer = self._step(path)
        if steps < 30:
            return None
        raise Stuck(f"more than 30 pages: {answer.url}")

    def _step(self, path: str) -> Answer:
        draft, step = path.strip("/").split("/")[-2:]
        page = self.browser.get(path)
        form = form_to(page.html, f"/{step}/")
        if form is None:
            raise Stuck(f"{path} has no form ({page.status})")
        fields = fill(form, self.person.answers())
        typed = {name: values for name, values in fields.items() if name.startswith(f"{step}-")}
        op = "submit" if step == "pruefen" else "step"
        values = {"step": step, "typed": typed, "person": self.person.number}
        self.ledger.begun(op, draft, **values)
        answer = self.browser.post(form.action, {**fields, "go": ["next"]})
        if answer.status == MOVED and "fehler" not in answer.location:
            self.ledger.ok(op, draft, **values)
            return answer
        raise Stuck(f"{path} answered {answer.status} {answer.location} to {sorted(typed)}")

    def _confirm(self, sent: str) -> str | None:
        draft = sent.strip("/").split("/")[-2]
        link = self.sink.wait_for(
            self.person.email, r"http://\S+?(/de/bewerbung/bestaetigen/\S+)", MAIL_SECONDS
        )
        if link is None:
            return None  # the checker asks what became of the mail
        opened = self.browser.get(link)
        if opened.status != MOVED:
            raise Stuck(f"the link of {draft} answered {opened.status}")
        page = self.browser.get(opened.location)
        form = form_to(page.html, "")
        if form is None:
            raise Stuck(f"{opened.location} has no button ({page.status})")
        self.ledger.begun("confirm", draft)
        answer = self.browser.post(form.action or opened.location, form.data())
        if answer.status != MOVED:
            return None  # a repeat after more than half a minute: it is confirmed, and says so
        self.ledger.ok("confirm", draft)
        return answer.location.strip("/").split("/")[-1]

    def withdraw(self, number: str) -> None:
        """Take it back; the page is the same whether it was still possible, so nothing is acknowledged."""
        path = f"{START}stand/{number}/zurueckziehen/"
        form = form_to(self.browser.get(path).html, "")
        if form is not None:
            self.ledger.begun("withdraw", number)
            self.browser.post(form.action or path, form.data())


class Desk:
    """One coordinator, who decides about what a mail brings."""

    def __init__(self, browser: Browser, ledger: Ledger, sink: Sink, login: str) -> None:
        self.browser, self.ledger, self.sink, self.login = browser, ledger, sink, login
        self.email = f"{login}@vielfalt.example"
        self._seen: set[str] = set()

    def sign_in(self) -> None:
        """With name and password, as anybody."""
        page = self.browser.get("/de/konto/anmelden/")
        form = next(form for form in page.forms if "login" in form.controls)
        fields = {**form.data(), "login": [self.login], "password": [PASSWORD]}
        answer = self.browser.post("/de/konto/anmelden/", fields)
        if answer.status != MOVED:
            raise Stuck(f"no sign-in: {answer.status}")

    def new_numbers(self) -> list[str]:
        """The applications that mails told of since the last call."""
        found = [
            match.group(1)
            for mail in self.sink.to(self.email)
            if (
                match := re.search(
                    r"/schreibtisch/bewerbungen/([A-Z0-9-]+)/", mail.get_body(("plain",)).get_content()
                )
            )
        ]
        new = [number for number in dict.fromkeys(found) if number not in self._seen]
        self._seen |= set(new)
        return new

    def decide(self, number: str) -> None:
        """Take into review, sometimes give back and take again, then accept or decline."""
        chance = random.Random(number)
        verbs = ["pruefen"] + ["zurueckgeben", "pruefen"] * (chance.random() < 0.1)
        for verb in verbs:
            if not self._press(number, verb):
                return
        if chance.random() < 0.6:
            self._fill(number, "zusagen", {"message": f"Willkommen {number}"})
        else:
            self._fill(number, "ablehnen", {"reason": "no_need", "sentence": f"Leider nicht {number}."})

    def _press(self, number: str, verb: str) -> bool:
        page = self.browser.get(f"{DESK}bewerbungen/{number}/")
        form = form_to(page.html, f"/{verb}/")
        return form is not None and self._send(number, verb, form.action, form.data())

    def _fill(self, number: str, verb: str, typed: dict[str, str]) -> None:
        path = f"{DESK}bewerbungen/{number}/{verb}/"
        page = self.browser.get(path)
        form = next((form for form in page.forms if form.named("expected")), None)
        if form is None:
            return  # somebody else was faster
        fields = fill(form, typed)
        course = form.named("course")
        if course is not None:
            fields[course.name] = [random.Random(number).choice(course.choices)]
        self._send(number, verb, form.action or path, fields)

    def _send(self, number: str, verb: str, path: str, fields: Fields) -> bool:
        self.ledger.begun(verb, number)
        answer = self.browser.post(path, fields)
        if answer.status == MOVED:
            self.ledger.ok(verb, number)
        elif answer.status != CONFLICT and "form" not in answer.html:
            raise Stuck(f"{path} answered {answer.status}")
        # A conflict: somebody else, or the lost answer to our own first attempt. Both go on from the new state.
        return answer.status in {MOVED, CONFLICT}


def fill(form: Form, answers: dict[str, str]) -> Fields:
    """What the form would send, with our answers, and the first choice wherever one is missing."""
    fields = form.data()
    for control in form.controls.values():
        answer = answers.get(control.name.rpartition("-")[2])
        if answer is not None:
            fields[control.name] = [answer]
        elif control.kind == "radio" and not control.values and control.choices:
            fields[control.name] = control.choices[:1]
    return fields


def fresh_person(place: str) -> Person:
    """Somebody who was never here."""
    return Person(uuid.uuid4().hex[:12], place)


def _first_form(answer: Answer) -> Form:
    form = next((form for form in answer.forms if form.named("place")), None)
    if form is None:
        raise Stuck(f"{answer.url} asks for no place ({answer.status})")
    return form


def _leads_on(answer: Answer) -> str:
    if answer.status != MOVED or "fehler" in answer.location:
        raise Stuck(f"{answer.url} answered {answer.status} {answer.location}")
    return urlsplit(answer.location).path
