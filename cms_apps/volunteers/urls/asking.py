"""„Begleitung anfragen“."""

from django.urls import path

from cms_apps.volunteers.views.asking import AskView, SentView
from cms_apps.volunteers.views.own import OwnRequestView, PassOwnView, SettleOwnView, open_link

app_name = "accompaniment"

urlpatterns = [
    path("gesendet/", SentView.as_view(), name="sent"),
    path("link/<str:token>/", open_link, name="open"),
    path("anfrage/<str:number>/", OwnRequestView.as_view(), name="one"),
    path("anfrage/<str:number>/erledigt/", SettleOwnView.as_view(), name="settle"),
    path("anfrage/<str:number>/weitergeben/", PassOwnView.as_view(), name="pass"),
    path("<int:organisation>/", AskView.as_view(), name="ask"),
]
