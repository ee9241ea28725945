"""The engagement record: what is true today, of whoever reads the mails to the address, and of nobody else."""

import pytest
import time_machine
from django.utils import timezone

from cms_apps.accounts.mailboxes import prove
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.services import complete_run, note_attendance, volunteer_leaves
from cms_apps.enrolments.services.certificates import (
    correct_certificate,
    issue_certificate,
    withdraw_certificate,
)
from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters.models import Parameter
from cms_apps.reports.selectors.engagement import records_of
from cms_apps.reports.services.engagement import engagement_pdf
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import activate, pause
from cms_apps.workflow.actors import Actor
from tests.factories.courses import UNITS, make_held_run, note_all
from tests.factories.people import make_application, make_member, make_user
from tests.papers import is_tagged, text_of, title_of
from tests.statements import with_session
from tests.verapdf import needs_verapdf, objections

pytestmark = pytest.mark.django_db
PAGE, ADDRESS = "/de/mein-bereich/nachweis/", "amal@vielfalt.example"


@pytest.fixture
def own(client):
    user = make_user("amal", by_code=True)
    prove(user, user.email)
    client.force_login(user)
    return client


def completed(organisation, *, name="Muster", title="Basiskurs") -> Volunteer:
    """Somebody behind the address who completed a course there; another one was in it, too."""
    actor = Actor.staff(make_member(organisation))
    run = make_held_run(organisation, title=title)
    note_all(run, actor)
    complete_run(run, actor=actor)
    one = run.enrolments.first().volunteer
    Volunteer.objects.filter(pk=one.pk).update(email=ADDRESS, last_name=name)
    return Volunteer.objects.get(pk=one.pk)


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def paper(one):
    return f"{PAGE}{one.pk}/"


def test_the_way_from_the_own_area_to_page_and_paper(own, organisation):
    one = completed(organisation)
    assert PAGE in text(own.get("/de/mein-bereich/"))

    page, pdf = text(own.get(PAGE)), own.get(paper(one))

    assert "Amal Muster" in page
    assert "10 von 10 UE" in page
    assert paper(one) in page
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == 'attachment; filename="engagementnachweis.pdf"'
    assert "no-store" in pdf["Cache-Control"]


def test_several_organisations_stand_each_with_what_is_its_own(organisation, other_organisation):
    first, second = completed(organisation), completed(other_organisation, title="Vertiefung")
    activate(first, actor=Actor.staff(make_member(organisation)))

    (record,) = records_of(ADDRESS.upper())

    assert (record.pk, record.name) == (first.pk, "Amal Muster")
    assert [(one.host, one.was_active) for one in record.places] == [
        (organisation.name, True),
        (other_organisation.name, False),
    ]
    assert [(one.title, one.host, one.units) for one in record.courses] == [
        ("Basiskurs", organisation.name, 2 * UNITS),
        ("Vertiefung", other_organisation.name, 2 * UNITS),
    ]
    assert record.courses[0].last == timezone.localdate(
        second.enrolments.get().run.dates.latest("starts_at").starts_at
    )


def test_a_certificate_stands_there_with_its_number_while_it_holds(own, organisation):
    one, actor = completed(organisation), Actor.staff(make_member(organisation))
    certificate = issue_certificate(one.enrolments.get(), name="Amal Muster", actor=actor)
    assert f"Zertifikat {certificate.number} prüfen" in text(own.get(PAGE))
    shown = " ".join(text_of(own.get(paper(one)).content).split())
    assert certificate.number in shown
    assert "/de/zertifikat/" in shown

    again = correct_certificate(certificate, name="Amal Müster", reason="Ausweis", actor=actor)
    assert [course.number for course in records_of(ADDRESS)[0].courses] == [again.number]

    withdraw_certificate(again, reason="Irrtum", actor=actor)
    page = text(own.get(PAGE))
    assert "Basiskurs" in page
    for gone in (certificate, again):
        assert gone.number not in page
        assert gone.code not in page
    assert "prüfen Sie" not in text_of(own.get(paper(one)).content)


def test_people_who_share_a_mailbox_have_a_record_each(own, organisation):
    amal, karim = completed(organisation), completed(organisation, name="Anders", title="Anderer Kurs")

    found = {one.pk: one for one in records_of(ADDRESS)}

    assert set(found) == {amal.pk, karim.pk}
    assert "Anderer Kurs" not in text_of(own.get(paper(amal)).content)


