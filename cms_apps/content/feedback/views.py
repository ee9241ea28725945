"""The form for readers, with a page of its own: public pages hold no form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.generic import FormView

from cms_apps.content.barriers.forms import own_path
from cms_apps.content.feedback.forms import FeedbackForm
from cms_apps.content.feedback.services import give_feedback
from cms_apps.foundation import counters
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.parameters.selectors import number

PER_NETWORK = "network.feedback"


class GiveFeedbackView(ReshowOnExpiredToken, FormView[FeedbackForm]):
    """`?seite=` names the page that it is about."""

    form_class = FeedbackForm
    template_name = "content/feedback.html"

    def get_initial(self) -> dict[str, Any]:
        """The page that it is about."""
        return {"page": own_path(self.request.GET.get("seite", ""))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the page, if it is one of ours."""
        context = super().get_context_data(**kwargs)
        return {**context, "page": own_path(str(context["form"]["page"].value() or ""))}

    def form_valid(self, form: FeedbackForm) -> HttpResponse:
        """Keep it; a script gets the same answer and leaves nothing."""
        if not counters.count(PER_NETWORK, network_of(self.request), most=number(PER_NETWORK)):
            return self.render_to_response(self.get_context_data(form=form, limited=True), status=429)
        if not form.is_of_a_script:
            data = form.cleaned_data
            give_feedback(
                path=data["page"],
                helped=data["helped"] == "yes",
                text=data["text"],
                language=get_language() or "de",
            )
        return redirect("feedback:given")


def given(request: HttpRequest) -> HttpResponse:
    """Thanks."""
    return render(request, "content/feedback_given.html")
