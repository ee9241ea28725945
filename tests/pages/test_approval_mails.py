"""Mails about approvals go through the outbox, never out of a request."""

import pytest
from django.core import mail

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.pages.approval import ANSWERED, ASKED
from tests.pages.test_newsroom import chief, decide, editor, write

__all__ = ["chief", "editor"]


def message(kind):
    row = OutboxRow.objects.get(kind=kind)
    handler = handler_of(kind)
    return handler.render(row), handler.still_true(row), row


def test_submitting_asks_the_chief_editors(client, editor, chief, news_index):
    page = write(client, news_index, **{"action-submit": "1"})

    asked, still_true, row = message(ASKED)

    assert mail.outbox == []
    assert still_true
    assert row.recipient == chief.email
    assert asked.subject == "Zur Freigabe: Ein Abend"
    assert "eine Seite wartet auf Ihre Freigabe" in asked.body
    assert f"/admin/pages/{page.pk}/edit/" in asked.body


def test_approval_answers_the_author_and_withdraws_the_question(client, editor, chief, news_index):
    page = write(client, news_index, **{"action-submit": "1"})
    client.force_login(chief)

    decide(client, page, "approve")

    answered, still_true, row = message(ANSWERED)
    assert mail.outbox == []
    assert still_true
    assert row.recipient == editor.email
    assert answered.subject == "Freigegeben: Ein Abend"
    assert not message(ASKED)[1]


def test_rejection_carries_the_comment(client, editor, chief, news_index):
    page = write(client, news_index, **{"action-submit": "1"})
    client.force_login(chief)

    decide(client, page, "reject", comment="Bitte das Datum prüfen.")

    answered, _, _ = message(ANSWERED)
    assert answered.subject == "Bitte ändern: Ein Abend"
    assert "Bitte das Datum prüfen." in answered.body


def test_scheduled_page_says_when_it_appears(client, editor, chief, news_index):
    write(client, news_index, **{"go_live_at": "2099-12-04 08:00", "action-submit": "1"})

    assert "4.\u00a0Dezember 2099 um 08:00 Uhr" in message(ASKED)[0].body


@pytest.mark.parametrize("active", [True, False])
def test_only_active_people_are_asked(client, editor, chief, news_index, active):
    chief.is_active = active
    chief.save()

    write(client, news_index, **{"action-submit": "1"})

    assert OutboxRow.objects.filter(kind=ASKED).count() == int(active)
