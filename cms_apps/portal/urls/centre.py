"""Pages of the centre (Leitstelle) that put together what several apps know."""

from django.urls import path

from cms_apps.portal.views import centre

app_name = "portal_centre"

urlpatterns = [
    path("verarbeitungen/", centre.ProcessingView.as_view(), name="processing"),
    path("teams/", centre.TeamsView.as_view(), name="teams"),
    path("teams/redaktion/", centre.EditorsView.as_view(), name="editors"),
    path("teams/freiwillige/", centre.VolunteersView.as_view(), name="volunteers"),
    path("teams/<int:organisation>/", centre.TeamView.as_view(), name="team"),
    path("konten/<int:account>/zweiter-faktor/", centre.ResetFactorView.as_view(), name="reset_factor"),
]
