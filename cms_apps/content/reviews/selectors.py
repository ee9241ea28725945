"""Which pages are due for review, and whose they are."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.permissions import policy_registry

from cms_apps.content.models import BasePage
from cms_apps.parameters.selectors import number


def pages_to_review(user: Any) -> QuerySet[Page]:
    """Live pages that this user may change, with `due_at` and `in_charge` (a key), the longest overdue first.

    News and press releases report a day and stay as they were; one of them is reviewed if somebody set a day for it.
    """
    kinds = [
        ContentType.objects.get_for_model(model)
        for model in get_page_models()
        if issubclass(model, BasePage) and model.grows_old
    ]
    last = ExpressionWrapper(
        F("last_published_at") + Value(timedelta(days=number("review.days"))), output_field=DateTimeField()
    )
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    pages: QuerySet[Page] = (
        editable.filter(Q(content_type__in=kinds) | Q(review__due_at__isnull=False), live=True)
        .annotate(due_at=Coalesce("review__due_at", last), in_charge=Coalesce("review__responsible", "owner"))
        .filter(due_at__isnull=False)
        .order_by("due_at", "pk")
    )
    return pages


def overdue_of(user: Any) -> QuerySet[Page]:
    """Those that this user looks after and whose day has come."""
    return pages_to_review(user).filter(in_charge=user.pk, due_at__lte=timezone.now())


def people_in_charge(user: Any) -> QuerySet[Any]:
    """Whom the list can be narrowed to."""
    return get_user_model().objects.filter(pk__in=pages_to_review(user).order_by().values("in_charge"))
