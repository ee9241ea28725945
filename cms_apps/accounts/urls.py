"""Sign-in by allauth under German addresses; only the doors that this site opens."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from cms_apps.accounts import code_views, views
from cms_apps.accounts import security_views as security

urlpatterns = [
    path("sicherheit/", security.AccountView.as_view(), name="mfa_index"),
    path("sicherheit/app/", security.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", security.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("sicherheit/ersatzcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sicherheit/ersatzcodes/neu/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "sicherheit/ersatzcodes/datei/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sicherheit/passkeys/", security.PasskeysView.as_view(), name="mfa_list_webauthn"),
    path("sicherheit/passkeys/neu/", security.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("sicherheit/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "sicherheit/passkeys/<int:pk>/entfernen/",
        security.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("sicherheit/abmelden/", security.EndSessionView.as_view(), name="account_end_other_sessions"),
    path("sicherheit/abmelden/<int:pk>/", security.EndSessionView.as_view(), name="account_end_session"),
    path("zweiter-faktor/", security.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("zweiter-faktor/noch-einmal/", views.renewed(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "zweiter-faktor/passkey/",
        views.renewed(security.passkeys_only(webauthn.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path("anmelden/passkey/", security.passkeys_only(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("", views.door, name="account_door"),
    path("einladung/", views.InvitationView.as_view(), name="account_invitation"),
    path("einladung/<str:token>/", views.open_invitation, name="account_open_invitation"),
    path("anmelden/", views.sign_in, name="account_login"),
    path("anmelden/code/", code_views.RequestCodeView.as_view(), name="account_request_login_code"),
    path("anmelden/code/eingeben/", code_views.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("abmelden/", views.sign_out, name="account_logout"),
    path("gesperrt/", allauth_views.account_inactive, name="account_inactive"),
    path("neu/", allauth_views.signup, name="account_signup"),
    path("noch-einmal-anmelden/", views.renewed(allauth_views.reauthenticate), name="account_reauthenticate"),
    path("passwort/", allauth_views.password_change, name="account_change_password"),
    path("passwort/setzen/", login_required(security.SetPasswordView.as_view()), name="account_set_password"),
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
