"""„Barriere melden“."""

from django.urls import path

from cms_apps.content.barriers.views import ReportBarrierView, reported

app_name = "barrier"
urlpatterns = [
    path("", ReportBarrierView.as_view(), name="report"),
    path("gemeldet/", reported, name="reported"),
]
