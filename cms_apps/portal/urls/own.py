"""The own area (Mein Bereich) of whoever applied or takes part."""

from django.urls import path

from cms_apps.portal.views import engagement, own

app_name = "portal_own"

urlpatterns = [
    path("", own.OwnAreaView.as_view(), name="start"),
    path("nachweis/", engagement.EngagementView.as_view(), name="engagement"),
    path("nachweis/<int:volunteer>/", engagement.EngagementPaperView.as_view(), name="engagement_paper"),
]
