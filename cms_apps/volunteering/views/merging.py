"""At the desk: two applications side by side, and the button that makes one of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import NotTheSame
from cms_apps.volunteering.forms.merging import MergeForm
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import application_contact_opened, applications_visible_to
from cms_apps.volunteering.services.merging import possible_mains, seen_of
from cms_apps.volunteering.views.access import OneApplicationMixin
from cms_apps.workflow.errors import TransitionError


class MergeView(ReshowOnExpiredToken, OneApplicationMixin, FormView[MergeForm]):
    """The other one is found through the same eyes, at the same organisation; else it is missing (404)."""

    template_name = "volunteering/desk/merge.html"
    form_class = MergeForm
    other: Application

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the other one."""
        if request.user.is_authenticated:
            rows = applications_visible_to(request.user).filter(number=kwargs["other"])
            rows = rows.annotate(contact_opened=application_contact_opened(request.user))  # type: ignore[no-redef]
            rows = rows.filter(organisation__applications__number=kwargs["number"])
            other = rows.select_related("organisation", "municipality", "volunteer").first()
            if other is not None:
                self.other = other
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Both side by side, while they can become one."""
        if not possible_mains(self.pair, actor=self.actor):
            messages.error(request, str(NotTheSame.message))
            return redirect("desk:application", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def people(self) -> list[Application]:
        """Both are seen."""
        return [*super().people(), self.other] if hasattr(self, "other") else []

    @property
    def pair(self) -> tuple[Application, Application]:
        """Both of them."""
        if not hasattr(self, "other"):
            raise Http404
        return (self.application, self.other)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form offers what can go on."""
        mains = possible_mains(self.pair, actor=self.actor)
        return {**super().get_form_kwargs(), "mains": mains}

    def get_initial(self) -> dict[str, Any]:
        """What the person has seen of both."""
        return {"expected": seen_of(*self.pair)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both, the older one first."""
        pair = sorted(self.pair, key=lambda one: one.submitted_at)
        return super().get_context_data(application=self.application, pair=pair, **kwargs)

    def form_valid(self, form: MergeForm) -> HttpResponse:
        """Merge; what changed meanwhile stands above the form."""
        main = form.chosen()
        gone = self.other if main == self.application else self.application
        try:
            services.merge_applications(main, gone, actor=self.actor, expected=form.cleaned_data["expected"])
        except (NotTheSame, TransitionError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Zusammengeführt. Beide Verläufe stehen jetzt hier."))
        return redirect("desk:application", number=main.number)
