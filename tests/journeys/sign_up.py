"""What a person does in the sign-up, step by step, by what is written on the page."""

from typing import Any

from playwright.sync_api import expect


def begin(page: Any) -> None:
    """From the page that explains to the first step."""
    page.goto("/de/mitmachen/")
    page.get_by_role("link", name="Jetzt bewerben").click()
    heading(page, "Wo möchten Sie mithelfen?")


def heading(page: Any, text: str) -> None:
    """Wait until the page has this headline."""
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()


def go_on(page: Any) -> None:
    """Press "Weiter"; the first such button is the hidden one for the Enter key."""
    page.locator(".actions").get_by_role("button", name="Weiter").click()


def choose_place(page: Any, organisation: str, code: str = "65183") -> None:
    """Type a postal code, then choose one of the organisations that serve it."""
    page.get_by_label("Postleitzahl oder Wohnort").fill(code)
    go_on(page)
    page.get_by_label(organisation).check()
    go_on(page)


def choose_languages(page: Any) -> None:
    """One language, spoken and written."""
    heading(page, "Welche Sprachen können Sie?")
    first = page.get_by_role("group", name="Sprache 1")
    first.get_by_label("Sprache", exact=True).fill("Arabisch")
    first.get_by_label("Wie gut?").select_option(label="sehr gut")
    first.get_by_label("schreiben").check()
    go_on(page)


def choose_times(page: Any) -> None:
    """Times, hours, topics."""
    heading(page, "Wann und wobei?")
    page.get_by_label("werktags vormittags").check()
    page.get_by_label("am Wochenende").check()
    page.get_by_label("3 bis 5 Stunden").check()
    page.get_by_label("Kita und Schule").check()
    go_on(page)


def tell(page: Any, text: str = "Ich möchte etwas zurückgeben.") -> None:
    """A sentence about oneself."""
    heading(page, "Möchten Sie etwas über sich sagen?")
    page.get_by_label("Warum möchten Sie mithelfen?").fill(text)
    go_on(page)


def leave_contact(page: Any, email: str, last_name: str = "Haddad") -> None:
    """Name and mail; an empty mail is possible until the check page."""
    heading(page, "Wie erreichen wir Sie?")
    page.get_by_label("Vorname").fill("Amal")
    page.get_by_label("Nachname").fill(last_name)
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Telefon").fill("0611 555 0199")
    go_on(page)


def wish(page: Any, course: str) -> None:
    """Choose a course or none."""
    heading(page, "Möchten Sie einen Kurs besuchen?")
    page.get_by_label(course).check()
    go_on(page)
    heading(page, "Stimmt alles?")


def fill_in(
    page: Any, organisation: str, *, email: str, course: str = "Ein Kurs ist mir jetzt nicht"
) -> None:
    """Answer everything up to the check page."""
    choose_place(page, organisation)
    choose_languages(page)
    choose_times(page)
    tell(page)
    leave_contact(page, email)
    wish(page, course)


def send(page: Any) -> None:
    """Agree and send."""
    page.get_by_label("Ich habe die Datenschutzhinweise gelesen.").check()
    page.get_by_role("button", name="Bewerbung absenden").click()


def confirm(page: Any, address: str) -> None:
    """Open the link of the mail and press its button."""
    page.goto(address)
    heading(page, "Bestätigen Sie Ihre Bewerbung")
    page.get_by_role("button", name="Bewerbung bestätigen").click()
