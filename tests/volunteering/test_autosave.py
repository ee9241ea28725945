"""What the script keeps while somebody types."""

import pytest
from django.test import Client

from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.models import Draft
from tests.volunteering.test_spine import fill_in
from tests.volunteering.test_two_windows import opened
from tests.volunteering.test_wizard import begin, choose, step_url

pytestmark = pytest.mark.django_db
FIRST = "/de/bewerbung/merken/ort/"


def keeper(step):
    return f"{step_url(step)}merken/"


def test_the_first_word_makes_the_draft_and_says_where_it_is(client, organisation):
    answer = client.post(FIRST, {"ort-place": "651", "version": "0", "page": "a"}).json()

    assert Draft.objects.get().data == {"ort": {"ort-place": ["651"]}}
    assert answer["page"] == step_url("ort")
    assert answer["keeper"] == keeper("ort")
    assert answer["text"].startswith("gespeichert ")
    assert client.get(answer["page"]).status_code == 200


def test_the_page_may_go_on_from_what_was_kept(client, organisation):
    window = opened(client, "/de/bewerbung/")
    answer = client.post(FIRST, {**window, "ort-place": "651", "sequence": "2"}).json()

    response = client.post(answer["page"], {**window, "version": answer["version"], "ort-place": "65183"})

    assert response.url == f"{step_url('ort')}#auswahl"
    assert Draft.objects.count() == 1


def test_a_get_keeps_nothing(client, organisation):
    assert client.get(FIRST).status_code == 405
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("path", ["/de/bewerbung/merken/quatsch/"])
def test_an_unknown_step_keeps_nothing(client, organisation, path):
    assert client.post(path, {"ort-place": "6"}).status_code == 404
    assert Draft.objects.count() == 0


def test_a_write_that_was_overtaken_is_dropped(client, organisation):
    choose(client, begin(client), organisation)
    window, step = opened(client, step_url("ueber-mich")), step_url("ueber-mich")
    client.post(step, {**window, "sequence": "5", "ueber-mich-motivation": "Ganzer Satz."})

    client.post(keeper("ueber-mich"), {**window, "sequence": "4", "ueber-mich-motivation": "Ganzer"})

    assert Draft.objects.get().data["ueber-mich"]["ueber-mich-motivation"] == ["Ganzer Satz."]


def test_another_window_is_told_and_nothing_is_lost(client, organisation):
    choose(client, begin(client), organisation)
    step = step_url("ueber-mich")
    first, second = opened(client, step), opened(client, step)
    client.post(keeper("ueber-mich"), {**first, "sequence": "2", "ueber-mich-motivation": "Telefon"})

    path = keeper("ueber-mich")
    answer = client.post(path, {**second, "sequence": "2", "ueber-mich-motivation": "Rechner"}).json()

    assert answer["changed"] is True
    assert "Telefon" in client.get(step).content.decode()
    # Whoever presses "Weiter" without having looked is shown both first.
    moved = client.post(
        step, {**second, "version": answer["version"], "sequence": "3", "ueber-mich-motivation": "Rechner."}
    )
    assert moved.url == step


def test_a_window_that_ends_with_the_same_words_has_nothing_to_compare(client, organisation):
    choose(client, begin(client), organisation)
    step = step_url("ueber-mich")
    first, second = opened(client, step), opened(client, step)
    client.post(step, {**first, "sequence": "2", "ueber-mich-motivation": "Ganzer Satz."})
    half = {**second, "sequence": "2", "ueber-mich-motivation": "Ganz"}
    assert client.post(keeper("ueber-mich"), half).json()["changed"] is True

    moved = client.post(step, {**second, "sequence": "3", "ueber-mich-motivation": "Ganzer Satz."})

    assert moved.url == step_url("kontakt")
    assert not any(Draft.objects.get().overwritten.values())


def test_a_half_typed_address_gets_no_mail(client, organisation):
    choose(client, begin(client), organisation)

    client.post(keeper("kontakt"), {"kontakt-email": "amal@beispiel.ex"})

    assert Draft.objects.get().email == ""
    assert OutboxRow.objects.filter(recipient__startswith="amal").count() == 0


def test_a_foreign_draft_looks_like_a_missing_one(client, organisation):
    begin(client)

    response = Client().post(keeper("ort"), {"ort-place": "34117"})

    assert response.status_code == 404
    assert Draft.objects.get().data["ort"]["ort-place"] == ["65183"]


def test_a_sent_draft_is_not_written_again(client, organisation):
    check = fill_in(client, organisation)
    path = keeper("ort")
    client.post(check, {"pruefen-privacy_notice": "on"})

    client.post(path, {"ort-place": "34117"})

    assert Draft.objects.get().data == {}


def test_an_expired_token_keeps_nothing(organisation):
    response = Client(enforce_csrf_checks=True).post(FIRST, {"ort-place": "65183"})

    assert response.status_code == 403
    assert Draft.objects.count() == 0


def test_keeping_costs_few_queries(client, organisation, django_assert_max_num_queries):
    choose(client, begin(client), organisation)
    path = keeper("zeiten")

    with django_assert_max_num_queries(7):
        client.post(path, {"zeiten-hours": "open"})
