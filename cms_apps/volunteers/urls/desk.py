"""Requests for accompaniment at the desk."""

from django.urls import path

from cms_apps.volunteers.views import requests

app_name = "requests"

urlpatterns = [
    path("", requests.RequestsView.as_view(), name="list"),
    path("<str:number>/", requests.RequestView.as_view(), name="one"),
    path("<str:number>/uebernehmen/", requests.TakeView.as_view(), name="take"),
    path("<str:number>/beantworten/", requests.AnswerView.as_view(), name="answer"),
    path("<str:number>/ablehnen/", requests.DeclineView.as_view(), name="decline"),
    path("<str:number>/weitergeben/", requests.PassView.as_view(), name="pass"),
    path("<str:number>/erledigt/", requests.SettleView.as_view(), name="settle"),
]
