"""`{% load course_runs %}`: courses beside what an organisation says about itself."""

from django import template

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import next_runs_of
from cms_apps.organisations.models import HostOrganisation

register = template.Library()


@register.simple_tag
def next_run(organisation: HostOrganisation) -> CourseRun | None:
    """The next public course of an organisation."""
    return next_runs_of([organisation.pk]).get(organisation.pk)
