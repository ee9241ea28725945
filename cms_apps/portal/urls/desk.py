"""The start page of the desk (Schreibtisch)."""

from django.urls import path

from cms_apps.portal.views import desk

app_name = "portal"

urlpatterns = [path("", desk.StartView.as_view(), name="start")]
