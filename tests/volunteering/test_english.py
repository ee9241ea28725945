"""The sign-up, the status page, the desk and the mails in English: no German word is left, nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cms_apps.courses.enums import Procedure
from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.services import (
    admit,
    cancel_run,
    change_run,
    close_lists,
    complete_run,
    decline,
    expire_offers,
)
from cms_apps.enrolments.services.certificates import issue_certificates, withdraw_certificate
from cms_apps.enrolments.services.feedback import ask_how_it_was
from cms_apps.enrolments.services.reminding import remind_of_courses
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.services import publish_profile
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.parameters.languages import LANGUAGES
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Application, Draft, ForwardProposal
from cms_apps.volunteering.services.messages import write_to_person
from cms_apps.volunteering.ticks import (
    announce_deletion,
    ask_interest,
    ask_paused,
    let_forwards_lapse,
    let_rest,
    remind_of_questions,
    remind_of_talks,
    remind_unconfirmed,
    tell_overdue,
    warn_of_drafts,
)
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.courses import let_pass, note_all
from tests.factories.people import make_application, make_member, make_organisation, make_plan, make_run
from tests.volunteering.test_spine import STEPS, path_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FOR_THE_PERSON = {kind for kind, one in mails.HANDLERS.items() if one.audience == Audience.PERSON}
OWN_NAMES = [own for _german, own in LANGUAGES.values()]  # each language calls itself in its own words
OWN_WORDS = re.compile(r'<(\w+)[^>]* lang="de"[^>]*>.*?</\1>', re.DOTALL)  # what people wrote, and names
GERMAN = re.compile(r"\b(und|oder|der|das|den|Sie|Ihre?|nicht|für|mit|ein|eine|bis|Uhr)\b|[äöüß]")


def german_texts():
    with (settings.LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [
            message.id
            for message in read_po(file)
            if isinstance(message.id, str) and "%(" not in message.id and len(message.id) > 12
            if message.id != message.string
        ]


def assert_english(text, *, names=()):
    """No message of ours is left in German, and no common German word stands outside of what people wrote."""
    text = OWN_WORDS.sub("", text)
    for name in (*names, *(f"– {own}<" for own in OWN_NAMES), *(f">{own}<" for own in OWN_NAMES)):
        text = text.replace(name, "")
    assert [one for one in german_texts() if one in text] == []
    words = re.sub(r"<[^>]+>", " ", text)
    assert [words[max(m.start() - 40, 0) : m.end() + 40] for m in GERMAN.finditer(words)] == []


@pytest.fixture
def host(organisation) -> HostOrganisation:
    HostOrganisation.objects.filter(pk=organisation.pk).update(name="Team Bridge")
    publish_profile(organisation, description="Wir begleiten gern, auch am Abend und für Familien.")
    organisation.refresh_from_db()
    return organisation


@pytest.fixture
def english():
    """English for `reverse()` in a test."""
    with translation.override("en"):
        yield


def sign_up(client, host):
    """Fill in and send in English; returns every page on the way."""
    pages = [client.get("/en/bewerbung/")]
    step = client.post("/en/bewerbung/", {"ort-place": "65183"}).url.removesuffix("#auswahl")
    pages.append(client.get(step))
    asked = pages[-1].context["form"].asked_for
    answers = {"ort-place": "65183", "ort-shown_for": asked, "ort-organisation": host.pk}
    url = client.post(step, answers).url
    for data in [*STEPS.values(), {"kurs-course": "later"}]:
        pages.append(client.get(url))
        url = client.post(url, data).url
    pages += [client.get(f"{url}?fehler"), client.get(url)]
    pages.append(client.post(url, {"pruefen-privacy_notice": "on"}, follow=True))
    return pages


def test_sign_up_and_status_hold_no_german_word(client, host, deliver):
    make_run(host, title="Course one")
    pages = sign_up(client, host)
    pages.append(client.get(path_in(deliver(), "amal@beispiel.example"), follow=True))
    pages.append(client.post(pages[-1].request["PATH_INFO"], follow=True))

    assert Application.objects.get().language == "en"
    assert [page.status_code for page in pages] == [200] * len(pages)
    for page in pages:
        assert '<html lang="en"' in page.content.decode()
        assert_english(page.content.decode(), names=["Musterstadt", "Ich helfe gern.", "Vielfalt"])


def test_what_the_organisation_says_of_itself_is_marked_as_german(client, host):
    step = client.post("/en/bewerbung/", {"ort-place": "65183"}).url.removesuffix("#auswahl")

    assert (
        '<span class="card__line" lang="de" dir="ltr">Wir begleiten gern' in client.get(step).content.decode()
    )


def test_every_mail_to_the_person_is_english_and_leads_to_english_pages(client, host, deliver):
    coordinator = Actor.staff(make_member(host))
    run = make_run(host, title="Course one", capacity=5)
    sent = []

    def then(result):
        sent.extend(mail for mail in deliver() if mail.to[0].endswith("@beispiel.example"))
        return result

    def applied():
        then(make_application(host, state="unconfirmed", language="en"))
        application = then(make_application(host, language="en"))
        return services.take_into_review(application, actor=coordinator)

    application = applied()
    then(write_to_person(application, actor=coordinator, text="Is Tuesday fine?"))
    then(services.accept(application, actor=coordinator, run=run, message="See you soon."))
    then(services.give_up_course_place(application, application.volunteer.enrolments.get()))
    then(services.stop_volunteering(application))
    _wait_for_places(applied, then, coordinator, make_run(host, title="Course two", capacity=1))
    _decided_about(applied, then, coordinator, make_run(host, title="Course four", capacity=1))
    _held(applied, then, coordinator, make_run(host, title="Course five", in_days=5))
    then(services.decline(applied(), actor=coordinator, reason="no_need", message="Not at present."))
    then(make_application(host, state="withdrawn", language="en"))
    then(services.send_lost_links(application.email, "en"))
    _drafts(then)
    _middle_of_life(applied, then, coordinator)
    _under_18(host, then)
    _own_data(applied, then, coordinator)

    arrived = OutboxRow.objects.filter(kind__in=FOR_THE_PERSON, status=Delivery.DELIVERED)
    assert set(arrived.values_list("kind", flat=True)) == FOR_THE_PERSON
    for mail in sent:
        assert_english(f"{mail.subject}\n{mail.body}", names=["Musterstadt", "Vielfalt"])
        assert "/de/" not in mail.body


def _under_18(host, then):
    """A parent is asked, and does not agree."""
    parent = {"parent_name": "Nour Example", "parent_email": "nour@beispiel.example", "language": "en"}
    minor = then(make_application(host, state="parent_asked", **parent))
    link = Link.objects.get(purpose=mails.PARENT_LINK, object_key=str(minor.key))
    then(services.refuse_as_parent(link))


def _own_data(applied, then, coordinator):
    """Another address, by the person and by the team; deletion, refused and granted."""
    moving = applied()
    then(services.ask_email_change(moving, email="new@beispiel.example"))
    for purpose in mails.EMAIL_LINKS:
        then(services.agree_to_email(Link.objects.get(purpose=purpose, object_key=str(moving.key))))
    then(services.change_email_at_desk(moving, actor=coordinator, email="newer@beispiel.example"))
    over = then(services.decline(applied(), actor=coordinator, reason="no_need", message="Not at present."))
    then(services.ask_erasure(over))
    then(services.refuse_erasure(over, actor=coordinator, reason="We need it still."))
    then(services.erase_own(applied()))


def _drafts(then):
    """Kept for later, begun a second time, nearly deleted; and an application that nobody confirms."""
    email = "oksana@beispiel.example"
    old, new = services.start_draft("en"), services.start_draft("en")
    then(services.keep_for_later(old, email=email))
    then(services.save_step(new, "kontakt", {"kontakt-email": [email]}))
    Draft.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=11))
    then(warn_of_drafts())
    Application.objects.filter(state="unconfirmed").update(state_since=timezone.now() - timedelta(days=2))
    then(remind_unconfirmed())


def _middle_of_life(applied, then, coordinator):
    """A question that nobody answers, the list, a talk that is moved, a promise that is missed."""
    asked = then(services.ask(applied(), actor=coordinator, text="When?"))
    Application.objects.filter(pk=asked.pk).update(state_since=timezone.now() - timedelta(days=30))
    then(remind_of_questions())
    then(let_rest())
    then(services.shortlist(applied(), actor=coordinator, message="In autumn."))
    soon = services.Appointment(timezone.now() + timedelta(days=3), 45, "place", "Town hall")
    invited = then(services.arrange_talk(applied(), actor=coordinator, appointment=soon))
    then(services.move_talk(invited, actor=coordinator, appointment=soon))
    Application.objects.filter(pk=invited.pk).update(state_since=timezone.now() - timedelta(days=9))
    invited.talks.update(starts_at=timezone.now() + timedelta(days=1))
    then(remind_of_talks())
    then(services.cancel_talk(invited))
    services.arrange_talk(invited, actor=coordinator, appointment=soon)
    invited.talks.filter(outcome="planned").update(starts_at=timezone.now() - timedelta(days=1))
    then(services.talk_missed(invited, actor=coordinator))
    _forwarding(applied, then, coordinator)
    _taking_part(applied, then, coordinator)
    year_ago = {"state_since": timezone.now() - timedelta(days=366)}
    Application.objects.filter(state__in=["shortlisted", "resting"]).update(**year_ago, reminded_at=None)
    then(ask_interest())
    then(announce_deletion())
    late = applied()
    Application.objects.filter(pk=late.pk).update(promised_on=timezone.localdate() - timedelta(days=1))
    then(tell_overdue())


def _forwarding(applied, then, coordinator):
    """Two proposals: one is agreed to, nobody answers the other."""
    target = make_organisation("Team Harbour")
    for _ in range(2):
        then(
            services.propose_forward(applied(), actor=coordinator, target=target, message="They speak Farsi.")
        )
    agreed, late = ForwardProposal.objects.order_by("pk").select_related("application")
    then(services.agree_forward(agreed.application, proposal=agreed.pk))
    ForwardProposal.objects.filter(pk=late.pk).update(open_until=timezone.now())
    then(let_forwards_lapse())


def _taking_part(applied, then, coordinator):
    """Begins, pauses, is asked, goes on."""
    volunteer = services.accept(applied(), actor=coordinator).volunteer
    then(services.activate_volunteer(volunteer, actor=coordinator))
    then(services.pause_volunteering(volunteer, actor=coordinator))
    Volunteer.objects.filter(pk=volunteer.pk).update(state_since=timezone.now() - timedelta(days=181))
    then(ask_paused())
    then(services.resume_volunteering(volunteer, actor=coordinator))


def _wait_for_places(applied, then, coordinator, run):
    """One has the place, three wait: the first takes the offer, the second lets it expire, the third leaves."""
    people = [applied() for _ in range(4)]
    for one in people:
        then(services.accept(one, actor=coordinator, run=run, or_wait=True))
    places = [one.volunteer.enrolments.get() for one in people]
    then(services.leave_waiting_list(people[3], places[3]))
    then(services.give_up_course_place(people[0], places[0]))
    then(services.take_offered_place(people[1], Enrolment.objects.get(pk=places[1].pk)))
    then(services.give_up_course_place(people[1], Enrolment.objects.get(pk=places[1].pk)))
    Enrolment.objects.filter(pk=places[2].pk).update(offer_until=timezone.now())
    then(expire_offers())
    then(services.accept(applied(), actor=coordinator, run=run))
    then(services.accept(applied(), actor=coordinator, run=run, or_wait=True))
    run.dates.update(starts_at=timezone.now())
    then(close_lists())
    other = make_run(run.organisation, title="Course three")
    then(services.accept(applied(), actor=coordinator, run=other))
    then(change_run(other, make_plan(other, in_days=60), actor=coordinator))
    then(cancel_run(other, actor=coordinator))


def _decided_about(applied, then, coordinator, run):
    """Three ask: one is let in, one comes on the list, one is not let in."""
    CourseRun.objects.filter(pk=run.pk).update(procedure=Procedure.HOST_DECIDES)
    people = [services.accept(applied(), actor=coordinator) for _ in range(3)]
    asked = [then(services.enrol_in_course(one, run)) for one in people]
    then(admit(asked[0], actor=coordinator))
    then(admit(asked[1], actor=coordinator))
    then(decline(asked[2], actor=coordinator, message="Next time."))


def _held(applied, then, coordinator, run):
    """Five are reminded, come but for one, and are asked how it was."""
    people = [services.accept(applied(), actor=coordinator, run=run) for _ in range(5)]
    run.enrolments.update(state_since=timezone.now() - timedelta(days=30))
    then(remind_of_courses())
    let_pass(run)
    note_all(run, coordinator, absent=(people[0].volunteer.enrolments.get(),))
    then(complete_run(run, actor=coordinator))
    then(ask_how_it_was())
    one, *_rest = then(issue_certificates(run, actor=coordinator))
    then(withdraw_certificate(one, reason="Irrtum", actor=coordinator))


def test_the_team_reads_german_whatever_the_person_reads(host, deliver):
    member = make_member(host)

    make_application(host, language="en")

    mail = next(mail for mail in deliver() if mail.to == [member.email])
    assert mail.subject.startswith("Neue Bewerbung")
    assert "/de/schreibtisch/" in mail.body


def test_the_desk_speaks_english(host, english):
    desk = Client()
    desk.force_login(make_member(host, first_name="Tamara", last_name="Vogel"))
    make_run(host, title="Course one")
    names = ["Musterstadt", "Vielfalt", "Ich möchte etwas zurückgeben."]
    application = make_application(host, language="en")
    pages = [
        desk.get(reverse("desk:queue")),
        desk.get(reverse("desk:application", args=[application.number])),
    ]
    expected = {"expected": pages[-1].context["expected"]}
    pages.append(
        desk.post(reverse("desk:take_into_review", args=[application.number]), expected, follow=True)
    )
    for verb in ("accept", "decline"):
        url = reverse(f"desk:{verb}", args=[application.number])
        pages += [desk.get(url), desk.post(url, {"expected": ""})]
    pages.append(desk.get(f"{reverse('desk:queue')}?stand=entschieden"))

    for page in pages:
        assert_english(page.content.decode(), names=names)


@pytest.mark.parametrize(("to", "shown"), [("en", "en"), ("xx", "de"), ("", "de")])
def test_the_switch_in_mid_form_keeps_step_and_words(client, host, to, shown):
    step = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.removesuffix("#auswahl")
    asked = client.get(step).context["form"].asked_for
    url = client.post(step, {"ort-place": "65183", "ort-shown_for": asked, "ort-organisation": host.pk}).url
    url = url.replace("sprachen", "kontakt")

    moved = client.post(url, {"kontakt-first_name": "Amal", "kontakt-email": "not yet", "go": f"in-{to}"})

    assert moved.url == url.replace("/de/", f"/{shown}/")
    page = client.get(moved.url).content.decode()
    assert 'value="Amal"' in page
    assert 'value="not yet"' in page
    assert "field__errors" not in page
    assert Draft.objects.count() == 1


def test_the_first_page_switches_before_anything_is_sent(client, host):
    moved = client.post("/de/bewerbung/", {"ort-place": "6518", "go": "in-en"})

    assert moved.url == f"/en/bewerbung/{Draft.objects.get().key}/ort/"
    assert 'value="6518"' in client.get(moved.url).content.decode()


def test_a_refusal_is_suggested_in_the_language_of_the_person(host):
    desk = Client()
    desk.force_login(make_member(host))
    application = make_application(host, state="in_review", language="en")

    page = desk.post(
        reverse("desk:decline", args=[application.number]),
        {"go": "fill", "reason": "no_need", "expected": "1"},
    ).content.decode()

    assert "Our team is complete at the moment." in page
    assert "Die Person hat sich auf Englisch beworben." in page


def test_a_lost_link_leads_to_the_language_in_which_it_was_asked_for(client, host, deliver):
    application = make_application(host)
    deliver()

    client.post("/en/bewerbung/link/", {"email": application.email})

    assert [mail.subject for mail in deliver()] == ["Your link to your application"]


def test_a_day_is_written_as_in_english(host, deliver):
    make_application(host, state="unconfirmed", language="en")

    body = deliver()[-1].body
    assert re.search(r"valid until \d+\u00a0[A-Z][a-z]+ \d{4}\.", body)


def test_the_history_says_who_it_was_in_the_language_of_the_reader(host):
    desk = Client()
    desk.force_login(make_member(host))
    with translation.override("en"):
        application = make_application(host, language="en")

    german = desk.get(f"/de/schreibtisch/bewerbungen/{application.number}/").content.decode()
    english = desk.get(f"/en/schreibtisch/bewerbungen/{application.number}/").content.decode()

    assert "bestätigt, Bewerber*in" in german
    assert "confirmed, Applicant" in english
