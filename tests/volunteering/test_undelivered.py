"""The record of mails at the desk: what went to whom, what did not arrive, and sending that again."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.selectors import forget_lost
from cms_apps.outbox.worker import drain
from cms_apps.volunteering import mails, services
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member
from tests.outbox.mail_server import mail_server


@pytest.fixture
def coordinator(organisation):
    return make_member(organisation, first_name="Lea", last_name="Sommer")


@pytest.fixture
def desk(coordinator):
    return signed_in(coordinator)


@pytest.fixture
def application(organisation, coordinator):
    made = make_application(organisation, email="amal@beispiel.example")
    drain()
    return services.take_into_review(made, actor=Actor.staff(coordinator))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def receipt() -> OutboxRow:
    return OutboxRow.objects.get(kind=mails.RECEIPT)


def lose(status=Delivery.DEAD) -> OutboxRow:
    OutboxRow.objects.filter(kind=mails.RECEIPT).update(status=status, error="SMTP 550")
    forget_lost()  # as the worker does
    return receipt()


def page(client, application) -> str:
    return client.get(reverse("desk:application", args=[application.number])).content.decode()


def log_of(html: str) -> str:
    found = re.search(r'<section class="mail-log".*?</section>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def again(client, application, row):
    return client.post(reverse("desk:send_mail_again", args=[application.number, row.pk]), follow=True)


def test_page_says_what_went_to_whom(desk, application):
    desk.post(reverse("desk:open_contact", args=[application.number]))
    log = log_of(page(desk, application))

    assert "Eingangsbestätigung zugestellt amal@beispiel.example" in log
    assert "Neue Bewerbung zugestellt Team des Trägers" in log
    assert "vielfalt.example" not in log  # nobody's address of the team
    assert "Noch einmal senden" not in log


def test_address_is_shown_only_while_contact_is_open(desk, application, coordinator):
    desk.post(reverse("desk:open_contact", args=[application.number]))
    services.give_back(application, actor=Actor.staff(coordinator))

    log = log_of(page(desk, application))

    assert "Eingangsbestätigung zugestellt Bewerber*in oder Ehrenamtliche*r" in log
    assert "amal@beispiel.example" not in log


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (Delivery.DEAD, "Das Postfach hat die Mail nicht angenommen."),
        (Delivery.BOUNCED, "Die Mail kam als unzustellbar zurück."),
    ],
)
def test_lost_mail_stands_out_at_the_application_and_in_the_queue(desk, application, status, why):
    assert "Mail kam nicht an" not in desk.get(reverse("desk:queue")).content.decode()
    lose(status)
    desk.post(reverse("desk:open_contact", args=[application.number]))

    log = log_of(page(desk, application))

    assert f"Eingangsbestätigung kam nicht an amal@beispiel.example {why} Noch einmal senden" in log
    assert desk.get(reverse("desk:queue")).content.decode().count("Mail kam nicht an") == 1


def test_button_sends_again_to_the_address_that_holds_now(desk, application, deliver):
    row = lose()
    application.email = "amal.neu@beispiel.example"
    application.save()

    response = again(desk, application, row)
    (mail,) = deliver()

    assert "noch einmal hinaus" in response.content.decode()
    assert mail.to == ["amal.neu@beispiel.example"]
    assert (receipt().status, receipt().replayed_by) == (Delivery.DELIVERED, "Lea Sommer")
    assert "noch einmal gesendet" in log_of(page(desk, application))


def test_second_click_sends_nothing_more(desk, application, deliver):
    row = lose()
    again(desk, application, row)
    assert "wartet schon oder ist angekommen" in again(desk, application, row).content.decode()

    assert len(deliver()) == 1


def test_get_sends_nothing(desk, application, deliver):
    row = lose()

    desk.get(reverse("desk:send_mail_again", args=[application.number, row.pk]))

    assert deliver() == []
    assert receipt().status == Delivery.DEAD


def test_reader_sees_it_without_a_button_and_may_not_send(organisation, application, deliver):
    reader = signed_in(make_member(organisation, role="reader"))
    row = lose()

    assert "Noch einmal senden" not in log_of(page(reader, application))
    again(reader, application, row)

    assert deliver() == []
    assert receipt().status == Delivery.DEAD


def test_foreign_organisation_and_foreign_mail_are_not_there(
    other_organisation, organisation, desk, application, deliver
):
    row = lose()
    foreign = signed_in(make_member(other_organisation))
    other = make_application(organisation)
    deliver()

    assert again(foreign, application, row).status_code == 404
    assert "wartet schon oder ist angekommen" in again(desk, other, row).content.decode()
    assert deliver() == []


def test_a_mailbox_that_does_not_exist_is_seen_at_the_desk_and_mended(
    settings, organisation, coordinator, desk
):
    application = make_application(organisation, email="falsch@beispiel.example")
    OutboxRow.objects.exclude(kind=mails.RECEIPT).delete()
    with mail_server(settings, "RCPT 550 no such user") as server:
        drain()
        assert server.taken == []
        assert desk.get(reverse("desk:queue")).content.decode().count("Mail kam nicht an") == 1
        application.email = "richtig@beispiel.example"
        application.save()

        again(desk, application, receipt())
        drain()

    assert [message["To"] for message in server.taken] == ["richtig@beispiel.example"]
    assert "Mail kam nicht an" not in desk.get(reverse("desk:queue")).content.decode()


def test_mails_about_the_volunteer_stand_there_too(desk, application, coordinator, organisation):
    from tests.factories.people import make_run  # noqa: PLC0415

    services.accept(application, actor=Actor.staff(coordinator), run=make_run(organisation))
    place = application.volunteer.enrolments.get()
    from cms_apps.enrolments import mails as places  # noqa: PLC0415

    places.to_person(places.TAKEN, place)
    drain()

    assert "Kursplatz ist sicher zugestellt" in log_of(page(desk, application))


def test_record_is_erased_with_its_application(application):
    from cms_apps.outbox.services import forget  # noqa: PLC0415

    assert forget(application.subject_key) >= 2
    assert not OutboxRow.objects.filter(recipient="amal@beispiel.example").exists()
