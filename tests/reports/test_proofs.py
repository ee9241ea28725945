"""Proofs of use: who owes one until when, the reminder, and the files that go to the authority."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook

from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.courses.services import finish_runs, settle_run, start_runs
from cms_apps.organisations.enums import MailRhythm, Role
from cms_apps.organisations.models import Membership
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.reports.mails import PROOF_DUE
from cms_apps.reports.models import ProofReminder
from cms_apps.reports.selectors.ledger import line_of
from cms_apps.reports.selectors.participants import participants_of
from cms_apps.reports.selectors.proofs import open_proofs
from cms_apps.reports.services.papers import proof_pdf, proof_sheets
from cms_apps.reports.services.reminding import remind_of_proofs
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.courses import UNITS, make_held_run, note_all
from tests.factories.people import make_member
from tests.papers import is_tagged, text_of, title_of
from tests.threads import kinds, together
from tests.verapdf import needs_verapdf, objections

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(organisation):
    return make_member(organisation)


@pytest.fixture
def run(organisation, member):
    """A run that is over; everybody was there all the time."""
    run = make_held_run(organisation)
    note_all(run, Actor.staff(member))
    return over(run)


def over(run):
    start_runs()
    finish_runs()
    return CourseRun.objects.get(pk=run.pk)


def near(run, days=10):
    """So many days before the proof is due."""
    return time_machine.travel(line_of(run.pk).due_on - timedelta(days=days))


def told():
    return sorted(OutboxRow.objects.filter(kind=PROOF_DUE).values_list("recipient", flat=True))


def test_the_most_urgent_comes_first_and_what_is_accounted_for_is_gone(organisation, run, member):
    sooner = make_held_run(organisation, title="Früher")
    sooner.dates.update(
        starts_at=timezone.now() - timedelta(days=90), ends_at=timezone.now() - timedelta(days=89)
    )
    other = make_held_run(organisation, title="Ohne Zuschuss")
    CourseRun.objects.filter(pk=other.pk).update(kind=CourseKind.objects.create(name="Reflexionsgespräch"))
    over(sooner)

    found = open_proofs([organisation])

    assert [one.title for one in found.lines] == ["Früher", "Basiskurs"]
    assert found.total == "2"
    settle_run(CourseRun.objects.get(pk=sooner.pk), actor=Actor.staff(member))
    assert [one.title for one in open_proofs([organisation]).lines] == ["Basiskurs"]


def test_a_course_under_way_owes_nothing_yet(organisation):
    run = make_held_run(organisation)
    run.dates.update(ends_at=timezone.now() + timedelta(hours=1))
    over(run)

    assert open_proofs([organisation]).lines == []


def test_the_months_are_data_as_of_the_last_day(organisation, run):
    Parameter.objects.create(
        key="course_proof.months", value="1", valid_from=timezone.localdate() - timedelta(days=9)
    )

    (line,) = open_proofs([organisation]).lines

    assert (line.due_on - timezone.localdate()).days < 32


def test_deciding_members_are_reminded_once_and_not_too_early(organisation, run, member):
    gathers = make_member(organisation)
    Membership.objects.filter(user=gathers).update(mail_rhythm=MailRhythm.DAILY)
    make_member(organisation, role=Role.READER)
    with near(run, days=15):
        assert remind_of_proofs() == 0
    with near(run, days=14):
        assert [remind_of_proofs(), remind_of_proofs()] == [1, 0]
    with near(run, days=1):
        assert remind_of_proofs() == 0

    assert told() == sorted([member.email, gathers.email])


def test_the_mail_names_the_day_and_nobody(run, deliver):
    with near(run):
        remind_of_proofs()
        deliver()

    (message,) = mail.outbox
    assert message.subject == "Erinnerung: Verwendungsnachweis für „Basiskurs“"
    assert f"/de/schreibtisch/kurse/{run.pk}/abrechnung/" in message.body
    assert str(line_of(run.pk).due_on.year) in message.body
    assert "Muster0" not in message.body


@pytest.mark.parametrize("change", ["settled", "left"])
def test_what_is_no_longer_true_is_not_sent(run, member, deliver, change):
    stays = make_member(run.organisation)
    with near(run):
        remind_of_proofs()
        assert told() == sorted([member.email, stays.email])
        if change == "settled":
            settle_run(run, actor=Actor.staff(member))
        else:
            Membership.objects.filter(user=member).update(active=False)
        deliver()

    sent = [address for one in mail.outbox for address in one.to]
    assert sent == ([] if change == "settled" else [stays.email])
    assert not OutboxRow.objects.filter(kind=PROOF_DUE, status=Delivery.WAITING).exists()


def test_what_is_overdue_is_no_news_by_mail(run):
    with near(run, days=-1):
        assert remind_of_proofs() == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_clocks_one_reminds(organisation):
    make_member(organisation)
    run = over(make_held_run(organisation))
    with near(run):
        outcomes = together([remind_of_proofs for _ in range(4)])

    assert kinds(outcomes) == {"done": 4}
    assert ProofReminder.objects.count() == OutboxRow.objects.filter(kind=PROOF_DUE).count() == 1


def test_the_paper_says_the_sum_its_parts_and_that_it_is_the_maximum(run):
    pdf = proof_pdf(line_of(run.pk), participants_of(run))

    text = " ".join(text_of(pdf).split())
    assert title_of(pdf) == "Zahlen zum Verwendungsnachweis: Basiskurs"
    assert is_tagged(pdf)
    assert "2 Teilnehmende × 10 UE × 12,50 Euro = 250 Euro" in text
    assert "Das ist der höchste Zuschuss." in text
    assert "10 UE sind zu wenig" in text
    assert "Muster000, Amal 10 0 10 angemeldet" in text


def test_the_list_holds_who_was_there(organisation, member):
    run = make_held_run(organisation, people=3)
    away = run.enrolments.last()
    note_all(run, Actor.staff(member), absent=(away,))

    people = participants_of(run)

    assert [(one.name, one.attended) for one in people] == [("Muster000, Amal", 10), ("Muster001, Amal", 10)]
    assert set(people[0].by_date.values()) == {UNITS}


def test_the_sheets_count_with_numbers_and_hold_no_formula(run, client, member):
    Volunteer.objects.update(last_name="=1+1")
    client.force_login(member)

    data = client.post(f"/de/schreibtisch/kurse/{run.pk}/abrechnung/xlsx/").content

    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Zahlen", "Teilnehmende"]
    figures = {row[0].value: row[1] for row in book["Zahlen"].iter_rows()}
    assert figures["höchstens förderfähig (Euro)"].value == 250
    assert figures["höchstens förderfähig (Euro)"].data_type == "n"
    name = book["Teilnehmende"]["B2"]
    assert (name.data_type, name.value) == ("s", "=1+1, Amal")
    assert [cell.value for cell in book["Teilnehmende"][2]][2:] == [5, 5, 10, 0, 10, "angemeldet"]


def test_a_course_called_off_or_of_another_kind_says_so(run):
    CourseRun.objects.filter(pk=run.pk).update(kind=CourseKind.objects.create(name="Reflexionsgespräch"))
    other = line_of(run.pk)
    CourseRun.objects.filter(pk=run.pk).update(state="cancelled")

    assert proof_sheets(other, [])["Zahlen"][-1] == [
        "Hinweis",
        "Für diese Kursart gibt es keinen Zuschuss je Person und UE.",
    ]
    text = text_of(proof_pdf(line_of(run.pk), []))
    assert "Der Kurs ist abgesagt. Dafür gibt es keinen Zuschuss." in text
    assert "Es war noch niemand da." in text


@needs_verapdf
def test_a_judge_of_papers_has_nothing_against_the_paper(run, tmp_path):
    assert objections(proof_pdf(line_of(run.pk), participants_of(run)), tmp_path) == ["compliant"]
