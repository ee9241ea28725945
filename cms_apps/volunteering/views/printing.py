"""Letters to print for whoever has no e-mail address."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_access
from cms_apps.volunteering.mails.by_post import letter_of, letter_pdf, letters_to_print
from cms_apps.volunteering.services.letters import letter_printed
from cms_apps.volunteering.views.access import DeskMixin
from cms_apps.workflow.actors import Actor


class LettersView(DeskMixin, TemplateView):
    """What waits to be printed."""

    template_name = "volunteering/desk/letters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The letters of the own organisations."""
        return super().get_context_data(letters=letters_to_print(self.request.user), **kwargs)


class LetterView(DeskMixin, View):
    """One letter: the PDF by GET, by POST "printed"."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, to be printed."""
        found = letter_of(request.user, kwargs["row"])
        if found is None:
            raise Http404
        row, application = found
        note_access(
            request.user,
            organisation=application.organisation.name,
            object_key=application.subject_key,
            what=Looked.PRINTED,
        )
        head = {"Content-Disposition": f'inline; filename="{application.number}-{row.pk}.pdf"'}
        return HttpResponse(letter_pdf(row, application), content_type="application/pdf", headers=head)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that it was printed; a second click changes nothing."""
        found = letter_of(request.user, kwargs["row"])
        if found is None:
            raise Http404
        row, application = found
        if letter_printed(application, row, actor=Actor.staff(request.user)):  # type: ignore[arg-type]
            messages.success(request, _("Notiert: Der Brief ist gedruckt."))
        return redirect("desk:letters")
