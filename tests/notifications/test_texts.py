"""Texts written by people: placeholders out of a list, never a template, and a mail goes out whatever they wrote."""

import pytest

from cms_apps.notifications.kinds import MailHandler, mail_kinds
from cms_apps.notifications.models import CentralText
from cms_apps.notifications.placeholders import Placeholder, Unfilled, fill, fill_subject, problems
from cms_apps.notifications.preview import preview, sample_in, starting_text
from cms_apps.notifications.writing import Text, with_terms, write
from cms_apps.organisations.mails import INVITATION

LIST = {
    "nummer": Placeholder("Nummer", "{{ number }}", in_subject=True),
    "vorname": Placeholder("Vorname", "{{ first }}", personal=True),
    "link": Placeholder("Link", "{{ url }}", personal=True, in_body=True),
    "kurs": Placeholder("Kurs", "{{ course }}", may_be_empty=True),
}
CONTEXT = {"number": "K7M-3QX", "first": "Amal", "url": "https://vielfalt.example/a/"}
GOOD = {"subject": "Bewerbung {{ nummer }}", "body": "Guten Tag {{vorname}},\n\n{{ kurs }}\n\n{{ link }}"}


def test_placeholders_are_filled_and_empty_ones_leave_no_gap():
    assert fill(GOOD["body"], LIST, CONTEXT) == "Guten Tag Amal,\n\nhttps://vielfalt.example/a/"
    assert problems(LIST, **GOOD) == {}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("body", "{{ link }} {{ numer }}", "Den Platzhalter {{ numer }} gibt es nicht. Es gibt: {{ nummer }}, {{ vorname }}, {{ link }}, {{ kurs }}."),
        ("subject", "{{ nummer }} {{ ort }}", "Den Platzhalter {{ ort }} gibt es nicht. Es gibt: {{ nummer }}, {{ vorname }}, {{ link }}, {{ kurs }}."),
        ("subject", "{{ nummer }} von {{ vorname }}", "In den Betreff kommt nichts über die Person: Nehmen Sie {{ vorname }} dort heraus."),
        ("subject", "Ihre Bewerbung", "{{ nummer }} muss vorkommen (Nummer)."),
        ("body", "Guten Tag", "{{ link }} muss vorkommen (Link)."),
        ("body", "{{ link }} {{ vorname", "„{{“ gehört zu keinem Platzhalter. Platzhalter sehen so aus: {{ nummer }}, {{ vorname }}, {{ link }}, {{ kurs }}."),
        ("body", "{{ link }} {% load static %}", "„{%“ gehört zu keinem Platzhalter. Platzhalter sehen so aus: {{ nummer }}, {{ vorname }}, {{ link }}, {{ kurs }}."),
        ("body", "{{ link }} {{ vorname|upper }}", "„{{“ gehört zu keinem Platzhalter. Platzhalter sehen so aus: {{ nummer }}, {{ vorname }}, {{ link }}, {{ kurs }}."),
        ("body", "{{ link }} {{ user.password }}", "„{{“ gehört zu keinem Platzhalter. Platzhalter sehen so aus: {{ nummer }}, {{ vorname }}, {{ link }}, {{ kurs }}."),
    ],
)  # fmt: skip
def test_a_wrong_text_is_told_by_its_word(field, text, sentence):
    assert problems(LIST, **{**GOOD, field: text}) == {field: [sentence]}


@pytest.mark.parametrize(
    "name", ["{{ link }}", "{{ settings.SECRET_KEY }}", "{% now 'Y' %}", "{{7*7}}", "\\1"]
)
@pytest.mark.asvs("1.3.5", "1.3.7")
def test_what_is_filled_in_is_not_read_again(name):
    filled = fill("Guten Tag {{ vorname }}", LIST, {**CONTEXT, "first": name})

    assert filled == f"Guten Tag {name}"


def test_a_placeholder_that_must_not_be_empty_stops_the_text():
    with pytest.raises(Unfilled, match="link"):
        fill(GOOD["body"], LIST, {**CONTEXT, "url": ""})


def test_a_personal_word_never_reaches_a_subject_even_if_it_was_saved():
    with pytest.raises(Unfilled, match="vorname"):
        fill_subject("Für {{ vorname }}", LIST, CONTEXT)


@pytest.fixture
def handler() -> MailHandler:
    return mail_kinds()[INVITATION]


def sample(handler):
    return handler.sample()


