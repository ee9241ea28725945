"""Topics, contacts, reported barriers, personal previews and reviews in the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms_apps.content.barriers.admin import BarriersViewSet
from cms_apps.content.checking.admin import hints
from cms_apps.content.checking.preview import PreviewChecks
from cms_apps.content.checking.rules import findings
from cms_apps.content.dead_links.admin import DeadLinksView
from cms_apps.content.feedback.admin import FeedbackViewSet
from cms_apps.content.handbook import HandbookView
from cms_apps.content.models import BasePage, Contact, Topic
from cms_apps.content.moments import moment_of, wait_for_original
from cms_apps.content.press_admin import BoilerplateViewSet, SpokespersonViewSet
from cms_apps.content.previews.admin import PreviewsView, revoke_preview
from cms_apps.content.publish_several import PublishSeveral
from cms_apps.content.reviews.admin import ReviewsView, ReviewView, page_reviewed
from cms_apps.foundation.templatetags.vielfalt import clock, day


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["title", "slug", "locale"]


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "user"
    list_display = ["name", "office", "phone", "email"]


class FurnitureViewSet(SnippetViewSetGroup):
    """What several pages share."""

    items = (TopicViewSet, ContactViewSet, SpokespersonViewSet, BoilerplateViewSet)
    menu_label = "Bausteine"
    menu_icon = "snippet"
    menu_order = 300


register_snippet(FurnitureViewSet)


@hooks.register("register_admin_viewset")
def barriers() -> BarriersViewSet:
    """What readers have reported."""
    return BarriersViewSet()


@hooks.register("register_admin_viewset")
def feedback() -> FeedbackViewSet:
    """What readers say about pages."""
    return FeedbackViewSet()


@hooks.register("register_admin_urls")
def previews() -> list[URLPattern]:
    """Drafts for people without an account."""
    return [
        path("vorschauen/<int:page_id>/", PreviewsView.as_view(), name="previews_of_page"),
        path("vorschauen/<int:page_id>/<int:pk>/schliessen/", revoke_preview, name="revoke_preview"),
    ]


@hooks.register("register_page_header_buttons")
def show_to_a_person(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way there from the page."""
    if page.permissions_for_user(user).can_edit():
        yield Button(
            "Vorschau für eine Person",
            reverse("previews_of_page", args=[page.pk]),
            icon_name="view",
            priority=45,
        )


@hooks.register("register_admin_urls")
def checks_of_a_text() -> list[URLPattern]:
    """Hints beside the editor."""
    return [path("hinweise/<int:page_id>/", hints, name="hints_about_page")]


@hooks.register("construct_wagtail_userbar")
def check_more_strictly(request: HttpRequest, items: list[Any], page: Any) -> None:
    """In the preview and in the editor beside it."""
    items[:] = [
        PreviewChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("after_edit_page")
def say_what_was_noticed(request: HttpRequest, page: Page) -> None:
    """Whoever submits a page hears how many hints there are; it is submitted in any case."""
    if "action-submit" not in request.POST or not isinstance(page, BasePage):
        return
    if found := findings(page):
        said = "Ein Hinweis" if len(found) == 1 else f"{len(found)} Hinweise"
        messages.warning(request, f"{said} zum Text. Sie stehen im Editor rechts unter „Überprüfungen“.")


@hooks.register("before_publish_page")
def hold_a_translation(request: HttpRequest, page: Page) -> None:
    """The editor's "publish" does not go through the page's own door."""
    if isinstance(page, BasePage):
        wait_for_original(page, page.latest_revision)


@hooks.register("after_publish_page")
def say_that_it_waits(request: HttpRequest, page: Page) -> None:
    """Wagtail says that it is published."""
    if isinstance(page, BasePage) and not page.live and (moment := moment_of(page)):
        text = (
            f"Die Seite ist noch nicht zu sehen. Sie erscheint frühestens am {day(moment)}, {clock(moment)}."
        )
        messages.warning(request, text)


# After Wagtail's own, which has the same name.
hooks.register("register_bulk_action", PublishSeveral, order=1)


@hooks.register("register_admin_urls")
def reviews() -> list[URLPattern]:
    """Pages that somebody has to read again."""
    return [
        path("zu-pruefen/", ReviewsView.as_view(), name="reviews"),
        path("zu-pruefen/results/", ReviewsView.as_view(results_only=True), name="reviews_results"),
        path("zu-pruefen/<int:page_id>/", ReviewView.as_view(), name="review_of_page"),
        path("zu-pruefen/<int:page_id>/geprueft/", page_reviewed, name="page_reviewed"),
    ]


class PagesMenuItem(MenuItem):
    """For whoever may change pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the list itself decides."""
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@hooks.register("register_reports_menu_item")
def reviews_in_menu() -> MenuItem:
    """First among the reports."""
    return PagesMenuItem("Zu prüfen", reverse("reviews"), icon_name="date", order=50)


@hooks.register("register_admin_urls")
def dead_links() -> list[URLPattern]:
    """Links that lead nowhere."""
    return [
        path("tote-links/", DeadLinksView.as_view(), name="dead_links"),
        path("tote-links/results/", DeadLinksView.as_view(results_only=True), name="dead_links_results"),
    ]


@hooks.register("register_reports_menu_item")
def dead_links_in_menu() -> MenuItem:
    """After what is to be reviewed."""
    return PagesMenuItem("Tote Links", reverse("dead_links"), icon_name="link", order=60)


@hooks.register("register_page_header_buttons")
def look_after(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Who looks after the page."""
    if page.permissions_for_user(user).can_edit():
        yield Button(
            "Zuständigkeit und Prüfung",
            reverse("review_of_page", args=[page.pk]),
            icon_name="date",
            priority=47,
        )


@hooks.register("register_admin_urls")
def handbook() -> list[URLPattern]:
    """How to work here."""
    return [path("handbuch/", HandbookView.as_view(), name="handbook")]


@hooks.register("register_admin_menu_item")
def handbook_in_menu() -> MenuItem:
    """The last one, for everybody."""
    return MenuItem("Handbuch", reverse("handbook"), icon_name="help", order=11_000)
