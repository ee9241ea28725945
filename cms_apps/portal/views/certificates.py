"""Certificates of a run at the desk: issued at once, corrected, withdrawn, and handed over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.enrolments.enums import CertificateState, HandedOver
from cms_apps.enrolments.forms.certificates import CorrectForm, HandOverForm, NameForm, WithdrawForm
from cms_apps.enrolments.models import CourseCertificate, Enrolment
from cms_apps.enrolments.selectors.certificates import (
    certificates_of_run,
    one_of_run,
    paper_of,
    progress_of,
    trail_of,
    without_certificate,
)
from cms_apps.enrolments.services.certificate_papers import certificates_pdf
from cms_apps.enrolments.services.certificates import (
    correct_certificate,
    hand_over,
    issue_certificate,
    issue_certificates,
    withdraw_certificate,
)
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.portal.views.attendance import LeaderMixin
from cms_apps.portal.views.courses import RunVerbMixin, seen
from cms_apps.privacy.models import Looked
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.views.verbs import CONFLICT, ButtonVerb
from cms_apps.workflow.errors import GuardFailed, StaleState
from cms_apps.workflow.machine import last_history_id


class CertificatesView(LeaderMixin, TemplateView):
    """Completed, issued, handed over: three facts about everybody in the run."""

    template_name = "portal/courses/certificates.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to who leads the run."""
        self.check()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who has one, who has none yet, and how far the worker is."""
        found, without = list(certificates_of_run(self.run.pk)), list(without_certificate(self.run.pk))
        self.shown([*(one.enrolment for one in found), *without])
        kwargs.setdefault("form", HandOverForm(choices=choices_of(found), initial={"seen": last_of(found)}))
        return super().get_context_data(
            run=self.run,
            certificates=found,
            without=without,
            progress=progress_of(self.run.pk, found),
            **{name: value for name, value in kwargs.items() if name != "run"},
        )

    def show(self, *, status: int, **words: Any) -> HttpResponse:
        """The page with a sentence about what went wrong."""
        return self.render_to_response(self.get_context_data(**words), status=status)


def last_of(found: list[CourseCertificate]) -> int:
    """The newest history row of these certificates: what the page has shown."""
    return max((one.last_history or 0 for one in found), default=0)  # type: ignore[attr-defined]


def choices_of(found: list[CourseCertificate]) -> list[tuple[int, str]]:
    """The certificates that can be handed over, each by its name; who has theirs already comes last, and it says so."""
    valid = sorted((one for one in found if one.is_valid), key=lambda one: one.handed_over_on is not None)
    return [
        (one.pk, f"{one.name} ({one.number}{', ' + str(_('schon übergeben')) if one.handed_over_on else ''})")
        for one in valid
    ]


class _OfCertificates(LeaderMixin, RunVerbMixin):
    """A verb about certificates; what speaks against it stands above their page."""

    def home(self) -> HttpResponse:
        """To the certificates of the run."""
        return redirect("courses:certificates", run=self.run.pk)

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """The page as it is now, with the reason above."""
        return self.again(status, problem=problem)

    def again(self, status: int, **words: Any) -> HttpResponse:
        """The page of all certificates."""
        self.check()
        page = CertificatesView()
        page.setup(self.request, run=self.run.pk)
        page.organisations, page.run = self.organisations, self.run
        return page.show(status=status, **words)


class IssueView(ButtonVerb, _OfCertificates, View):
    """All that can be issued, by one click; a second one finds nothing left."""

    def act(self, form: VerbForm) -> None:
        """Issue them."""
        count = len(issue_certificates(self.run, actor=self.actor))
        done = ngettext(
            "%(number)s Zertifikat ist ausgestellt.", "%(number)s Zertifikate sind ausgestellt.", count
        )
        self.done = done % {"number": count} if count else _("Es war nichts auszustellen.")


class HandOverView(_OfCertificates, View):
    """To several people at once, how and when."""

    reshow_on_expired_token = True
    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, or show the form with what is missing."""
        self.check()
        form = HandOverForm(request.POST, choices=choices_of(list(certificates_of_run(self.run.pk))))
        if getattr(request, "csrf_expired", False):
            return self.again(200, form=form, token_expired=True)
        if not form.is_valid():
            return self.again(200, form=form)
        try:
            count = self.note(form.cleaned_data)
        except StaleState:
            return self.again(
                CONFLICT,
                problem=_("Inzwischen hat jemand anderes etwas geändert. Sehen Sie noch einmal hin."),
            )
        except GuardFailed as error:
            form.add_error("on", str(error))
            return self.again(CONFLICT, form=form)
        words = ngettext(
            "%(number)s Übergabe ist eingetragen.", "%(number)s Übergaben sind eingetragen.", count
        )
        messages.success(request, words % {"number": count} if count else _("Es war nichts zu ändern."))
        return self.home()

    def note(self, data: dict[str, Any]) -> int:
        """Call the one service."""
        how, keys = HandedOver(data["how"]), data["certificates"]
        return hand_over(self.run, keys, how=how, on=data["on"], actor=self.actor, seen=data["seen"])


