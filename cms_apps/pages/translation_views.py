"""Handing a translation over, and views of wagtail-localize that would publish without being asked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms_apps.foundation.languages import EASY
from cms_apps.pages.translations import (
    HandOverRefusedError,
    hand_over,
    refuse_publishing,
    refuse_under_untranslated,
)


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
        messages.success(
            request, f"Die Übersetzung liegt jetzt zur Freigabe bei der Chefredaktion.{_gaps(translation)}"
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _gaps(translation: Translation) -> str:
    total, translated = translation.get_progress()
    missing = total - translated
    return (
        f" {translated} von {total} Texten sind übersetzt, der Rest steht auf Deutsch da." if missing else ""
    )


class LeadsBack:
    """View mixin: the way back is a path. Wagtail takes any text, and `redirect` would look for a view of that name."""

    def get_success_url(self) -> str:
        """Where the form says, if that is a path."""
        url = str(super().get_success_url())  # type: ignore[misc]
        return url if url.startswith("/") else ""


class GuardedUpdateView(LeadsBack, UpdateTranslationsView):
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


class NotIntoEasy:
    """View mixin: Leichte Sprache is written, page by page; nothing is translated into it or from it."""

    def get_object(self) -> Any:
        """Answer 404 for what is written in Leichte Sprache."""
        try:
            found = super().get_object()  # type: ignore[misc]
        except ValueError as error:  # the address holds no number
            raise Http404 from error
        if found.locale.language_code == EASY:
            raise Http404
        return found

    def get_form(self) -> Any:
        """Offer the other languages."""
        form = super().get_form()  # type: ignore[misc]
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.exclude(language_code=EASY)
        return form


class GuardedSnippetSubmitView(NotIntoEasy, LeadsBack, SubmitSnippetTranslationView):
    """Starts the translation of a menu, topic or contact."""


class GuardedSubmitView(NotIntoEasy, LeadsBack, SubmitPageTranslationView):
    """Starts the translation of a page under a translated one; else localize would put German pages above it, live."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Refuse before anything is written."""
        try:
            for locale in form.cleaned_data["locales"]:
                refuse_under_untranslated(self.object, locale)
        except HandOverRefusedError as error:
            messages.error(self.request, str(error))
            return redirect(self.request.path)
        response: HttpResponseBase = super().form_valid(form)
        return response


def no_alias(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Refuse to put the German page in the place of a translation: it would be live there and not marked as German."""
    raise PermissionDenied
