"""Which verb owes which mails, and what stands in them."""

import inspect
import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses, parseaddr
from html import unescape

import pytest
from django.core.cache import cache

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import mails as places
from cms_apps.links.models import Link
from cms_apps.notifications.kinds import mail_kinds
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering import mails, services
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_run
from tests.rows import mail_rows
from tests.volunteering.scenes import player

# verb -> the mails it owes, each once to the applicant or once to each coordinator
OWED = {
    "start_draft": [],
    "save_step": [mails.DRAFT_OFFER],
    "take_other": [],
    "keep_for_later": [mails.DRAFT],
    "delete_draft": [],
    "submit_application": [mails.CONFIRM],
    "agree_as_parent": [mails.NEW_APPLICATION, mails.RECEIPT],
    "refuse_as_parent": [mails.PARENT_REFUSED],
    "record_parents_letter": [mails.NEW_APPLICATION, mails.RECEIPT],
    "confirm": [mails.NEW_APPLICATION, mails.RECEIPT],
    "take_into_review": [],
    "give_back": [],
    "accept": [mails.ACCEPTED],
    "decline": [mails.DECLINED],
    "ask": [mails.QUESTION],
    "answer": [mails.ANSWERED_TO_TEAM],
    "take_back_question": [],
    "remind": [mails.QUESTION_REMINDER],
    "assign": [],
    "write_note": [],
    "correct_note": [],
    "plan": [],
    "recall": [],
    "recall_all": [],
    "shortlist": [mails.SHORTLISTED],
    "take_up": [],
    "arrange_talk": [mails.TALK],
    "move_talk": [mails.TALK_MOVED],
    "talk_held": [],
    "propose_forward": [mails.FORWARD_ASKED],
    "take_back_forward": [],
    "agree_forward": [mails.FORWARDED, mails.FORWARD_AGREED_TO_TEAM, mails.NEW_APPLICATION],
    "refuse_forward": [mails.FORWARD_REFUSED_TO_TEAM],
    "talk_missed": [mails.TALK_MISSED],
    "cancel_talk": [mails.TALK_CANCELLED, mails.TALK_CANCELLED_TO_TEAM],
    "still_interested": [],
    "wake": [mails.WOKEN_TO_TEAM],
    "withdraw": [mails.WITHDRAWN, mails.WITHDRAWN_TO_TEAM],
    "give_up_course_place": [mails.PLACE_GIVEN_UP, mails.PLACE_GIVEN_UP_TO_TEAM],
    "stop_volunteering": [mails.LEFT, mails.LEFT_TO_TEAM],
    "take_offered_place": [places.TAKEN],
    "refuse_offered_place": [places.OFF_THE_LIST],
    "enrol_in_course": [places.TAKEN],
    "leave_waiting_list": [places.OFF_THE_LIST],
    "activate_volunteer": [mails.ACTIVE],
    "pause_volunteering": [mails.PAUSED, mails.PAUSED_TO_TEAM],
    "resume_volunteering": [mails.RESUMED, mails.RESUMED_TO_TEAM],
    "end_volunteering": [mails.LEFT, mails.LEFT_TO_TEAM],
    "send_lost_links": [mails.LOST_LINK],
    "correct": [],
    "ask_email_change": [mails.EMAIL_NEW, mails.EMAIL_OLD],
    "agree_to_email": [mails.EMAIL_CHANGED],
    "refuse_email": [],
    "take_back_email_change": [],
    "change_email_at_desk": [mails.EMAIL_CHANGED, mails.EMAIL_TAKEN_AWAY],
    "revoke_consent": [],
    "erase": [],
    "erase_own": [mails.ERASED, mails.ERASED_TO_TEAM],
    "ask_erasure": [mails.ERASURE_ASKED, mails.ERASURE_ASKED_TO_TEAM],
    "grant_erasure": [mails.ERASED],
    "refuse_erasure": [mails.ERASURE_REFUSED],
    "enter_application": [mails.RECEIPT],
    "merge_applications": [],
    "keep_table": [],
    "take_over": [mails.RECEIPT],
}
# tests/enrolments/test_waiting_list.py, tests/volunteering/test_digests.py
BY_THE_CLOCK = {places.OFFERED, places.EXPIRED, places.LIST_CLOSED, mails.DIGEST} | {
    places.DATES_MOVED, places.RUN_CANCELLED,  # tests/enrolments/test_runs.py
    places.REMINDER, places.HOW_WAS_IT,  # tests/enrolments/test_reminders.py, test_feedback.py
    places.CERTIFICATE_READY, places.CERTIFICATE_WITHDRAWN,  # tests/enrolments/test_certificates.py
    places.NOT_COMPLETED,  # tests/enrolments/test_attendance.py
    # tests/volunteering/test_life.py, test_reminders.py
    mails.MESSAGE_TO_PERSON, mails.MESSAGE_TO_TEAM, mails.PARENT_ASK, mails.PARENT_WAIT, mails.QUESTION_REMINDER, mails.RESTING, mails.WAITING_TO_TEAM, mails.OVERDUE, mails.ESCALATED,
    mails.CONFIRM_REMINDER, mails.DRAFT_WARNING,
    # tests/volunteering/test_talks.py, test_keeping.py
    # test_forwarding.py, test_taking_part.py
    mails.PAUSE_ASKED,
    # tests/enrolments/test_admission.py
    places.ASKED, places.LISTED, places.DECLINED,
    mails.FORWARD_LAPSED, mails.FORWARD_LAPSED_TO_TEAM,
    mails.TALK_REMINDER, mails.STILL_INTERESTED, mails.LAST_NOTICE,
}  # fmt: skip
OF_DRAFTS = {mails.DRAFT, mails.DRAFT_OFFER}
TEAM_KINDS = {
    mails.NEW_APPLICATION,
    mails.WITHDRAWN_TO_TEAM,
    mails.PLACE_GIVEN_UP_TO_TEAM,
    mails.LEFT_TO_TEAM,
    mails.ANSWERED_TO_TEAM,
    mails.WOKEN_TO_TEAM,
    mails.TALK_CANCELLED_TO_TEAM,
    mails.FORWARD_AGREED_TO_TEAM,
    mails.FORWARD_REFUSED_TO_TEAM,
    mails.PAUSED_TO_TEAM,
    mails.RESUMED_TO_TEAM,
    mails.ERASURE_ASKED_TO_TEAM,
    mails.ERASED_TO_TEAM,
}
SECRETS = ["Amal", "Beispiel", "amal", "0611 555 0199", "zurückgeben", "Musterweg"]


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def scene(organisation, actor):
    """Performs a verb by its name; returns the rows that it owes."""
    return player(organisation, actor)


