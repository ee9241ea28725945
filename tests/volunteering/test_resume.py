"""Going on later, elsewhere, in the other language: by link, by code; several drafts in one browser, one mailbox."""

import re

import pytest
from django.test import Client

from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.services.resuming import code_of
from tests.volunteering.test_spine import STEPS, fill_in
from tests.volunteering.test_wizard import begin, choose, step_url

pytestmark = pytest.mark.django_db
AMAL, RESUME = "amal@beispiel.example", "/de/bewerbung/fortsetzen/"


@pytest.fixture
def kept(client, organisation):
    """A draft with words in two steps, kept for later, without an address."""
    choose(client, begin(client), organisation)
    client.post(step_url("ueber-mich"), {"ueber-mich-motivation": "Mein Satz.", "go": "save"})
    return Draft.objects.get()


def links_in(mail):
    return re.findall(r"http://testserver(/\S+)", mail.body)


def mail_link(client, draft, email=AMAL):
    return client.post(f"/de/bewerbung/{draft.key}/gespeichert/", {"email": email})


def owns(browser, draft):
    return browser.get(f"/de/bewerbung/{draft.key}/ueber-mich/").status_code == 200


def test_saving_shows_a_code_and_that_nothing_is_sent(client, kept):
    page = client.get(f"/de/bewerbung/{kept.key}/gespeichert/").content.decode()

    assert code_of(kept) in page
    assert "Noch nicht abgesendet" in page
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", code_of(kept))


def test_the_code_stays_the_same_and_is_not_stored(client, kept):
    before = code_of(kept)
    client.post(step_url("zeiten"), {"zeiten-hours": "open", "go": "save"})

    assert code_of(Draft.objects.get()) == before
    stored = repr(list(Draft.objects.values()))
    assert before not in stored
    assert before.replace("-", "") not in stored


@pytest.mark.parametrize("spelled", ["{}", " {} ", "lower", "plain"])
def test_the_code_opens_the_draft_on_another_device(client, kept, spelled):
    code = code_of(kept)
    typed = {"lower": code.lower(), "plain": code.replace("-", "")}.get(spelled, spelled.format(code))
    phone = Client()

    response = phone.post(RESUME, {"code": typed}, follow=True)

    assert "Mein Satz." in phone.get(f"/de/bewerbung/{kept.key}/ueber-mich/").content.decode()
    assert "Noch nicht abgesendet" in response.content.decode()
    assert owns(client, kept)  # the old device goes on too


def test_a_draft_that_was_never_kept_has_no_code(client, organisation):
    begin(client)

    assert Draft.objects.get().code_hash is None
    assert code_of(Draft.objects.get()) == ""


def test_wrong_old_and_sent_codes_look_the_same(client, organisation, kept):
    code = code_of(kept)
    wrong = Client().post(RESUME, {"code": "AAAA-AAAA"})
    services.delete_draft(kept)
    gone = Client().post(RESUME, {"code": code})

    texts = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in (wrong, gone)]
    assert texts[0] == texts[1]
    assert wrong.status_code == gone.status_code == 200
    assert "Diesen Code kennen wir nicht" in texts[0]


def set_parameter(key, value):
    Parameter.objects.create(key=key, value=value, valid_from="2020-01-01")


@pytest.mark.asvs("6.6.3")
def test_codes_cannot_be_guessed_from_one_network(kept):
    set_parameter("network.codes", "3")
    codes = ["AAAA-AAAA"] * 3 + [code_of(kept)]

    answers = [Client().post(RESUME, {"code": code}) for code in codes]
    elsewhere = Client(REMOTE_ADDR="192.0.2.1").post(RESUME, {"code": code_of(kept)})

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "zu viele falsche Codes" in answers[-1].content.decode()
    assert elsewhere.status_code == 302


@pytest.mark.asvs("6.6.3")
def test_codes_cannot_be_guessed_from_many_networks(kept):
    set_parameter("codes.all", "4")
    for host in range(4):
        Client(REMOTE_ADDR=f"192.0.{host}.1").post(RESUME, {"code": "AAAA-AAAA"})

    assert Client(REMOTE_ADDR="198.51.100.1").post(RESUME, {"code": code_of(kept)}).status_code == 429


