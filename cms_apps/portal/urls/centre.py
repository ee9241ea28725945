"""Pages of the centre (Leitstelle) that put together what several apps know."""

from django.urls import path

from cms_apps.portal import views

app_name = "portal_centre"

urlpatterns = [
    path("verarbeitungen/", views.ProcessingView.as_view(), name="processing"),
    path("teams/", views.TeamsView.as_view(), name="teams"),
    path("teams/redaktion/", views.EditorsView.as_view(), name="editors"),
    path("teams/<int:organisation>/", views.TeamView.as_view(), name="team"),
    path("konten/<int:account>/zweiter-faktor/", views.ResetFactorView.as_view(), name="reset_factor"),
]