def test_every_verb_stands_in_the_table():
    public = {name for name in services.__all__ if inspect.isfunction(getattr(services, name))}

    assert public == set(OWED)


def test_every_kind_of_mail_is_owed_by_a_verb():
    owed = {kind for kinds_of_one in OWED.values() for kind in kinds_of_one}

    ours = {kind for kind in mail_kinds() if kind.startswith(("volunteering.", "enrolments."))}
    ours = {
        kind for kind in ours if not kind.startswith("enrolments.registration_")
    }  # guests: test_registration.py
    assert owed | BY_THE_CLOCK == set(mails.HANDLERS) == ours


@pytest.mark.parametrize("verb", OWED)
def test_verb_owes_its_mails(scene, verb):
    rows = scene(verb)

    assert sorted(row.kind for row in rows) == sorted(OWED[verb])
    assert all(row.status == Delivery.WAITING for row in rows)


@pytest.mark.parametrize("verb", ["confirm", "withdraw", "give_up_course_place", "stop_volunteering"])
def test_team_mail_goes_to_each_deciding_member_once(scene, organisation, verb):
    make_member(organisation)
    make_member(organisation, role="reader")
    make_member(organisation, is_active=False)
    deciding = sorted(
        organisation.memberships.exclude(role="reader")
        .filter(user__is_active=True)
        .values_list("user__email", flat=True)
    )

    rows = [row for row in scene(verb) if row.kind in TEAM_KINDS]

    assert sorted(row.recipient for row in rows) == deciding
    assert len(deciding) == 2


