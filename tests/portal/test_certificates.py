"""Certificates at the desk, on the status page, and for whoever was shown one."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.enums import HandedOver
from cms_apps.enrolments.models import CourseCertificate
from cms_apps.enrolments.services.certificates import (
    correct_certificate,
    hand_over,
    issue_certificates,
    withdraw_certificate,
)
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.outbox.worker import drain
from cms_apps.parameters.models import Parameter
from cms_apps.privacy.models import AccessRecord
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.courses import completed, make_certificate, make_held_run
from tests.factories.people import make_member, make_organisation
from tests.papers import text_of
from tests.statements import with_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(organisation):
    return make_member(organisation, first_name="Tamara", last_name="Vogel")


@pytest.fixture
def actor(member):
    return Actor.staff(member)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def run(organisation, actor):
    return completed(organisation, actor)


@pytest.fixture
def page(run):
    return f"/de/schreibtisch/kurse/{run.pk}/zertifikate/"


def test_all_of_a_course_by_one_click_with_progress(desk, run, page):
    before = desk.get(page).content.decode()
    assert "Alle Zertifikate ausstellen" in before

    after = desk.post(f"{page}ausstellen/", {"expected": "0"}, follow=True).content.decode()
    assert "2 Zertifikate sind ausgestellt." in after
    assert "0 von 2 Zertifikaten sind als PDF fertig." in after
    drain()
    done = desk.get(page).content.decode()

    assert "als PDF fertig" not in done
    again = desk.post(f"{page}ausstellen/", {"expected": "0"}, follow=True).content.decode()
    assert "Es war nichts auszustellen." in again
    assert CourseCertificate.objects.count() == 2


def test_from_the_last_day_to_the_ceremony(desk, run, page, actor):
    first, second = issue_certificates(run, actor=actor)
    drain()

    assert "Mindestens" not in desk.get(page).content.decode()
    refused = desk.post(f"{page}uebergeben/", {}).content.decode()
    for sentence in (
        "Wählen Sie mindestens eine Person.",
        "Wählen Sie, wie das Zertifikat übergeben wurde.",
        "Geben Sie den Tag an.",
    ):
        assert sentence in refused
    words = {"certificates": [first.pk], "how": "ceremony", "on": timezone.localdate().isoformat()}
    done = desk.post(f"{page}uebergeben/", words, follow=True).content.decode()

    assert "1 Übergabe ist eingetragen." in done
    assert "übergeben bei einer Feier" in done
    assert done.count("noch nicht übergeben") == 1
    late = desk.post(f"{page}uebergeben/", {**words, "certificates": [second.pk], "on": "2020-01-01"})
    assert (late.status_code, "Der Tag der Übergabe liegt zwischen" in late.content.decode()) == (409, True)


def test_the_papers_one_by_one_and_all_together(desk, run, page, actor):
    first, second = issue_certificates(run, actor=actor)

    assert desk.get(f"{page}{first.pk}/").status_code == 404  # not made yet
    drain()
    one, together = desk.get(f"{page}{first.pk}/"), desk.get(f"{page}alle.pdf")

    assert first.name in text_of(one.content)
    assert one["Cache-Control"] == "private, no-store"
    words = text_of(together.content)
    assert first.number in words
    assert second.number in words
    assert AccessRecord.objects.filter(what="printed").exists()


def test_correcting_and_withdrawing_ask_for_a_reason(desk, run, page, actor):
    first, second = issue_certificates(run, actor=actor)
    correct, withdraw = f"{page}{first.pk}/berichtigen/", f"{page}{second.pk}/zurueckziehen/"

    seen = desk.get(correct).context["form"].initial
    assert seen["name"] == first.enrolment.volunteer.full_name
    assert "Schreiben Sie, warum." in desk.post(correct, {**seen}).content.decode()
    assert desk.post(correct, {**seen, "name": "Amal M.", "reason": "Ausweis"}).status_code == 302
    expected = last_history_id(second)
    assert desk.post(withdraw, {"expected": expected, "reason": "Irrtum"}).status_code == 302
    late = desk.post(withdraw, {"expected": expected, "reason": "Irrtum"})

    assert late.status_code == 409
    states = dict(CourseCertificate.objects.values_list("pk", "state"))
    assert (states[first.pk], states[second.pk]) == ("replaced", "withdrawn")
    assert "zurückgezogen" in desk.get(page).content.decode()


def test_the_desk_reads_as_often_for_many_as_for_one(desk, organisation, actor):
    def page_of(people):
        run = completed(organisation, actor, people=people)
        issue_certificates(run, actor=actor)
        url = f"/de/schreibtisch/kurse/{run.pk}/zertifikate/"
        desk.get(url)
        with CaptureQueriesContext(connection) as queries:
            desk.get(url)
        return len(queries)

    assert page_of(1) == page_of(5) <= with_session(20)


def test_the_person_finds_it_on_the_status_page(run, actor, client):
    one, _other = issue_certificates(run, actor=actor)
    application = one.enrolment.volunteer.application
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
    client.get(f"/de/bewerbung/stand/oeffnen/{links.token(link)}/")
    status, own = (
        f"/de/bewerbung/stand/{application.number}/",
        f"/de/bewerbung/stand/{application.number}/zertifikat/{one.pk}/",
    )

    assert "Ihre Zertifikate" not in client.get(status).content.decode()
    drain()
    assert "Ihre Zertifikate" in client.get(status).content.decode()
    assert one.number in text_of(client.get(own).content)
    assert Client().get(own).status_code == 404
    withdraw_certificate(one, reason="Irrtum", actor=actor)

    assert client.get(own).status_code == 404
    assert "Zertifikat ansehen" not in client.get(status).content.decode()


@pytest.fixture
def shown(run):
    """A certificate that somebody shows to an employer."""
    return make_certificate(run.enrolments.first(), name="Zora Beispielname")


def test_the_check_page_says_that_it_holds_and_no_name(client, shown):
    page = client.get(f"/de/zertifikat/{shown.code}/")
    words = page.content.decode()

    assert "Dieses Zertifikat gilt" in words
    assert shown.course in words
    assert shown.number in words
    assert "Zora" not in words
    assert "Beispielname" not in words
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"] + words


@pytest.mark.parametrize(("typed", "answer"), [
    ("zora beispielname", "Ja, es ist auf diesen Namen ausgestellt: Zora Beispielname"),
    ("Vera Beispielname", "Nein, auf dem Zertifikat steht ein anderer Name."),
    ("", "Schreiben Sie den Namen."),
])  # fmt: skip
def test_the_name_is_shown_to_who_knows_it(client, shown, typed, answer):
    words = client.post(f"/de/zertifikat/{shown.code}/", {"name": typed}).content.decode()

    assert answer in words
    assert ("Zora Beispielname" in words) == typed.startswith("zora")


def test_the_code_leads_to_it_and_a_wrong_one_nowhere(client, shown):
    found = client.post("/de/zertifikat/", {"code": shown.code.lower().replace("-", " ")})
    assert found["Location"] == f"/de/zertifikat/{shown.code}/"

    wrong = client.post("/de/zertifikat/", {"code": "AAAAAA-AAAAAA"})
    assert "Diesen Prüfcode kennen wir nicht." in wrong.content.decode()
    assert client.get("/de/zertifikat/AAAAAA-AAAAAA/").status_code == 404
    assert client.get(f"/de/zertifikat/{'A' * 300}/").status_code == 404


def test_one_that_was_withdrawn_or_replaced_says_so(client, run, actor):
    one, other = issue_certificates(run, actor=actor)
    withdraw_certificate(one, reason="Ein Grund, der niemanden angeht", actor=actor)
    words = client.get(f"/de/zertifikat/{one.code}/").content.decode()

    assert "Dieses Zertifikat gilt nicht mehr" in words
    assert "niemanden angeht" not in words
    assert (
        "Aber es gilt nicht mehr."
        in client.post(f"/de/zertifikat/{one.code}/", {"name": one.name}).content.decode()
    )
    assert "Dieses Zertifikat gilt</h1>" in client.get(f"/de/zertifikat/{other.code}/").content.decode()


def test_nobody_tries_names_without_end(client, shown):
    cache.clear()
    Parameter.objects.create(key="network.certificate_checks", value="2", valid_from="2020-01-01")

    answers = [
        client.post(f"/de/zertifikat/{shown.code}/", {"name": f"Name {n}"}).status_code for n in range(3)
    ]

    assert answers == [200, 200, 429]
    limited = client.post("/de/zertifikat/", {"code": "AAAAAA-AAAAAA"})
    assert (limited.status_code, "kennen wir nicht" in limited.content.decode()) == (429, False)


def test_a_reader_of_the_team_and_a_foreign_team_see_none(run, page, organisation):
    reader, foreign = Client(), Client()
    reader.force_login(make_member(organisation, role="reader"))
    foreign.force_login(make_member(make_organisation("Anderer Träger")))

    assert reader.get(page).status_code == 403
    assert foreign.get(page).status_code == 404
    assert reader.post(f"{page}ausstellen/", {"expected": "0"}).status_code == 403
    assert not CourseCertificate.objects.exists()


@pytest.mark.parametrize("verb", ["berichtigen", "zurueckziehen", "fuer"])
def test_a_reader_is_shown_nobody_by_a_post_either(run, page, organisation, actor, verb):
    first, second = issue_certificates(run, actor=actor)
    withdraw_certificate(second, reason="Geht niemanden an", actor=actor)
    reader = Client()
    reader.force_login(make_member(organisation, role="reader"))
    paths = (
        [f"fuer/{first.enrolment_id}/"]
        if verb == "fuer"
        else [f"{one.pk}/{verb}/" for one in (first, second)]
    )

    for path in paths:
        answer = reader.post(f"{page}{path}", {})
        assert answer.status_code == 403
        assert "niemanden an" not in answer.content.decode()


def test_a_stale_page_hands_over_nothing_unseen(desk, run, page, actor):
    first, second = issue_certificates(run, actor=actor)
    old = desk.get(page).context["form"].initial
    hand_over(run, [first.pk], how=HandedOver.POST, on=timezone.localdate(), actor=actor)

    words = {
        "certificates": [first.pk, second.pk],
        "how": "in_person",
        "on": timezone.localdate().isoformat(),
    }
    late = desk.post(f"{page}uebergeben/", {**words, "seen": old["seen"]})

    assert late.status_code == 409
    assert "Inzwischen hat jemand anderes etwas geändert." in late.content.decode()
    assert not CourseCertificate.objects.filter(handed_over_how="in_person").exists()


def test_a_certificate_of_another_run_is_a_missing_one(desk, run, page, organisation, actor):
    foreign = make_certificate(make_held_run(organisation).enrolments.first(), number="2020-00001")

    for verb in ("", "berichtigen/", "zurueckziehen/"):
        assert desk.get(f"{page}{foreign.pk}/{verb}").status_code == 404
    assert hand_over(run, [foreign.pk], how=HandedOver.POST, on=timezone.localdate(), actor=actor) == 0


@pytest.mark.parametrize("name", ["A\x96mal", "Amal\u202eMuster", "\u200b"])
def test_what_nobody_can_see_is_not_printed(desk, run, page, actor, name):
    first, _second = issue_certificates(run, actor=actor)
    url = f"{page}{first.pk}/berichtigen/"

    answer = desk.post(url, {**desk.get(url).context["form"].initial, "name": name, "reason": "Ausweis"})

    assert "die sich nicht drucken lassen" in answer.content.decode()
    assert CourseCertificate.objects.valid().count() == 2


def test_what_was_typed_stays_in_a_stale_tab(desk, run, page, actor):
    first, _second = issue_certificates(run, actor=actor)
    url = f"{page}{first.pk}/zurueckziehen/"
    old = desk.get(url).context["form"].initial
    hand_over(run, [first.pk], how=HandedOver.POST, on=timezone.localdate(), actor=actor)

    late = desk.post(url, {"expected": old["expected"], "reason": "Ein langer Grund"})
    words = late.content.decode()

    assert (late.status_code, first.is_valid) == (409, True)
    assert "Ihre Angaben stehen noch da." in words
    assert "Ein langer Grund" in words
    again = late.context["form"].initial
    assert desk.post(url, {"expected": again["expected"], "reason": again["reason"]}).status_code == 302


def test_a_second_correction_begins_with_the_name_on_the_paper(desk, run, page, actor):
    first, _second = issue_certificates(run, actor=actor)
    second = correct_certificate(first, name="Richtig Geschrieben", reason="Ausweis", actor=actor)

    assert (
        desk.get(f"{page}{second.pk}/berichtigen/").context["form"].initial["name"] == "Richtig Geschrieben"
    )
    assert "Ausweis" in desk.get(f"{page}{second.pk}/berichtigen/").content.decode()


def test_a_course_that_somebody_completed_is_not_called_off(desk, run):
    url = f"/de/schreibtisch/kurse/{run.pk}/absagen/"

    answer = desk.post(url, {"expected": "0", "message": "Fällt aus."})

    assert answer.status_code == 409
    assert CourseRun.objects.get(pk=run.pk).state != "cancelled"


def test_the_whole_address_will_do_as_a_code(client, shown):
    found = client.post(
        "/de/zertifikat/", {"code": f"https://www.vielfalt.example/de/zertifikat/{shown.code}/"}
    )

    assert found["Location"] == f"/de/zertifikat/{shown.code}/"


def test_the_status_page_says_what_was_withdrawn(run, actor, client):
    one, _other = issue_certificates(run, actor=actor)
    drain()
    withdraw_certificate(one, reason="Irrtum", actor=actor)
    application = one.enrolment.volunteer.application
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))

    words = client.get(f"/de/bewerbung/stand/oeffnen/{links.token(link)}/", follow=True).content.decode()

    assert f"Das Zertifikat {one.number}" in words
    assert "gilt nicht mehr" in words


def test_a_completion_is_taken_back_only_when_no_certificate_says_it(desk, run, actor):
    first, _second = issue_certificates(run, actor=actor)
    url = f"/de/schreibtisch/kurse/{run.pk}/teilnehmende/{first.enrolment_id}/abschluss-zuruecknehmen/"

    refused = desk.post(url)
    withdraw_certificate(first, reason="Irrtum", actor=actor)
    done = desk.post(url)

    assert (refused.status_code, "Ziehen Sie es zuerst zurück." in refused.content.decode()) == (409, True)
    assert done.status_code == 302
    assert run.enrolments.get(pk=first.enrolment_id).is_enrolled
