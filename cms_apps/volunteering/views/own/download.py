"""Everything about the person, to take along."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from cms_apps.foundation import counters
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.selectors import accesses_to
from cms_apps.volunteering.services.everything import as_json, as_pdf
from cms_apps.volunteering.services.record import whole_of
from cms_apps.volunteering.views.status import OwnApplicationView

KINDS = {"json": (as_json, "application/json"), "pdf": (as_pdf, "application/pdf")}
DOWNLOADS, TOO_MANY = "downloads", 429


class DownloadView(OwnApplicationView):
    """What there is to download, and who looked at it."""

    template_name = "volunteering/own/download.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who looked at it."""
        accesses = accesses_to(whole_of(self.application).subjects)
        return super().get_context_data(accesses=accesses, **kwargs)


class FileView(DownloadView):
    """One file, so many times an hour; it is made anew each time and kept nowhere."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it."""
        if kwargs["kind"] not in KINDS:
            raise Http404
        make, content_type = KINDS[kwargs["kind"]]
        if not counters.count(DOWNLOADS, str(self.application.key), most=number("downloads_per_hour")):
            return self.render_to_response(self.get_context_data(limited=True), status=TOO_MANY)
        name = f"bewerbung-{self.application.number}.{kwargs['kind']}"
        return HttpResponse(
            make(self.application),
            content_type=content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )
