"""Any text through every field of the sign-up: kept as it was typed, or refused at the field; shown harmless everywhere.

Each POST fills all text fields of a page at once, each with another seed, so that every seed meets every field.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.core import signing
from django.test import Client

from cms_apps.links.models import Link
from cms_apps.organisations.services import add_question
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CONFIRM_LINK
from cms_apps.volunteering.models import Application, Draft
from cms_apps.volunteering.wizard.ownership import COOKIE, SALT
from cms_apps.volunteering.wizard.steps import STEPS
from cms_apps.workflow.actors import Actor
from tests.corpus import MARKUP, RAW, SEEDS, sample
from tests.factories.people import make_member
from tests.faults.people import Person, fill
from tests.html_forms import Form, form_to
from tests.thorough import THOROUGH

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.corpus]
SHARE = 1 if THOROUGH else 3
ANSWERS = Person("1", "65183").answers()
MOVED, REFUSED = 302, 400
NAMES = [step.name for step in STEPS]


class Words(HTMLParser):
    """The words of a page, without what is no text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.parts.append("\n" * (tag in {"br", "p"}))

    def handle_data(self, data):
        self.parts.append(data)


def words(text: str) -> str:
    return " ".join(text.split())


def visible(html: str) -> str:
    return words("".join(Words(html).parts))


def assert_harmless(html: str, *sent: str) -> None:
    """No seed that is markup stands in the page as markup."""
    for text in sent:
        assert text not in MARKUP.values() or text not in html, f"{text!r} is reflected"


@pytest.fixture
def visitor(organisation):
    """Whoever has begun at a Träger that asks everything, and answered each step as expected."""
    organisation.minimum_age, organisation.wants_first_talk = 16, True
    organisation.save()
    add_question(organisation, texts={"de": "Wie sind Sie auf uns gekommen?"})
    client = Client()
    place = client.post("/de/bewerbung/", {"ort-place": "65183"})["Location"].partition("#")[0]
    for name in NAMES[:-1]:
        form = step_form(client, name)
        client.post(form.action, {**fill(form, ANSWERS), "go": "next"})
    assert place.endswith("/ort/")
    assert client.get(form.action.replace(NAMES[-2], NAMES[-1])).context["problems"] == []
    return client


def step_form(client, name: str) -> Form:
    draft = Draft.objects.get()
    form = form_to(client.get(f"/de/bewerbung/{draft.key}/{name}/").content.decode(), f"/{name}/")
    assert form is not None
    return form


def rounds(form: Form) -> Iterator[dict[str, str]]:
    """What to type: field by field another seed, turned further each time."""
    fields = [one.name for one in form.controls.values() if one.is_free_text]
    names = sample(SHARE)
    if not fields:
        return
    for turn in range(len(names)):
        yield {field: SEEDS[names[(turn + 7 * index) % len(names)]] for index, field in enumerate(fields)}


@pytest.mark.parametrize("step", NAMES)
@pytest.mark.asvs("2.2.1")
def test_each_text_is_kept_as_typed_or_refused_at_its_field(visitor, step):
    form = step_form(visitor, step)
    base = {**fill(form, ANSWERS), "go": "next"}
    for typed in rounds(form):
        before = Draft.objects.get().data
        answer = visitor.post(form.action, {**base, **typed})

        if any("\x00" in text for text in typed.values()):
            assert answer.status_code == REFUSED
            assert Draft.objects.get().data == before
            continue
        assert answer.status_code == MOVED
        refused = "fehler" in answer["Location"]
        page = visitor.get(form.action + ("?fehler" if refused else ""))
        html = page.content.decode()
        assert page.status_code == 200
        shown = form_to(html, f"/{step}/").controls
        for name, text in typed.items():
            if name in shown:
                assert shown[name].values[0].replace("\r\n", "\n") == text.replace("\r\n", "\n"), name
        if refused:
            errors = page.context["form"].errors
            assert errors
            said = visible(html)
            assert all(
                words(str(error)) in said for errors_of_one in errors.values() for error in errors_of_one
            )
        assert_harmless(html, *typed.values())


@pytest.mark.once  # refused before any row is written
@pytest.mark.parametrize("step", NAMES)
@pytest.mark.asvs("2.2.1", "2.2.2")
def test_any_text_for_a_choice_or_a_hidden_field_is_refused_and_breaks_nothing(visitor, step):
    form = step_form(visitor, step)
    fields = [one.name for one in form.controls.values() if not one.is_free_text and "csrf" not in one.name]
    for turn, name in enumerate(sample(SHARE * 2) if fields else []):
        text = SEEDS[name]
        typed = {**fill(form, ANSWERS), fields[turn % len(fields)]: text, "go": "next"}

        answer = visitor.post(form.action, typed)

        assert answer.status_code == (REFUSED if "\x00" in text else MOVED), name
        page = visitor.get(form.action + "?fehler")
        assert page.status_code in {200, MOVED}
        assert_harmless(page.content.decode(), text)
        assert visitor.get(form.action.replace(f"/{step}/", "/pruefen/")).status_code in {200, MOVED}
        visitor.post(form.action, {**fill(form, ANSWERS), "go": "next"})


