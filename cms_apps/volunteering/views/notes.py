"""Notes and phone calls at an application."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import NoteClosed
from cms_apps.volunteering.forms.notes import NoteForm
from cms_apps.volunteering.selectors import correctable_notes
from cms_apps.volunteering.views.access import OneApplicationMixin


class WriteNoteView(ReshowOnExpiredToken, OneApplicationMixin, FormView):
    """The form stands at the application; here it is shown again when something is missing."""

    template_name = "volunteering/desk/note.html"
    form_class = NoteForm
    done = _("Notiert. Das lesen nur die Mitglieder Ihres Trägers.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application beside the form."""
        return super().get_context_data(application=self.application, **kwargs)

    def form_valid(self, form: NoteForm) -> HttpResponse:
        """Keep it."""
        try:
            self.act(form)
        except NoteClosed as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        address = reverse("desk:application", args=[self.application.number])
        return redirect(f"{address}#notizen")

    def act(self, form: NoteForm) -> None:
        """Write it."""
        services.write_note(self.application, actor=self.actor, **form.cleaned_data)


class CorrectNoteView(WriteNoteView):
    """For some minutes, by whoever wrote it."""

    done = _("Berichtigt.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what stands there; what cannot be corrected is not there."""
        note = correctable_notes(self.application, self.actor.user).filter(pk=kwargs["note"]).first()
        if note is None:
            raise Http404
        self.initial = {"kind": note.kind, "text": note.text}
        return super().get(request, *args, **kwargs)

    def act(self, form: NoteForm) -> None:
        """Correct it."""
        services.correct_note(self.application, self.kwargs["note"], actor=self.actor, **form.cleaned_data)
