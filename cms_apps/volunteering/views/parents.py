"""The page on which a parent agrees or not, by a link of their own; and the letter for parents without e-mail."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import TemplateView

from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUsed
from cms_apps.links.models import Link
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import PARENT_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.views.links import link_does_not_open
from cms_apps.volunteering.views.status import OwnApplicationView
from cms_apps.workflow.errors import StaleState

VERBS = {"agree": services.agree_as_parent, "refuse": services.refuse_as_parent}


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(PARENT_LINK, token)
    except LinkError as error:
        return link_does_not_open(request, error, purpose="parent")
    response = redirect("sign_up:parent")
    grants.grant(request, response, link)
    return response


class ParentView(TemplateView):
    """Who sees what, and two buttons."""

    template_name = "volunteering/parent.html"
    link: Link

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a live link."""
        try:
            self.link = grants.granted(request, PARENT_LINK)
        except LinkError as error:
            return link_does_not_open(request, error, purpose="parent")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose application it is, and what the organisation will read."""
        application = Application.objects.select_related("organisation").get(key=self.link.object_key)
        languages = list(application.languages.all())
        return super().get_context_data(application=application, languages=languages, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Yes or no; anything else shows the page again."""
        verb = VERBS.get(request.POST.get("go", ""))
        if verb is None:
            return redirect("sign_up:parent")
        try:
            application = verb(self.link)
        except StaleState:
            return link_does_not_open(request, LinkUsed(), purpose="parent")
        except LinkError as error:
            return link_does_not_open(request, error, purpose="parent")
        context = {"application": application, "agreed": application.parent_agreed_at is not None}
        return render(request, "volunteering/parent_done.html", context)


class ParentLetterView(OwnApplicationView):
    """A letter to print and sign, for parents without an e-mail address."""

    template_name = "volunteering/parent_letter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only while a parent is waited for."""
        if not self.application.waits_for_parent:
            return redirect("sign_up:status", number=self.application.number)
        return super().get(request, *args, **kwargs)
