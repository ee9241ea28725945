"""What was erased stays erased: the journal outside the database, and its replay."""

import json
import threading
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from cms_apps.accounts.models import User
from cms_apps.foundation.privacy import subject_kinds
from cms_apps.privacy.models import ErasureEntry
from cms_apps.privacy.services import (
    NoJournal,
    ReplayIncomplete,
    erase_account,
    flush_journal,
    note_erasure,
    replay_journal,
)
from cms_apps.privacy.ticks import flush_journal as tick
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.erasing import erase_volunteer
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_municipality, make_organisation, make_user


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

    with pytest.raises(ReplayIncomplete, match="3 of 4"):
        replay_journal()
    assert not Application.objects.filter(pk=application.pk).exists()
    assert "cannot be read" in caplog.text


@pytest.mark.django_db
def test_one_that_cannot_be_erased_hides_no_other(journal, monkeypatch):
    first, second = applied(), applied()
    for one in (first, second):
        note_erasure("application", str(one.key))
    flush_journal()

    def fails(key):
        if key == str(first.key):
            raise RuntimeError
        return erase(key)

    erase = subject_kinds["application"].erase
    monkeypatch.setitem(subject_kinds, "application", replace(subject_kinds["application"], erase=fails))

    with pytest.raises(ReplayIncomplete, match="1 of 2"):
        replay_journal()
    assert list(Application.objects.all()) == [first]


def test_without_a_journal_nothing_is_said_to_be_well(journal):
    with pytest.raises(NoJournal):
        replay_journal()
    with pytest.raises(CommandError, match="kein Löschjournal"):
        call_command("privacy", "replay")


@pytest.mark.django_db
def test_a_number_that_was_given_again_is_somebody_else(journal):
    """A restore rolls sequences back: who comes next gets a number that the journal names."""
    user = make_user()
    number = user.pk
    erase_account(str(number))
    volunteer = Application.objects.get(pk=applied(state="accepted").pk).volunteer
    erase_volunteer(volunteer, actor=Actor.applicant())
    flush_journal()
    newcomer = make_user(pk=number)
    accepted = Application.objects.get(pk=applied(state="accepted").pk)
    Volunteer.objects.filter(pk=accepted.volunteer_id).update(sort_key="x")

    assert replay_journal() == {}
    assert User.objects.filter(pk=newcomer.pk).exists()


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
