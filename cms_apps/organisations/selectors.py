"""Reads about host organisations, and whose eyes may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone
from wagtail.models import WorkflowState

from cms_apps.accounts.models import User
from cms_apps.organisations.answers import ProfileNow
from cms_apps.organisations.enums import DECIDING_ROLES, MailboxUse, MailRhythm, OrganisationKind, Role
from cms_apps.organisations.models import (
    HostOrganisation,
    Membership,
    OwnQuestion,
    PrivacyNotice,
    PublicProfile,
    ServedArea,
)
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import is_working_day
from cms_apps.places.distances import distances_km
from cms_apps.places.models import Municipality

Person = AbstractUser | AnonymousUser
EDITORS_HELPERS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Offers:
    """Who serves a place: `open` may be chosen, `stopped` says why not; both the nearest first."""

    open: list[HostOrganisation]
    stopped: list[HostOrganisation]


@dataclass(frozen=True)
class Near:
    """Somebody near a place: whether it `serves` people from there, and how far its office is, where that is known."""

    organisation: HostOrganisation
    serves: bool
    kilometres: int | None

    def is_within(self, kilometres: int) -> bool:
        """Whether the office is known to be no further away."""
        return self.kilometres is not None and self.kilometres <= kilometres

    def rank(self) -> tuple[bool, int, str]:
        """The nearest first, behind them those of whom nobody knows where they are."""
        return self.kilometres is None, self.kilometres or 0, self.organisation.sort_key


def public_organisations() -> QuerySet[HostOrganisation]:
    """All host organisations with what a public list shows, alphabetically, the centre last."""
    areas = Prefetch("served_areas", ServedArea.objects.select_related("district", "municipality"))
    centre_last = Case(When(kind=OrganisationKind.CENTRE, then=1), default=0, output_field=IntegerField())
    return with_profile(HostOrganisation.objects.prefetch_related(areas)).order_by(centre_last, "sort_key")


def with_profile(organisations: QuerySet[HostOrganisation]) -> QuerySet[HostOrganisation]:
    """Each knows what is live about it in the active language, else in German, without a query of its own."""
    shown = PublicProfile.objects.shown().filter(organisation=OuterRef("pk"))
    names = {
        "description": "description",
        "offers": "offers",
        "language": "locale__language_code",
        "untranslated": "untranslated",
    }
    return organisations.annotate(
        **{f"profile_{name}": Subquery(shown.values(field)[:1]) for name, field in names.items()}
    )


def profile_now(organisation: HostOrganisation) -> ProfileNow:
    """What the team wrote last, and how it stands with the newsroom."""
    profile = PublicProfile.objects.german().filter(organisation=organisation).first()
    if profile is None:
        return ProfileNow()
    draft = profile.get_latest_revision_as_object()
    state = profile.current_workflow_state
    sent_back = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return ProfileNow(
        draft.description,
        draft.offers,
        waits_since=state.created_at if state is not None and not sent_back else None,
        is_draft=draft.words != profile.live_words,
        comment=state.current_task_state.comment if sent_back and state.current_task_state else "",
        sent_back=sent_back,
        is_live=profile.live,
        draft=draft,
    )


def centre() -> HostOrganisation | None:
    """The centre (Servicestelle), if it is set up."""
    return with_profile(HostOrganisation.objects.filter(kind=OrganisationKind.CENTRE)).first()


def organisations_offered(municipality: Municipality | None) -> list[HostOrganisation]:
    """Who takes an application from here: the municipality's own first, then the district's, else the centre.

    `None` stands for a place that nobody knows.
    """
    return offers_for(municipality).open


def offers_for(municipality: Municipality | None) -> Offers:
    """As `organisations_offered`, and who serves the place but takes nobody at present.

    Each of those that serve it knows `nearness`: 0 for the municipality's own, 1 for the district's.
    """
    today = timezone.localdate()
    serving = _serving(municipality) if municipality else []
    found = [one for one in serving if one.takes_applications_on(today)]
    stopped = [one for one in serving if not one.takes_applications_on(today)]
    fallback = None if found else centre()
    return Offers(found or ([fallback] if fallback else []), stopped)


def all_by_nearness(
    municipality: Municipality | None,
) -> tuple[list[HostOrganisation], list[HostOrganisation]]:
    """Who serves a place, the nearest first; and all others alphabetically, the centre at their head. Two queries."""
    serving = _serving(municipality) if municipality else []
    centre_first = Case(When(kind=OrganisationKind.CENTRE, then=0), default=1, output_field=IntegerField())
    others = HostOrganisation.objects.exclude(pk__in=[one.pk for one in serving])
    return serving, list(others.order_by(centre_first, "sort_key"))


def _serving(municipality: Municipality) -> list[HostOrganisation]:
    here = Q(served_areas__municipality=municipality)
    around = Q(served_areas__district=municipality.district_id)
    nearness = Min(
        Case(When(here, then=Value(0)), default=Value(1), output_field=IntegerField()), filter=here | around
    )
    rows = with_profile(HostOrganisation.objects.filter(here | around))
    return list(
        rows.annotate(nearness=nearness, rank=Min("served_areas__rank", filter=here | around)).order_by(
            "nearness", "rank", "sort_key"
        )
    )


def serves(organisation: HostOrganisation, municipality: Municipality | None) -> bool:
    """Whether the organisation serves this place; the centre serves every one. `None` is a place that nobody knows."""
    if organisation.is_centre or municipality is None:
        return organisation.is_centre
    here = Q(municipality=municipality) | Q(district=municipality.district_id)
    return organisation.served_areas.filter(here).exists()


def organisations_near(
    municipality: Municipality | None, *, code: str, within: int, without: int
) -> list[Near]:
    """Who else takes applications near a place today, the nearest first: who serves it, or has an office around.

    The centre is not among them, nor `without`. Two queries.
    """
    areas = ServedArea.objects.filter(organisation=OuterRef("pk"))
    here = Q(municipality=municipality) | Q(district=municipality.district_id) if municipality else Q(pk=None)
    again = Q(accepts_again_on__lte=timezone.localdate())
    rows = HostOrganisation.objects.filter(Q(accepts_applications=True) | again)
    rows = rows.exclude(Q(kind=OrganisationKind.CENTRE) | Q(pk=without)).annotate(
        serves=Exists(areas.filter(here))
    )
    found = list(rows)
    away = distances_km((one.office_code for one in found), to_code=code, to_municipality=municipality)
    near = [Near(one, one.serves, away.get(one.office_code)) for one in found]
    return sorted((one for one in near if one.serves or one.is_within(within)), key=Near.rank)


def near_first(municipality: Municipality, *, code: str = "") -> list[Near]:
    """All that a public list shows: who serves the place as the sign-up offers them, then the nearest offices.

    The centre comes last. `code` is the postal code that was typed, from which distances count. The same number of
    queries however many there are.
    """
    order = {one.pk: place for place, one in enumerate(_serving(municipality))}
    found = list(public_organisations())
    away = distances_km((one.office_code for one in found), to_code=code, to_municipality=municipality)
    near = [Near(one, one.pk in order, away.get(one.office_code)) for one in found]
    last = len(order)
    return sorted(
        near, key=lambda one: (order.get(one.organisation.pk, last), one.organisation.is_centre, *one.rank())
    )


def limit(organisation: HostOrganisation, key: str) -> int:
    """A number of days that holds here: the organisation's own, else the parameter `key` ("answer.working_days")."""
    own: int | None = getattr(organisation, key.replace(".", "_"))
    return number(key) if own is None else own


