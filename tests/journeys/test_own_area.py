"""A volunteer without password and without link: a code from the mail opens what is theirs."""

import email
import re
from email import policy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cms_apps.outbox.worker import drain
from tests.factories.people import make_application, make_member, make_municipality, make_organisation
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "amal@beispiel.example"


@pytest.fixture
def mail_folder(site, settings, tmp_path) -> Path:
    """Mails land in a folder, as on a developer's machine."""
    settings.EMAIL_BACKEND = "cms_apps.notifications.backends.EmlFileBackend"
    settings.VAR_DIR = tmp_path
    return tmp_path / "mail"


def newest_code(folder: Path) -> str:
    drain()
    for path in sorted(folder.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(preferencelist=("plain",))
        if message["To"] == ADDRESS and (found := re.search(r"\b\d{4}-\d{4}\b", body.get_content())):
            return found.group()
    raise AssertionError("no mail with a code")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_code_from_the_mail_opens_the_status_until_the_sign_out(mail_folder, someone, scripts):
    host = make_organisation("Träger A", serves=make_municipality())
    make_member(host)
    application = make_application(host, email=ADDRESS, state="in_review")
    amal = someone(java_script_enabled=scripts)

    amal.goto("/de/konto/anmelden/")
    amal.get_by_role("link", name="Mit Code anmelden").click()
    amal.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
    amal.get_by_role("button", name="Code schicken").click()
    heading(amal, "Code eingeben")
    amal.get_by_label("Code aus der E-Mail").fill("0000 0000")
    amal.get_by_role("button", name="Anmelden", exact=True).click()
    expect(amal.get_by_role("alert")).to_contain_text("Dieser Code passt nicht")
    amal.get_by_label("Code aus der E-Mail").fill(newest_code(mail_folder))
    amal.get_by_role("button", name="Anmelden", exact=True).click()

    heading(amal, "Mein Bereich")
    amal.get_by_role("link", name=re.compile(f"Zum Stand.*{application.number}")).click()
    expect(amal.get_by_text("Träger A prüft Ihre Bewerbung. Sie bekommen Antwort bis")).to_be_visible()
    status = amal.url
    amal.get_by_role("link", name="Mein Bereich").click()
    expect(amal.get_by_text("Dieses Gerät")).to_be_visible()
    amal.get_by_role("button", name="Abmelden", exact=True).click()

    amal.goto(status)
    heading(amal, "Dieser Link öffnet keine Bewerbung")