class _OnePersonView(ReshowOnExpiredToken, _OfCertificates, FormView[Any]):
    """A form about one person; a refusal by a rule stands at its field."""

    template_name = "portal/courses/certificate.html"
    field = "name"  # what a broken rule is about

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask while there is something to do."""
        self.check()
        return super().get(request, *args, **kwargs) if self.is_possible() else self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse who does not lead the run before anything is shown."""
        self.check()
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it; what was typed stays where it can still be done."""
        try:
            answer = self.finish(form)
        except GuardFailed as error:
            form.add_error(self.field, str(error))
            return self.form_invalid(form)
        if answer.status_code != CONFLICT or not self.is_possible():
            return answer
        again = self.get_form_class()(initial={**form.cleaned_data, **self.now()})
        return self.render_to_response(
            self.get_context_data(form=again, changed_meanwhile=True), status=CONFLICT
        )

    def now(self) -> dict[str, Any]:
        """What a form shown anew carries besides what was typed."""
        return {}

    def is_possible(self) -> bool:
        """Whether it can still be done; the service has the last word."""
        raise NotImplementedError


class IssueOneView(_OnePersonView):
    """For a name that cannot be printed as it is."""

    form_class = NameForm
    done = _("Das Zertifikat ist ausgestellt.")

    def place(self) -> Enrolment:
        """The place of the address; one of another run is a missing one."""
        rows = self.run.enrolments.select_related("run__organisation", "run__kind", "volunteer__organisation")
        return get_object_or_404(rows, pk=self.kwargs["enrolment"])

    def is_possible(self) -> bool:
        """For who completed it and has none."""
        return without_certificate(self.run.pk).filter(pk=self.place().pk).exists()

    def get_initial(self) -> dict[str, Any]:
        """The name as it is kept."""
        return {"name": self.place().volunteer.full_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The person beside the form."""
        self.shown([place := self.place()])
        return super().get_context_data(
            **{**kwargs, "run": self.run, "person": place.volunteer, "verb": "issue"}
        )

    def act(self, form: NameForm) -> None:
        """Call the one service."""
        issue_certificate(self.place(), name=form.cleaned_data["name"], actor=self.actor)


class _OneCertificateView(_OnePersonView):
    """A form about one certificate."""

    verb: str

    @cached_property
    def certificate(self) -> CourseCertificate:
        """The one of the address; one of another run is a missing one."""
        found = one_of_run(self.run.pk, self.kwargs["certificate"])
        if found is None:
            raise Http404
        return found

    def get_initial(self) -> dict[str, Any]:
        """What the person has seen, and the name on it."""
        return {**self.now(), "name": self.certificate.name}

    def now(self) -> dict[str, Any]:
        """The newest history row."""
        return {"expected": last_history_id(self.certificate) or 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The certificate with what happened to it, beside the form."""
        one = self.certificate
        self.shown([one.enrolment])
        words = {
            "run": self.run,
            "certificate": one,
            "person": one.enrolment.volunteer,
            "history": trail_of(one),
        }
        return super().get_context_data(**{**kwargs, **words, "verb": self.verb})


class CorrectView(_OneCertificateView):
    """Another one in its place."""

    form_class = CorrectForm
    verb = "correct"
    done = _("Berichtigt. Das neue Zertifikat hat eine eigene Nummer, das alte gilt nicht mehr.")

    def is_possible(self) -> bool:
        """Until it is replaced."""
        return self.certificate.state != CertificateState.REPLACED

    def act(self, form: CorrectForm) -> None:
        """Call the one service."""
        data = form.cleaned_data
        correct_certificate(
            self.certificate,
            name=data["name"],
            reason=data["reason"],
            actor=self.actor,
            expected=seen(form),
        )


class WithdrawView(_OneCertificateView):
    """Taking it back."""

    form_class = WithdrawForm
    verb = "withdraw"
    field = "reason"
    done = _("Zurückgezogen. Die Person bekommt eine Mail.")

    def is_possible(self) -> bool:
        """While it holds."""
        return self.certificate.is_valid

    def act(self, form: WithdrawForm) -> None:
        """Call the one service."""
        reason = form.cleaned_data["reason"]
        withdraw_certificate(self.certificate, reason=reason, actor=self.actor, expected=seen(form))


class PaperView(LeaderMixin, View):
    """The PDF of one certificate, as it was made."""

    http_method_names: Any = ["get", "head"]
    looked = Looked.PRINTED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out; one that is not made yet is a missing one."""
        self.check()
        of_run = CourseCertificate.objects.filter(enrolment__run=self.run.pk)
        one = paper_of(of_run, kwargs["certificate"])  # type: ignore[arg-type]
        if one is None:
            raise Http404
        self.shown([one.enrolment])
        return pdf_response(bytes(one.paper.pdf), f"zertifikat-{one.number}")


class AllPapersView(LeaderMixin, View):
    """All valid ones as one file, to be printed for the last day."""

    http_method_names: Any = ["get", "head"]
    looked = Looked.PRINTED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it; it is kept nowhere."""
        self.check()
        found = list(certificates_of_run(self.run.pk).valid())
        if not found:
            raise Http404
        self.shown([one.enrolment for one in found])
        return pdf_response(certificates_pdf(found), f"zertifikate-{self.run.pk}")


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A PDF that a browser shows."""
    head = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=head)
