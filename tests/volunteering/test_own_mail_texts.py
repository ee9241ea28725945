"""A Träger's own texts at its desk: role, check, preview on real data, and what the mails then say."""

import pytest
from django.test import Client
from django.urls import reverse

from cms_apps.notifications.models import CentralText
from cms_apps.organisations.models import Membership, OwnMailText
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.views.mail_texts import own_kinds
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member

pytestmark = pytest.mark.once

GOOD = {
    "subject": "Post für {{ nummer }}",
    "body": "Moin {{ vorname }},\n\nhier geht es weiter:\n{{ link }}\n\nIhr Team von {{ träger }}",
}


@pytest.fixture
def administrator(organisation):
    return signed_in(make_member(organisation, role="administrator"))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(organisation, kind=mails.RECEIPT, language="de") -> str:
    return reverse("desk:mail_text", args=[organisation.pk, kind, language])


def save(client, organisation, kind=mails.RECEIPT, language="de", **values):
    return client.post(address(organisation, kind, language), {**GOOD, "go": "save", **values}, follow=True)


def receipt(organisation, deliver, **values):
    make_application(organisation, **values)
    return next(
        mail
        for mail in deliver()
        if mail.to[0].endswith("@beispiel.example")
        and "Bestätig" not in mail.subject
        and "confirm" not in mail.subject
    )


def test_list_names_each_mail_to_people_and_none_to_the_team(administrator, organisation):
    page = administrator.get(reverse("desk:mail_texts", args=[organisation.pk])).content.decode()

    assert "Eingangsbestätigung" in page
    assert "Neue Bewerbung" not in page
    assert page.count("eigener Text") == 0
    save(administrator, organisation)
    page = administrator.get(reverse("desk:mail_texts", args=[organisation.pk])).content.decode()
    assert page.count("eigener Text") == 1


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", sorted(own_kinds()))
def test_every_text_opens_with_its_preview(administrator, organisation, kind, language):
    make_application(organisation)

    page = administrator.get(address(organisation, kind, language))

    assert page.status_code == 200
    assert page.context["preview"]["subject"]
    assert not page.context["preview"]["passed_over"]


def test_own_text_stands_in_the_next_mail(administrator, organisation, deliver):
    save(administrator, organisation)

    mail = receipt(organisation, deliver, first_name="Amal")

    assert mail.subject.startswith("Post für ")
    assert mail.body.startswith("Moin Amal,\n\nhier geht es weiter:\nhttp")
    assert mail.body.endswith("Ihr Team von Träger A\n")
    assert "Moin Amal" in mail.alternatives[0][0]


def test_own_text_goes_before_the_central_one_and_for_others_the_central_one_holds(
    administrator, organisation, other_organisation, deliver
):
    CentralText.objects.create(
        kind=mails.RECEIPT, language="de", subject="Zentral {{ nummer }}", body="{{ link }}"
    )
    save(administrator, organisation)

    assert receipt(organisation, deliver).subject.startswith("Post für ")
    assert receipt(other_organisation, deliver).subject.startswith("Zentral ")


def test_german_text_is_not_sent_to_whoever_reads_english(administrator, organisation, deliver):
    CentralText.objects.create(
        kind=mails.RECEIPT, language="de", subject="Zentral {{ nummer }}", body="{{ link }}"
    )
    save(administrator, organisation)

    mail = receipt(organisation, deliver, language="en")

    assert mail.subject.startswith("Your application")
    assert "Moin" not in mail.body


def test_back_to_the_default(administrator, organisation, deliver):
    save(administrator, organisation)
    administrator.post(address(organisation), {"go": "reset"})

    assert not OwnMailText.objects.exists()
    assert receipt(organisation, deliver).subject.startswith("Ihre Bewerbung")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"body": "Hallo {{ link }} {{ vornahme }}"}, "Den Platzhalter {{ vornahme }} gibt es nicht."),
        ({"body": "Hallo"}, "{{ link }} muss vorkommen"),
        ({"subject": "Für {{ vorname }}, {{ nummer }}"}, "Nehmen Sie {{ vorname }} dort heraus."),
        ({"subject": "Ohne Nummer"}, "{{ nummer }} muss vorkommen"),
        ({"body": "{{ link }} {% include 'x' %}"}, "gehört zu keinem Platzhalter"),
    ],
)
@pytest.mark.parametrize("go", ["save", "preview"])
def test_wrong_text_is_refused_at_its_field_and_kept_there(administrator, organisation, change, sentence, go):
    page = save(administrator, organisation, go=go, **change)

    assert sentence in page.content.decode()
    assert not OwnMailText.objects.exists()
    assert page.context["form"]["body"].value() == {**GOOD, **change}["body"]


