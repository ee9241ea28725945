"""Addresses of what a team takes out."""

from django.urls import path

from cms_apps.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.ExportsView.as_view(), name="exports"),
    path("<int:organisation>/<slug:what>/<slug:kind>/", views.ExportView.as_view(), name="export"),
]
