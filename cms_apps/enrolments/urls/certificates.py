"""Whether a certificate holds: for whoever was shown one."""

from django.urls import path

from cms_apps.enrolments.views import certificates

app_name = "certificates"

urlpatterns = [
    path("", certificates.FindView.as_view(), name="find"),
    path("<str:code>/", certificates.CheckView.as_view(), name="one"),
]
