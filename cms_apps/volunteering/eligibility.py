"""Who may apply: small checks of age, the year alone being known."""

from datetime import date

from cms_apps.organisations.models import HostOrganisation

OF_AGE = 18


def too_young_for(organisation: HostOrganisation, birth_year: int | None, today: date) -> bool:
    """Whether somebody born in this year is surely below the organisation's minimum age."""
    return birth_year is not None and today.year - birth_year < (organisation.minimum_age or 0)


def parents_must_agree(birth_year: int | None, today: date) -> bool:
    """Whether somebody born in this year is surely under 18."""
    return birth_year is not None and today.year - birth_year < OF_AGE
