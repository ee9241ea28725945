"""The ledger at the desk: who sees what, what is written down, and what it costs."""

import pytest
from django.urls import reverse

from cms_apps.courses.services import finish_runs, start_runs
from cms_apps.organisations.enums import OrganisationKind, Role
from cms_apps.privacy.models import AccessRecord
from cms_apps.reports.models import ExportRecord
from cms_apps.workflow.actors import Actor
from tests.factories.courses import make_held_run, note_all
from tests.factories.people import make_event, make_member, make_organisation, make_run
from tests.reports.test_ledger import crowd, year_of
from tests.statements import with_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(organisation):
    return make_member(organisation)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def run(organisation, member):
    run = make_held_run(organisation)
    note_all(run, Actor.staff(member))
    start_runs()
    finish_runs()
    run.refresh_from_db()
    return run


def ledger(organisation, run):
    return reverse("courses:ledger", args=[organisation.pk, year_of(run)])


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_way_from_the_courses_to_the_ledger_of_this_year(desk, organisation, run):
    assert reverse("courses:first_ledger") in text(desk.get(reverse("courses:list")))
    assert desk.get(reverse("courses:first_ledger")).url.startswith(
        f"/de/schreibtisch/kurse/abrechnung/{organisation.pk}/"
    )

    page = text(desk.get(ledger(organisation, run)))

    assert "250 Euro" in page
    assert "Das ist der höchste Zuschuss" in page
    assert "Umfang prüfen" in page
    assert reverse("courses:proof", args=[run.pk]) in page


def test_a_year_without_a_course_says_so_and_one_that_nobody_means_is_missing(desk, organisation):
    assert "beginnt kein Kurs" in text(desk.get(reverse("courses:ledger", args=[organisation.pk, 2001])))
    for year in (0, 1899, 2100, 99999):
        assert desk.get(reverse("courses:ledger", args=[organisation.pk, year])).status_code == 404


def test_a_course_in_figures_with_its_warning_and_its_verb(desk, run):
    page = text(desk.get(reverse("courses:proof", args=[run.pk])))

    assert "2 Teilnehmende × 10 UE × 12,50 Euro" in page
    assert "10 UE sind zu wenig: Gefördert werden Kurse mit 20 bis 36 UE." in page
    assert "Als abgerechnet vermerken" in page
    assert "Muster0" not in page
    assert "10 UE sind zu wenig" in text(desk.get(reverse("courses:one", args=[run.pk])))


def test_what_is_not_noted_yet_is_said(desk, run):
    proof = reverse("courses:proof", args=[run.pk])
    assert "noch nicht ganz eingetragen" not in text(desk.get(proof))
    one = run.enrolments.first()
    one.attendances.earliest("date__starts_at").delete()
    assert "Bei 1 Termin ist die Anwesenheit noch nicht ganz eingetragen." in text(desk.get(proof))
    one.attendances.all().delete()
    assert "Bei 2 Terminen ist" in text(desk.get(proof))


def test_the_task_stands_at_the_start_until_it_is_done(desk, run):
    start = reverse("portal:start")
    assert "Kurse abrechnen" in text(desk.get(start))
    proof = desk.get(reverse("courses:proof", args=[run.pk]))

    desk.post(reverse("courses:settle", args=[run.pk]), {"expected": proof.context["expected"]})

    assert "Kurse abrechnen" not in text(desk.get(start))
    assert "Als abgerechnet vermerken" not in text(desk.get(reverse("courses:proof", args=[run.pk])))


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_a_file_is_made_by_a_button_and_written_down(desk, member, organisation, run, kind, begins):
    url = reverse("courses:proof_file", args=[run.pk, kind])
    assert desk.get(url).url == reverse("courses:proof", args=[run.pk])
    assert not ExportRecord.objects.exists()

    response = desk.post(url)

    assert response.content.startswith(begins)
    assert f'filename="verwendungsnachweis-{run.pk}.{kind}"' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    (record,) = ExportRecord.objects.all()
    assert (record.user, record.organisation, record.what, record.kind, record.rows) == (
        member, organisation, "verwendungsnachweis", kind, 2,
    )  # fmt: skip
    written = AccessRecord.objects.filter(what="exported").values_list("object_key", flat=True)
    assert sorted(written) == sorted(one.volunteer.subject_key for one in run.enrolments.all())
    assert "Verwendungsnachweis eines Kurses" in text(desk.get(reverse("reports:exports")))


