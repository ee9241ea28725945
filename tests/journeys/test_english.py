"""Somebody who reads English better than German: begins in German, switches in mid-form, and is answered in English."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from cms_apps.volunteering.models import Application
from tests.factories.people import make_municipality, make_organisation
from tests.journeys import sign_up
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST, MAILBOX = "Team Bridge", "oksana@beispiel.example"


def go_on(page):
    page.locator(".actions").get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_sign_up_in_english_with_a_switch_in_mid_form(site, someone, link_to, script):
    make_organisation(HOST, serves=make_municipality())
    page = someone(java_script_enabled=script)

    page.goto("/de/bewerbung/")
    sign_up.choose_place(page, HOST)
    heading(page, "Welche Sprachen können Sie?")
    page.get_by_role("group", name="Sprache 1").get_by_label("Sprache", exact=True).fill("ukrainisch")
    page.get_by_role("button", name="English").click()

    heading(page, "Which languages do you know?")
    first = page.get_by_role("group", name="Language 1")
    expect(first.get_by_label("Language", exact=True)).to_have_value("Ukrainian")
    first.get_by_label("How well?").select_option(label="very good")
    go_on(page)
    page.get_by_label("weekday mornings").check()
    page.get_by_label("3 to 5 hours").check()
    go_on(page)
    go_on(page)
    heading(page, "How can we reach you?")
    page.get_by_label("First name").fill("Oksana")
    page.get_by_label("Last name").fill("Beispiel")
    page.get_by_label("Email address").fill(MAILBOX)
    go_on(page)
    page.get_by_label("A course is not important to me now").check()
    go_on(page)
    heading(page, "Is everything right?")
    page.get_by_label("I have read the privacy notice.").check()
    page.get_by_role("button", name="Send application").click()
    heading(page, "Almost done: confirm your email address")

    page.goto(link_to(MAILBOX))
    page.get_by_role("button", name="Confirm application").click()
    heading(page, f"{HOST} has received your application.")
    assert Application.objects.get().language == "en"
    link_to(MAILBOX)
    assert [one.subject.split(" ")[0] for one in mail.outbox if one.to == [MAILBOX]] == ["Please", "Your"]