@pytest.mark.parametrize("verb", [verb for verb, owed in OWED.items() if owed])
def test_mail_is_whole_and_german(scene, settings, verb):
    for row in scene(verb):
        message = handler_of(row.kind).render(row)

        assert message.to == [row.recipient]
        assert message.subject
        assert "\n" not in message.subject
        assert not any(secret in message.subject for secret in SECRETS)
        assert message.body.startswith("Guten Tag")
        assert "Freundliche Grüße" in message.body
        assert "{" not in message.body
        assert "&#" not in message.body + message.subject
        links = re.findall(r"https?://\S+", message.body)
        assert all(link.startswith(settings.BASE_URL + "/de/") for link in links)
        assert_two_bodies(message)
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def assert_two_bodies(message):
    """Plain text and HTML say the same and lead to the same places."""
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert '<html lang="de">' in html
    linked = re.findall(r'href="([^"]+)"', html)
    assert set(linked) == set(re.findall(r"https?://\S+", message.body))
    assert html.count('class="button"') == (1 if "Link" not in message.subject and linked else 0)
    words = re.sub(r"https?://\S+|\s", "", message.body)
    shown = re.sub(r"<a [^>]*>.*?</a>|<small>.*?</small>|<[^>]+>|\s", "", html.split("</p>", 1)[1])
    assert unescape(shown) == words


@pytest.mark.parametrize("verb", [verb for verb, owed in OWED.items() if owed])
def test_mail_comes_from_the_organisation_and_answers_go_there(scene, organisation, verb):
    for row in scene(verb):
        message = handler_of(row.kind).render(row)
        ours = row.kind in {*TEAM_KINDS, *OF_DRAFTS, mails.LOST_LINK}
        host = "Träger C" if row.kind == mails.FORWARDED else organisation.name
        name = "Vielfalt" if ours else f"{host} über Vielfalt"
        assert parseaddr(message.from_email) == (name, "post@vielfalt.example")
        confirmed = row.kind not in {*TEAM_KINDS, *OF_DRAFTS, mails.LOST_LINK, mails.CONFIRM}
        assert message.reply_to == [organisation.email if confirmed else "hilfe@vielfalt.example"]


NO_NUMBER = {
    mails.CONFIRM: "nothing has arrived yet",
    mails.LOST_LINK: "it may be about several",
    mails.DRAFT: "a draft has none",
    mails.DRAFT_OFFER: "a draft has none",
}


@pytest.mark.parametrize("verb", [verb for verb, owed in OWED.items() if owed])
def test_subject_holds_number_and_for_the_team_the_place(scene, verb):
    for row in scene(verb):
        subject = handler_of(row.kind).render(row).subject
        assert bool(re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", subject)) == (row.kind not in NO_NUMBER)
        assert ("Musterstadt" in subject) == (row.kind in TEAM_KINDS)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Träger A\r\nBcc: x@beispiel.example", "Träger A Bcc: x@beispiel.example über Vielfalt"),
        ('"Anna" <a@beispiel.example>', '"Anna" <a@beispiel.example> über Vielfalt'),
        ("\u202eregärT", "regärT über Vielfalt"),
        ("مركز التطوع", "مركز التطوع über Vielfalt"),
        ("ä" * 120, "ä" * 61 + " über Vielfalt"),
    ],
    ids=["header", "address", "override", "arabic", "long"],
)
def test_whatever_a_name_holds_the_sender_is_one_address_of_ours(organisation, name, shown, deliver):
    organisation.name = name
    organisation.save()
    make_application(organisation, state="unconfirmed")

    (message,) = deliver()
    parsed = message_from_bytes(message.message().as_bytes())

    ((name, address),) = getaddresses([parsed["From"]])
    assert (str(make_header(decode_header(name))), address) == (shown, "post@vielfalt.example")
    assert len(shown) <= 75
    assert parsed["Bcc"] is None


