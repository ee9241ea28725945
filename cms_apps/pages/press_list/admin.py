"""The press list in the Wagtail admin: who is on it, and sending one release (German, as the admin)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from cms_apps.pages.models import Mailing, PressReleasePage, Subscriber
from cms_apps.pages.press_list import services
from cms_apps.pages.press_list.errors import MailingError
from cms_apps.pages.press_list.selectors import is_public, mailing_of, missed_of, readers_of, unsent_of
from cms_apps.parameters.selectors import number

LIST = "press-list"


def _release_for(request: HttpRequest, page_id: int) -> PressReleasePage:
    """For whoever may publish it."""
    release: PressReleasePage = get_object_or_404(
        PressReleasePage.objects.select_related("locale"), pk=page_id
    )
    if not release.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return release


class MailingView(WagtailAdminTemplateMixin, TemplateView):
    """One release: to how many it goes, what went, a button to send and one to recall."""

    template_name = "pages/admin/mailing.html"
    header_icon = "mail"
    page_title = "An den Presseverteiler schicken"
    release: PressReleasePage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it."""
        self.release = _release_for(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was sent, and what can be done."""
        mailing = mailing_of(self.release)
        return super().get_context_data(
            page=self.release,
            mailing=mailing,
            readers=readers_of(self.release).count(),
            unsent=unsent_of(self.release.pk).count(),
            missed=missed_of(self.release.pk).count(),
            public=is_public(self.release.pk),
            minutes=number("mailing.recall_seconds") // 60,
            mailings=Mailing.objects.filter(release=self.release).select_related("made_by"),
            **kwargs,
        )

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Send it, or say why not."""
        try:
            services.send(self.release, user=request.user)
        except MailingError as error:
            messages.error(request, str(error))
        return redirect("mailing_of_page", self.release.pk)

    def get_page_subtitle(self) -> str:
        """Of which release."""
        return str(self.release.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the release."""
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.release.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]


@require_POST
def recall_mailing(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Hold back what has not left."""
    release = _release_for(request, page_id)
    mailing = get_object_or_404(Mailing, release=release, pk=pk)
    try:
        left = services.recall(mailing, user=request.user)
    except MailingError as error:
        messages.error(request, str(error))
    else:
        gone = f"{left} Mails waren schon hinaus." if left else "Keine Mail war schon hinaus."
        messages.success(request, f"Zurückgeholt. {gone}")
    return redirect("mailing_of_page", release.pk)


class ForgetView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Take a mailbox off the list, on its owner's word."""

    permission_required = "pages.delete_subscriber"
    raise_exception = True
    template_name = "pages/admin/forget_subscriber.html"
    header_icon = "mail"
    page_title = "Aus dem Presseverteiler nehmen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whom."""
        return super().get_context_data(
            subscriber=get_object_or_404(Subscriber, pk=self.kwargs["pk"]), **kwargs
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        services.leave(get_object_or_404(Subscriber, pk=pk))
        messages.success(request, "Die Adresse ist gelöscht.")
        return redirect(f"{LIST}:index")


class SubscribersViewSet(ModelViewSet):
    """Who gets the releases; nobody is put there but by confirming."""

    name = LIST
    model = Subscriber
    icon = "mail"
    menu_label = "Presseverteiler"
    menu_order = 360
    add_to_admin_menu = True
    form_fields: list[str] = []
    copy_view_enabled = False
    search_fields = ["email", "newsroom"]
    list_filter = ["language"]
    list_per_page = 50
    list_display = [
        TitleColumn("email", label="Adresse", get_url=lambda row: reverse(f"{LIST}:forget", args=[row.pk])),
        Column("newsroom", label="Redaktion oder Medium"),
        Column("language", label="Sprache"),
        DateColumn("confirmed_at", label="bestätigt"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No button leads to a form that there is not, for whoever has every right."""
        nowhere = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name"))
        return {**super().get_index_view_kwargs(**kwargs), **nowhere}

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and taking one off it."""
        shown = [one for one in super().get_urlpatterns() if one.name in {"index", "index_results"}]
        return [*shown, path("<int:pk>/abbestellen/", ForgetView.as_view(), name="forget")]