def test_only_what_is_completed_stands_there_and_what_was_made_up_counts(organisation):
    run, other = make_held_run(organisation), make_held_run(organisation, people=0, title="Anderer Kurs")
    actor = Actor.staff(make_member(organisation))
    one, short = run.enrolments.order_by("pk")
    first, second = run.dates.all()
    note_attendance(first, [Note(one.pk, UNITS), Note(short.pk, 0)], actor=actor)
    note_attendance(second, [Note(one.pk, 0), Note(short.pk, 0)], actor=actor)
    note_attendance(other.dates.last(), [Note(one.pk, UNITS)], actor=actor)
    complete_run(run, actor=actor)
    Volunteer.objects.update(email=ADDRESS)

    done, nothing = records_of(ADDRESS)

    assert [(course.units, course.total) for course in done.courses] == [(10, 10)]
    assert nothing.courses == []
    assert not nothing.says_something


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "aufgenommen am 1. März 2026"),
        ([activate], "aktiv seit 1. Mai 2026"),
        ([activate, pause], "aktiv seit 1. Mai 2026, Pause seit 1. Juni 2026"),
        ([activate, volunteer_leaves], "aktiv vom 1. Mai 2026 bis 1. Juni 2026"),
        ([volunteer_leaves], "aufgenommen am 1. März 2026, dabei bis 1. Mai 2026"),
    ],
    ids=["preparing", "active", "paused", "left", "never active"],
)
def test_since_when_somebody_takes_part(organisation, steps, words):
    actor = Actor.staff(make_member(organisation))
    with time_machine.travel("2026-03-01 12:00+01:00"):
        one = make_held_run(organisation, people=1).enrolments.get().volunteer
        Volunteer.objects.update(email=ADDRESS)
    for month, step in enumerate(steps, start=5):
        with time_machine.travel(f"2026-{month:02}-01 12:00+02:00"):
            step(Volunteer.objects.get(pk=one.pk), actor=actor)

    (record,) = records_of(ADDRESS)

    assert [place.sentence for place in record.places] == [words]


def test_whoever_has_left_finds_it_too(own, organisation):
    one = completed(organisation)
    assert text(own.get("/de/mein-bereich/")).count(PAGE) == 1
    volunteer_leaves(one, actor=Actor.staff(make_member(organisation)))

    assert "Basiskurs" in text(own.get(PAGE))
    assert own.get(paper(one)).status_code == 200


def test_whoever_only_applied_is_not_led_there(own, organisation):
    make_application(organisation, email=ADDRESS)

    assert PAGE not in text(own.get("/de/mein-bereich/"))
    assert "sobald ein Träger Sie aufgenommen hat" in text(own.get(PAGE))


def test_a_record_of_others_is_like_one_that_is_missing(own, organisation):
    one = completed(organisation)
    other = one.enrolments.get().run.enrolments.exclude(volunteer=one).get().volunteer

    assert other.full_name not in text(own.get(PAGE))
    assert own.get(paper(other)).status_code == own.get(f"{PAGE}99999999/").status_code == 404


def test_nobody_without_a_proved_address_sees_anything(client, organisation):
    one = completed(organisation)
    assert client.get(PAGE).url.startswith("/de/konto/anmelden/code/")
    client.force_login(make_user("amal"))

    assert "Amal Muster" not in text(client.get(PAGE))
    assert client.get(paper(one)).status_code == 404


def test_a_record_that_says_nothing_is_no_paper(own, organisation):
    make_held_run(organisation, people=1)
    Volunteer.objects.update(email=ADDRESS)
    one = Volunteer.objects.get()

    assert "Als PDF gibt es ihn, sobald" in text(own.get(PAGE))
    assert own.get(paper(one)).status_code == 404


def test_papers_are_so_many_in_an_hour(own, organisation):
    one = completed(organisation)
    Parameter.objects.create(key="downloads_per_hour", value="1", valid_from=timezone.localdate())

    assert [own.get(paper(one)).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_paper_is_in_the_language_of_the_page(own, organisation, language):
    one = completed(organisation)

    pdf = own.get(f"/{language}/mein-bereich/nachweis/{one.pk}/").content

    assert is_tagged(pdf)
    assert title_of(pdf).endswith("Amal Muster")
    assert "Basiskurs (Basisqualifizierung)" in " ".join(text_of(pdf).split())
    german = f'href="/de/mein-bereich/nachweis/{one.pk}/"'
    assert (german in own.get(f"/{language}/mein-bereich/nachweis/").content.decode()) is True


@needs_verapdf
def test_a_judge_of_papers_has_nothing_against_it(organisation, tmp_path):
    place, actor = completed(organisation).enrolments.get(), Actor.staff(make_member(organisation))
    issue_certificate(place, name="Amal Muster", actor=actor)
    (record,) = records_of(ADDRESS)

    assert objections(engagement_pdf(record), tmp_path) == ["compliant"]


def test_the_page_costs_the_same_for_more(own, organisation, django_assert_num_queries):
    completed(organisation)
    for _ in range(2):
        own.get(PAGE)
        with django_assert_num_queries(with_session(10)):
            own.get(PAGE)
        completed(HostOrganisation.objects.create(name="Noch einer", kind="church"), title="Noch ein Kurs")
        completed(organisation, name="Anders")
