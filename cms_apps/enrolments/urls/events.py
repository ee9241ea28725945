"""Registering for an event."""

from django.urls import path

from cms_apps.enrolments.views import registration

app_name = "events"

urlpatterns = [
    path("gesendet/", registration.sent, name="sent"),
    path("link/<str:token>/", registration.open_link, name="open"),
    path("meine/<uuid:key>/", registration.OwnRegistrationView.as_view(), name="one"),
    path("meine/<uuid:key>/bestaetigen/", registration.ConfirmView.as_view(), name="confirm"),
    path("meine/<uuid:key>/absagen/", registration.EndView.as_view(), name="end"),
    path("<int:run>/", registration.RegisterView.as_view(), name="register"),
]
