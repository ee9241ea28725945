"""Addresses of the centre (Leitstelle)."""

from django.urls import path

from cms_apps.volunteering.views import centre

app_name = "centre"

urlpatterns = [path("ueberfaellig/", centre.EscalatedView.as_view(), name="escalated")]
