"""The first talk for the own calendar."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cms_apps.foundation.calendars import MEDIA_TYPE
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.mails.calendar import FILE_NAME, talk_file
from cms_apps.volunteering.views.status import OwnApplicationView


class TalkFileView(OwnApplicationView):
    """The planned talk as a calendar file; without one it leads to the status page."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand the file over."""
        talk = self.application.talks.filter(outcome=TalkOutcome.PLANNED).first()
        if talk is None:
            return redirect("sign_up:status", number=self.application.number)
        disposition = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
        return HttpResponse(talk_file(talk), content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=disposition)
