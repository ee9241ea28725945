"""Addresses of the desk (Schreibtisch)."""

from django.urls import path

from cms_apps.volunteering.views import decisions, desk

app_name = "desk"

urlpatterns = [
    path("", desk.QueueView.as_view(), name="queue"),
    path("bewerbungen/<str:number>/", desk.ApplicationView.as_view(), name="application"),
    path(
        "bewerbungen/<str:number>/pruefen/", decisions.TakeIntoReviewView.as_view(), name="take_into_review"
    ),
    path("bewerbungen/<str:number>/zurueckgeben/", decisions.GiveBackView.as_view(), name="give_back"),
    path("bewerbungen/<str:number>/zusagen/", decisions.AcceptView.as_view(), name="accept"),
    path("bewerbungen/<str:number>/ablehnen/", decisions.DeclineView.as_view(), name="decline"),
]
