"""Two questions after a course."""

from django.urls import path

from cms_apps.enrolments.views import feedback

app_name = "course_feedback"

urlpatterns = [
    path("danke/", feedback.given, name="given"),
    path("<str:token>/", feedback.GiveFeedbackView.as_view(), name="give"),
]
