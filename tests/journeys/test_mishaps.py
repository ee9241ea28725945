"""What goes wrong in real life: two tabs, Back, reloads, lost cookies, old tokens, broken links."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from cms_apps.links.models import Link
from cms_apps.outbox.worker import drain
from cms_apps.volunteering.mails import CONFIRM_LINK
from cms_apps.volunteering.models import Application, Draft
from tests.factories.people import make_municipality, make_organisation
from tests.journeys import sign_up
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST = "Freiwilligenzentrum Musterstadt"
AMAL = "amal@beispiel.example"


@pytest.fixture
def amal(site, someone):
    """A person at the first step."""
    make_organisation(HOST, serves=make_municipality())
    page = someone()
    page.goto("/de/bewerbung/")
    return page


def forget(page, name):
    """Delete one cookie of this browser, as its cleaning does."""
    assert name in {cookie["name"] for cookie in page.context.cookies()}
    page.context.clear_cookies(name=name)


def test_two_tabs_keep_what_each_typed(amal):
    sign_up.choose_place(amal, HOST)
    sign_up.choose_languages(amal)
    heading(amal, "Wann und wobei?")
    second = amal.context.new_page()
    second.goto("/de/bewerbung/")
    sign_up.choose_times(second)
    sign_up.tell(second, "Aus dem zweiten Fenster.")

    sign_up.choose_times(amal)
    heading(amal, "Möchten Sie etwas über sich sagen?")
    expect(amal.get_by_label("Warum möchten Sie mithelfen?")).to_have_value("Aus dem zweiten Fenster.")
    assert Draft.objects.count() == 1


def test_back_button_shows_what_was_typed(amal):
    sign_up.choose_place(amal, HOST)
    sign_up.choose_languages(amal)
    heading(amal, "Wann und wobei?")

    amal.go_back()
    heading(amal, "Welche Sprachen können Sie?")
    first = amal.get_by_role("group", name="Sprache 1")
    expect(first.get_by_label("Wie gut?")).to_have_value("very_good")
    sign_up.go_on(amal)
    heading(amal, "Wann und wobei?")


def test_step_with_an_error_survives_a_reload(amal):
    sign_up.choose_place(amal, HOST)
    sign_up.choose_languages(amal)
    sign_up.choose_times(amal)
    sign_up.tell(amal)
    sign_up.leave_contact(amal, "amal@")
    expect(amal.get_by_role("alert")).to_contain_text("Diese E-Mail-Adresse ist nicht vollständig.")

    amal.reload()

    expect(amal.get_by_role("alert")).to_contain_text("Diese E-Mail-Adresse ist nicht vollständig.")
    expect(amal.get_by_label("E-Mail-Adresse")).to_have_value("amal@")


def test_last_step_posted_again_sends_nothing_twice(amal):
    sign_up.fill_in(amal, HOST, email=AMAL)
    check = amal.url
    sign_up.send(amal)
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")

    amal.reload()
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    amal.go_back()
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    amal.goto(check)
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    drain()
    assert Application.objects.count() == 1
    assert len(mail.outbox) == 1


def test_double_click_on_send_sends_once(amal):
    sign_up.fill_in(amal, HOST, email=AMAL)
    amal.get_by_label("Ich habe die Datenschutzhinweise gelesen.").check()

    amal.get_by_role("button", name="Bewerbung absenden").dblclick()

    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    drain()
    assert Application.objects.count() == 1
    assert len(mail.outbox) == 1


def test_lost_draft_cookie_leads_to_a_friendly_page(amal):
    sign_up.choose_place(amal, HOST)
    heading(amal, "Welche Sprachen können Sie?")
    forget(amal, "vf_draft")

    sign_up.go_on(amal)

    heading(amal, "Diesen Entwurf gibt es hier nicht mehr")
    amal.get_by_role("link", name="Zur Bewerbung").click()
    heading(amal, "Wo möchten Sie mithelfen?")


def test_expired_token_shows_the_step_with_what_was_typed(amal):
    sign_up.choose_place(amal, HOST)
    heading(amal, "Welche Sprachen können Sie?")
    forget(amal, "csrftoken")

    sign_up.choose_languages(amal)

    expect(amal.get_by_text("Die Seite war zu lange offen.")).to_be_visible()
    first = amal.get_by_role("group", name="Sprache 1")
    expect(first.get_by_label("Sprache", exact=True)).to_have_value("Arabisch")
    sign_up.go_on(amal)
    heading(amal, "Wann und wobei?")


def test_expired_token_on_the_check_page_sends_nothing(amal):
    sign_up.fill_in(amal, HOST, email=AMAL)
    forget(amal, "csrftoken")

    sign_up.send(amal)

    expect(amal.get_by_text("Die Seite war zu lange offen.")).to_be_visible()
    expect(amal.get_by_label("Ich habe die Datenschutzhinweise gelesen.")).to_be_checked()
    assert not Application.objects.exists()
    sign_up.send(amal)
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")


def test_link_that_is_mutilated_expired_or_used(amal, link_to):
    sign_up.fill_in(amal, HOST, email=AMAL)
    sign_up.send(amal)
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    link = link_to(AMAL)
    rows = Link.objects.filter(purpose=CONFIRM_LINK)

    amal.goto(link[:-4] + "/")
    heading(amal, "Dieser Bestätigungslink gilt nicht mehr")
    end = rows.get().expires_at
    rows.update(expires_at=timezone.now() - timedelta(minutes=1))
    amal.goto(link)
    heading(amal, "Dieser Bestätigungslink gilt nicht mehr")
    rows.update(expires_at=end)
    sign_up.confirm(amal, link)
    heading(amal, re.compile("eingegangen"))
    amal.goto(link)
    heading(amal, "Ihre Bewerbung ist schon bestätigt")

    amal.get_by_role("link", name="Link noch einmal schicken").click()
    amal.get_by_label("Ihre E-Mail-Adresse").fill(AMAL)
    amal.get_by_role("button", name="Link schicken").click()
    heading(amal, "Sehen Sie in Ihr Postfach")
    amal.context.clear_cookies()
    amal.goto(link_to(AMAL))
    heading(amal, re.compile("eingegangen"))


def test_foreign_status_page_looks_like_a_missing_one(amal, someone, link_to):
    sign_up.fill_in(amal, HOST, email=AMAL)
    sign_up.send(amal)
    sign_up.confirm(amal, link_to(AMAL))
    heading(amal, re.compile("eingegangen"))
    stranger = someone()

    for number in (Application.objects.get().number, "AAA-AAA"):
        stranger.goto(f"/de/bewerbung/stand/{number}/")
        heading(stranger, "Dieser Link öffnet keine Bewerbung")