def answer_due(organisation: HostOrganisation, day: date) -> date:
    """Until when a person whose application came on `day` gets an answer: working days, without the absence.

    So within an absence they count from its end.
    """
    return days_at_work(organisation, day, limit(organisation, "answer.working_days"))


def days_at_work(organisation: HostOrganisation, day: date, count: int) -> date:
    """The day `count` working days after `day`, without those on which nobody is there."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day) and not organisation.is_absent_on(day)
    return day


def organisation_of_sign_up(pk: int | None) -> HostOrganisation | None:
    """The organisation that was chosen, knowing whether it `asks_questions` of its own; one query."""
    own = OwnQuestion.objects.filter(organisation=OuterRef("pk"), active=True)
    return HostOrganisation.objects.annotate(asks_questions=Exists(own)).filter(pk=pk or 0).first()


def questions_of(organisation_id: int) -> QuerySet[OwnQuestion]:
    """The questions that this organisation asks now, in their order."""
    return OwnQuestion.objects.filter(organisation=organisation_id, active=True)


def current_notice(organisation_id: int) -> PrivacyNotice | None:
    """The organisation's own privacy notice that holds now, if it has one."""
    newest = PrivacyNotice.objects.filter(organisation=organisation_id).last()
    return newest if newest and newest.text else None


