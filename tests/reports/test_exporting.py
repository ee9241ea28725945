"""What a team takes out: its own people only, contact as the desk shows it, written down."""

import io

import pytest

from cms_apps.foundation.tables import read_table
from cms_apps.organisations.enums import Role
from cms_apps.reports.models import ExportRecord
from cms_apps.volunteering.models import Application
from tests.factories.people import make_application, make_member

pytestmark = pytest.mark.django_db


def out(client, organisation, what="bewerbungen", kind="xlsx"):
    return client.post(f"/de/schreibtisch/tabellen/{organisation.pk}/{what}/{kind}/")


def table(response):
    rows = read_table(io.BytesIO(response.content), most_rows=1000)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_own_applications_only(client, organisation, other_organisation, kind):
    member = make_member(organisation)
    make_application(organisation, last_name="Eigen", state="in_review")
    make_application(organisation, last_name="Unbestaetigt", state="unconfirmed")
    make_application(other_organisation, last_name="Fremd")
    client.force_login(member)

    response = out(client, organisation, kind=kind)

    assert [row["Nachname"] for row in table(response)] == ["Eigen"]
    assert f'filename="bewerbungen.{kind}"' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    record = ExportRecord.objects.get()
    assert (record.user, record.organisation, record.what, record.rows) == (
        member,
        organisation,
        "bewerbungen",
        1,
    )


def test_contact_is_open_where_the_desk_opens_it(client, organisation):
    client.force_login(make_member(organisation))
    for state in ("received", "in_review", "declined"):
        make_application(organisation, last_name=state, state=state, email=f"{state}@beispiel.example")

    shown = {
        row["Nachname"]: (row["E-Mail-Adresse"], row["Telefon"]) for row in table(out(client, organisation))
    }

    assert shown == {
        "received": ("", ""),
        "in_review": ("in_review@beispiel.example", "0611 555 0199"),
        "declined": ("", ""),
    }


def test_what_people_typed_is_no_formula(client, organisation):
    client.force_login(make_member(organisation))
    make_application(organisation, last_name="=1+1", state="in_review")

    assert table(out(client, organisation))[0]["Nachname"] == "=1+1"
    assert ";'=1+1;" in out(client, organisation, kind="csv").content.decode("utf-8-sig")


def test_volunteers(client, organisation):
    client.force_login(make_member(organisation))
    make_application(organisation, last_name="Dabei", state="accepted")

    assert [row["Nachname"] for row in table(out(client, organisation, "freiwillige"))] == ["Dabei"]
    page = client.get("/de/schreibtisch/tabellen/").content.decode()
    assert "Freiwillige (XLSX, 1 Zeile)" in page


def test_who_may_not(client, organisation, other_organisation):
    client.force_login(make_member(organisation, role=Role.READER))
    assert out(client, organisation).status_code == 403
    assert out(client, other_organisation).status_code == 404
    assert out(client, organisation, "alles").status_code == 404
    assert out(client, organisation, kind="exe").status_code == 404
    assert client.get(f"/de/schreibtisch/tabellen/{organisation.pk}/bewerbungen/csv/").status_code == 302
    assert not ExportRecord.objects.exists()


def test_a_table_costs_the_same_for_more_rows(client, organisation, django_assert_max_num_queries):
    client.force_login(make_member(organisation))
    make_application(organisation, state="in_review")
    out(client, organisation)
    with django_assert_max_num_queries(10) as one:
        out(client, organisation)
    for _ in range(3):
        make_application(organisation, state="in_review")
    with django_assert_max_num_queries(len(one)):
        out(client, organisation)
    assert Application.objects.count() == 4
