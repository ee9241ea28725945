"""Press releases by mail (`/de/presseverteiler/`)."""

from django.urls import path

from cms_apps.pages.press_list import views

app_name = "press_list"
urlpatterns = [
    path("", views.SubscribeView.as_view(), name="subscribe"),
    path("bestellt/", views.asked, name="asked"),
    path("bestaetigen/", views.ConfirmView.as_view(), name="confirm"),
    path("bestaetigen/<str:token>/", views.open_confirm, name="open_confirm"),
    path("bestaetigt/", views.confirmed, name="confirmed"),
    path("abbestellen/", views.LeaveView.as_view(), name="leave"),
    path("abbestellen/<str:token>/", views.open_leave, name="open_leave"),
    path("abbestellt/", views.left, name="left"),
]
