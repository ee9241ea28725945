"""Certificates: a number each, however often somebody clicks; withdrawn and corrected with a trail; made by the worker."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms_apps.enrolments import errors, mails
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.enums import CertificateState, HandedOver
from cms_apps.enrolments.models import CertificateCounter, CertificatePaper, CourseCertificate
from cms_apps.enrolments.selectors.certificates import certificates_of_run, progress_of, trail_of
from cms_apps.enrolments.services import complete_run, note_attendance, reopen
from cms_apps.enrolments.services.certificate_papers import MAKE_PAPER
from cms_apps.enrolments.services.certificates import (
    correct_certificate,
    hand_over,
    issue_certificate,
    issue_certificates,
    withdraw_certificate,
)
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.outbox.worker import drain
from cms_apps.volunteering.services import erase
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, ReasonMissing, StaleState
from cms_apps.workflow.machine import last_history_id
from tests.factories.courses import UNITS, completed, make_certificate, make_held_run, note_all
from tests.factories.people import make_member, make_organisation
from tests.papers import text_of
from tests.threads import kinds, together

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


def test_completed_issued_and_made_are_three_facts(run, actor):
    assert progress_of(run.pk, certificates_of_run(run.pk)).completed == 2

    first, second = issue_certificates(run, actor=actor)
    year = timezone.localdate().year
    assert [first.number, second.number] == [f"{year}-00001", f"{year}-00002"]
    under_way = progress_of(run.pk, certificates_of_run(run.pk))
    assert (under_way.issued, under_way.made, under_way.is_under_way) == (2, 0, True)

    drain()

    done = progress_of(run.pk, certificates_of_run(run.pk))
    assert (done.made, done.handed_over, done.is_under_way) == (2, 0, False)
    assert told(mails.CERTIFICATE_READY).count() == 2


def test_it_says_what_was_attended_and_never_changes(run, actor):
    one = run.enrolments.first()
    (certificate, _other) = issue_certificates(run, actor=actor)

    Volunteer.objects.filter(pk=one.volunteer_id).update(first_name="Jemand")
    run.title = "Ein anderer Titel"
    run.save()
    certificate.refresh_from_db()

    assert (certificate.course, certificate.units) == ("Basiskurs", 2 * UNITS)
    assert certificate.contents == ["Modul 1", "Modul 2"]
    assert "Jemand" not in certificate.name
    assert certificate.host == run.organisation.name


def test_who_missed_a_module_is_not_said_to_have_heard_it(organisation, actor):
    run = make_held_run(organisation, dates=6)
    first, other = run.enrolments.order_by("pk")
    note_all(run, actor)
    missed = run.dates.order_by("starts_at").last()
    missed.attendances.filter(enrolment=first).update(units=0)
    complete_run(run, actor=actor)

    by_place = {one.enrolment: one for one in issue_certificates(run, actor=actor)}

    assert by_place[first].contents == [f"Modul {number}" for number in range(1, 6)]
    assert by_place[first].units == 5 * UNITS
    assert len(by_place[other].contents) == 6


def test_only_who_completed_it_gets_one(organisation, actor):
    run = make_held_run(organisation)
    first, second = run.enrolments.order_by("pk")
    note_all(run, actor, absent=(second,))
    complete_run(run, actor=actor)

    (only,) = issue_certificates(run, actor=actor)

    assert only.enrolment == first
    with pytest.raises(errors.NotCompleted):
        issue_certificate(second, name="Amal Muster", actor=actor)


def test_some_kinds_of_courses_end_without_one(run, actor):
    run.kind.gives_certificate = False
    run.kind.save()

    with pytest.raises(errors.NoCertificates):
        issue_certificates(run, actor=actor)


def test_nobody_else_issues_corrects_withdraws_or_hands_over(run, actor, organisation):
    (one, _other) = issue_certificates(run, actor=actor)
    outsider = Actor.staff(make_member(make_organisation("Anderer Träger")))
    reader = Actor.staff(make_member(organisation, role="reader"))

    for wrong in (outsider, reader, Actor.applicant(), Actor.system()):
        for verb in (
            lambda who=wrong: issue_certificates(run, actor=who),
            lambda who=wrong: issue_certificate(run.enrolments.first(), name="X", actor=who),
            lambda who=wrong: correct_certificate(one, name="X", reason="Y", actor=who),
            lambda who=wrong: withdraw_certificate(one, reason="Y", actor=who),
            lambda who=wrong: hand_over(
                run, [one.pk], how=HandedOver.POST, on=timezone.localdate(), actor=who
            ),
        ):
            with pytest.raises(NotPermitted):
                verb()
    assert CourseCertificate.objects.valid().count() == 2


def test_a_second_click_issues_nothing_and_no_number_is_lost(run, actor, organisation):
    assert len(issue_certificates(run, actor=actor)) == 2
    assert issue_certificates(run, actor=actor) == []
    with pytest.raises(errors.AlreadyIssued):
        issue_certificate(run.enrolments.first(), name="Amal Muster", actor=actor)
    later = completed(organisation, actor)

    numbers = [one.number[-5:] for one in issue_certificates(later, actor=actor)]

    assert numbers == ["00003", "00004"]
    assert CertificateCounter.objects.get().last == 4


def test_numbers_begin_anew_each_year(organisation, actor):
    with time_machine.travel("2027-12-31 11:00+01:00", tick=False):
        (last, *_) = issue_certificates(completed(organisation, actor, people=1), actor=actor)
    with time_machine.travel("2028-01-01 11:00+01:00", tick=False):
        (first, *_) = issue_certificates(completed(organisation, actor, people=1), actor=actor)

    assert [last.number, first.number] == ["2027-00001", "2028-00001"]


@pytest.mark.django_db(transaction=True)
def test_many_who_click_at_once_issue_one_each(organisation):
    actor = Actor.staff(make_member(organisation))
    run = completed(organisation, actor, people=5)
    other = completed(organisation, actor, people=5)

    outcomes = together([lambda one=one: issue_certificates(one, actor=actor) for one in [run, other] * 4])

    assert kinds(outcomes) == {"done": 8}
    assert sorted(len(one) for one in outcomes) == [0] * 6 + [5, 5]
    numbers = sorted(CourseCertificate.objects.values_list("number", flat=True))
    assert [one[-5:] for one in numbers] == [f"{number:05}" for number in range(1, 11)]
    assert OutboxRow.objects.filter(kind=MAKE_PAPER).count() == 10


def test_a_withdrawal_keeps_its_reason_and_is_told_without_it(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    drain()

    with pytest.raises(ReasonMissing):
        withdraw_certificate(one, reason="  ", actor=actor)
    withdraw_certificate(one, reason="Teilnahme war gefälscht", actor=actor, expected=last_history_id(one))

    one.refresh_from_db()
    assert one.state == CertificateState.WITHDRAWN
    assert one.history.last().note == "Teilnahme war gefälscht"
    mail = rendered(told(mails.CERTIFICATE_WITHDRAWN).get())
    assert one.number in mail
    assert "gefälscht" not in mail
    assert issue_certificates(run, actor=actor) == []  # a click for all gives it to nobody again
    with pytest.raises(StaleState):
        withdraw_certificate(one, reason="Noch einmal", actor=actor)


def test_a_correction_is_another_certificate_and_the_old_one_says_so(run, actor):
    one, other = issue_certificates(run, actor=actor)
    drain()

    new = correct_certificate(one, name="Amál Mustér", reason="Schreibweise im Ausweis", actor=actor)
    drain()

    one.refresh_from_db()
    assert (one.state, one.replaced_by) == (CertificateState.REPLACED, new)
    assert new.number > other.number
    assert new.name == "Amál Mustér"
    assert set(certificates_of_run(run.pk)) == {new, other}
    assert one.number in rendered(told(mails.CERTIFICATE_READY).get(payload__certificate=new.pk))
    with pytest.raises(StaleState):
        correct_certificate(one, name="Amal", reason="Noch einmal", actor=actor)


def test_what_was_withdrawn_can_be_given_anew_by_a_correction(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    withdraw_certificate(one, reason="Falscher Kurs", actor=actor)

    new = correct_certificate(one, name=one.name, reason="War doch richtig", actor=actor)

    assert new.is_valid
    assert [row.transition for row in one.history.all()] == ["created", "withdraw", "replace"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_at_once_one_does(organisation):
    actor = Actor.staff(make_member(organisation))
    (one,) = issue_certificates(completed(organisation, actor, people=1), actor=actor)
    seen = last_history_id(one)

    outcomes = together(
        [
            lambda: correct_certificate(
                CourseCertificate.objects.get(pk=one.pk),
                name="Amal",
                reason="Name",
                actor=actor,
                expected=seen,
            )
            for _ in range(4)
        ]
    )

    assert kinds(outcomes) == {"done": 1, "StaleState": 3}
    assert CourseCertificate.objects.valid().count() == 1


def test_a_name_that_no_font_has_is_left_for_another_spelling(run, actor):
    place = run.enrolments.select_related("run__organisation", "run__kind", "volunteer").first()
    Volunteer.objects.filter(pk=place.volunteer_id).update(first_name="አማል")

    assert len(issue_certificates(run, actor=actor)) == 1
    with pytest.raises(errors.CannotBePrinted):
        issue_certificate(place, name="አማል Muster", actor=actor)
    one = issue_certificate(place, name="Amal Muster", actor=actor)
    drain()

    assert "Amal Muster" in text_of(bytes(one.paper.pdf))


def test_handing_over_says_how_and_when_and_can_be_noted_again(run, actor):
    one, other = issue_certificates(run, actor=actor)
    today = timezone.localdate()

    assert hand_over(run, [one.pk, other.pk], how=HandedOver.CEREMONY, on=today, actor=actor) == 2
    assert hand_over(run, [one.pk, other.pk], how=HandedOver.CEREMONY, on=today, actor=actor) == 0
    assert hand_over(run, [one.pk], how=HandedOver.POST, on=today, actor=actor) == 1

    one.refresh_from_db()
    assert (one.handed_over_how, one.handed_over_on) == (HandedOver.POST, today)
    assert [row.note.split(",")[0] for row in one.history.filter(transition="hand_over")] == [
        "bei einer Feier",
        "mit der Post",
    ]


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_is_handed_over_before_it_is_made_or_tomorrow(run, actor, days):
    one, _other = issue_certificates(run, actor=actor)

    with pytest.raises(errors.HandedOverWhen):
        hand_over(
            run, [one.pk], how=HandedOver.POST, on=timezone.localdate() + timedelta(days=days), actor=actor
        )


def test_a_foreign_or_withdrawn_one_is_not_handed_over(run, actor, organisation):
    one, _other = issue_certificates(run, actor=actor)
    withdraw_certificate(one, reason="Irrtum", actor=actor)
    foreign = make_certificate(make_held_run(organisation).enrolments.first(), number="2020-00001")

    assert (
        hand_over(run, [one.pk, foreign.pk], how=HandedOver.POST, on=timezone.localdate(), actor=actor) == 0
    )


def test_with_the_person_goes_the_certificate(run, actor):
    issue_certificates(run, actor=actor)
    drain()

    Volunteer.objects.filter(enrolments__run=run).delete()

    assert not CourseCertificate.objects.exists()
    assert not CertificatePaper.objects.exists()


def rendered(row):
    mail = handler_of(row.kind).render(row)
    return f"{mail.subject}\n{mail.body}"


def test_what_stands_on_it_is_what_the_course_is_called_now(run, actor):
    read_before = type(run).objects.select_related("organisation", "kind").get(pk=run.pk)
    type(run).objects.filter(pk=run.pk).update(title="Basiskurs, richtig geschrieben")

    one, _other = issue_certificates(read_before, actor=actor)

    assert one.course == "Basiskurs, richtig geschrieben"


def test_of_two_who_hand_over_the_later_sees_that_something_changed(run, actor):
    one, other = issue_certificates(run, actor=actor)
    today, seen = timezone.localdate(), last_history_id(other)
    hand_over(run, [one.pk], how=HandedOver.POST, on=today, actor=actor, seen=seen)

    with pytest.raises(StaleState):
        hand_over(run, [one.pk, other.pk], how=HandedOver.IN_PERSON, on=today, actor=actor, seen=seen)
    # the same once more, from a slow network
    assert hand_over(run, [one.pk], how=HandedOver.POST, on=today, actor=actor, seen=seen) == 0

    states = list(CourseCertificate.objects.order_by("pk").values_list("handed_over_how", flat=True))
    assert states == [HandedOver.POST, ""]


def test_who_holds_one_can_be_handed_it_when_the_kind_gives_none_any_more(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    type(run.kind).objects.update(gives_certificate=False)

    assert hand_over(run, [one.pk], how=HandedOver.POST, on=timezone.localdate(), actor=actor) == 1


def test_the_trail_of_a_correction_goes_back_to_the_first(run, actor):
    first, _other = issue_certificates(run, actor=actor)
    second = correct_certificate(first, name="Amal B", reason="Eins", actor=actor)
    third = correct_certificate(second, name="Amal C", reason="Zwei", actor=actor)

    told = [(row.subject.number, row.transition, row.note) for row in trail_of(third)]

    assert told == [
        (third.number, "created", ""), (second.number, "replace", "Zwei"),
        (second.number, "created", ""), (first.number, "replace", "Eins"), (first.number, "created", ""),
    ]  # fmt: skip


def test_who_is_erased_leaves_the_proof_and_no_reason(run, actor):
    one, _other = issue_certificates(run, actor=actor)
    correct_certificate(one, name="Amal B", reason="Etwas Persönliches", actor=actor)

    erase(one.enrolment.volunteer.application, actor=Actor.applicant())

    assert CourseCertificate.objects.filter(enrolment=one.enrolment).count() == 2
    assert not one.history.exclude(note="").exists()


def test_a_slip_found_after_the_end_is_put_right_by_taking_the_completion_back(run, actor):
    (one, _other) = issue_certificates(run, actor=actor)
    place, date = one.enrolment, run.dates.first()

    with pytest.raises(errors.HasCertificate):
        reopen(place, actor=actor)
    withdraw_certificate(one, reason="Am ersten Tag war sie eine UE kürzer da", actor=actor)
    reopen(place, actor=actor)
    with pytest.raises(errors.NotCompleted):
        correct_certificate(one, name=one.name, reason="Zu früh", actor=actor)
    note_attendance(date, [Note(place.pk, UNITS - 1, seen=1)], actor=actor)
    complete_run(run, actor=actor)
    new = correct_certificate(one, name=one.name, reason="UE berichtigt", actor=actor)

    assert (one.units, new.units) == (2 * UNITS, 2 * UNITS - 1)
    withdraw_certificate(new, reason="Zu spät", actor=actor)
    with time_machine.travel(timezone.now() + timedelta(days=40)), pytest.raises(errors.ListLocked):
        reopen(place, actor=actor)
