"""Which pictures may no longer be shown, or not for long, and which pages use them."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms_apps.accounts.models import User
from cms_apps.media.models import Picture, PictureQuerySet
from cms_apps.parameters.selectors import number


def may_edit_pictures(user: Any) -> bool:
    """Whether there is a picture collection in which this user may change something."""
    return bool(policy_registry.get_by_type(Picture).user_has_permission(user, "change"))


def gone_for(user: User) -> list[Picture]:
    """Pictures that this user may edit and nobody may show, the newest first, each with `used_on`: its pages."""
    shut = _editable_by(user).not_to_be_shown(timezone.localdate()).order_by("-pk")
    pictures = list(shut)
    pages = _pages_with(pictures)
    for picture in pictures:
        picture.used_on = pages[str(picture.pk)]
    return pictures


def running_out_for(user: User) -> list[Picture]:
    """Pictures that this user may edit whose consent ends soon (`consent.warn_days`), the first to end first."""
    return list(_editable_by(user).running_out(*_soon()))


def count_running_out(user: User) -> int:
    """How many those are."""
    return _editable_by(user).running_out(*_soon()).count()


def _soon() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + timedelta(days=number("consent.warn_days"))


def _editable_by(user: User) -> PictureQuerySet:
    policy = policy_registry.get_by_type(Picture)
    editable = policy.instances_user_has_permission_for(user, "change")
    return Picture.objects.filter(pk__in=editable.values("pk"))


def _pages_with(pictures: list[Picture]) -> dict[str, list[Page]]:
    """Pages by the key of each picture in them, drafts included: two queries, however many there are."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Picture),
        to_object_id__in=[str(picture.pk) for picture in pictures],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    uses = set(references.values_list("to_object_id", "object_id"))
    pages = Page.objects.in_bulk({int(page) for _picture, page in uses})
    found = defaultdict(list)
    for picture, page in sorted(uses):
        if int(page) in pages:
            found[picture].append(pages[int(page)])
    return found
