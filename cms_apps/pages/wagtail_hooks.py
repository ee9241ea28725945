"""How the admin looks and what it says first."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.views.report import TranslationsReportFilterSet

from cms_apps.foundation.fallback import translation_into
from cms_apps.pages import translation_views
from cms_apps.pages.admin_api import GuardedPagesViewSet
from cms_apps.pages.admin_lists import NewsListViewSet, ReleasesListViewSet
from cms_apps.pages.models import PressReleasePage
from cms_apps.pages.press_list.admin import MailingView, SubscribersViewSet, recall_mailing
from cms_apps.pages.translations import HandOverRefusedError, lacks_translation, refuse_publishing
from cms_apps.pages.waiting import WaitingPanel


@hooks.register("construct_homepage_panels")
def say_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Add our own panel; its order puts it first."""
    panels.append(WaitingPanel())


@hooks.register("construct_help_menu")
def no_help_from_elsewhere(request: HttpRequest, menu_items: list[Any]) -> None:
    """Drop links to pages of others in English; our own help for editors stands in docs/."""
    menu_items.clear()


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """Our colours, nothing else."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls", order=-1)
def translations_are_approved() -> list[URLPattern]:
    """Our button, and our guards at addresses of wagtail-localize; the first pattern answers."""
    return [
        path(
            "uebersetzungen/<int:translation_id>/freigabe/",
            translation_views.hand_over_translation,
            name="hand_over_translation",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            translation_views.GuardedUpdateView.as_view(),
            name="guarded_update_translations",
        ),
        path(
            "localize/submit/page/<int:page_id>/",
            translation_views.GuardedSubmitView.as_view(),
            name="guarded_submit_page_translation",
        ),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            translation_views.GuardedSnippetSubmitView.as_view(),
            name="guarded_submit_snippet_translation",
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            translation_views.no_alias,
            name="no_alias",
        ),
    ]


@hooks.register("construct_admin_api")
def publish_by_the_same_rules(router: Any) -> None:
    """In place of Wagtail's own."""
    router.register_endpoint("pages", GuardedPagesViewSet)


@hooks.register("construct_page_action_menu")
def offer_no_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Drop what the server would refuse."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


def _leading_somewhere(buttons: Iterable[Any], written: Any) -> list[Any]:
    """Without "Translate" where no language is left: wagtail-localize counts Leichte Sprache as one."""
    start = reverse("wagtailadmin_home") + "localize/submit/"
    return [one for one in buttons if not (one.url or "").startswith(start) or lacks_translation(written)]


def translate_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> list[Any]:
    """Offer what wagtail-localize offers for a page, where it leads somewhere."""
    return _leading_somewhere(localize.page_listing_more_buttons(page, user, view_name, next_url), page)


for place in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    # Wagtail has no hook that takes these buttons away again, as it has for snippets.
    hooks._hooks[place].remove((localize.page_listing_more_buttons, 0))  # noqa: SLF001 -- there is no public way
    hooks.register(place, translate_buttons)


# wagtail-localize has no words for these; Django makes some of the names in code.
for name, label in (("source_locale", "Ausgangssprache"), ("target_locale", "Zielsprache")):
    TranslationsReportFilterSet.base_filters[name].label = label


@hooks.register("construct_snippet_listing_buttons")
def translate_snippet_buttons(buttons: list[Any], snippet: Any, user: Any) -> None:
    """Offer the same for snippets."""
    buttons[:] = _leading_somewhere(buttons, snippet)


@hooks.register("before_edit_page", order=-1)
def publish_translations_with_permission(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Refuse "publish" in the editor of a translation to all but approvers, and under a page that is not live."""
    if request.method != "POST" or request.POST.get("action") != "publish" or translation_into(page) is None:
        return None
    try:
        refuse_publishing(page, request.user)
    except HandOverRefusedError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("register_admin_viewset")
def press_list() -> SubscribersViewSet:
    """Who gets the releases by mail."""
    return SubscribersViewSet()


@hooks.register("register_admin_urls")
def mailings() -> list[URLPattern]:
    """Sending a release to them."""
    return [
        path("versand/<int:page_id>/", MailingView.as_view(), name="mailing_of_page"),
        path("versand/<int:page_id>/<int:pk>/zurueckholen/", recall_mailing, name="recall_mailing"),
    ]


@hooks.register("register_page_header_buttons")
def mail_to_newsrooms(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way there from the release."""
    if isinstance(page.specific_deferred, PressReleasePage) and page.permissions_for_user(user).can_publish():
        yield Button(
            "An den Presseverteiler schicken",
            reverse("mailing_of_page", args=[page.pk]),
            icon_name="mail",
            priority=46,
        )


@hooks.register("register_admin_viewset")
def own_lists() -> list[PageListingViewSet]:
    """News and press releases, each in a list of its own."""
    return [NewsListViewSet(), ReleasesListViewSet()]
