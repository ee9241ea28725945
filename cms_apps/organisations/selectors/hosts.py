"""What organisations are and show, who is near a place, and the limits that hold at one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
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

from cms_apps.foundation.kept import Kept
from cms_apps.foundation.languages import system_language
from cms_apps.organisations.answers import ProfileNow
from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.models import (
    HostOrganisation,
    OwnQuestion,
    PrivacyNotice,
    PublicProfile,
    ServedArea,
)
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import is_working_day
from cms_apps.places.distances import distances_km
from cms_apps.places.models import Municipality

PUBLIC_LISTS = Kept[Any]("organisations")  # what readers see of them all


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


def listed_organisations() -> list[HostOrganisation]:
    """As `public_organisations`, kept for the whole site: nobody may change one of these."""
    found: list[HostOrganisation] = PUBLIC_LISTS.get(system_language(), lambda: list(public_organisations()))
    return found


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
