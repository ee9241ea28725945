"""The own area (Mein Bereich) of whoever applied or takes part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import reverse_lazy
from django.views.generic import TemplateView

from cms_apps.accounts.mailboxes import proved_address
from cms_apps.accounts.models import User
from cms_apps.accounts.sessions import sessions_of
from cms_apps.enrolments.models import CourseCertificate, Enrolment
from cms_apps.enrolments.selectors import courses_of
from cms_apps.enrolments.selectors.certificates import own_certificates
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import own_applications
from cms_apps.volunteering.views.journey import next_step, sentence, taking_part
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.selectors import volunteers_of_address


@dataclass(frozen=True)
class OwnApplication:
    """An application in plain words."""

    application: Application
    sentence: str
    next_step: str


@dataclass(frozen=True)
class OwnPlace:
    """Where somebody takes part, with their courses and certificates; their pages belong to the application."""

    volunteer: Volunteer
    sentence: str
    application: Application | None
    courses: list[Enrolment]
    certificates: list[CourseCertificate]


class OwnAreaView(LoginRequiredMixin, TemplateView):
    """Mein Bereich: what the person behind a proved address applied for, and where they take part.

    Of a mailbox that several people share it shows everything, each with its name: whoever reads the mails to an
    address has the links of all of them already, so nothing opens here that was closed. An account whose address was
    not proved sees nothing.
    """

    template_name = "portal/own.html"
    login_url = reverse_lazy("account_request_login_code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is going on, what was, and where this account is signed in."""
        user = cast("User", self.request.user)
        address = proved_address(user)
        applications, volunteers = own_applications(address), volunteers_of_address(address)
        here = {one.pk for one in volunteers}
        return super().get_context_data(
            address=address,
            places=_places(volunteers, {one.volunteer_id: one for one in applications}),
            applications=[
                OwnApplication(one, sentence(one), next_step(one))
                for one in applications
                if one.volunteer_id not in here
            ],
            has_record=bool(volunteers) or any(one.volunteer_id for one in applications),
            sessions=sessions_of(user),
            here=self.request.session.session_key,
            **kwargs,
        )


def _places(volunteers: Sequence[Volunteer], applications: dict[int | None, Application]) -> list[OwnPlace]:
    """Each with what belongs to it; two queries for all."""
    keys = [one.pk for one in volunteers]
    courses, certificates = list(courses_of(keys)), own_certificates(keys)
    return [
        OwnPlace(
            one,
            taking_part(one),
            applications.get(one.pk),
            [place for place in courses if place.volunteer_id == one.pk],
            [paper for paper in certificates if paper.enrolment.volunteer_id == one.pk],
        )
        for one in volunteers
    ]
