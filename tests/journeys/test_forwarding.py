"""One Träger proposes, the person decides on their phone, the other Träger has the application."""

import pytest
from playwright.sync_api import expect

from cms_apps.volunteering.models import Application
from tests.factories.people import make_application, make_member, make_municipality, make_organisation
from tests.journeys.sign_up import heading
from tests.journeys.test_middle_of_life import AMAL, HOST, next_step
from tests.journeys.test_sign_up import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OTHER = "Nachbarschaftshaus"


@pytest.fixture
def application(site) -> Application:
    here = make_municipality()
    host = make_organisation(HOST, serves=here)
    make_organisation(OTHER, serves=here, minimum_age=18)
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    return make_application(host, state="in_review", email=AMAL, last_name="Haddad")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_application_goes_on_with_the_click_of_its_person(application, someone, link_to, scripts):
    tamara, amal = someone(java_script_enabled=scripts), someone(java_script_enabled=scripts)
    sign_in(tamara, "/de/schreibtisch/bewerbungen/")
    tamara.get_by_role("link", name="Amal Haddad").click()
    next_step(tamara, "Weiterleitung vorschlagen")
    tamara.get_by_role("button", name="schicken").click()
    expect(tamara.get_by_role("alert")).to_contain_text("Wählen Sie einen Träger.")
    tamara.get_by_label("Neuer Träger").select_option(label=f"{OTHER} (Verein)")
    tamara.get_by_label("Persönliche Worte").fill("Dort sucht man Ihre Sprachen.")
    tamara.get_by_role("button", name="schicken").click()
    expect(tamara.get_by_text("Weiterleitung vorgeschlagen").first).to_be_visible()

    amal.goto(link_to(AMAL))
    amal.get_by_role("link", name="Vorschlag ansehen und entscheiden").click()
    heading(amal, "Möchten Sie, dass Ihre Bewerbung weitergeht?")
    expect(amal.get_by_text("Dort sucht man Ihre Sprachen.")).to_be_visible()
    amal.get_by_role("button", name="Ja, weiterleiten").click()
    expect(amal.get_by_role("alert")).to_contain_text("Bestätigen Sie Ihr Alter")
    amal.get_by_label("Ich bin mindestens 18 Jahre alt.").check()
    amal.get_by_role("button", name="Ja, weiterleiten").click()
    heading(amal, f"Ihre Bewerbung ist bei {OTHER} eingegangen.")
    new = amal.url

    amal.goto(f"/de/bewerbung/stand/{application.number}/")
    amal.get_by_role("link", name="Zur Bewerbung beim neuen Träger").click()
    assert amal.url == new
    tamara.reload()
    expect(tamara.get_by_text("zugestimmt")).to_be_visible()
    assert Application.objects.count() == 2
