"""The own certificates, to look at, keep and print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from cms_apps.enrolments.models import CourseCertificate
from cms_apps.enrolments.selectors.certificates import paper_of
from cms_apps.volunteering.views.status import OwnApplicationView


class OwnCertificateView(OwnApplicationView):
    """The PDF as it was made; what does not hold any more, or is not made yet, is a missing one."""

    http_method_names: Any = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out."""
        own = CourseCertificate.objects.valid().filter(
            enrolment__volunteer=self.application.volunteer_id or 0
        )
        found = paper_of(own, kwargs["certificate"])
        if found is None:
            raise Http404
        return HttpResponse(
            bytes(found.paper.pdf),
            content_type="application/pdf",
            headers={
                "Content-Disposition": f'inline; filename="zertifikat-{found.number}.pdf"',
                "Cache-Control": "private, no-store",
            },
        )
