"""Whether a certificate holds: for whoever was shown one. A name is compared, never told."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import FormView

from cms_apps.enrolments.forms.certificates import CodeForm, HolderForm
from cms_apps.enrolments.models import CourseCertificate
from cms_apps.enrolments.selectors.certificates import by_code, is_holder
from cms_apps.foundation import counters
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.parameters.selectors import number

PER_NETWORK = "network.certificate_checks"


class _AskingView(ReshowOnExpiredToken, FormView[Any]):
    """A form that answers a question; from one network not without end."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer while the network has asked within its limit."""
        if not counters.count(PER_NETWORK, network_of(request), most=number(PER_NETWORK)):
            context = self.get_context_data(form=self.form_class(), limited=True)  # type: ignore[misc]
            return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


class FindView(_AskingView):
    """By the code that is printed on it."""

    form_class = CodeForm
    template_name = "enrolments/certificate_find.html"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """To the certificate."""
        return redirect("certificates:one", code=form.found.code)


class CheckView(_AskingView):
    """What it says, without the name, and whether it holds; a name that is typed in is compared."""

    form_class = HolderForm
    template_name = "enrolments/certificate.html"
    certificate: CourseCertificate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it by its code."""
        found = by_code(kwargs["code"])
        if found is None:
            words = {"form": CodeForm(), "unknown": True}
            return render(request, FindView.template_name, words, status=HTTPStatus.NOT_FOUND)
        self.certificate = found
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The facts."""
        return super().get_context_data(**{**kwargs, "certificate": self.certificate})

    def form_valid(self, form: HolderForm) -> HttpResponse:
        """Say whether it is the name on it."""
        typed = form.cleaned_data["name"]
        words = {"form": form, "answered": True, "matches": is_holder(self.certificate, typed)}
        return self.render_to_response(self.get_context_data(**words))
