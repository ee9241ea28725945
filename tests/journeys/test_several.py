"""Several applications at once at the desk: ticked, each mail seen, recalled in time or carried out."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.worker import drain
from cms_apps.volunteering.models import Application, PlannedDecision
from cms_apps.volunteering.services.planning import PLANNED
from tests.factories.people import make_application, make_member, make_municipality, make_organisation
from tests.journeys.sign_up import heading
from tests.journeys.test_middle_of_life import HOST
from tests.journeys.test_sign_up import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def three(site) -> list[Application]:
    host = make_organisation(HOST, serves=make_municipality())
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    names = ("Adam", "Brandt", "Celik")
    made = [make_application(host, state="in_review", last_name=name) for name in names]
    drain()
    mail.outbox.clear()
    return made


def plan_to_decline(page, *names: str) -> None:
    """Tick people in the queue, look at the mails, send them on their way."""
    for name in names:
        page.get_by_label(f"Amal {name} auswählen").check()
    page.get_by_role("button", name="Absagen").click()
    heading(page, f"{len(names)} Personen absagen")
    page.get_by_role("button", name="Mails ansehen").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Wählen Sie einen Grund.")
    page.get_by_label("Zurzeit kein Bedarf").check()
    page.get_by_label("Persönliche Worte an alle").fill("Danke für Ihr Angebot.")
    page.get_by_role("button", name="Mails ansehen").last.click()
    expect(page.get_by_role("heading", name=f"Diese {len(names)} Mails gehen hinaus")).to_be_visible()
    expect(page.locator("details[open] pre").first).to_contain_text("Danke für Ihr Angebot.")
    page.get_by_role("button", name=f"Diesen {len(names)} Personen absagen").click()
    heading(page, "Geplant: absagen")


def states() -> list[str]:
    return list(Application.objects.order_by("last_name").values_list("state", flat=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_what_was_planned_for_several_is_recalled(three, someone, scripts):
    tamara = someone(DESK, java_script_enabled=scripts)
    sign_in(tamara)
    plan_to_decline(tamara, "Adam", "Brandt", "Celik")

    tamara.get_by_role("button", name=re.compile("Zurückholen.*Amal Adam")).click()
    heading(tamara, "Amal Adam")
    expect(tamara.get_by_text("Zurückgeholt. Es ist keine Mail hinausgegangen.")).to_be_visible()
    tamara.go_back()
    tamara.reload()
    tamara.get_by_role("button", name="Alle 2 zurückholen").click()
    expect(tamara.get_by_text("2 Entscheidungen sind zurückgeholt.")).to_be_visible()
    tamara.go_back()
    expect(tamara.get_by_text("Hier ist nichts mehr geplant.")).to_be_visible()

    OutboxRow.objects.filter(kind=PLANNED).update(due_at=timezone.now())
    drain()
    assert states() == ["in_review"] * 3
    assert mail.outbox == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_what_nobody_recalls_is_carried_out_once(three, someone, scripts):
    tamara = someone(DESK, java_script_enabled=scripts)
    sign_in(tamara)
    plan_to_decline(tamara, "Adam", "Celik")

    PlannedDecision.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    OutboxRow.objects.filter(kind=PLANNED).update(due_at=timezone.now() - timedelta(seconds=1))
    drain()
    tamara.reload()

    expect(tamara.get_by_text("Hier ist nichts mehr zurückzuholen.")).to_be_visible()
    assert states() == ["declined", "in_review", "declined"]
    assert sorted(one.to[0] for one in mail.outbox) == sorted([three[0].email, three[2].email])
    assert all("Danke für Ihr Angebot." in one.body for one in mail.outbox)
