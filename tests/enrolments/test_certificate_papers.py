"""The paper of a certificate: made by the worker once, whatever happens to it; and what the check page compares."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms_apps.enrolments import mails
from cms_apps.enrolments.models import CertificatePaper, CourseCertificate
from cms_apps.enrolments.selectors.certificates import by_code, is_holder
from cms_apps.enrolments.services.certificate_papers import (
    MAKE_PAPER,
    certificates_pdf,
    check_url,
    make_missing_papers,
)
from cms_apps.enrolments.services.certificates import (
    issue_certificates,
    withdraw_certificate,
)
from cms_apps.foundation.typesetting import can_show
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.outbox.worker import claim, deliver, drain
from cms_apps.volunteering.mails.by_post import letter_pdf
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services import erase
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.courses import completed, make_certificate
from tests.factories.people import make_member
from tests.papers import is_tagged, text_of, title_of
from tests.threads import kinds, together
from tests.verapdf import needs_verapdf, objections

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def run(organisation, actor):
    """Two people with an application have completed it."""
    return completed(organisation, actor)


def told(kind):
    return OutboxRow.objects.filter(kind=kind)


def test_a_worker_that_dies_before_it_kept_the_file_begins_again(run, actor):
    (one, _other) = issue_certificates(run, actor=actor)
    row = OutboxRow.objects.get(kind=MAKE_PAPER, payload__certificate=one.pk)
    handler_of(MAKE_PAPER).render(row)  # it was set, and then the worker was killed

    assert not CertificatePaper.objects.exists()
    drain()

    assert CertificatePaper.objects.filter(certificate=one).count() == 1
    assert told(mails.CERTIFICATE_READY).filter(payload__certificate=one.pk).count() == 1


def test_a_worker_that_dies_after_it_kept_the_file_makes_no_second(run, actor):
    issue_certificates(run, actor=actor)
    rows = [one for one in claim() if one.kind == MAKE_PAPER]
    for row in rows:
        handler = handler_of(MAKE_PAPER)
        handler.deliver(handler.render(row))  # and before it wrote down that the row is delivered
    made = list(CertificatePaper.objects.values_list("pk", "made_at"))

    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        drain()

    assert list(CertificatePaper.objects.values_list("pk", "made_at")) == made
    assert told(mails.CERTIFICATE_READY).count() == 2


def test_a_task_that_comes_three_times_in_any_order_makes_one_file(run, actor):
    issue_certificates(run, actor=actor)
    handler = handler_of(MAKE_PAPER)
    rows = list(OutboxRow.objects.filter(kind=MAKE_PAPER))

    for row in [*rows, *reversed(rows), *rows]:
        handler.deliver(handler.render(row))

    assert CertificatePaper.objects.count() == told(mails.CERTIFICATE_READY).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_task_keep_one_file(organisation):
    actor = Actor.staff(make_member(organisation))
    issue_certificates(completed(organisation, actor, people=1), actor=actor)
    row, handler = OutboxRow.objects.get(kind=MAKE_PAPER), handler_of(MAKE_PAPER)

    outcomes = together([lambda: handler.deliver(handler.render(row)) for _ in range(6)])

    assert kinds(outcomes) == {"done": 6}
    assert CertificatePaper.objects.count() == told(mails.CERTIFICATE_READY).count() == 1


def test_what_was_withdrawn_meanwhile_is_not_made(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    withdraw_certificate(one, reason="Irrtum", actor=actor)
    row = OutboxRow.objects.get(kind=MAKE_PAPER, payload__certificate=one.pk)

    assert deliver(claim_of(row)) == "dropped"
    assert not CertificatePaper.objects.filter(certificate=one).exists()


def claim_of(row):
    return next(one for one in claim(limit=1000) if one.pk == row.pk)


def test_the_paper_says_it_all_and_leads_to_the_check_page(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    pdf = certificates_pdf([one])
    words = text_of(pdf)

    assert title_of(pdf) == f"Zertifikat {one.number}"
    assert is_tagged(pdf)
    for fact in (one.name, one.course, one.host, one.number, one.code, "10 Unterrichtseinheiten", "Modul 2"):
        assert fact in words
    assert check_url(one).endswith(f"/de/zertifikat/{one.code}/")
    assert check_url(one) in words.replace("\n", "")


@needs_verapdf
@pytest.mark.once
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_paper_is_for_screen_readers_and_for_archives(run, actor, tmp_path, flavour):
    both = issue_certificates(run, actor=actor)

    assert objections(certificates_pdf(both), tmp_path, flavour) == ["compliant"]


@pytest.mark.parametrize(
    "typed", ["Jörg Müller-Łódź", "müller-łódź jörg", "Joerg Mueller Lodz", " JÖRG  MÜLLER LODZ "]
)
def test_a_name_is_compared_as_people_type_it(run, typed):
    one = make_certificate(run.enrolments.first(), name="Jörg Müller-Łódź")

    assert is_holder(one, typed)


@pytest.mark.parametrize("typed", ["Jörg", "Müller-Łódź", "Jörg Meier", "Jörg Müller-Łódź Schmidt", "%", "*"])
def test_another_name_is_another_one(run, typed):
    one = make_certificate(run.enrolments.first(), name="Jörg Müller-Łódź")

    assert not is_holder(one, typed)


def test_a_code_is_found_as_people_type_it(run):
    one = make_certificate(run.enrolments.first())

    for typed in (one.code, one.code.lower(), one.code.replace("-", ""), f" {one.code[:3]} {one.code[3:]} "):
        assert by_code(typed) == one
    for wrong in ("", "-", one.code[:-1], f"{one.code}A", one.number):
        assert by_code(wrong) is None


@pytest.mark.parametrize("title", ["Basiskurs 🎉", "Basiskurs 你好", "Basiskurs \ue000"])
def test_a_sign_that_no_font_has_stops_no_paper(organisation, actor, title):
    run = completed(organisation, actor)
    type(run).objects.filter(pk=run.pk).update(title=title)

    issue_certificates(run, actor=actor)
    drain()

    assert set(CourseCertificate.objects.values_list("course", flat=True)) == {"Basiskurs"}
    assert CertificatePaper.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "shown"), [("Łódź, Мария", True), ("አማል", False), ("A\ue000", False), ("", True)]
)
def test_what_a_paper_to_keep_can_hold(text, shown):
    assert can_show(text) == shown


def test_a_lost_order_is_made_good_by_the_clock(run, actor):
    issue_certificates(run, actor=actor)
    OutboxRow.objects.filter(kind=MAKE_PAPER).delete()

    assert make_missing_papers() == 0  # within the hour it is the worker's
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert make_missing_papers() == 2
        assert make_missing_papers() == 0
    assert told(mails.CERTIFICATE_READY).count() == CertificatePaper.objects.count() == 2


def test_who_is_erased_before_the_paper_is_made_gets_no_mail(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    erase(one.enrolment.volunteer.application, actor=Actor.applicant())

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        drain()
        make_missing_papers()

    assert CertificatePaper.objects.count() == 2
    assert not told(mails.CERTIFICATE_READY).filter(payload__certificate=one.pk).exists()


def test_a_letter_promises_the_paper_and_no_page(organisation, actor):
    run = completed(organisation, actor, people=1)
    Volunteer.objects.update(email="")
    issue_certificates(run, actor=actor)
    drain()
    row = told(mails.CERTIFICATE_READY).get()

    words = text_of(letter_pdf(row, Application.objects.get()))

    assert row.status == "letter"
    assert "Wir geben es Ihnen persönlich" in words
    assert "ansehen, speichern" not in words


@pytest.mark.parametrize(
    ("name", "typed", "same"),
    [
        ("Aygün Məmmədli", "Ayguen Memmedli", True),
        ("Nour Al-Sayed", "Nour Alsayed", True),
        ("Sean O'Neill", "Sean ONeill", True),
        ("Anna Bauer", "Anna Baur", False),
        ("Anna Bauer", "Änna Bäur", False),
        ("Anna Baur", "Anna Bauer", False),
        ("Мария Кузнецова", "мария кузнецова", True),
    ],
)
def test_spellings_of_a_name(run, name, typed, same):
    assert is_holder(make_certificate(run.enrolments.first(), name=name), typed) == same


def test_a_word_longer_than_the_line_stays_on_the_paper(run):
    words = text_of(certificates_pdf([make_certificate(run.enrolments.first(), name="Ö" * 160)]))

    assert words.replace("\n", "").replace("\u200b", "").count("Ö") == 160
