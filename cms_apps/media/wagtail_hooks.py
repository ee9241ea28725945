"""The register of consents in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms_apps.media.selectors import may_edit_pictures
from cms_apps.media.views import ConsentsView


class ConsentsMenuItem(MenuItem):
    """For whoever may edit pictures."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the page itself decides."""
        return may_edit_pictures(request.user)


@hooks.register("register_admin_urls")
def consents() -> list[URLPattern]:
    """What runs out, and what may not be shown."""
    return [path("einwilligungen/", ConsentsView.as_view(), name="consents")]


@hooks.register("register_reports_menu_item")
def consents_in_menu() -> MenuItem:
    """Beside Wagtail's own reports."""
    return ConsentsMenuItem("Einwilligungen", reverse("consents"), icon_name="image", order=450)
