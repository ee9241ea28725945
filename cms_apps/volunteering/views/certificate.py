"""The note on a certificate of conduct (Führungszeugnis), and the paper with which it costs nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.base import View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.privacy.models import Looked
from cms_apps.volunteering.forms.certificate import CertificateForm
from cms_apps.volunteering.services.certificates import confirmation_pdf
from cms_apps.volunteering.views.volunteers import OneVolunteerMixin
from cms_apps.volunteers import services
from cms_apps.volunteers.models import CertificateNote
from cms_apps.volunteers.policies import may_note_certificate
from cms_apps.volunteers.selectors import is_certificate_due
from cms_apps.workflow.errors import GuardFailed


class NamedMemberMixin(OneVolunteerMixin):
    """Only for members whom the administrator has named; others of the own organisation get 403."""

    def check(self) -> None:
        """Refuse whoever was not named; the door has found the volunteer before."""
        if not may_note_certificate(self.volunteer, self.actor):
            raise PermissionDenied


class CertificateView(ReshowOnExpiredToken, NamedMemberMixin, FormView[CertificateForm]):
    """Record, change or delete the one note; each view is written down."""

    template_name = "volunteering/desk/certificate.html"
    form_class = CertificateForm
    looked = Looked.CERTIFICATE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        self.check()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it, or delete it by the other button."""
        self.check()
        expired = getattr(request, "csrf_expired", False)  # an expired form deletes nothing
        if request.POST.get("go") == "delete" and not expired:
            services.delete_certificate_note(self.volunteer, actor=self.actor)
            messages.success(request, _("Der Vermerk ist gelöscht."))
            return redirect("desk:volunteer", volunteer=self.volunteer.pk)
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What is noted."""
        note = self._note()
        if note is None:
            return {}
        return {"dated_on": note.dated_on, "conviction": "yes" if note.has_conviction else "no"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The volunteer and the note, and whether a new certificate is due."""
        note = self._note()
        is_due = note is not None and is_certificate_due(note.dated_on)
        return super().get_context_data(one=self.volunteer, note=note, is_due=is_due, **kwargs)

    def form_valid(self, form: CertificateForm) -> HttpResponse:
        """Note it; what a rule says stands at the field."""
        try:
            services.note_certificate(self.volunteer, actor=self.actor, **form.cleaned_data)
        except GuardFailed as error:
            form.add_error("dated_on", str(error))
            return self.form_invalid(form)
        messages.success(
            self.request, _("Vermerkt. Geben Sie das Original zurück; bewahren Sie keine Kopie auf.")
        )
        return redirect("desk:volunteer", volunteer=self.volunteer.pk)

    def _note(self) -> CertificateNote | None:
        return CertificateNote.objects.filter(volunteer=self.volunteer).first()


class ConfirmationView(NamedMemberMixin, View):
    """The Bescheinigung for the office, as a PDF to print and sign."""

    http_method_names: Any = ["get", "head"]
    looked = Looked.PRINTED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it; it is kept nowhere."""
        self.check()
        head = {"Content-Disposition": f'inline; filename="bescheinigung-{self.volunteer.pk}.pdf"'}
        return HttpResponse(confirmation_pdf(self.volunteer), content_type="application/pdf", headers=head)
