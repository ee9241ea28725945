"""Two windows, two devices: the last write of a step wins whole, and no word is lost."""

import re

import pytest

from cms_apps.volunteering.models import Application, Draft
from tests.volunteering.test_spine import STEPS, fill_in
from tests.volunteering.test_wizard import begin, choose, step_url

pytestmark = pytest.mark.django_db

CARRIED = re.compile(r'<input hidden name="(version|page|sequence|whole|seen)" value="([^"]*)"')


def opened(client, address):
    """What a window carries that has opened a step."""
    return dict(CARRIED.findall(client.get(address).content.decode()))


@pytest.fixture
def about(client, organisation):
    """The address of a free text, begun with one word."""
    choose(client, begin(client), organisation)
    client.post(step_url("ueber-mich"), {"ueber-mich-motivation": "Anfang"})
    return step_url("ueber-mich")


def held():
    return Draft.objects.get().data["ueber-mich"]["ueber-mich-motivation"]


def post(client, address, window, text, **more):
    return client.post(address, {**window, "ueber-mich-motivation": text, **more})


def test_later_writer_wins_and_sees_both_values(client, about):
    first, second = opened(client, about), opened(client, about)
    post(client, about, first, "Vom Telefon")

    response = post(client, about, second, "Vom Rechner")

    page = client.get(response.url).content.decode()
    assert response.url == about
    assert held() == ["Vom Rechner"]
    assert "Auch in einem anderen Fenster geändert" in page
    assert "Vom Telefon" in page
    assert "Vom Rechner" in page


def test_the_other_value_is_taken_by_a_button_and_can_be_given_back(client, about):
    first, second = opened(client, about), opened(client, about)
    post(client, about, first, "Vom Telefon")
    post(client, about, second, "Vom Rechner")
    take = "take:ueber-mich-motivation:0"

    taken = post(client, about, opened(client, about), "Vom Rechner", go=take)
    assert held() == ["Vom Telefon"]
    assert "Vom Rechner" in client.get(taken.url).content.decode()

    post(client, about, opened(client, about), "Vom Telefon", go=take)
    assert held() == ["Vom Rechner"]


def test_who_has_seen_both_goes_on(client, about):
    first, second = opened(client, about), opened(client, about)
    post(client, about, first, "Vom Telefon")
    post(client, about, second, "Vom Rechner")

    response = post(client, about, opened(client, about), "Beides")

    assert response.url == step_url("kontakt")
    assert held() == ["Beides"]
    assert "anderen Fenster" not in client.get(about).content.decode()


@pytest.mark.parametrize("text", ["Vom Telefon", "Anfang"], ids=["same words", "nothing new"])
def test_the_window_that_wrote_first_is_told_too_when_it_writes_again(client, about, text):
    first, second = opened(client, about), opened(client, about)
    post(client, about, first, "Vom Telefon")
    post(client, about, second, "Vom Rechner")

    response = post(client, about, first, text)

    assert response.url == about
    assert "Vom Rechner" in client.get(about).content.decode()


def test_the_same_words_from_two_windows_are_no_conflict(client, about):
    first, second = opened(client, about), opened(client, about)
    post(client, about, first, "Gleich")

    assert post(client, about, second, "Gleich").url == step_url("kontakt")


def test_a_second_click_in_one_window_is_no_conflict(client, about):
    window = opened(client, about)
    post(client, about, window, "Eins")

    assert post(client, about, window, "Zwei").url == step_url("kontakt")
    assert held() == ["Zwei"]


def test_a_page_without_a_version_simply_wins(client, about):
    assert client.post(about, {"ueber-mich-motivation": "Neu"}).url == step_url("kontakt")


@pytest.mark.parametrize("forged", ["", "-1", "²", "9" * 500, "<b>"])
def test_a_forged_mark_is_harmless(client, about, forged):
    window = {"version": forged, "page": forged, "sequence": forged, "whole": forged}

    response = post(client, about, window, "Wort", go=f"take:{forged}:{forged}")

    assert client.get(response.url).status_code == 200


def test_two_windows_that_begin_at_once_meet_in_one_draft(client, organisation):
    first, second = opened(client, "/de/bewerbung/"), opened(client, "/de/bewerbung/")
    client.post("/de/bewerbung/", {**first, "ort-place": "65183"})

    response = client.post("/de/bewerbung/", {**second, "ort-place": "34117"})

    assert response.url == step_url("ort")
    assert "65183" in client.get(response.url).content.decode()


def test_a_row_that_only_the_other_window_had_can_be_seen(client, organisation):
    choose(client, begin(client), organisation)
    languages = step_url("sprachen")
    client.post(languages, {"sprachen-rows": "2"})
    first, second = opened(client, languages), opened(client, languages)
    rows = {"sprachen-rows": "3", "sprachen-code_2": "Ukrainisch", "go": "back"}
    client.post(languages, {**first, **rows})

    client.post(languages, {**second, "sprachen-rows": "2", "sprachen-code_0": "Arabisch", "go": "back"})

    page = client.get(languages).content.decode()
    assert "Ukrainisch" in page
    assert 'value="take:sprachen-code_2:0"' in page


def test_choices_are_shown_in_words(client, organisation):
    choose(client, begin(client), organisation)
    times = step_url("zeiten")
    client.post(times, STEPS["zeiten"])
    first, second = opened(client, times), opened(client, times)
    client.post(times, {**first, "zeiten-slots": ["weekend"], "zeiten-hours": "open"})

    client.post(times, {**second, **STEPS["zeiten"], "zeiten-topics": []})

    both = re.search(r'<div class="both">.*?</dl>', client.get(times).content.decode(), re.DOTALL)[0]
    assert "am Wochenende" in both
    assert "weekend" not in re.sub(r"<button.*?>", "", both)


def test_the_check_page_sends_only_what_it_has_shown(client, organisation):
    check = fill_in(client, organisation)
    window = opened(client, check)
    client.post(step_url("ueber-mich"), {"ueber-mich-motivation": "Vom Telefon"})

    response = client.post(check, {**window, "pruefen-privacy_notice": "on"})
    page = client.get(response.url).content.decode()
    assert Application.objects.count() == 0
    assert "Inzwischen wurde in einem anderen Fenster etwas geändert" in page
    assert "Vom Telefon" in page

    client.post(check, {**opened(client, check), "pruefen-privacy_notice": "on"})
    assert Application.objects.get().motivation == "Vom Telefon"


def test_a_double_click_on_send_is_no_conflict(client, organisation):
    check = fill_in(client, organisation)
    window = opened(client, check)

    first = client.post(check, {**window, "pruefen-privacy_notice": "on"})
    second = client.post(check, {**window, "pruefen-privacy_notice": "on"})

    assert first.url == second.url
    assert Application.objects.count() == 1
