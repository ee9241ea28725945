"""At the desk: entering an application that came on paper or by phone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import Source
from cms_apps.volunteering.errors import SignUpError
from cms_apps.volunteering.forms.entry import EntryForm
from cms_apps.volunteering.forms.languages import ADD_ROW
from cms_apps.volunteering.views.access import DecidingMixin
from cms_apps.workflow.actors import Actor


class EntryView(DecidingMixin, ReshowOnExpiredToken, FormView[EntryForm]):
    """The questions of the sign-up on one page."""

    template_name = "volunteering/desk/entry.html"
    form_class = EntryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """For the organisations of the member."""
        return {**super().get_form_kwargs(), "hosts": self.hosts()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """„Noch eine Sprache“ adds a row and checks nothing."""
        if request.POST.get("go") != ADD_ROW:
            return super().post(request, *args, **kwargs)
        typed = EntryForm(request.POST, hosts=self.hosts())
        form = EntryForm(initial=typed.with_room(), hosts=self.hosts())
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form: EntryForm) -> HttpResponse:
        """Make the application and show it."""
        data = form.cleaned_data
        try:
            application = services.enter_application(
                form.answers(),
                actor=Actor.staff(self.request.user),  # type: ignore[arg-type]
                source=Source(data["source"]),
                key=data["key"],
                parents_agreed=data["parents_agreed"],
            )
        except SignUpError as error:
            form.add_error("birth_year", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Die Bewerbung ist eingetragen."))
        return redirect("desk:application", number=application.number)
