"""What the administrator keeps in plain Wagtail viewsets."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from cms_apps.accounts.models import User
from cms_apps.enrolments.services import give_up_place, take_place
from cms_apps.links.errors import LinkUsed
from cms_apps.links.models import Link
from cms_apps.links.services import check
from cms_apps.organisations.models import HostOrganisation, Membership, ServedArea
from cms_apps.organisations.services import invite_to_team
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import number
from cms_apps.places.models import District
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_organisation, make_run, make_user

pytestmark = pytest.mark.django_db
VIEWSETS = ["organisations", "served-areas", "team-invitations", "course-kinds", "districts", "municipalities",
            "postal-areas", "parameters"]  # fmt: skip


@pytest.fixture
def admin_client(client):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("name", VIEWSETS)
def test_every_list_and_form_opens(admin_client, organisation, name):
    make_run(organisation)

    assert admin_client.get(reverse(f"{name}:index")).status_code == 200
    assert admin_client.get(reverse(f"{name}:add")).status_code == 200


def test_a_host_organisation_is_made_and_changed(admin_client):
    data = {"name": "Öffentliche Hand", "kind": "municipality", "phone": "0611 1", "email": "x@y.example", "website": "",
            "accepts_applications": "on"}  # fmt: skip

    admin_client.post(reverse("organisations:add"), data)
    made = HostOrganisation.objects.get()
    admin_client.post(reverse("organisations:edit", args=[made.pk]), {**data, "name": "Ährenfeld"})

    made.refresh_from_db()
    assert (made.name, made.sort_key) == ("Ährenfeld", "ahrenfeld")


def test_there_is_one_centre(admin_client):
    make_organisation("Leitstelle", centre=True)
    data = {"name": "Zweite", "kind": "centre", "phone": "1", "email": "x@y.example"}

    page = admin_client.post(reverse("organisations:add"), data).content.decode()

    assert "Es gibt schon eine Servicestelle" in page
    assert HostOrganisation.objects.count() == 1


def test_a_served_area_is_a_district_or_a_municipality(admin_client, municipality):
    host = make_organisation("Träger")
    district = District.objects.get()

    both = {"organisation": host.pk, "district": district.pk, "municipality": municipality.pk, "rank": 1}
    page = admin_client.post(reverse("served-areas:add"), both).content.decode()
    admin_client.post(reverse("served-areas:add"), {**both, "municipality": ""})

    assert "entweder einen ganzen Kreis oder eine Gemeinde" in page
    assert ServedArea.objects.get().district == district


def test_the_first_administrator_is_invited_from_the_admin(admin_client, deliver):
    host = make_organisation("Träger")
    data = {"organisation": host.pk, "email": "neu@traeger.example", "first_name": "Nora", "last_name": "Neu",
            "role": "administrator"}  # fmt: skip

    first, again = (admin_client.post(reverse("team-invitations:add"), data) for _twice in range(2))

    assert first.status_code == 302
    assert "ist schon eingeladen" in again.content.decode()
    assert host.invitations.get().role == "administrator"
    assert [one.to for one in deliver()] == [["neu@traeger.example"]]
    assert not Membership.objects.exists()
    assert "neu@" not in "".join(ModelLogEntry.objects.values_list("label", flat=True))


def test_a_member_is_not_invited_twice(admin_client):
    member = make_member(make_organisation("Träger"))
    data = {"organisation": member.memberships.get().organisation_id, "email": member.email, "role": "reader"}

    page = admin_client.post(reverse("team-invitations:add"), data).content.decode()

    assert "ist schon Mitglied" in page
    assert member.memberships.get().role == "coordinator"


def test_an_invitation_is_taken_back_and_never_changed(admin_client):
    host = make_organisation("Träger")
    asked = invite_to_team(host, actor=make_user(), email="neu@traeger.example", role="reader")

    changed = admin_client.post(reverse("team-invitations:edit", args=[asked.pk]), {"role": "administrator"})
    assert changed.status_code == 302
    assert host.invitations.get().role == "reader"
    link = Link.objects.get(object_key=asked.link_key)
    admin_client.post(reverse("team-invitations:delete", args=[asked.pk]))

    assert not host.invitations.exists()
    with pytest.raises(LinkUsed):
        check(Link.objects.get(pk=link.pk))  # the deletion of the row alone would leave it alive
    assert ModelLogEntry.objects.filter(action="organisations.invitation_withdrawn").exists()


@pytest.mark.parametrize("name", ["members:edit", "members:delete", "members:add"])
def test_no_form_of_the_admin_goes_past_the_rules_of_a_team(name):
    """The last administrator stays, and every change is logged: at the desk, by the services."""
    with pytest.raises(NoReverseMatch):
        reverse(name, args=[] if name.endswith("add") else [1])


def shut_by_form(client, user):
    data = {"username": user.username, "email": user.email, "first_name": "Lea", "last_name": "Muster"}
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), data, follow=True)


def shut_from_list(client, user):
    path = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    return client.post(f"{path}?id={user.pk}&next=/admin/users/", {"mark_as_active": "False"}, follow=True)


def deleted_by_form(client, user):
    return client.post(reverse("wagtailusers_users:delete", args=[user.pk]), follow=True)


def deleted_from_list(client, user):
    path = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    return client.post(f"{path}?id={user.pk}", follow=True)


@pytest.mark.parametrize("shut", [shut_by_form, shut_from_list, deleted_by_form, deleted_from_list])
def test_shutting_the_last_administrator_says_who_is_left_without(admin_client, shut):
    host, other = make_organisation("Verein Brücke"), make_organisation("Verein Tür")
    user = make_member(host, role="administrator")
    other.memberships.create(user=user, role="administrator")
    make_member(other, role="administrator")
    make_member(host, role="administrator", is_active=False)

    page = shut(admin_client, user).content.decode()

    assert "Verein Brücke: Dort hat jetzt niemand mehr die Rolle" in page
    assert "Verein Tür: Dort" not in page
    assert not User.objects.filter(pk=user.pk, is_active=True).exists()


@pytest.mark.parametrize("shut", [shut_by_form, shut_from_list])
def test_shutting_an_account_stands_in_the_security_log(admin_client, shut, caplog):
    caplog.set_level("INFO", logger="vielfalt.security")
    user = make_user()

    shut(admin_client, user)

    admin = User.objects.get(is_superuser=True)
    assert f"rights_changed user={user.pk} what=account shut by {admin.pk}" in caplog.text


def test_a_parameter_acts_from_its_day_on(admin_client):
    today = date.today()  # noqa: DTZ011 -- any day will do
    data = {"key": "answer.working_days", "value": "7", "valid_from": today.isoformat()}

    refused = admin_client.post(reverse("parameters:add"), {**data, "value": "sieben"}).content.decode()
    admin_client.post(reverse("parameters:add"), data)

    assert "ganze Zahl" in refused
    assert Parameter.objects.count() == 1
    assert number("answer.working_days", on=today) == 7
    assert number("answer.working_days", on=date(2020, 1, 1)) == 10


@pytest.mark.parametrize("value", ["0", "-5", "99999999999", "7.5", "٧٧٧٧"])
def test_a_parameter_that_would_stop_a_service_is_refused(admin_client, value):
    data = {"key": "confirm.days", "value": value, "valid_from": "2026-01-01"}

    page = admin_client.post(reverse("parameters:add"), data).content.decode()

    assert "von 1 bis 400" in page
    assert Parameter.objects.count() == 0


def test_a_bad_value_in_the_database_leaves_what_held_before(db):
    Parameter.objects.create(key="confirm.days", value="99999999999", valid_from=date(2026, 1, 1))

    assert number("confirm.days") == 7


def test_an_organisation_that_people_applied_to_is_not_deleted(admin_client, organisation):
    make_application(organisation)

    response = admin_client.post(reverse("organisations:delete", args=[organisation.pk]), follow=True)

    assert "Es hängen noch daran: Bewerbungen" in response.content.decode()


def test_an_organisation_with_a_course_is_not_deleted_and_its_list_goes_on(admin_client, organisation):
    run = make_run(organisation, capacity=1)
    holder, waits = (make_application(organisation, state="accepted").volunteer for _ in range(2))
    place = take_place(holder, run, actor=Actor.system())
    take_place(waits, run, actor=Actor.system(), or_wait=True)

    admin_client.post(reverse("organisations:delete", args=[organisation.pk]), follow=True)
    give_up_place(place, actor=Actor.applicant())

    assert HostOrganisation.objects.filter(pk=organisation.pk).exists()
    assert waits.enrolments.get().is_offered


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/de/konto/anmelden/?next=/admin/"])
def test_a_coordinator_who_knocks_at_the_admin_comes_to_the_desk(client, organisation, path):
    client.force_login(make_member(organisation))

    response = client.get(path, follow=True)

    assert response.request["PATH_INFO"] == "/de/schreibtisch/"
    assert response.status_code == 200


@pytest.mark.parametrize("name", VIEWSETS)
def test_an_editor_reaches_none_of_it(client, name):
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415 -- only here

    editors = Group.objects.create(name="Nur Redaktion")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    user = make_user()
    user.groups.add(editors)
    client.force_login(user)

    assert client.get(reverse(f"{name}:index")).status_code == 302
