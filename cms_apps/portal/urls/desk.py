"""The start page of the desk (Schreibtisch)."""

from django.urls import path

from cms_apps.portal import views

app_name = "portal"

urlpatterns = [path("", views.StartView.as_view(), name="start")]
