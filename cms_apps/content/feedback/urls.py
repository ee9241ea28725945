"""„War diese Seite hilfreich?“."""

from django.urls import path

from cms_apps.content.feedback.views import GiveFeedbackView, given

app_name = "feedback"
urlpatterns = [
    path("", GiveFeedbackView.as_view(), name="give"),
    path("danke/", given, name="given"),
]
