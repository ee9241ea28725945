"""The person decides whether the application goes to another organisation, and follows it there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms_apps.links import grants
from cms_apps.links.models import Link
from cms_apps.organisations.selectors import current_notice
from cms_apps.volunteering import services
from cms_apps.volunteering.eligibility import age_to_confirm
from cms_apps.volunteering.enums import ForwardOutcome
from cms_apps.volunteering.errors import AgeNotConfirmed, ForwardFailed
from cms_apps.volunteering.forms.forward import CONSENT, ForwardAnswerForm
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.volunteering.models import Application, ForwardProposal
from cms_apps.volunteering.selectors import proposal_of
from cms_apps.volunteering.views.status import OwnApplicationView, OwnFormView, holds_link
from cms_apps.workflow.errors import GuardFailed, StaleState

AGREE, STAY = "agree", "stay"


class ForwardView(OwnFormView):
    """Who the other organisation is, what it would get, and two buttons; without an open proposal the status page."""

    template_name = "volunteering/own/forward.html"
    form_class = ForwardAnswerForm
    proposal: ForwardProposal

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the open proposal."""
        return super().get(request, *args, **kwargs) if self.found() else self.to_status()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer it; what is answered already is simply shown."""
        return super().post(request, *args, **kwargs) if self.found() else self.to_status()

    def found(self) -> bool:
        """Whether a proposal is open."""
        proposal = proposal_of(self.application)
        if proposal is None or proposal.outcome != ForwardOutcome.OPEN:
            return False
        self.proposal, self.notice = proposal, current_notice(proposal.target_id)
        return True

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the question of age where it must be asked, and what the other organisation asks."""
        target = self.proposal.target
        return {
            **super().get_form_kwargs(),
            "age": age_to_confirm(target, self.application),
            "target": target,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What would go over, and the words of the consent."""
        names = {"host": self.application.organisation.name, "target": self.proposal.target.name}
        return super().get_context_data(
            proposal=self.proposal,
            notice=self.notice,
            languages=list(self.application.languages.all()),
            consent=CONSENT % names,
            **kwargs,
        )

    def form_valid(self, form: ForwardAnswerForm) -> HttpResponse:
        """Stay, or go; what speaks against it stands above the page."""
        try:
            return self.answer(form)
        except ForwardFailed as error:
            messages.warning(self.request, str(error))
        except StaleState:
            messages.info(
                self.request, _("Dieser Vorschlag gilt nicht mehr. Hier sehen Sie den neuen Stand.")
            )
        except GuardFailed as error:
            form.add_error("of_age" if isinstance(error, AgeNotConfirmed) else None, str(error))
            return self.form_invalid(form)
        return self.to_status()

    def answer(self, form: ForwardAnswerForm) -> HttpResponse:
        """One of the two buttons; anything else shows the page again."""
        go, proposal = self.request.POST.get("go"), form.cleaned_data["proposal"]
        if go == AGREE and form.own.is_valid():
            new = services.agree_forward(
                self.application,
                proposal=proposal,
                notice=form.cleaned_data["notice"],
                of_age=form.cleaned_data.get("of_age", False),
                extra_answers=form.own.answers(),
            )
            messages.success(
                self.request, _("Ihre Bewerbung ist weitergeleitet. Hier sehen Sie den neuen Stand.")
            )
            return follow(self.request, self.application, new)
        if go == STAY:
            services.refuse_forward(self.application, proposal=proposal)
            messages.success(self.request, _("Ihre Bewerbung bleibt, wo sie ist."))
            return self.to_status()
        return self.form_invalid(form)

    def to_status(self) -> HttpResponse:
        """The status page."""
        return redirect("sign_up:status", number=self.application.number)


class FollowView(OwnApplicationView):
    """From the old status page to the new one: whoever holds the old link gets the new one."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on; an application that went nowhere leads back."""
        new = Application.objects.filter(forwarded_from=self.application).first()
        if new is None:
            return redirect("sign_up:status", number=self.application.number)
        return follow(request, self.application, new)


def follow(request: HttpRequest, old: Application, new: Application) -> HttpResponse:
    """To the status page of the new application; a browser that holds the link of the old one holds that of the new one."""
    response = redirect("sign_up:status", number=new.number)
    link = Link.objects.filter(purpose=STATUS_LINK, object_key=str(new.key)).first()
    if link and holds_link(request, old):
        grants.grant(request, response, link)
    return response
