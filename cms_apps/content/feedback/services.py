"""Keeping what readers say, for a while."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import PageFeedback
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.parameters.selectors import number


def give_feedback(*, path: str, helped: bool, text: str, language: str) -> PageFeedback:
    """Keep it with its day."""
    return PageFeedback.objects.create(path=path, helped=helped, text=text, language=language)


def delete_old_feedback() -> int:
    """Delete what is older than `feedback.keep_days`; returns how many rows went."""
    before = timezone.localdate() - timedelta(days=number("feedback.keep_days"))
    return PageFeedback.objects.filter(given_on__lt=before).delete()[0]


RULE = DeletionRule(
    name="content.feedback", what=_("Rückmeldungen zu Seiten"), after=_("nach dem Tag der Rückmeldung"),
    parameter="feedback.keep_days", keep=delete_old_feedback,
)  # fmt: skip
