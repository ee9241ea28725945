"""Saying that a page was read again, and who looks after it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms_apps.content.models import PageReview
from cms_apps.parameters.selectors import number


def mark_reviewed(page: Page) -> PageReview:
    """Move the day of the next review to `review.days` from today."""
    next_day = timezone.localdate() + timedelta(days=number("review.days"))
    return PageReview.objects.update_or_create(page=page, defaults={"due_at": _begin_of(next_day)})[0]


def put_in_charge(page: Page, *, responsible: Any, day: date | None) -> PageReview:
    """Keep who looks after the page and when it is due; without a day the usual one holds."""
    agreed = {"responsible": responsible, "due_at": _begin_of(day) if day else None}
    return PageReview.objects.update_or_create(page=page, defaults=agreed)[0]


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
