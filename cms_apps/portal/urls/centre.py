"""Pages of the centre (Leitstelle) that put together what several apps know."""

from django.urls import path

from cms_apps.portal import views

app_name = "portal_centre"

urlpatterns = [path("verarbeitungen/", views.ProcessingView.as_view(), name="processing")]