@pytest.mark.parametrize("verb", ["confirm", "withdraw", "give_up_course_place", "stop_volunteering"])
def test_team_mail_holds_no_personal_data(scene, verb):
    for row in scene(verb):
        if row.kind in TEAM_KINDS:
            message = handler_of(row.kind).render(row)
            assert not any(secret in message.body for secret in SECRETS)
            assert "/de/schreibtisch/bewerbungen/" in message.body


def test_team_mail_from_an_unknown_place_names_the_postal_code_only(organisation, actor):
    organisation.kind = "centre"
    organisation.save()
    typed = "60001 Frankfurt, Musterweg 3, bei Beispiel"
    make_application(organisation, municipality_id=None, place_typed=typed)
    row = OutboxRow.objects.get(kind=mails.NEW_APPLICATION)

    message = handler_of(row.kind).render(row)

    assert "60001" in message.subject
    assert "Musterweg" not in message.subject + message.body


def test_secrets_would_be_noticed_in_a_mail_to_the_applicant(scene):
    (row,) = scene("accept")

    assert "Amal" in handler_of(row.kind).render(row).body


def test_a_retried_mail_is_the_same_mail(scene):
    (row,) = scene("submit_application")
    first, second = handler_of(row.kind).render(row), handler_of(row.kind).render(row)

    assert first.body == second.body
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_rows_hold_no_name(scene):
    for verb in ("accept", "confirm", "stop_volunteering"):
        for row in scene(verb):
            assert set(row.payload) <= {"application", "course"}
            assert bytes(row.secret) == b""


@pytest.mark.parametrize(
    ("kind", "then"),
    [
        (mails.CONFIRM, lambda a, _: services.confirm(Link.objects.get(object_key=str(a.key)))),
        (mails.RECEIPT, lambda a, _: services.withdraw(a)),
        (mails.NEW_APPLICATION, lambda a, actor: services.take_into_review(a, actor=actor)),
        (mails.NEW_APPLICATION, lambda a, _: services.withdraw(a)),
    ],
    ids=["confirmed", "receipt-withdrawn", "taken", "withdrawn"],
)
def test_mail_that_is_no_longer_true_is_dropped(organisation, actor, kind, then, deliver):
    application = make_application(organisation, state="unconfirmed" if kind == mails.CONFIRM else "received")
    then(application, actor)

    deliver()

    assert set(OutboxRow.objects.filter(kind=kind).values_list("status", flat=True)) == {Delivery.DROPPED}


def test_lost_link_for_an_unknown_address_is_dropped_unseen(deliver, db):
    services.send_lost_links("niemand@beispiel.example", "de")

    assert deliver() == []
    assert mail_rows().get().status == Delivery.DROPPED


def test_lost_link_is_sent_until_three_mails_were_asked_for_in_an_hour(organisation, deliver):
    make_member(organisation)
    application = make_application(organisation)  # the first was the one to confirm
    deliver()

    for _ in range(5):
        services.send_lost_links(application.email.upper(), "de")

    assert len(deliver()) == 2


def test_lost_link_leads_to_every_application_of_the_address(organisation, deliver, client):
    make_member(organisation)
    numbers = {make_application(organisation, email="eine@beispiel.example").number for _ in range(2)}
    make_application(organisation, email="eine@beispiel.example", state="unconfirmed")
    deliver()
    cache.clear()  # an hour later

    services.send_lost_links("eine@beispiel.example", "de")
    (mail,) = deliver()

    paths = re.findall(r"http://testserver(/\S+)", mail.body)
    # The unconfirmed one leads to its confirmation, the others to their status.
    assert {client.get(path).url.split("/")[-2] for path in paths} == {*numbers, "bestaetigen"}


def test_accepted_mail_names_the_course(organisation, actor, deliver):
    application = services.take_into_review(make_application(organisation), actor=actor)
    deliver()

    services.accept(application, actor=actor, run=make_run(organisation, title="Kurs im Mai"))

    assert "Kurs im Mai" in deliver()[0].body
    assert CourseRun.objects.get().taken == 1
