"""Several pages published at once from a list of the admin: only what everybody sees now is called published."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

MOST_NAMED = 5  # pages in one message


class PublishSeveral(PublishBulkAction):
    """Wagtail counts pages that wait for their moment, or for their original, as published."""

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, list[str]]:
        """Publish, and return how many are to be seen now, with the names of those that are not."""
        asked = list(objects)
        below = (
            [one for page in asked for one in page.get_descendants().not_live()]
            if include_descendants
            else []
        )
        may = [one for one in below if user is None or one.permissions_for_user(user).can_publish()]
        super().execute_action(asked, include_descendants=include_descendants, user=user, **kwargs)
        pages = Page.objects.filter(pk__in=[one.pk for one in (*asked, *may)])
        seen = pages.filter(live=True, has_unpublished_changes=False)
        held = pages.exclude(pk__in=seen.values("pk")).order_by("path")
        return seen.count(), list(held.values_list("draft_title", flat=True))

    def get_success_message(
        self, num_parent_objects: int, num_child_objects: list[str]
    ) -> str | None:  # Wagtail's names
        """Say what is published, if anything is; and of the others that they wait."""
        seen, held = num_parent_objects, num_child_objects
        if held:
            messages.warning(self.request, _that_they_wait(held))
        if not seen:
            return None
        return "Eine Seite ist veröffentlicht." if seen == 1 else f"{seen} Seiten sind veröffentlicht."


def _that_they_wait(titles: list[str]) -> str:
    named = ", ".join(f"„{title}“" for title in titles[:MOST_NAMED])
    others = f" und {len(titles) - MOST_NAMED} weitere" if len(titles) > MOST_NAMED else ""
    return f"Noch nicht zu sehen ist, was hier geändert wurde: {named}{others}. Es gibt einen Zeitpunkt, oder das Original fehlt noch."
