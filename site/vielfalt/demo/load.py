"""Loading the whole demo, once."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import HostOrganisation, Membership
from cms_apps.pages.services import setup_site, translate_site
from cms_apps.pages.setup.groups import CHIEF_EDITORS, EDITORS, TRANSLATORS
from cms_apps.reports.services import measure
from vielfalt.demo.accounts import load_accounts
from vielfalt.demo.applications import load_applications
from vielfalt.demo.courses import load_life_of_courses
from vielfalt.demo.desk import load_desk
from vielfalt.demo.english import load_english
from vielfalt.demo.ledger import load_ledger
from vielfalt.demo.newsroom import load_newsroom
from vielfalt.demo.organisations import load_organisations, load_runs, load_settings
from vielfalt.demo.places import load_demo_postal_codes
from vielfalt.demo.requests import load_requests
from vielfalt.installation import ensure_centre, load_districts

NEWSROOM = {"redaktion": EDITORS, "chefredaktion": CHIEF_EDITORS, "uebersetzung": TRANSLATORS}


def load_demo(say: Callable[[str], object]) -> None:
    """Make what is missing of the demo; what people entered stays. `say` is told what is under way."""
    say("Konten")
    users = load_accounts()
    with transaction.atomic():
        say("Orte")
        load_districts()
        load_demo_postal_codes()
        say("Träger und Kurse")
        centre, organisations = ensure_centre(), load_organisations()
        coordinators = _members(users, organisations, centre)
        load_runs(users["admin"])
        say("Bewerbungen")
        fresh = load_applications(organisations, centre, coordinators)
        if fresh:
            load_settings()
            load_desk(organisations[0], users["traeger"])
            load_requests(coordinators)
            load_life_of_courses(organisations[0], users["traeger"])
            load_ledger(organisations[0], users["traeger"])
        measure()
    say("Seiten und Nachrichten")
    home = setup_site()
    translate_site(home)
    for name, group in NEWSROOM.items():
        users[name].groups.add(Group.objects.get(name=group))
    load_newsroom(home, users, timezone.now())
    say("Englisch")
    load_english(users)


def _members(
    users: dict[str, User], organisations: list[HostOrganisation], centre: HostOrganisation
) -> dict[int, User]:
    """`traeger` coordinates the first organisation, `leitstelle` the centre; the others' teams have no demo account."""
    Membership.objects.get_or_create(
        organisation=organisations[0], user=users["traeger"], defaults={"role": Role.ADMINISTRATOR}
    )
    Membership.objects.get_or_create(
        organisation=centre, user=users["leitstelle"], defaults={"role": Role.ADMINISTRATOR}
    )
    coordinators = {organisations[0].pk: users["traeger"], centre.pk: users["leitstelle"]}
    for index, organisation in enumerate(organisations[1:], start=1):
        coordinators[organisation.pk] = _colleague(organisation, index)
    return coordinators


def _colleague(organisation: HostOrganisation, index: int) -> User:
    user, created = User.objects.get_or_create(
        username=f"team{index}",
        defaults={
            "email": organisation.email,
            "first_name": "Team",
            "last_name": organisation.name[:150],
            "is_demo": True,
        },
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    Membership.objects.get_or_create(organisation=organisation, user=user)
    return user