def test_a_year_is_written_down_without_anybody(desk, organisation, run):
    response = desk.post(f"{ledger(organisation, run)}tabelle/")

    assert response.content.startswith(b"PK")
    assert ExportRecord.objects.get().what == "abrechnung"
    assert not AccessRecord.objects.filter(what="exported").exists()


def test_a_reader_sees_figures_and_takes_nothing(client, organisation, run):
    client.force_login(make_member(organisation, role=Role.READER))

    assert "Für den Verwendungsnachweis" not in text(client.get(reverse("courses:proof", args=[run.pk])))
    assert "Tabelle (XLSX)" not in text(client.get(ledger(organisation, run)))
    assert "Kurse abrechnen" not in text(client.get(reverse("portal:start")))
    assert client.post(reverse("courses:proof_file", args=[run.pk, "pdf"])).status_code == 403
    assert client.post(f"{ledger(organisation, run)}tabelle/").status_code == 403
    assert not ExportRecord.objects.exists()


def test_others_and_the_centre_find_nothing_of_it(client, organisation, other_organisation, run):
    centre = make_organisation("Servicestelle", kind=OrganisationKind.CENTRE)
    own = make_run(centre)
    for host in (other_organisation, centre):
        client.force_login(make_member(host))
        for url in (ledger(organisation, run), reverse("courses:proof", args=[run.pk])):
            assert client.get(url).status_code == 404
        assert client.post(reverse("courses:proof_file", args=[run.pk, "pdf"])).status_code == 404
        assert client.post(f"{ledger(organisation, run)}tabelle/").status_code == 404

    assert "noch nicht begonnen" in text(client.get(ledger(centre, own)))


def test_an_event_and_another_kind_of_file_are_missing(desk, organisation, run):
    event = make_event(organisation)

    assert desk.get(reverse("courses:proof", args=[event.pk])).status_code == 404
    assert desk.post(reverse("courses:proof_file", args=[event.pk, "pdf"])).status_code == 404
    assert desk.post(reverse("courses:proof_file", args=[run.pk, "csv"])).status_code == 404
    assert "Abrechnung" not in desk.get(reverse("courses:one", args=[event.pk])).content.decode()


def test_whoever_plans_reads_what_is_granted_for(desk, organisation, run):
    typed = {
        "kind_id": run.kind_id,
        "termin-TOTAL_FORMS": "1",
        "termin-0-teaching_units": "24",
        "termin_mehr": "1",
    }
    plan = reverse("courses:plan", args=[organisation.pk])

    first, again = text(desk.get(plan)), text(desk.post(plan, typed))

    assert "Gefördert werden Kurse mit 20 bis 36 UE (Basisqualifizierung)." in first
    assert "Hier stehen jetzt" not in first
    assert "Hier stehen jetzt 48 UE." in again  # the second row takes over what stood in the first
    assert "48 UE sind mehr als die 36, die gefördert werden." in again


@pytest.mark.slow
def test_the_pages_cost_at_most_ten_statements_for_a_thousand_people(
    desk, organisation, run, django_assert_num_queries
):
    crowd(run, 1000)
    pages = {ledger(organisation, run): 6, reverse("courses:proof", args=[run.pk]): 9}
    for _ in range(2):
        for url, cost in pages.items():
            desk.get(url)
            with django_assert_num_queries(with_session(cost)):
                desk.get(url)
        crowd(make_held_run(organisation, people=0), 3)
        crowd(make_held_run(organisation, people=0), 3)