def test_preview_shows_a_real_application_without_saving_and_without_its_key(administrator, organisation):
    old = make_application(organisation, first_name="Amal")
    make_application(organisation, first_name="Basim")

    newest = save(administrator, organisation, go="preview").context["preview"]
    chosen = save(administrator, organisation, go="preview", application=old.number)

    assert newest["body"].startswith("Moin Basim,")
    shown = chosen.context["preview"]
    assert (shown["subject"], shown["invented"]) == (f"Post für {old.number}", False)
    assert shown["body"].startswith("Moin Amal,")
    assert "/stand/oeffnen/***/" in shown["body"]
    assert "/stand/oeffnen/***/" in shown["html"]
    assert mails.status_url(old) not in chosen.content.decode()
    assert not OwnMailText.objects.exists()


def test_preview_never_shows_another_organisations_application(
    administrator, organisation, other_organisation
):
    foreign = make_application(other_organisation, first_name="Fremd")

    page = save(administrator, organisation, go="preview", application=foreign.number)

    assert "Fremd" not in page.content.decode()
    assert page.context["form"].errors.get("application")


def test_preview_without_any_application_is_invented_and_says_so(administrator, organisation):
    page = save(administrator, organisation, go="preview")

    assert page.context["preview"]["invented"]
    assert "Noch haben Sie keine Bewerbung." in page.content.decode()
    assert "Ihr Team von Träger A" in page.context["preview"]["body"]


def test_preview_of_a_mail_about_a_place_is_invented_until_there_is_one(administrator, organisation):
    from tests.factories.people import make_run  # noqa: PLC0415

    actor = Actor.staff(Membership.objects.first().user)
    application = services.take_into_review(make_application(organisation), actor=actor)
    before = administrator.get(address(organisation, "enrolments.taken"))
    services.accept(application, actor=actor, run=make_run(organisation, title="Kurs im Mai"))

    after = administrator.get(address(organisation, "enrolments.taken"))

    assert before.context["preview"]["invented"]
    assert not after.context["preview"]["invented"]
    assert "Kurs im Mai" in after.context["preview"]["body"]


@pytest.mark.parametrize("role", ["reader", "coordinator"])
def test_only_the_administration_writes(organisation, role):
    client = signed_in(make_member(organisation, role=role))

    page = client.get(address(organisation))
    answers = [client.post(address(organisation), {**GOOD, "go": go}).status_code for go in ("save", "reset")]

    assert page.status_code == 200
    assert 'value="save"' not in page.content.decode()
    assert answers == [403, 403]
    assert not OwnMailText.objects.exists()


def test_foreign_administration_is_not_let_in(other_organisation, organisation):
    client = signed_in(make_member(other_organisation, role="administrator"))

    assert client.get(address(organisation)).status_code == 404
    assert save(client, organisation).status_code == 404
    assert not OwnMailText.objects.exists()


@pytest.mark.parametrize(
    "kind", [mails.NEW_APPLICATION, mails.LOST_LINK, "organisations.invitation", "nichts"]
)
def test_other_mails_are_not_a_traegers_to_word(administrator, organisation, kind):
    assert administrator.get(address(organisation, kind)).status_code == 404


def test_unknown_language_is_not_there(administrator, organisation):
    assert administrator.get(address(organisation, language="xx")).status_code == 404


def test_application_deleted_text_stays_and_long_text_is_refused(administrator, organisation):
    page = save(administrator, organisation, body="{{ link }}" + "a" * 5001)

    assert page.context["form"].errors["body"]
    assert not OwnMailText.objects.exists()