def organisations_of(user: Person) -> QuerySet[HostOrganisation]:
    """The organisations for which an active person works."""
    if not user.is_authenticated or not user.is_active:
        return HostOrganisation.objects.none()
    return HostOrganisation.objects.filter(memberships__user=user.pk, memberships__active=True)


def is_member(user: Person) -> bool:
    """Whether this person works for a Träger or the centre."""
    return organisations_of(user).exists()


def works_at_centre(user: Person) -> bool:
    """Whether an active person works for the centre, whatever the role there."""
    return organisations_of(user).filter(kind=OrganisationKind.CENTRE).exists()


def team_of(organisation: HostOrganisation) -> QuerySet[Membership]:
    """Who works here now, by name."""
    active = Membership.objects.filter(organisation=organisation, active=True, user__is_active=True)
    return active.select_related("user", "organisation").order_by("user__last_name", "user__first_name", "pk")


def works_only_here(user: Person) -> bool:
    """Whether the account opens one desk and nothing else: then that team may reset its second factor."""
    return _memberships(user).count() == 1 and not user.has_perm("wagtailadmin.access_admin")


def team_resets_factor_of(user: Person) -> bool:
    """Whether somebody else in the person's one team has the role "Verwaltung"."""
    if not works_only_here(user):
        return False
    administrators = Membership.objects.filter(
        role=Role.ADMINISTRATOR, active=True, user__is_active=True
    ).exclude(user=user.pk)
    return administrators.filter(organisation__in=_memberships(user).values("organisation")).exists()


def may_reset_factor(actor: Person, user: Person) -> bool:
    """Whether somebody at the centre may reset a second factor: never the own one.

    Who decides there does it for members; its administrators also for editors; and nobody but a superuser for a
    superuser, for a reset is half the way into the account.
    """
    if actor.pk == user.pk or (user.is_superuser and not actor.is_superuser):
        return False
    is_editor = user.has_perm("wagtailadmin.access_admin")
    return has_role_at_centre(actor, EDITORS_HELPERS if is_editor else DECIDING_ROLES)


def has_role_at_centre(user: Person, roles: Collection[str]) -> bool:
    """Whether this person works at the centre in one of these roles."""
    return _memberships(user).filter(organisation__kind=OrganisationKind.CENTRE, role__in=roles).exists()


def teams() -> QuerySet[HostOrganisation]:
    """Every organisation with the number of its `members`, alphabetically."""
    working = Q(memberships__active=True, memberships__user__is_active=True)
    return HostOrganisation.objects.annotate(members=Count("memberships", filter=working)).order_by(
        "sort_key", "pk"
    )


def editors() -> QuerySet[User]:
    """Whose account opens the admin, by name."""
    found: QuerySet[User] = User.objects.with_perm("wagtailadmin.access_admin")
    return found.order_by("last_name", "first_name", "pk")


