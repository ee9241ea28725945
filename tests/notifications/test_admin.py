"""The mails in the Wagtail admin: texts by those who may, a record without addresses, a lost mail sent again."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from cms_apps.notifications.kinds import mail_kinds
from cms_apps.notifications.models import CentralText
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.volunteering import mails
from tests.factories.people import make_application, make_user

pytestmark = pytest.mark.django_db
GOOD = {"subject": "Post für {{ nummer }}", "body": "Guten Tag {{ vorname }},\n\n{{ link }}"}


def editor(*permissions: str) -> Client:
    user = make_user(first_name="Lea", last_name="Sommer")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *permissions]))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer():
    return editor("change_centraltext")


def address(kind=mails.RECEIPT, language="de") -> str:
    return reverse("mail-texts:edit", args=[kind, language])


def test_list_names_every_kind_with_its_reader_and_its_own_texts(writer):
    CentralText.objects.create(kind=mails.RECEIPT, language="en", **GOOD)

    page = writer.get(reverse("mail-texts:index")).content.decode()

    for kind, one in mail_kinds().items():
        assert str(one.describes) in page
        assert (f'href="{address(kind)}"' in page) == one.editable
    assert page.count("eigener Text</span>") == 1


@pytest.mark.parametrize("kind", sorted(k for k, one in mail_kinds().items() if one.editable))
def test_every_text_opens_with_its_placeholders_and_invented_data(writer, kind):
    page = writer.get(address(kind))
    html = page.content.decode()

    assert page.status_code == 200
    assert "Vorschau mit erfundenen Angaben" in html
    for name in mail_kinds()[kind].placeholders:
        assert f"<code>{{{{ {name} }}}}</code>" in html


def test_admin_sees_no_applicant(writer, organisation):
    make_application(organisation, first_name="Wirklich", email="wirklich@beispiel.example")
    pages = [writer.get(address()), writer.post(address(), {**GOOD, "go": "preview"})]

    assert all("irklich" not in page.content.decode() for page in pages)
    assert "Guten Tag Amira," in pages[1].content.decode()
    assert not CentralText.objects.exists()


def test_text_is_saved_sent_and_taken_back(writer, organisation, deliver):
    writer.post(address(), {**GOOD, "go": "save"})
    make_application(organisation)
    subjects = [mail.subject for mail in deliver()]
    assert any(subject.startswith("Post für ") for subject in subjects)

    writer.post(address(), {"go": "reset"})

    assert not CentralText.objects.exists()


def test_wrong_placeholder_is_refused_with_the_list(writer):
    page = writer.post(
        address(), {**GOOD, "body": "{{ link }} {{ vornahme }}", "go": "save"}
    ).content.decode()

    assert "Den Platzhalter {{ vornahme }} gibt es nicht. Es gibt: {{ nummer }}," in page
    assert not CentralText.objects.exists()


@pytest.mark.parametrize(
    "path", ["mail-texts/", "mail-texts/volunteering.receipt/de/", "outbox/", "outbox/1/noch-einmal/"]
)
def test_an_editor_without_the_right_reaches_none_of_it(path):
    assert editor().get(f"/admin/{path}").status_code in {302, 403}


@pytest.mark.parametrize("kind", [mails.LOST_LINK, mails.DIGEST, "nichts"])
def test_kind_without_placeholders_is_not_worded(writer, kind):
    assert writer.get(address(kind)).status_code == 404


@pytest.fixture
def lost(organisation):
    make_application(organisation, state="unconfirmed", email="amal@beispiel.example")
    row = OutboxRow.objects.get(kind=mails.CONFIRM)
    OutboxRow.objects.filter(pk=row.pk).update(status=Delivery.DEAD, error="SMTP 550")
    OutboxRow.objects.create(kind="search.document", subject_key="search:page:1")
    return row


def test_record_shows_no_address_and_no_search_rows(lost):
    client = editor("view_outboxrow", "change_outboxrow")
    pages = [client.get(reverse("outbox:index")), client.get(reverse("outbox:send_again", args=[lost.pk]))]

    for page in pages:
        assert page.status_code == 200
        assert "amal@" not in page.content.decode()
        assert "search.document" not in page.content.decode()
    html = pages[0].content.decode()
    assert "Bitte um Bestätigung der E-Mail-Adresse" in html
    assert "kam nicht an" in html
    assert reverse("outbox:send_again", args=[lost.pk]) in html


def test_lost_mail_is_sent_again_once(lost, deliver):
    client = editor("view_outboxrow", "change_outboxrow")
    client.get(reverse("outbox:send_again", args=[lost.pk]))
    assert deliver() == []

    for _ in range(2):
        client.post(reverse("outbox:send_again", args=[lost.pk]))

    assert len(deliver()) == 1
    assert OutboxRow.objects.get(pk=lost.pk).replayed_by == "Lea Sommer"


def test_whoever_only_looks_does_not_send(lost, deliver):
    client = editor("view_outboxrow")

    assert client.get(reverse("outbox:index")).status_code == 200
    assert client.post(reverse("outbox:send_again", args=[lost.pk])).status_code in {302, 403}
    assert deliver() == []


@pytest.mark.parametrize("path", ["add/", "edit/{}/", "delete/{}/"])
def test_no_row_is_written_by_hand(admin_client, lost, path):
    assert admin_client.get(f"/admin/outbox/{path.format(lost.pk)}").status_code == 404


def test_record_costs_the_same_at_one_and_at_three_rows(lost, organisation, django_assert_max_num_queries):
    client = editor("view_outboxrow")
    client.get(reverse("outbox:index"))
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("outbox:index"))
    make_application(organisation)
    with CaptureQueriesContext(connection) as more:
        client.get(reverse("outbox:index"))

    assert len(more) == len(one)
