"""What waits for somebody in the newsroom."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page, TaskState, WorkflowState

from cms_apps.content.models import BarrierReport
from cms_apps.content.reviews.selectors import overdue_of
from cms_apps.foundation.languages import EASY
from cms_apps.media.selectors import count_running_out, may_edit_pictures

TO_TRANSLATE = 5


class WaitingPanel(Component):
    """The first panel of the dashboard: pages to approve, own pages under approval, own drafts, what is due."""

    name = "waiting"
    template_name = "pages/admin/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Numbers, each one query at most; for translators the newest pages without a translation."""
        user = parent_context["request"].user
        own = Page.objects.filter(owner=user)
        under_approval = WorkflowState.objects.active().filter(requested_by=user)
        return {
            "person": user,
            "to_translate": self._to_translate(user),
            "to_approve": TaskState.objects.reviewable_by(user).count(),
            "under_approval": under_approval.count(),
            "drafts": own.filter(has_unpublished_changes=True).count(),
            "overdue": overdue_of(user).count(),
            **self._of_their_trade(user),
        }

    @staticmethod
    def _of_their_trade(user: Any) -> dict[str, int]:
        """What everybody who has the right for it shares: barriers, consents."""
        answers, pictures = user.has_perm("content.change_barrierreport"), may_edit_pictures(user)
        return {
            "barriers": BarrierReport.objects.filter(answered_at=None).count() if answers else 0,
            "consents": count_running_out(user) if pictures else 0,
        }

    @staticmethod
    def _to_translate(user: Any) -> list[Page]:
        """Live German pages that lack a page in some other language, the newest first."""
        if not user.has_perm("wagtail_localize.submit_translation"):
            return []
        german = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1)
        written_anew = (settings.LANGUAGE_CODE, EASY)
        others = Locale.objects.exclude(language_code__in=written_anew)
        lacking = Q()
        for locale in others:
            lacking |= ~Q(translation_key__in=Page.objects.filter(locale=locale).values("translation_key"))
        return list(german.filter(lacking).order_by("-first_published_at")[:TO_TRANSLATE]) if lacking else []
