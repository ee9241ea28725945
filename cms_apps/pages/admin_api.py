"""The API of the admin, which the menu of pages reads: its way of publishing goes past the page's own door."""

from typing import Any, ClassVar

from rest_framework.exceptions import ValidationError
from wagtail.admin.api.actions.base import APIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from cms_apps.content.models import BasePage
from cms_apps.content.moments import waits_for
from cms_apps.foundation.fallback import translation_into
from cms_apps.pages.translations import HandOverRefusedError, refuse_publishing


class GuardedPublishAction(PublishPageAPIAction):
    """Refuses what the editor would hold back: a translation before its original, or below a page that is not live."""

    def execute(self, instance: Any, data: Any) -> Any:
        """Publish, or say in words why not."""
        page = instance.specific
        original = waits_for(page) if isinstance(page, BasePage) else None
        if original is not None:
            raise ValidationError(
                f"Die Seite erscheint nicht vor ihrem Original „{original.title}“, das noch nicht veröffentlicht ist."
            )
        if translation_into(page) is not None:
            try:
                refuse_publishing(page, self.request.user)
            except HandOverRefusedError as error:
                raise ValidationError(str(error)) from error
        return super().execute(instance, data)


class GuardedPagesViewSet(PagesAdminAPIViewSet):
    """All other verbs as Wagtail has them."""

    actions: ClassVar[dict[str, type[APIAction]]] = {
        **PagesAdminAPIViewSet.actions,
        "publish": GuardedPublishAction,
    }
