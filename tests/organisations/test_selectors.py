"""Who takes an application from where, and whose eyes may see what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from cms_apps.organisations import selectors
from cms_apps.organisations.models import ServedArea
from tests.factories.people import make_member, make_municipality, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return make_organisation("Zentrum", centre=True)


def serve_district(organisation, municipality, rank=10):
    return ServedArea.objects.create(
        organisation=organisation, district=municipality.district, rank=rank
    )  # fmt: skip


def test_own_municipality_goes_before_the_district_then_rank_then_name(municipality, centre):
    wide = make_organisation("Ä weit")
    serve_district(wide, municipality, rank=1)
    near = make_organisation("Z nah", serves=municipality)
    second = make_organisation("B nah", serves=municipality)
    ServedArea.objects.filter(organisation=near).update(rank=1)

    assert selectors.organisations_offered(municipality) == [near, second, wide]


def test_organisation_with_several_areas_is_offered_once(municipality):
    one = make_organisation("Beides", serves=municipality)
    serve_district(one, municipality)

    assert selectors.organisations_offered(municipality) == [one]


def test_unserved_and_unknown_places_lead_to_the_centre(centre, organisation):
    elsewhere = make_municipality("Anderswo", code="34117", ags="06611")

    assert selectors.organisations_offered(elsewhere) == [centre]
    assert selectors.organisations_offered(None) == [centre]


def test_organisation_that_takes_nobody_is_not_offered(municipality, centre):
    make_organisation("Voll", serves=municipality, accepts_applications=False)

    assert selectors.organisations_offered(municipality) == [centre]


def test_without_a_centre_nobody_is_offered(municipality):
    assert selectors.organisations_offered(municipality) == []


def test_there_is_one_centre(centre):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_organisation("Zweites Zentrum", centre=True)


def test_area_is_a_district_or_a_municipality(organisation, municipality):
    for place in ({}, {"district": municipality.district, "municipality": municipality}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServedArea.objects.create(organisation=organisation, **place)


def test_public_list_is_alphabetical_with_the_centre_last(centre):
    for name in ("Zebra", "Äpfel", "Apfel 10", "Apfel 9"):
        make_organisation(name)

    names = [one.name for one in selectors.public_organisations()]

    assert names == ["Äpfel", "Apfel 9", "Apfel 10", "Zebra", "Zentrum"]


@pytest.mark.parametrize(
    ("role", "reads", "decides"),
    [("reader", True, False), ("coordinator", True, True), ("administrator", True, True)],
)
def test_role_opens_what_it_should(organisation, other_organisation, role, reads, decides):
    user = make_member(organisation, role=role)

    assert (organisation in selectors.organisations_of(user)) is reads
    assert selectors.may_decide(user, organisation.pk) is decides
    assert other_organisation not in selectors.organisations_of(user)
    assert not selectors.may_decide(user, other_organisation.pk)
    assert list(selectors.organisations_of(user)) == [organisation]


@pytest.mark.parametrize("who", ["nobody", "anonymous", "stranger", "superuser", "left", "deactivated"])
def test_others_see_nothing(organisation, who):
    left = make_member(organisation)
    left.memberships.update(active=False)
    user = {
        "nobody": None,
        "anonymous": AnonymousUser(),
        "stranger": make_user(),
        "superuser": make_user(is_superuser=True),
        "left": left,
        "deactivated": make_member(organisation, is_active=False),
    }[who]

    assert not selectors.may_decide(user, organisation.pk)
    assert user is None or list(selectors.organisations_of(user)) == []


def test_news_go_to_deciding_members_else_to_the_organisation(organisation):
    make_member(organisation, role="reader")
    make_member(organisation, is_active=False)
    assert selectors.notified_addresses(organisation) == [organisation.email]
    member = make_member(organisation)

    assert selectors.notified_addresses(organisation) == [member.email]
