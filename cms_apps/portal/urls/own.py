"""The own area (Mein Bereich) of whoever applied or takes part."""

from django.urls import path

from cms_apps.portal import views

app_name = "portal_own"

urlpatterns = [path("", views.OwnAreaView.as_view(), name="start")]