def test_a_class_may_type_right_codes_without_end(kept):
    set_parameter("network.codes", "3")

    assert {Client().post(RESUME, {"code": code_of(kept)}).status_code for _ in range(10)} == {302}


def test_the_link_comes_by_mail_and_opens_without_its_token(client, kept, deliver):
    response = mail_link(client, kept)
    (mail,) = deliver()
    (path,) = links_in(mail)
    phone = Client()

    opened = phone.get(path)

    assert response.url.endswith("/gespeichert/")
    assert "noch nicht abgesendet" in mail.subject
    assert "noch nicht abgesendet" in mail.body
    assert "Mein Satz" not in mail.body
    assert opened.url == "/de/bewerbung/"
    assert owns(phone, kept)
    assert owns(client, kept)


def test_opening_changes_nothing_and_works_again(client, kept, deliver):
    mail_link(client, kept)
    (path,) = links_in(deliver()[0])
    before = Draft.objects.values().get()

    for _ in range(3):
        assert Client().get(path).status_code == 302

    assert Draft.objects.values().get() == before


def test_the_link_comes_in_the_language_of_the_draft(client, organisation, deliver):
    client.post("/en/bewerbung/", {"ort-place": "65183"})
    mail_link(client, Draft.objects.get())
    (path,) = links_in(deliver()[0])

    assert path.startswith("/en/bewerbung/")
    assert '<html lang="en"' in Client().get(path, follow=True).content.decode()


def test_an_address_of_the_contact_step_gets_the_link_at_once(client, organisation, deliver):
    choose(client, begin(client), organisation)

    response = client.post(step_url("kontakt"), {**STEPS["kontakt"], "go": "save"})

    assert [mail.to for mail in deliver()] == [[AMAL]]
    assert AMAL in client.get(response.url).content.decode()


@pytest.mark.parametrize("token", ["abc", "a" * 43])
def test_a_mutilated_link_gets_a_page_that_helps(organisation, token):
    response = Client().get(f"{RESUME}link/{token}/")

    assert response.status_code == 404
    assert "Dieser Link öffnet keinen Entwurf mehr" in response.content.decode()


def test_link_and_code_end_when_the_draft_is_sent(client, organisation, deliver):
    check = fill_in(client, organisation)
    client.post(check, {"go": "save"})
    draft = Draft.objects.get()
    code, (path,) = code_of(draft), links_in(deliver()[0])

    client.post(check, {"pruefen-privacy_notice": "on"})

    assert Client().get(path).status_code == 404
    assert "Diesen Code kennen wir nicht" in Client().post(RESUME, {"code": code}).content.decode()
    draft.refresh_from_db()
    assert (draft.data, draft.email, draft.code_hash) == ({}, "", None)
    assert not Link.objects.filter(purpose=mails.DRAFT_LINK).exists()


def test_a_second_draft_in_one_browser_drops_none(client, kept, organisation):
    other = Client()
    begin(other, "34117")
    second = Draft.objects.exclude(pk=kept.pk).get()
    services.keep_for_later(second)

    asked = client.post(RESUME, {"code": code_of(second)})
    page = client.get(asked.url).content.decode()
    assert asked.url == "/de/bewerbung/fortsetzen/auswahl/"
    assert "65183" in page
    assert "34117" in page

    client.post(asked.url, {"draft": kept.key})
    assert str(kept.key) in client.get("/de/bewerbung/").url
    client.post(asked.url, {"draft": second.key})
    assert str(second.key) in client.get("/de/bewerbung/").url
    assert owns(client, kept)
    assert (
        "Anderen Entwurf auf diesem Gerät öffnen"
        in client.get(f"/de/bewerbung/{kept.key}/ort/").content.decode()
    )


def test_a_foreign_draft_cannot_be_chosen(client, kept):
    stranger = Client()

    for key in (kept.key, "quatsch", ""):
        response = stranger.post("/de/bewerbung/fortsetzen/auswahl/", {"draft": key})
        assert response.status_code == 404
    assert not owns(stranger, kept)


def test_one_draft_leaves_nothing_to_choose(client, kept):
    assert client.get("/de/bewerbung/fortsetzen/auswahl/").url == "/de/bewerbung/"


