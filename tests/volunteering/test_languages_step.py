"""Languages typed into a field: kept ones by any name, others by the name that somebody gives them."""

import pytest

from cms_apps.volunteering.forms.languages import LanguagesForm
from cms_apps.volunteering.models import Application, ApplicationLanguage, Draft
from tests.volunteering.test_spine import fill_in
from tests.volunteering.test_wizard import begin, choose, step_url

pytestmark = pytest.mark.django_db


def row(name, index=0, **more):
    values = {"code": name, "level": "good", "spoken": "on", **more}
    return {f"sprachen-{key}_{index}": value for key, value in values.items()}


def form(*rows, complete=True):
    data = {"sprachen-rows": "2", **{key: value for one in rows for key, value in one.items()}}
    return LanguagesForm(data, prefix="sprachen", complete=complete)


@pytest.mark.parametrize("typed", ["ar", "Arabisch", "arabic", "العربية", "arabisch – العربية"])
def test_a_kept_language_is_stored_by_its_code(typed):
    one = form(row(typed))

    assert one.is_valid()
    assert [(skill.code, skill.other_name) for skill in one.skills()] == [("ar", "")]


def test_a_slip_names_what_may_be_meant():
    one = form(row("Arabish"))

    assert not one.is_valid()
    assert "Meinten Sie Arabisch" in one.errors["code_0"][0]


def test_an_unknown_name_is_kept_once_its_box_is_ticked():
    one = form(row("Klingonisch"))
    assert not one.is_valid()
    assert "steht nicht in der Liste" in one.errors["code_0"][0]
    assert "Klingonisch" in one.fields["other_0"].label

    ticked = form(row("Klingonisch", other="on"))

    assert ticked.is_valid()
    assert [(skill.code, skill.other_name) for skill in ticked.skills()] == [("other", "Klingonisch")]
    assert ticked.summary() == [("Klingonisch", "gut (sprechen)")]


def test_two_other_languages_are_two():
    one = form(row("Klingonisch", other="on"), row("Sindarin", 1, other="on"))

    assert one.is_valid()
    assert len(one.skills()) == 2


@pytest.mark.parametrize(
    ("first", "second"), [("Persisch", "farsi"), ("Klingonisch", "KLINGONISCH")], ids=["kept", "other"]
)
def test_a_language_stands_in_one_row_only(first, second):
    one = form(row(first, other="on"), row(second, 1, other="on"))

    assert not one.is_valid()
    assert "schon in einer Zeile darüber" in one.errors["code_1"][0]


def test_other_without_a_name_asks_for_it():
    one = form(row("andere Sprache"))

    assert not one.is_valid()
    assert "Namen der Sprache" in one.errors["code_0"][0]


def test_a_name_that_is_too_long_is_refused_at_the_field():
    one = form(row("x" * 61))

    assert not one.is_valid()
    assert list(one.errors) == ["code_0"]


def test_an_old_draft_with_codes_is_shown_by_name(client, organisation):
    choose(client, begin(client), organisation)
    draft = Draft.objects.get()
    draft.data["sprachen"] = {"sprachen-rows": ["2"], "sprachen-code_0": ["uk"], "sprachen-level_0": ["good"]}
    draft.save()

    page = client.get(step_url("sprachen")).content.decode()
    english = client.get(step_url("sprachen").replace("/de/", "/en/")).content.decode()

    assert 'value="Ukrainisch"' in page
    assert 'value="Ukrainian"' in english
    assert '<option value="Ukrainian">українська</option>' in english


def test_other_languages_reach_the_application_with_their_names(client, organisation):
    check = fill_in(client, organisation)
    client.post(
        step_url("sprachen"),
        {"sprachen-rows": "2", **row("Persisch"), **row("Klingonisch", 1, other="on")},
    )

    client.post(check, {"pruefen-privacy_notice": "on"})

    assert list(ApplicationLanguage.objects.values_list("code", "other_name")) == [
        ("fa", ""),
        ("other", "Klingonisch"),
    ]
    assert [one.name for one in Application.objects.get().languages.all()] == [
        "Farsi (Persisch)",
        "Klingonisch",
    ]