@pytest.mark.parametrize("step", NAMES)
def test_bytes_that_are_no_text_break_nothing(visitor, step):
    form = step_form(visitor, step)
    names = [one.name for one in form.controls.values() if "csrf" not in one.name]
    for raw in RAW.values():
        body = "&".join(f"{quote(name)}={raw}" for name in names) + "&go=next"

        answer = visitor.post(form.action, body, "application/x-www-form-urlencoded")

        assert answer.status_code in {MOVED, REFUSED}, raw
        assert visitor.get(form.action + "?fehler").status_code in {200, MOVED}


def accepted(client, step: str, suffix: str) -> list[str]:
    """The seeds that a field takes."""
    form = step_form(client, step)
    field = form.named(suffix).name
    taken = []
    for name in sample(SHARE):
        answer = client.post(form.action, {**fill(form, ANSWERS), field: SEEDS[name], "go": "next"})
        if answer.status_code == MOVED and "fehler" not in answer["Location"] and SEEDS[name].strip():
            taken.append(SEEDS[name])
    return taken


@pytest.mark.asvs("1.1.2", "1.2.1")
def test_what_is_accepted_is_stored_and_shown_everywhere_as_typed(visitor, organisation, deliver):
    member = make_member(organisation)
    desk = Client()
    desk.force_login(member)
    texts = accepted(visitor, "kontakt", "first_name")
    assert len(texts) > len(sample(SHARE)) // 2
    for index, text in enumerate(texts[:: 1 if THOROUGH else 3]):
        other = texts[(index + 11) % len(texts)]
        email = f"amal{index}@beispiel.example"
        application = submitted(organisation, first_name=text, last_name=other, motivation=other, email=email)

        assert (application.first_name, application.last_name) == (text.strip(), other.strip())
        assert application.motivation == other.strip()
        assert_mails_hold(deliver(), application, text, other)
        confirmed = services.confirm(Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key)))
        services.take_into_review(confirmed, actor=Actor.staff(member))
        page = desk.get(f"/de/schreibtisch/bewerbungen/{application.number}/").content.decode()
        assert_harmless(page, text, other)
        assert words(text) in visible(page)
        assert words(other) in visible(page)
        assert_harmless(desk.get("/de/schreibtisch/bewerbungen/").content.decode(), text, other)
        services.accept(confirmed, actor=Actor.staff(member), message=other, without_talk=True)
        assert_mails_hold(deliver(), application, text, other)
        Application.objects.filter(pk=application.pk).delete()
        Draft.objects.exclude(submitted_at=None).delete()


def submitted(organisation, **typed: str) -> Application:
    """Sent over HTTP by a browser of its own, once the check page shows what was typed."""
    client = Client()
    client.post("/de/bewerbung/", {"ort-place": "65183"})
    draft = Draft.objects.get(submitted_at=None, key__in=owned(client))
    for name in NAMES[:-1]:
        path = f"/de/bewerbung/{draft.key}/{name}/"
        form = form_to(client.get(path).content.decode(), f"/{name}/")
        answer = client.post(path, {**fill(form, {**ANSWERS, **typed}), "go": "next"})
        if name == NAMES[0] and "#" in answer["Location"]:
            raise AssertionError("the place was asked twice")
    check = f"/de/bewerbung/{draft.key}/{NAMES[-1]}/"
    page = client.get(check).content.decode()
    assert_harmless(page, *typed.values())
    for text in typed.values():
        assert words(text) in visible(page)
    client.post(check, {**fill(form_to(page, f"/{NAMES[-1]}/"), ANSWERS), "go": "next"})
    return Application.objects.get(draft_key=draft.key)


def owned(client) -> list[str]:
    return signing.loads(client.cookies[COOKIE].value, salt=SALT)


def assert_mails_hold(mails, application, *texts: str) -> None:
    """One recipient, no header that was typed, the words as they are in the text, harmless in HTML."""
    for mail in mails:
        message = mail.message()
        assert message.get_all("To") == [mail.to[0]]
        assert not message.get_all("Bcc")
        assert not message.get_all("Cc")
        assert len(str(message["Subject"]).splitlines()) == 1
        for html, _kind in getattr(mail, "alternatives", ()):
            assert_harmless(html, *texts)


def test_what_is_pasted_is_refused_and_never_cut(client, organisation):
    """A browser cuts at `maxlength` without a word; the form says what is too long and keeps all of it."""
    place = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.partition("#")[0]
    form = client.get(place).context["form"]
    client.post(
        place, {"ort-place": "65183", "ort-shown_for": form.asked_for, "ort-organisation": organisation.pk}
    )
    about = place.replace("/ort/", "/ueber-mich/")

    shown = client.get(about).content.decode()
    assert "ueber-mich-motivation" in shown
    assert "maxlength" not in shown
    client.post(about, {"ueber-mich-motivation": "a" * 3001, "go": "next"})
    page = client.get(f"{about}?fehler").content.decode()
    assert "Kürzen Sie ihn auf 3000 Zeichen" in page
    assert "a" * 3001 in page
