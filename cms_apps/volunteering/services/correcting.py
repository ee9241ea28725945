"""Correcting what somebody said of themselves (GDPR Art. 16): each part is written whole, the team sees which fields."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cms_apps.foundation import counters
from cms_apps.organisations.selectors import serves
from cms_apps.parameters.selectors import number
from cms_apps.places.models import Municipality
from cms_apps.volunteering.answers import LanguageSkill
from cms_apps.volunteering.enums import OwnPart
from cms_apps.volunteering.errors import (
    ChangedMeanwhile,
    NotNow,
    NotServedHere,
    OwnAddressForParent,
    TooManyChanges,
)
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.policies import may_correct
from cms_apps.volunteering.services.sign_up import add_languages, ask_parent
from cms_apps.volunteers.models import Volunteer

LANGUAGES = "languages"
FIELDS: dict[str, tuple[str, ...]] = {
    OwnPart.CONTACT: ("first_name", "last_name", "phone"),
    OwnPart.PLACE: ("place_typed", "municipality_id"),
    OwnPart.LANGUAGES: (LANGUAGES,),
    OwnPart.AVAILABILITY: ("slots", "hours", "topics"),
    OwnPart.ABOUT: ("motivation",),
    OwnPart.COURSE: ("course_wish", "wished_run_id"),
    OwnPart.QUESTIONS: ("extra_answers",),
    OwnPart.PARENT: ("parent_name", "parent_email"),
}
CORRECTIONS = "corrections"


@transaction.atomic
def correct(application: Application, part: str, values: Mapping[str, Any], *, seen: int) -> bool:
    """Write one part of the own data, whole; whether anything was different.

    `seen` is `version_of` the part as the page showed it. Raises NotNow, ChangedMeanwhile, NotServedHere,
    OwnAddressForParent or TooManyChanges, and then nothing has changed. What is written a second time changes
    nothing and is no error. A corrected parent is asked anew, and the link sent before opens nothing any more.
    """
    locked = lock(application)
    if locked is None or not may_correct(locked, part):
        raise NotNow
    changed = [name for name in FIELDS[part] if values[name] != _now(locked, name)]
    if not changed:
        return False
    if seen != version_of(locked, part):
        raise ChangedMeanwhile
    _check(locked, part, values)
    if not counters.count(CORRECTIONS, str(locked.key), most=number("corrections_per_hour")):
        raise TooManyChanges
    _write(locked, {name: values[name] for name in changed})
    locked.corrections.create(part=part, fields=changed)
    if part == OwnPart.PARENT:
        Application.objects.filter(pk=locked.pk).update(reminded_at=None)  # that was another parent
        ask_parent(locked)
    return True


def version_of(application: Application, part: str) -> int:
    """Which correction of this part was the last; 0 for none. What a page carries as `seen`."""
    rows = application.corrections.filter(part=part).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def lock(application: Application) -> Application | None:
    """The row as it is now, held until the transaction ends; None when it was deleted meanwhile."""
    return Application.objects.select_for_update().filter(pk=application.pk).first()


def skills_of(application: Application) -> tuple[LanguageSkill, ...]:
    """The languages as the sign-up hands them over."""
    return tuple(
        LanguageSkill(one.code, one.level, one.spoken, one.written, other_name=one.other_name)
        for one in application.languages.all()
    )


def _now(application: Application, name: str) -> Any:
    return skills_of(application) if name == LANGUAGES else getattr(application, name)


def _check(application: Application, part: str, values: Mapping[str, Any]) -> None:
    if part == OwnPart.PLACE and not serves(application.organisation, _municipality(values)):
        raise NotServedHere
    own = application.email.casefold()
    if part == OwnPart.PARENT and own and values["parent_email"].casefold() == own:
        raise OwnAddressForParent


def _municipality(values: Mapping[str, Any]) -> Municipality | None:
    return Municipality.objects.filter(pk=values["municipality_id"]).first()


def _write(application: Application, values: dict[str, Any]) -> None:
    if (skills := values.pop(LANGUAGES, None)) is not None:
        application.languages.all().delete()
        add_languages(application, skills)
    for name, value in values.items():
        setattr(application, name, value)
    # What is made of the name (`foundation.names`) follows it: by that the desk finds somebody.
    fields = Application._meta.fields  # noqa: SLF001
    keys = [field.name for field in fields if set(getattr(field, "parts", ())) & set(values)]
    application.save(update_fields=[*values, *keys])
    # The team plans with the volunteer's own row, which began as a copy of these.
    shared = {name: values[name] for name in FIELDS[OwnPart.CONTACT] if name in values}
    if shared and application.volunteer_id:
        volunteer = Volunteer.objects.get(pk=application.volunteer_id)
        for name, value in shared.items():
            setattr(volunteer, name, value)
        volunteer.save(update_fields=[*shared, "sort_key"])
