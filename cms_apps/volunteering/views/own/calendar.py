"""The own course dates in the own calendar: the page that gives out the secret address, and the feed behind it."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms_apps.enrolments.mails.calendar import own_calendar
from cms_apps.foundation.calendars import MEDIA_TYPE
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUnknown
from cms_apps.notifications.mail import absolute
from cms_apps.volunteering.mails import CALENDAR_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.calendar import (
    calendar_token,
    make_calendar_link,
    renew_calendar_link,
    shut_calendar_link,
)
from cms_apps.volunteering.views.status import OwnApplicationView
from cms_apps.volunteers.enums import VolunteerState

FILE_NAME = "termine.ics"


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself: a program asks that holds no cookie and follows no page, so the address alone opens it.

    An address that was shut is gone (410): programs stop asking.
    """
    try:
        link = links.find(CALENDAR_LINK, token)
    except LinkError as error:
        return HttpResponse(status=404 if isinstance(error, LinkUnknown) else 410, content_type="text/plain")
    application = Application.objects.filter(key=link.object_key).first()
    content = own_calendar(application.volunteer_id if application else None)
    disposition = {"Content-Disposition": f'inline; filename="{FILE_NAME}"'}
    return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=disposition)


class CalendarView(OwnApplicationView):
    """Gives out the address, makes it anew and shuts it; by POST alone."""

    template_name = "volunteering/own/calendar.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to those who take part."""
        return super().get(request, *args, **kwargs) if self._takes_part() else self.not_now()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make, renew or shut; what nobody knows does nothing."""
        if not self._takes_part():
            return self.not_now()
        go = request.POST.get("go")
        if go == "make":
            make_calendar_link(self.application)
        elif go == "renew":
            renew_calendar_link(self.application)
            messages.success(request, _("Die neue Adresse gilt. Unter der alten steht nichts mehr."))
        elif go == "shut":
            shut_calendar_link(self.application)
            messages.success(
                request, _("Der Kalender ist abgeschaltet. Unter der Adresse steht nichts mehr.")
            )
        return redirect("sign_up:calendar", number=self.application.number)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The address, for people and for the programs that open it by themselves."""
        token = calendar_token(self.application)
        url = absolute(reverse("sign_up:calendar_feed", args=[token])) if token else ""
        by_program = urlsplit(url)._replace(scheme="webcal").geturl() if url else ""
        return super().get_context_data(url=url, by_program=by_program, **kwargs)

    def _takes_part(self) -> bool:
        volunteer = self.application.volunteer
        return volunteer is not None and volunteer.state != VolunteerState.LEFT
