"""Sign-in by allauth; its pages are mounted with German addresses in `cms_apps.accounts.urls`."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "cms_apps.accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "cms_apps.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms_apps.accounts.forms.LoginForm",
    "reauthenticate": "cms_apps.accounts.forms.PasswordAgainForm",
    "reset_password": "cms_apps.accounts.forms.ResetPasswordForm",
    "request_login_code": "cms_apps.accounts.forms.RequestCodeForm",
    "confirm_login_code": "cms_apps.accounts.forms.ConfirmCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up itself is closed by the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"  # members are invited: the invitation link verifies the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A whole office shares one address: its members must not lock each other out.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,8/5m/key"}
# The second factor: an app, a passkey, and codes on paper. A passkey with PIN or fingerprint is both factors at once.
MFA_ADAPTER = "cms_apps.accounts.authenticators.AuthenticatorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    "activate_totp": "cms_apps.accounts.forms.ActivateAppForm",
    "authenticate": "cms_apps.accounts.forms.SecondFactorForm",
    "reauthenticate": "cms_apps.accounts.forms.SecondFactorAgainForm",
    "authenticate_webauthn": "cms_apps.accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "cms_apps.accounts.forms.PasskeyAgainForm",
    "login_webauthn": "cms_apps.accounts.forms.PasskeyAloneForm",
    "add_webauthn": "cms_apps.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "cms_apps.accounts.forms.RenamePasskeyForm",
}
# For volunteers: who gets a code, and what is mailed, is ours (`accounts.sign_in_codes`).
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = (
    ACCOUNT_LOGIN_BY_CODE_TIMEOUT  # a sign-in that waits for the code waits as long as it lives
)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
SESSION_COOKIE_AGE = 12 * 3600  # the most; idle and absolute age: parameters `session.…`
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_door"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
