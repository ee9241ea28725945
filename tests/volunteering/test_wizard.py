"""The sign-up step by step: nothing typed is lost, nothing is sent twice."""

import uuid

import pytest
from django.test import Client

from cms_apps.organisations.models import ServedArea
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.models import Application, Draft
from tests.factories.people import make_municipality, make_organisation
from tests.volunteering.test_spine import STEPS, fill_in

pytestmark = pytest.mark.django_db


def begin(client, place="65183"):
    """POST the place; returns the address of the first step."""
    return client.post("/de/bewerbung/", {"ort-place": place}).url.removesuffix("#auswahl")


def choose(client, step, organisation, place="65183"):
    asked = client.get(step).context["form"].asked_for
    return client.post(
        step, {"ort-place": place, "ort-shown_for": asked, "ort-organisation": organisation.pk}
    )


def step_url(name):
    return f"/de/bewerbung/{Draft.objects.get().key}/{name}/"


def test_a_get_makes_no_draft(client, organisation):
    response = client.get("/de/bewerbung/")

    assert response.status_code == 200
    assert Draft.objects.count() == 0
    assert "vf_draft" not in response.cookies


def test_the_first_post_keeps_what_was_typed(client, organisation):
    step = begin(client)

    assert Draft.objects.get().data == {"ort": {"ort-place": ["65183"]}}
    assert 'value="65183"' in client.get(step).content.decode()
    assert "Träger A" in client.get(step).content.decode()


def test_the_session_is_not_needed(client, organisation):
    step = begin(client)

    response = client.get(step)

    assert "sessionid" not in client.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_an_unknown_name_is_named_at_the_field(client, organisation):
    response = client.post("/de/bewerbung/", {"ort-place": "Nirgendwo"}, follow=True)

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("Diesen Ort kennen wir nicht") == 2  # summary and field
    assert 'value="Nirgendwo"' in page
    assert 'href="#id_ort-place"' in page


@pytest.mark.parametrize("place", ["10115", "99999"], ids=["elsewhere", "nowhere"])
def test_a_code_that_nobody_serves_leads_to_the_centre(client, organisation, place):
    make_organisation("Leitstelle", centre=True)

    step = begin(client, place)

    form = client.get(step).context["form"]
    assert [offer.name for offer in form.offers] == ["Leitstelle"]
    assert form.served_by_centre_only


def test_a_served_district_leads_to_the_centre_when_its_organisation_pauses(client, organisation):
    make_organisation("Leitstelle", centre=True)
    organisation.accepts_applications = False
    organisation.save()

    form = client.get(begin(client)).context["form"]

    assert [offer.name for offer in form.offers] == ["Leitstelle"]


def test_a_shared_code_asks_for_the_municipality(client, organisation):
    other = make_municipality("Nachbarort", code="65183")
    neighbour = make_organisation("Träger N", serves=other)

    step = begin(client)
    shown = client.get(step).context["form"]
    response = client.post(
        step, {"ort-place": "65183", "ort-shown_for": shown.asked_for, "ort-municipality": other.pk}
    )
    form = client.get(response.url.removesuffix("#auswahl")).context["form"]

    assert [one.name for one in shown.matches] == ["Musterstadt", "Nachbarort"]
    assert shown.offers == []
    assert [offer.name for offer in form.offers] == [neighbour.name]


def test_offers_come_in_order_nearest_and_lowest_rank_first(client, organisation, municipality):
    district_wide = make_organisation("Aaa kreisweit")
    ServedArea.objects.create(organisation=district_wide, district=municipality.district, rank=1)
    later = make_organisation("Bbb später")
    ServedArea.objects.create(organisation=later, municipality=municipality, rank=20)

    form = client.get(begin(client)).context["form"]

    assert [offer.name for offer in form.offers] == ["Träger A", "Bbb später", "Aaa kreisweit"]


def test_a_wrong_step_keeps_every_word(client, organisation):
    choose(client, begin(client), organisation)
    typed = {**STEPS["kontakt"], "kontakt-email": "amal@", "kontakt-phone": "ruf mich an"}

    response = client.post(step_url("kontakt"), typed, follow=True)

    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="amal@"' in page
    assert 'value="ruf mich an"' in page
    assert "nicht vollständig" in page
    assert "mit Vorwahl" in page
    assert Draft.objects.get().data["kontakt"]["kontakt-email"] == ["amal@"]


