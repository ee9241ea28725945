"""What was erased stays erased: the journal outside the database, and its replay."""

import json
import threading

import pytest
from django.db import connection, transaction

from cms_apps.privacy.models import ErasureEntry
from cms_apps.privacy.services import flush_journal, note_erasure, replay_journal
from cms_apps.privacy.ticks import flush_journal as tick
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_municipality, make_organisation


def lines(journal):
    return [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []


def applied(**values):
    return make_application(make_organisation(serves=make_municipality()), **values)


@pytest.mark.django_db(transaction=True)
def test_an_erasure_stands_in_the_journal_by_its_pseudonym_alone(journal):
    application = applied()
    key = str(application.key)

    services.erase(application, actor=Actor.system())

    assert [(line["kind"], line["key"]) for line in lines(journal)] == [("application", key)]
    assert application.last_name not in journal.read_text()
    assert oct(journal.stat().st_mode)[-3:] == "600"
    assert ErasureEntry.objects.get().written_at is not None


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_not_in_the_journal(journal):
    application = applied()
    with transaction.atomic():
        services.erase(application, actor=Actor.system())
        transaction.set_rollback(True)

    assert lines(journal) == []
    assert replay_journal() == {}


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_written_is_written_by_the_clock(journal, settings, caplog):
    settings.ERASURE_JOURNAL = journal.parent / "a-file" / "erasures.jsonl"
    (journal.parent / "a-file").write_text("in the way")
    with transaction.atomic():
        note_erasure("application", "k")  # the request goes on: the erasure itself stands

    settings.ERASURE_JOURNAL = journal
    assert tick() == 1
    assert [line["key"] for line in lines(journal)] == ["k"]
    assert tick() == 0


@pytest.mark.django_db
def test_replay_erases_who_came_back_and_nobody_else(journal):
    back, stays = applied(state="accepted"), applied()
    volunteer = Application.objects.get(pk=back.pk).volunteer
    note_erasure("application", str(back.key))
    flush_journal()

    assert replay_journal() == {"application": 1}
    assert list(Application.objects.all()) == [stays]
    assert not Volunteer.objects.filter(pk=volunteer.pk).exists()
    assert replay_journal() == {}


@pytest.mark.django_db
def test_a_volunteer_who_came_back_goes_with_the_application(journal):
    application = applied(state="accepted")
    note_erasure("volunteer", str(Application.objects.get(pk=application.pk).volunteer_id))
    flush_journal()

    assert replay_journal() == {"volunteer": 1}
    assert (Application.objects.count(), Volunteer.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_damaged_line_hides_no_other(journal, caplog):
    application = applied()
    journal.write_text('{"kind": "appl\n[]\n{"kind": "nothing", "key": "1"}\n')
    note_erasure("application", str(application.key))
    flush_journal()

    assert replay_journal() == {"application": 1}
    assert "cannot be read" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_processes_write_whole_lines(journal):
    for number in range(200):
        ErasureEntry.objects.create(kind="application", key=f"{number:036}")

    def write():
        flush_journal()
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {line["key"] for line in lines(journal)} == {f"{number:036}" for number in range(200)}