def test_beginning_anew_may_keep_the_draft_off_this_device(client, kept):
    code, address = code_of(kept), f"/de/bewerbung/{kept.key}/neu/"
    assert "Behalten und neu beginnen" in client.get(address).content.decode()

    client.post(address, {"keep": "1"})

    assert not owns(client, kept)
    assert client.get("/de/bewerbung/").status_code == 200
    client.post(RESUME, {"code": code})
    assert owns(client, kept)


def test_a_draft_that_nothing_else_opens_can_only_be_deleted(client, organisation):
    begin(client)

    assert "Behalten" not in client.get(step_url("neu")).content.decode()


def test_a_deleted_draft_leaves_no_link_and_no_mail(client, kept, deliver):
    mail_link(client, kept)
    deliver()

    client.post(f"/de/bewerbung/{kept.key}/neu/")

    assert (
        Draft.objects.count(),
        Link.objects.count(),
        OutboxRow.objects.filter(recipient=AMAL).count(),
    ) == (0, 0, 0)


def test_two_people_of_one_mailbox_keep_two_drafts(organisation, deliver):
    first, second = Client(), Client()
    for browser, name in ((first, "Amal"), (second, "Pavlo")):
        choose(browser, begin(browser), organisation)
        step = browser.get("/de/bewerbung/").url.replace("sprachen", "kontakt")
        browser.post(step, {**STEPS["kontakt"], "kontakt-first_name": name})
    mine, theirs = Draft.objects.order_by("pk")

    offered = [links_in(mail) for mail in deliver()]

    assert [mail_data.data["kontakt"]["kontakt-first_name"] for mail_data in (mine, theirs)] == [
        ["Amal"],
        ["Pavlo"],
    ]
    # When the second typed the address, there was one draft more; the worker looks when it sends.
    assert [len(paths) for paths in offered] == [1, 1]
    assert not owns(second, mine)


def test_an_older_draft_of_the_address_is_offered_by_mail_only(client, kept, organisation, deliver):
    mail_link(client, kept)
    deliver()
    other = Client()
    choose(other, begin(other), organisation)
    step = other.get("/de/bewerbung/").url.replace("sprachen", "kontakt")

    page = other.post(step, STEPS["kontakt"], follow=True).content.decode()
    (mail,) = deliver()

    assert "Entwurf vom" not in page
    assert mail.to == [AMAL]
    assert "noch nicht abgesendet" in mail.subject
    (path,) = links_in(mail)
    other.get(path)
    assert owns(other, kept)


def test_an_address_without_other_drafts_gets_no_offer(client, organisation, deliver):
    choose(client, begin(client), organisation)

    client.post(step_url("kontakt"), STEPS["kontakt"])

    assert deliver() == []


def test_the_lost_link_mail_lists_open_drafts(client, kept, deliver):
    mail_link(client, kept)
    deliver()

    Client().post("/de/bewerbung/link/", {"email": AMAL})
    (mail,) = deliver()

    assert "noch nicht abgesendet" in mail.body
    assert owns_after(links_in(mail)[0], kept)


def owns_after(path, draft):
    browser = Client()
    browser.get(path)
    return owns(browser, draft)


def test_no_more_than_three_mails_an_hour_whatever_is_asked_for(client, organisation, deliver):
    check = fill_in(client, organisation)
    draft = Draft.objects.get()
    for _ in range(4):
        assert mail_link(client, draft).status_code == 302
        assert Client().post("/de/bewerbung/link/", {"email": AMAL}).status_code == 302
    client.post(check, {"pruefen-privacy_notice": "on"})

    assert len([mail for mail in deliver() if mail.to == [AMAL]]) <= 3
    confirm = OutboxRow.objects.get(kind=mails.CONFIRM)
    assert confirm.due_at > confirm.created_at  # it waits, and is not left out


def test_shared_computer_shows_nothing_after_the_session_and_the_cookie_are_gone(
    client, kept, django_user_model
):
    client.force_login(django_user_model.objects.create_user("b", "b@beispiel.example", "x"))
    assert owns(client, kept)  # the draft belongs to the browser, whoever is signed in
    client.logout()
    client.cookies.clear()

    assert not owns(client, kept)
    assert "Mein Satz" not in client.get("/de/bewerbung/").content.decode()