@pytest.mark.parametrize(
    ("go", "target"), [("back", "/zeiten/"), ("save", "/gespeichert/")], ids=["back", "save"]
)
def test_back_and_save_check_nothing_and_lose_nothing(client, organisation, go, target):
    choose(client, begin(client), organisation)

    response = client.post(step_url("ueber-mich"), {"ueber-mich-motivation": "x" * 4000, "go": go})

    assert response.url.endswith(target)
    assert len(Draft.objects.get().data["ueber-mich"]["ueber-mich-motivation"][0]) == 4000


def test_somebody_who_comes_back_goes_on_where_they_left(client, organisation):
    choose(client, begin(client), organisation)
    client.post(step_url("sprachen"), STEPS["sprachen"])

    response = client.get("/de/bewerbung/")

    assert response.url == step_url("zeiten")


def test_more_languages_are_added_without_script(client, organisation):
    choose(client, begin(client), organisation)
    typed = {"sprachen-rows": "2", "sprachen-code_0": "ar", "go": "add_row"}

    response = client.post(step_url("sprachen"), typed)

    form = client.get(response.url).context["form"]
    assert form.row_count == 3
    assert form.initial["code_0"] == "Arabisch"


@pytest.mark.parametrize(
    "rows", ["9" * 5000, "-1", "²", "abc", ""], ids=["huge", "negative", "superscript", "text", "empty"]
)
def test_a_forged_number_of_rows_is_harmless(client, organisation, rows):
    choose(client, begin(client), organisation)

    response = client.post(step_url("sprachen"), {"sprachen-rows": rows, "go": "add_row"})

    assert client.get(response.url.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("step", ["quatsch", "done", "reset"])
def test_an_unknown_step_leads_to_the_first(client, organisation, step):
    begin(client)

    assert client.get(step_url(step)).url == step_url("ort")
    assert client.post(step_url(step), {}).url == step_url("ort")


@pytest.mark.asvs("2.3.1")
def test_a_later_step_needs_the_organisation(client, organisation):
    begin(client)

    assert client.get(step_url("kurs")).url == step_url("ort")


@pytest.mark.asvs("2.2.2", "2.3.1")
def test_the_check_page_requires_all_and_sends_nothing_before(client, organisation):
    choose(client, begin(client), organisation)
    client.post(step_url("sprachen"), STEPS["sprachen"])

    response = client.post(step_url("pruefen"), {"pruefen-privacy_notice": "on"}, follow=True)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Geben Sie Ihre E-Mail-Adresse ein." in page
    assert f'href="{step_url("kontakt")}"' in page
    assert Application.objects.count() == 0


def test_the_notice_must_be_acknowledged(client, organisation):
    check = fill_in(client, organisation)

    response = client.post(check, {}, follow=True)

    assert "Datenschutzhinweise gelesen haben" in response.content.decode()
    assert Application.objects.count() == 0


def test_sending_twice_makes_one_application_and_one_mail(client, organisation):
    check = fill_in(client, organisation)

    first = client.post(check, {"pruefen-privacy_notice": "on"})
    second = client.post(check, {"pruefen-privacy_notice": "on"})
    reloaded = client.get(check)

    assert first.url == second.url == reloaded.url
    assert Application.objects.count() == 1
    assert OutboxRow.objects.filter(kind="volunteering.confirm").count() == 1
    assert client.get(first.url).status_code == 200


def test_a_new_sign_up_begins_after_the_first_was_sent(client, organisation):
    check = fill_in(client, organisation)
    client.post(check, {"pruefen-privacy_notice": "on"})

    step = client.post("/de/bewerbung/", {"ort-place": "65183"}).url

    assert Draft.objects.count() == 2
    assert client.get(step.removesuffix("#auswahl")).status_code == 200


def test_an_organisation_that_stops_meanwhile_sends_back_to_the_choice(client, organisation):
    other = make_organisation("Leitstelle", centre=True)
    check = fill_in(client, organisation)
    organisation.accepts_applications = False
    organisation.save()

    response = client.post(check, {"pruefen-privacy_notice": "on"}, follow=True)

    assert response.status_code == 200
    assert "Diese Auswahl gibt es hier nicht mehr" in response.content.decode()
    assert Application.objects.count() == 0
    assert other.applications.count() == 0


def test_a_foreign_draft_looks_like_a_missing_one(client, organisation):
    begin(client)
    stranger = Client()

    foreign = stranger.get(step_url("ort"))
    missing = stranger.get(f"/de/bewerbung/{uuid.uuid4()}/ort/")
    written = stranger.post(step_url("ort"), {"ort-place": "34117"})

    assert foreign.status_code == missing.status_code == written.status_code == 404
    assert foreign.content == missing.content
    assert Draft.objects.get().data["ort"]["ort-place"] == ["65183"]


def test_a_lost_cookie_gets_a_page_that_helps(client, organisation):
    step = begin(client)
    client.cookies.clear()

    response = client.post(step, {"ort-place": "65183"})

    assert response.status_code == 404
    assert "Diesen Entwurf gibt es hier nicht mehr" in response.content.decode()


def test_an_expired_token_shows_the_step_again_with_what_was_typed(organisation):
    client = Client(enforce_csrf_checks=True)

    response = client.post("/de/bewerbung/", {"ort-place": "65183"})

    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="65183"' in page
    assert "zu lange offen" in page
    assert Draft.objects.count() == 0


def test_restart_asks_then_forgets(client, organisation):
    begin(client)
    address = step_url("neu")

    assert client.get(address).status_code == 200
    assert Draft.objects.count() == 1
    response = client.post(address)

    assert response.url == "/de/bewerbung/"
    assert Draft.objects.count() == 0


def test_a_tab_of_a_forgotten_draft_cannot_write_into_the_new_one(client, organisation):
    old = begin(client)
    client.post(step_url("neu"))
    begin(client, "34117")

    response = client.post(old, {"ort-place": "65183"})

    assert response.status_code == 404
    assert Draft.objects.get().data["ort"]["ort-place"] == ["34117"]


def test_the_last_write_of_a_step_wins_whole(client, organisation):
    choose(client, begin(client), organisation)
    client.post(
        step_url("zeiten"), {"zeiten-slots": ["weekend"], "zeiten-hours": "more", "zeiten-topics": ["work"]}
    )

    client.post(step_url("zeiten"), {"zeiten-hours": "open"})

    assert Draft.objects.get().data["zeiten"] == {"zeiten-hours": ["open"]}


@pytest.mark.asvs("15.3.3")
def test_only_the_steps_own_fields_are_kept(client, organisation):
    choose(client, begin(client), organisation)

    client.post(
        step_url("ueber-mich"),
        {"ueber-mich-motivation": "Gern.", "kontakt-email": "x@y.de", "state": "accepted"},
    )

    assert "kontakt" not in Draft.objects.get().data
    assert Draft.objects.get().data["ueber-mich"] == {"ueber-mich-motivation": ["Gern."]}


def test_a_step_costs_few_queries(client, organisation, django_assert_max_num_queries):
    choose(client, begin(client), organisation)
    address = step_url("zeiten")

    with django_assert_max_num_queries(8):
        client.post(address, STEPS["zeiten"])


@pytest.mark.parametrize(
    "place", ["٦٥١٨٣", "６５１８３", "D-65183 Musterstadt"], ids=["arabic", "full width", "with town"]
)
def test_a_code_is_read_in_the_digits_of_any_script(client, organisation, place):
    form = client.get(begin(client, place)).context["form"]

    assert [offer.name for offer in form.offers] == ["Träger A"]


def test_a_phone_is_read_in_the_digits_of_any_script(client, organisation):
    choose(client, begin(client), organisation)

    response = client.post(step_url("kontakt"), {**STEPS["kontakt"], "kontakt-phone": "٠٦١١ ٥٥٥ ٠١٠٠"})

    assert response.url == step_url("kurs")


def test_errors_are_shown_by_get_so_that_back_works(client, organisation):
    choose(client, begin(client), organisation)

    response = client.post(step_url("kontakt"), {"kontakt-email": "amal@"})

    assert response.url == step_url("kontakt") + "?fehler"
    assert "nicht vollständig" in client.get(response.url).content.decode()
    assert "nicht vollständig" not in client.get(step_url("kontakt")).content.decode()


def test_an_empty_step_is_not_called_done(client, organisation):
    choose(client, begin(client), organisation)
    for name in ("sprachen", "zeiten", "ueber-mich", "kontakt"):
        client.post(step_url(name), {})

    page = client.get(step_url("kurs"))

    states = [step["state"] for step in page.context["progress"]]
    assert states == ["done", "todo", "todo", "done", "todo", "current", "todo"]


def test_the_check_page_shows_no_raw_values(client, organisation):
    choose(client, begin(client), organisation)
    client.post(step_url("sprachen"), {"sprachen-rows": "2", "sprachen-spoken_0": "on"})

    assert "True" not in client.get(step_url("pruefen")).content.decode()


def test_an_expired_token_names_no_question_that_was_not_shown(organisation):
    client = Client(enforce_csrf_checks=True)

    page = client.post("/de/bewerbung/", {"ort-place": "65183"}).content.decode()

    assert "Wählen Sie einen Eintrag" not in page
