"""Who may decide, and whose eyes may see an application."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms_apps.volunteering.policies import is_applicant, is_coordinator
from cms_apps.volunteering.selectors import applications_of_address, applications_visible_to, queue_page
from cms_apps.workflow.actors import Actor, ActorKind
from tests.factories.people import make_application, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(organisation):
    make_member(organisation)
    return make_application(organisation)


def test_applicant_is_no_coordinator_and_the_other_way_round(application, organisation):
    coordinator = Actor.staff(organisation.memberships.get().user)

    assert (is_applicant(application, Actor.applicant()), is_coordinator(application, Actor.applicant())) == (
        True,
        False,
    )
    assert (is_applicant(application, coordinator), is_coordinator(application, coordinator)) == (False, True)


@pytest.mark.parametrize("kind", [ActorKind.APPLICANT, ActorKind.SYSTEM])
def test_account_alone_decides_nothing(application, organisation, kind):
    actor = Actor(kind, organisation.memberships.get().user)

    assert not is_coordinator(application, actor)


def test_each_organisation_sees_its_own(application, organisation, other_organisation):
    foreign = make_application(other_organisation)
    mine, theirs = organisation.memberships.get().user, make_member(other_organisation)

    assert list(applications_visible_to(mine)) == [application]
    assert list(applications_visible_to(theirs)) == [foreign]


def test_member_of_two_sees_both(application, organisation, other_organisation):
    both = make_member(organisation)
    other_organisation.memberships.create(user=both, role="reader")
    foreign = make_application(other_organisation)

    assert set(applications_visible_to(both)) == {application, foreign}


@pytest.mark.parametrize("who", [AnonymousUser, make_user, lambda: make_user(is_superuser=True)])
def test_others_see_none(application, who):
    assert not applications_visible_to(who()).exists()


def test_unconfirmed_application_is_seen_by_its_mailbox_only(organisation):
    member = make_member(organisation)
    application = make_application(organisation, state="unconfirmed")

    assert not applications_visible_to(member).exists()
    assert list(applications_of_address(application.email)) == [application]


@pytest.mark.parametrize(
    "after", ["", "x", "~", "~1", "2026-01-01~", "2026-01-01~٣", "9999999-01-01~1", "2026-01-01~" + "9" * 30]
)
@pytest.mark.parametrize("decided", [True, False])
def test_mutilated_key_shows_the_first_page(application, organisation, after, decided):
    page = queue_page([organisation], shelf="decided" if decided else "open", after=after)

    assert page.is_first
    assert [row.number for row in page.rows] == ([] if decided else [application.number])
