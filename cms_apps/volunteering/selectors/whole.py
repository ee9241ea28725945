"""What belongs to an application and to those that became part of it."""

from django.db.models import Q, QuerySet

from cms_apps.volunteering.models import Application, ApplicationHistory


def whole_history(application: Application) -> QuerySet[ApplicationHistory]:
    """What happened to it and to what was merged into it, in the order in which it happened."""
    theirs = Q(subject=application) | Q(subject__merged_into=application)
    rows = ApplicationHistory.objects.filter(theirs).select_related("actor", "subject")
    return rows.order_by("at", "pk")
