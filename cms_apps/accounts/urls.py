"""Sign-in by allauth under German addresses; only the doors that this site opens."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from cms_apps.accounts import views

urlpatterns = [
    path("", views.door, name="account_door"),
    path("einladung/", views.InvitationView.as_view(), name="account_invitation"),
    path("einladung/<str:token>/", views.open_invitation, name="account_open_invitation"),
    path("anmelden/", views.sign_in, name="account_login"),
    path("abmelden/", allauth_views.logout, name="account_logout"),
    path("gesperrt/", allauth_views.account_inactive, name="account_inactive"),
    path("neu/", allauth_views.signup, name="account_signup"),
    path("noch-einmal-anmelden/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("passwort/", allauth_views.password_change, name="account_change_password"),
    path("passwort/setzen/", allauth_views.password_set, name="account_set_password"),
    path("passwort/vergessen/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "passwort/vergessen/gesendet/", allauth_views.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "passwort/geaendert/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
