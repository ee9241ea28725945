"""The person corrects what was sent, one part at a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms_apps.volunteering import services
from cms_apps.volunteering.enums import OwnPart
from cms_apps.volunteering.errors import (
    ChangedMeanwhile,
    NotNow,
    NotServedHere,
    OwnAddressForParent,
    OwnDataError,
)
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.forms.languages import ADD_ROW, LanguagesForm
from cms_apps.volunteering.forms.own import PART_FORMS, SeenForm, initial_of, values_of
from cms_apps.volunteering.policies import may_correct
from cms_apps.volunteering.services.correcting import version_of
from cms_apps.volunteering.views.status import OwnFormView

PARTS = {
    "kontakt": OwnPart.CONTACT,
    "ort": OwnPart.PLACE,
    "sprachen": OwnPart.LANGUAGES,
    "zeiten": OwnPart.AVAILABILITY,
    "ueber-mich": OwnPart.ABOUT,
    "kurs": OwnPart.COURSE,
    "fragen": OwnPart.QUESTIONS,
    "eltern": OwnPart.PARENT,
}


FIELD_OF = {NotServedHere: "place", OwnAddressForParent: "parent_email"}


class CorrectView(OwnFormView):
    """The step of the sign-up with what holds now; where nothing can be changed it leads to the status page."""

    template_name = "volunteering/own/correct.html"

    @property
    def part(self) -> OwnPart:
        """Which part the address names."""
        if self.kwargs["part"] not in PARTS:
            raise Http404
        return PARTS[self.kwargs["part"]]

    @property
    def seen(self) -> int:
        """Which version the page showed; a page without it saw none."""
        form = SeenForm(self.request.POST)
        return (form.is_valid() and form.cleaned_data["seen"]) or 0

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the part."""
        if not may_correct(self.application, self.part):
            return redirect("sign_up:status", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or make room for one more language."""
        if request.POST.get("go") == ADD_ROW and self.part == OwnPart.LANGUAGES:
            form = LanguagesForm(initial=LanguagesForm(request.POST).with_room())
            return self.render_to_response(self.get_context_data(form=form, seen=self.seen))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_form_class(self) -> type[StepForm]:
        """The step's own form."""
        return PART_FORMS[self.part]

    def get_form_kwargs(self) -> dict[str, Any]:
        """All that is needed is required: it was given once."""
        host = self.application.organisation
        return {**super().get_form_kwargs(), "complete": True, "organisation": host}

    def get_initial(self) -> dict[str, Any]:
        """What holds now."""
        return initial_of(self.application, self.part)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which part it is, and in which version."""
        seen = self.seen if self.request.method == "POST" else version_of(self.application, self.part)
        return super().get_context_data(**{"seen": seen, **kwargs, "part": self.part})

    def form_valid(self, form: StepForm) -> HttpResponse:
        """Save; what another window wrote meanwhile is told, and what was typed here stays."""
        try:
            values = values_of(self.application, self.part, form)
            services.correct(self.application, self.part, values, seen=self.seen)
        except NotNow as error:
            messages.warning(self.request, str(error))
        except OwnDataError as error:
            form.add_error(FIELD_OF.get(type(error)), str(error))
            renewed = isinstance(error, ChangedMeanwhile)
            seen = version_of(self.application, self.part) if renewed else self.seen
            return self.render_to_response(self.get_context_data(form=form, seen=seen))
        else:
            messages.success(self.request, self._saved())
        return redirect("sign_up:status", number=self.application.number)

    def _saved(self) -> str:
        if self.part == OwnPart.PARENT:
            return _("Ihre Angaben sind gespeichert. Der Link von vorher gilt nicht mehr.")
        return _("Ihre Angaben sind gespeichert. Das Team sieht sie so.")
