"""Two areas, two small teams: each writes and approves in its own part of the site, and nowhere else."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, TaskState, Workflow, WorkflowPage

from cms_apps.pages.models import StandardPage
from cms_apps.pages.services import setup_site, translate_site
from cms_apps.pages.setup.groups import AREAS, CHIEF_EDITORS, EDITORS

GUIDES, CLUBS = AREAS.values()


def team(name, area):
    return Group.objects.get(name=f"{name} {area}")


@pytest.fixture
def areas(home):
    made = {}
    for slug, title in AREAS.items():
        page = StandardPage(title=title, slug=slug, lead="L", locale=home.locale)
        home.add_child(instance=page)
        page.save_revision().publish()
        made[title] = page
    setup_site()
    return made


@pytest.fixture
def below(areas, make_user):
    """A page in the area of the guides that its team has submitted."""
    author = make_user("team", team(EDITORS, GUIDES))
    page = areas[GUIDES].add_child(
        instance=StandardPage(
            title="Kurse", slug="kurse", lead="L", locale=areas[GUIDES].locale, live=False, owner=author
        )
    )
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return page


def approve(client, page):
    task = TaskState.objects.get(workflow_state__object_id=str(page.pk))
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task.pk))
    client.post(
        address,
        {"comment": "", "action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    page.refresh_from_db()
    return page.live


@pytest.mark.parametrize(
    ("group", "is_approved"),
    [
        (f"{CHIEF_EDITORS} {GUIDES}", True),
        (f"{CHIEF_EDITORS} {CLUBS}", False),
        (f"{EDITORS} {GUIDES}", False),
        (f"{EDITORS} {CLUBS}", False),
        (CHIEF_EDITORS, True),
        (EDITORS, False),
    ],
)
def test_the_own_chief_editors_approve_and_no_other_team(client, below, make_user, group, is_approved):
    client.force_login(make_user("wer", Group.objects.get(name=group)))

    assert approve(client, below) is is_approved


@pytest.mark.parametrize("name", [EDITORS, CHIEF_EDITORS])
def test_a_team_changes_nothing_outside_its_area(areas, home, news_index, make_user, name):
    user = make_user("wer", team(name, CLUBS))

    own, *others = areas[CLUBS], areas[GUIDES], home, news_index
    assert own.permissions_for_user(user).can_edit()
    assert own.permissions_for_user(user).can_publish() is (name == CHIEF_EDITORS)
    assert [one.permissions_for_user(user).can_edit() for one in others] == [False, False, False]
    of_the_site = ("navigation.change_menu", "pages.view_subscriber", "content.change_barrierreport")
    assert [user.has_perm(one) for one in of_the_site] == [False, False, False]
    assert user.has_perm("content.change_contact")


def test_only_the_own_team_sees_that_something_waits(below, make_user):
    waiting = {
        area: TaskState.objects.reviewable_by(make_user(area, team(CHIEF_EDITORS, area))).count()
        for area in (GUIDES, CLUBS)
    }

    assert waiting == {GUIDES: 1, CLUBS: 0}


def test_setup_makes_nothing_twice_and_no_team_for_an_area_without_a_page(home, areas):
    def numbers():
        return [model.objects.count() for model in (Group, GroupPagePermission, Workflow, WorkflowPage)]

    before = numbers()
    setup_site()
    assert numbers() == before
    assert areas[GUIDES].get_workflow().name == f"Freigabe {GUIDES}"
    assert home.get_workflow().name == "Freigabe"


def test_without_area_pages_there_are_no_teams(home):
    assert not Group.objects.filter(name__contains=GUIDES).exists()


def test_the_translated_area_belongs_to_the_same_team(home, areas, english, make_user):
    translate_site(home)

    translated = areas[CLUBS].get_translation(english)
    assert translated.permissions_for_user(make_user("wer", team(CHIEF_EDITORS, CLUBS))).can_publish()
    assert translated.get_workflow().name == f"Freigabe {CLUBS}"