def central(body="Willkommen {{ person }}: {{ link }}", subject="Ihr Konto", language="de"):
    return CentralText.objects.create(kind=INVITATION, language=language, subject=subject, body=body)


@pytest.mark.django_db
def test_central_text_takes_the_place_of_the_default(handler):
    before = write(INVITATION, handler, "de", sample(handler))
    central()

    after = write(INVITATION, handler, "de", sample(handler))

    assert before.subject == "Ihre Einladung: Kompetenzzentrum Vielfalt Hessen"
    assert (after.subject, after.body) == ("Ihr Konto", f"Willkommen Lea Sommer: {sample(handler)['url']}\n")
    assert sample(handler)["url"] in after.html


@pytest.mark.django_db
def test_own_text_goes_before_the_central_one(handler):
    central()

    written = write(
        INVITATION, handler, "de", {**sample(handler), "own_text": Text("Unser Konto", "{{ link }}")}
    )

    assert written.subject == "Unser Konto"


@pytest.mark.django_db
def test_german_text_never_stands_in_an_english_mail(handler):
    central()

    written = write(INVITATION, handler, "en", sample(handler))

    assert "Lea Sommer" in written.body
    assert "Willkommen" not in written.body
    assert "Freundliche" not in written.body
    assert '<html lang="en"' in written.html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", ["{{ gibtesnicht }} {{ link }}", "{{ link }}{{", "{% boom %}"], ids=["unknown", "brace", "tag"]
)
def test_a_text_that_cannot_be_filled_never_stops_the_mail(handler, body, caplog):
    central(body=body)

    written = write(INVITATION, handler, "de", sample(handler))

    assert sample(handler)["url"] in written.body or body == "{% boom %}"
    assert "Sommer" not in caplog.text


@pytest.mark.django_db
def test_an_unknown_word_means_the_default_and_a_line_in_the_log(handler, caplog):
    central(body="{{ gibtesnicht }} {{ link }}")

    written = write(INVITATION, handler, "de", sample(handler))

    assert written.subject == "Ihre Einladung: Kompetenzzentrum Vielfalt Hessen"
    assert "organisations.invitation (de) holds 'gibtesnicht'" in caplog.text


@pytest.mark.django_db
def test_a_central_text_stands_in_for_an_own_one_that_stays_empty(handler):
    central()
    own = Text("Unser Konto", "{{ gilt_bis }} {{ link }}")

    written = write(INVITATION, handler, "de", {**sample(handler), "expires_at": None, "own_text": own})

    assert written.subject == "Ihr Konto"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", sorted(mail_kinds()))
def test_every_kind_that_people_may_write_begins_with_a_text_that_passes_its_own_check(kind, language):
    handler = mail_kinds()[kind]
    if not handler.editable:
        pytest.skip("default only")

    text = starting_text(handler, language)
    shown = preview(kind, handler, language, sample_in(handler, language), text)
    default = preview(kind, handler, language, sample_in(handler, language), None)

    assert problems(handler.placeholders, subject=text.subject, body=text.body) == {}
    assert not shown["passed_over"]
    assert (shown["subject"], shown["body"]) == (default["subject"], default["body"])
    assert default["body"].count("\n\n") >= 2
    assert "„“" not in default["body"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(mail_kinds()))
def test_every_placeholder_of_every_kind_has_a_word_in_the_invented_data(kind):
    handler = mail_kinds()[kind]
    values = with_terms(handler.sample())
    for name, one in handler.placeholders.items():
        assert str(one.describes)
        assert one.fill(values) or one.may_be_empty, name


# What is still to say before a kind is complete; empty is the aim.
SILENT: set[str] = set()


def test_every_kind_of_mail_says_what_it_is_and_to_whom_it_goes():
    silent = {kind for kind, one in mail_kinds().items() if not str(one.describes)}

    assert silent == SILENT
    descriptions = [str(one.describes) for kind, one in mail_kinds().items() if kind not in silent]
    assert len(set(descriptions)) == len(descriptions)


def test_the_key_of_a_link_is_masked_in_a_preview(handler, db):
    key = "k" * 43
    context = {**sample(handler), "url": f"https://vielfalt.example/de/konto/einladung/{key}/"}

    shown = preview(INVITATION, handler, "de", context, None)

    assert key not in shown["body"] + shown["html"]
    assert "https://vielfalt.example/de/konto/einladung/***/" in shown["body"]
