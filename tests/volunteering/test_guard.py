"""Scripts are kept off without third parties; a person, and thirty behind one address, get through."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from cms_apps.parameters.models import Parameter
from cms_apps.volunteering.enums import ConsentPurpose
from cms_apps.volunteering.forms.check import CheckForm
from cms_apps.volunteering.forms.forward import CONSENT
from cms_apps.volunteering.models import Application, Consent, Draft
from cms_apps.volunteering.services.consent_texts import TEXT_VERSIONS
from tests.volunteering.test_spine import fill_in
from tests.volunteering.test_wizard import begin, step_url

pytestmark = pytest.mark.django_db
NOTICE = {"pruefen-privacy_notice": "on"}


@pytest.fixture
def guarded(settings):
    settings.GUARD_SIGN_UP = True


def set_parameter(key, value):
    Parameter.objects.create(key=key, value=str(value), valid_from="2020-01-01")


def later(seconds):
    return time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds), tick=False)


def test_who_is_too_quick_sees_the_page_again_and_may_then_send(client, organisation, guarded):
    check = fill_in(client, organisation)

    page = client.post(check, NOTICE, follow=True).content.decode()
    assert "Das ging sehr schnell" in page
    assert "Amal" in page
    assert Application.objects.count() == 0

    with later(9):
        client.post(check, NOTICE)
    assert Application.objects.count() == 1


def test_the_hidden_field_stops_once_and_never_for_ever(client, organisation):
    check = fill_in(client, organisation)

    page = client.post(check, {**NOTICE, "website": "http://spam.example"}, follow=True).content.decode()
    assert "Ein Feld, das man nicht sieht, war ausgefüllt" in page
    assert "spam.example" not in page
    assert Application.objects.count() == 0

    client.post(check, NOTICE)
    assert Application.objects.count() == 1


def test_the_hidden_field_is_hidden_from_people(client, organisation):
    page = client.get("/de/bewerbung/").content.decode()

    assert '<div class="visually-hidden" aria-hidden="true"><label for="website">' in page
    assert 'name="website" tabindex="-1"' in page


def test_a_class_of_thirty_behind_one_address_gets_through(organisation, guarded):
    for _ in range(30):
        browser = Client()
        for _ in range(3):  # begins, deletes, begins again
            begin(browser)
            browser.post(f"/de/bewerbung/{Draft.objects.latest('pk').key}/neu/")
        with later(-60):
            check = fill_in(browser, organisation)
        browser.post(check, NOTICE)

    assert Application.objects.count() == 30


def test_beginning_too_often_from_one_network_keeps_what_was_typed(organisation, guarded):
    set_parameter("network.drafts", 2)
    for _ in range(2):
        begin(Client())

    response = Client().post("/de/bewerbung/", {"ort-place": "65183"})
    quiet = Client().post("/de/bewerbung/merken/ort/", {"ort-place": "65183"})
    elsewhere = Client(REMOTE_ADDR="192.0.2.9").post("/de/bewerbung/", {"ort-place": "65183"})

    page = response.content.decode()
    assert response.status_code == 429
    assert 'value="65183"' in page
    assert "Aus Ihrem Netz" in page
    assert quiet.status_code == 429
    assert elsewhere.status_code == 302
    assert Draft.objects.count() == 3


def test_sending_too_often_from_one_network_loses_nothing(organisation, guarded):
    set_parameter("network.sends", 1)
    first, second = Client(), Client()
    with later(-60):
        checks = [(browser, fill_in(browser, organisation)) for browser in (first, second)]

    pages = [browser.post(check, NOTICE, follow=True).content.decode() for browser, check in checks]

    assert Application.objects.count() == 1
    assert "Ihre Angaben sind gespeichert" in pages[1]
    assert Draft.objects.get(submitted_at=None).data["kontakt"]


def test_asking_for_links_too_often_from_one_network_keeps_the_address(client, organisation, guarded):
    set_parameter("network.mails", 1)
    begin(client)
    client.post(step_url("gespeichert"), {"email": "amal@beispiel.example"})

    saved = client.post(step_url("gespeichert"), {"email": "pavlo@beispiel.example"})
    lost = Client().post("/de/bewerbung/link/", {"email": "pavlo@beispiel.example"})

    for response in (saved, lost):
        assert response.status_code == 429
        assert 'value="pavlo@beispiel.example"' in response.content.decode()


def test_each_consent_keeps_time_purpose_and_version(client, organisation):
    check = fill_in(client, organisation)

    client.post(check, {**NOTICE, "pruefen-statistics": "on"})

    kept = Consent.objects.order_by("purpose").values_list("purpose", "text_version")
    assert list(kept) == [(purpose, TEXT_VERSIONS[purpose]) for purpose in ("privacy_notice", "statistics")]
    assert all(
        abs((one.given_at - Application.objects.get().submitted_at).total_seconds()) < 5
        for one in Consent.objects.all()
    )


WORDS = {
    ("privacy_notice", "2026-11"): "Ich habe die Datenschutzhinweise gelesen.",
    (
        "statistics",
        "2026-11",
    ): "Meine Angaben dürfen ohne meinen Namen für die Statistik des Landes gezählt werden.",
    (
        "forward",
        "2026-11",
    ): "Mit „Ja, weiterleiten“ bin ich einverstanden, dass %(host)s diese Angaben an %(target)s gibt.",
}


@pytest.mark.parametrize("purpose", ConsentPurpose.values)
def test_a_version_stands_for_the_same_words_for_ever(purpose):
    words = CONSENT if purpose == ConsentPurpose.FORWARD else CheckForm.base_fields[purpose].label

    assert str(words) == WORDS[purpose, TEXT_VERSIONS[purpose]]
