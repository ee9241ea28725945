"""„Begleitung anfragen“."""

from django.urls import path

from cms_apps.volunteers.views.asking import AskView, SentView

app_name = "accompaniment"

urlpatterns = [
    path("gesendet/", SentView.as_view(), name="sent"),
    path("<int:organisation>/", AskView.as_view(), name="ask"),
]
