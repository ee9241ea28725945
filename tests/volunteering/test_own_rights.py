"""Consents, the export, deletion: what people may do with all that is kept about them."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import TextChoices
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cms_apps.accounts.mailboxes import make_account
from cms_apps.enrolments import enums as enrolments
from cms_apps.enrolments.enums import NeedKind
from cms_apps.enrolments.models import Attendance, CourseReminder, EarlierAttendance
from cms_apps.enrolments.services import state_needs
from cms_apps.foundation.privacy import declaration_of
from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.organisations.services import set_certificates
from cms_apps.outbox.models import OutboxRow
from cms_apps.privacy.services import note_access
from cms_apps.volunteering import enums as volunteering
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import NotNow
from cms_apps.volunteering.models import Application, Consent, Draft, Note
from cms_apps.volunteering.services import everything, messages
from cms_apps.volunteering.services.everything import as_pdf, everything_about
from cms_apps.volunteering.services.record import SECTIONS
from cms_apps.volunteers import enums as volunteers
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import note_certificate
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Person, holder_of
from tests.factories.courses import make_certificate
from tests.factories.people import make_application, make_organisation, make_run
from tests.papers import is_tagged, text_of

pytestmark = pytest.mark.django_db
BY_TEXT = {"subject_key", "object_key"}  # what a declaration says of a model without a foreign key


def own(application, name, *args):
    return reverse(f"sign_up:{name}", args=[application.number, *args])


def holder(application) -> Client:
    return holder_of(Person(), application)


def accepted(organisation, actor, *, begun=False, **values):
    application = make_application(organisation, state="in_review", **values)
    run = make_run(organisation)
    services.accept(application, actor=actor, run=run)
    if begun:
        run.dates.update(starts_at=timezone.now() - timedelta(days=3))
    return application


# consents


def test_each_consent_is_taken_back_alone_by_a_button(organisation):
    application = make_application(organisation, consents=("privacy_notice", "statistics"))
    other = make_application(organisation, consents=("statistics",))
    client = holder(application)
    notice, statistics = application.consents.all()
    foreign = other.consents.get()

    page = client.get(own(application, "consents")).content.decode()
    assert page.count("Einwilligung zurücknehmen<") == 1
    assert "keine Einwilligung: Wir haben Sie" in page
    client.get(own(application, "revoke_consent", statistics.pk))
    assert not Consent.objects.exclude(revoked_at=None).exists()
    for pk in (statistics.pk, statistics.pk, notice.pk, foreign.pk, 10**15):
        client.post(own(application, "revoke_consent", pk))

    assert list(Consent.objects.exclude(revoked_at=None)) == [statistics]
    assert "Zurückgenommen am" in client.get(own(application, "consents")).content.decode()


# the export


def models_about_people() -> set[type]:
    """Every model with a way of foreign keys to an application or a volunteer, or that names one by its key."""
    found: set[type] = {Application, Volunteer, Draft}
    found |= {
        model for model in apps.get_models() if (one := declaration_of(model)) and one.subject in BY_TEXT
    }
    while (
        new := {
            model
            for model in apps.get_models()
            for field in model._meta.get_fields()
            if field.concrete and field.is_relation and field.related_model in found
        }
        - found
    ):
        found |= new
    return found


@pytest.mark.parametrize("by_code", [True, False], ids=["made by a code", "of staff"])
def test_the_account_by_code_is_in_the_export(organisation, by_code):
    """That of staff is exported by the admin, to whoever it belongs to: an application proves the mailbox alone."""
    application = make_application(organisation, email="amal@vielfalt.example")
    make_account("amal@vielfalt.example", by_code=by_code)

    account = everything.everything_about(application)["account"]

    assert [one["email"] for one in account] == (["amal@vielfalt.example"] if by_code else [])


def missing_from(sections) -> tuple[set[str], dict[str, set[str]]]:
    """Models and fields that no section exports or leaves out with a reason."""
    held = {section.model: {*section.fields, *section.left_out} for section in sections}
    models = {model._meta.label for model in models_about_people() - set(held)}
    fields = {
        model._meta.label: rest
        for model, names in held.items()
        if (rest := {field.name for field in model._meta.concrete_fields} ^ names)
    }
    return models, fields


def test_the_export_holds_every_model_and_every_field_or_says_why_not():
    assert len(models_about_people()) >= 18
    assert missing_from(SECTIONS) == (set(), {})
    assert all(reason for section in SECTIONS for reason in section.left_out.values())


def test_a_forgotten_model_or_field_is_noticed():
    without_notes = [one for one in SECTIONS if one.model is not Note]
    assert missing_from(without_notes)[0] == {"volunteering.Note"}
    section = next(one for one in SECTIONS if one.model is Note)
    cut = {name: label for name, label in section.fields.items() if name != "text"}
    crippled = [*without_notes, type(section)("notes", "", Note, section.rows, cut, section.left_out)]
    assert missing_from(crippled)[1] == {"volunteering.Note": {"text"}}


@pytest.fixture
def full(organisation, actor):
    """An application with something in nearly every section, and a stranger beside it."""
    application = make_application(organisation, state="in_review", motivation="Ich helfe gern.")
    application.notes.create(text="Klang nett.", author=actor.user, author_label=actor.label)
    services.ask(application, actor=actor, text="Wann haben Sie Zeit?")
    services.answer(application, text="Montags.")
    soon = services.Appointment(timezone.now() + timedelta(days=3), 45, "place", "Rathaus")
    services.arrange_talk(application, actor=actor, appointment=soon)
    application.talks.update(starts_at=timezone.now() - timedelta(minutes=1))
    services.talk_held(application, actor=actor)
    target = make_organisation("Träger C")
    services.propose_forward(application, target=target, actor=actor, message="Dort passt es.")
    services.refuse_forward(application, proposal=application.proposals.get().pk)
    services.accept(application, actor=actor, run=make_run(organisation, title="Kurs im Mai"))
    services.correct(
        application, "availability", {"slots": ["weekend"], "hours": "open", "topics": []}, seen=0
    )
    services.ask_email_change(application, email="neu@beispiel.example")
    services.ask_erasure(application)
    set_certificates(organisation, wanted=True, noted_by=[actor.user.memberships.get().pk])
    volunteer = Volunteer.objects.select_related("organisation").get()
    note_certificate(volunteer, actor=actor, dated_on=timezone.localdate(), conviction=False)
    place = volunteer.enrolments.get()
    date = place.run.dates.get()
    CourseReminder.objects.create(enrolment=place, date=date, kind="early", starts_at=date.starts_at)
    attended = Attendance.objects.create(enrolment=place, date=date, units=4, noted_by=actor.user)
    EarlierAttendance.of(attended).save()
    make_certificate(place)
    state_needs(place, [NeedKind.CHILD_CARE], actor=Actor.applicant())
    note_access(actor.user, organisation=organisation.name, object_key=application.subject_key)
    make_application(organisation, first_name="Fremde", motivation="Geht niemanden an.")
    return Application.objects.get(pk=application.pk)


def test_the_json_is_complete_and_holds_nothing_foreign(full, actor):
    client = holder(full)

    response = client.get(own(full, "download_file", "json"))

    assert response["Cache-Control"] == "private, no-store"
    assert full.number in response["Content-Disposition"]
    text = response.content.decode()
    data = json.loads(text)["data"]
    assert [name for name, rows in data.items() if not rows] == ["planned_decisions", "account"]
    for mine in (
        "Ich helfe gern.",
        "Klang nett.",
        "Montags.",
        "Rathaus",
        "Kurs im Mai",
        "neu@beispiel.example",
        full.email,
    ):
        assert mine in text
    for theirs in ("Fremde", "Geht niemanden an.", "Vogel", actor.user.email, "key_hash"):
        assert theirs not in text
    for link in Link.objects.filter(object_key=str(full.key)):
        assert token(link) not in text
        assert link.key_hash not in text
    assert data["languages"] == [
        {"code": "ar", "other_name": "", "level": "very_good", "spoken": True, "written": True}
    ]


def test_the_pdf_can_be_read(full):
    pdf = holder(full).get(own(full, "download_file", "pdf")).content

    text = text_of(pdf)
    assert is_tagged(pdf)
    assert b"pdfuaid" in pdf
    for said in ("Klang nett.", "am Wochenende", "in Prüfung genommen", "Zusage", "Arabisch", "Kurs im Mai"):
        assert said in text


WITH_CODES = (volunteering, volunteers, enrolments)


def codes() -> set[str]:
    """What nobody should have to read: states, verbs, choices and languages as they are stored."""
    named = [one for module in WITH_CODES for one in vars(module).values() if isinstance(one, type)]
    stored = {code for one in named if issubclass(one, TextChoices) for code in one.values}
    verbs = {transition for module in WITH_CODES for transition in module.HISTORY_LABEL}
    return stored | verbs | {volunteering.WITHOUT_TALK, *dict(settings.SYSTEM_LANGUAGES)}


def printed(application) -> list[str]:
    whole = everything.whole_of(application)
    rows = [(one, row) for one in SECTIONS for row in everything._rows(one, whole)]
    return [word for one, row in rows for _label, word in everything._printed(one, row)]


def test_the_pdf_says_words_and_no_codes(full, actor):
    services.pause_volunteering(full.volunteer, actor=actor)
    declined = {"target": "declined", "reason_code": "no_need", "note": "without_talk"}
    full.history.create(transition="decline", actor_kind="staff", **declined)
    now = timezone.now()
    planned = {"verb": "decline", "reason": "no_need", "batch": uuid4(), "expected": 0}
    full.planned.create(author=actor.user, due_at=now, done_at=now, **planned)

    words = printed(full)

    assert len(words) > 100
    assert set(words) & codes() == set()
    assert {"unbestätigt", "Zurzeit kein Bedarf", "ohne Erstgespräch", "pausiert", "Deutsch"} <= set(words)
    with translation.override("en"):
        assert {"not confirmed", "German"} <= set(printed(full))
    assert everything_about(full)["history"][0]["target"] == "unconfirmed"


@pytest.mark.parametrize("words", ["ምክንያት", "我想帮忙", "أريد المساعدة", "#panic()"])
def test_whatever_script_somebody_writes_in_there_is_a_pdf(organisation, words):
    assert as_pdf(make_application(organisation, motivation=words)).startswith(b"%PDF")


def test_downloads_have_a_limit_and_a_link(full, client):
    holds = holder(full)
    answers = [holds.get(own(full, "download_file", "json")).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
    assert client.get(own(full, "download_file", "json")).status_code == 404
    assert holds.get(own(full, "download_file", "xml")).status_code == 404


def test_an_export_costs_the_same_for_many_rows(full, django_assert_max_num_queries):
    with django_assert_max_num_queries(32):
        everything_about(full)
    for _ in range(3):
        messages.write_to_team(full, text="Noch etwas.")
    with django_assert_max_num_queries(31):
        everything_about(full)


def test_the_pdf_speaks_the_language_of_the_page(organisation):
    application = make_application(organisation)
    with translation.override("en"):
        assert as_pdf(application).startswith(b"%PDF")


# what became part of another application


def test_what_was_merged_is_exported_and_deleted_with_the_one_that_goes_on(organisation, actor):
    main, other = (
        make_application(organisation, state="in_review", motivation=words) for words in ("A", "B")
    )
    services.merge_applications(main, other, actor=actor)
    key = other.key

    assert {row["motivation"] for row in everything_about(main)["application"]} == {"A", "B"}
    assert holder(other).get(own(other, "erase")).status_code == 302
    with pytest.raises(NotNow):
        services.ask_erasure(Application.objects.get(pk=other.pk))
    services.erase_own(Application.objects.get(pk=main.pk))

    assert not Application.objects.exists()
    assert not Link.objects.filter(object_key=str(key)).exists()
    assert not OutboxRow.objects.filter(subject_key=f"application:{key}").exists()