def accounts_with_factor() -> QuerySet[User]:
    """Members, editors, and whoever set one up without having to: all whose second factor the centre may be asked to reset."""
    members = Membership.objects.filter(active=True).values("user")
    owing = Q(pk__in=members) | Q(pk__in=editors().values("pk"))
    return User.objects.filter(owing | Q(pk__in=volunteers_with_factor().values("pk")), is_active=True)


def volunteers_with_factor() -> QuerySet[User]:
    """Who is in no team and no editor, and has a second factor all the same: nobody but the centre can help."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    owners = Authenticator.objects.filter(type__in=kinds).values("user")
    members = Membership.objects.filter(active=True).values("user")
    found = User.objects.filter(pk__in=owners, is_active=True).exclude(pk__in=members)
    return found.exclude(pk__in=editors().values("pk"))


def left_without_administrator(user: Person) -> QuerySet[HostOrganisation]:
    """Where this person has the role "Verwaltung" and no active account besides has it."""
    others = Membership.objects.filter(
        organisation=OuterRef("pk"), role=Role.ADMINISTRATOR, active=True, user__is_active=True
    ).exclude(user=user.pk)
    own = Membership.objects.filter(user=user.pk, role=Role.ADMINISTRATOR, active=True)
    rows = HostOrganisation.objects.filter(pk__in=own.values("organisation"))
    return rows.filter(~Exists(others)).order_by("sort_key")


def may_decide(user: Person | None, organisation_id: int) -> bool:
    """Whether this person's role at the organisation is one that decides."""
    return _memberships(user).filter(organisation=organisation_id, role__in=DECIDING_ROLES).exists()


def may_administer(user: Person | None, organisation_id: int) -> bool:
    """Whether this person sets how the organisation works."""
    return _memberships(user).filter(organisation=organisation_id, role=Role.ADMINISTRATOR).exists()


def may_note_certificates(user: Person | None, organisation_id: int) -> bool:
    """Whether this person may read and write notes on certificates of conduct there; no role brings it along."""
    return _memberships(user).filter(organisation=organisation_id, may_note_certificates=True).exists()


def notified_addresses(organisation: HostOrganisation) -> list[str]:
    """Where each piece of news for the team goes at once: the shared mailbox, the deciding members, or both.

    Who wants a digest is not among them (`digest_members`); without anybody at all it is the organisation's own address.
    """
    shared = [organisation.mailbox] if organisation.mailbox else []
    deciding = list(_deciding_members(organisation).values_list("user__email", "mail_rhythm"))
    at_once = [email for email, rhythm in deciding if rhythm == MailRhythm.EACH]
    if not (shared or deciding):
        return [organisation.email]
    return list(dict.fromkeys([*shared, *at_once]))


def digest_members(organisation: HostOrganisation) -> list[Membership]:
    """The deciding members who want their news gathered."""
    return list(_deciding_members(organisation).exclude(mail_rhythm=MailRhythm.EACH).select_related("user"))


def deciding_memberships(user: Person) -> list[Membership]:
    """Where this person decides, so that the team's mails are theirs too."""
    rows = _memberships(user).filter(role__in=DECIDING_ROLES)
    return list(rows.select_related("organisation").order_by("organisation__sort_key", "pk"))


def wants_digests(membership_id: int) -> bool:
    """Whether news is still for this member: active, with a role that decides."""
    rows = Membership.objects.filter(pk=membership_id, active=True, user__is_active=True)
    return rows.filter(role__in=DECIDING_ROLES).exists()


def _deciding_members(organisation: HostOrganisation) -> QuerySet[Membership]:
    """Whose business the team's mails are; nobody's where a shared mailbox takes their place."""
    if organisation.mailbox and organisation.mailbox_use == MailboxUse.INSTEAD:
        return Membership.objects.none()
    return Membership.objects.filter(
        organisation=organisation, active=True, role__in=DECIDING_ROLES, user__is_active=True
    ).order_by("pk")


def _memberships(user: Person | None) -> QuerySet[Membership]:
    if user is None or not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(user=user.pk, active=True)
