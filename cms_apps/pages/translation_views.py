"""Handing a translation over, and two views of wagtail-localize that would publish without being asked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms_apps.pages.translations import HandOverRefusedError, hand_over, refuse_publishing


@require_POST
def hand_over_translation(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """Give a translation to the approvers ("Zur Freigabe geben")."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    page = translation.get_target_instance()
    if not isinstance(page, Page) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        hand_over(translation, user=request.user)
    except HandOverRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Die Übersetzung liegt jetzt zur Freigabe bei der Chefredaktion.")
    return redirect("wagtailadmin_pages:edit", page.pk)


class GuardedUpdateView(UpdateTranslationsView):
    """Takes a changed original over; publishes translations only for those who may publish each of them."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Refuse before anything is written."""
        if form.cleaned_data["publish_translations"]:
            try:
                for translation in self.object.translations.filter(enabled=True):
                    refuse_publishing(translation.get_target_instance(), self.request.user)
            except HandOverRefusedError as error:
                messages.error(self.request, str(error))
                return redirect(self.request.path)
        response: HttpResponseBase = super().form_valid(form)
        return response


def guarded_convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Put the German page in the place of a translation, which shows it at once: for those who may publish."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    response: HttpResponseBase = convert_to_alias(request, page_id)
    return response
