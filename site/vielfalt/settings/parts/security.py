"""Headers and cookies. The Wagtail admin alone gets a looser policy (AdminPolicyMiddleware)."""

from csp.constants import NONE, SELF
from environs import Env

env = Env()

CSP_ADMIN_PATH = "/admin/"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "cms_apps.foundation.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
COOKIE_PREFIX = ""
MESSAGE_STORAGE = "cms_apps.foundation.cookies.MessageStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own preview frame by itself
# Argon2id (argon2-cffi); the others read passwords that were set before.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 3600
SESSION_SAVE_EVERY_REQUEST = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the page editor sends many
# Whom to tell about a hole, in /.well-known/security.txt: an address of mail or web; "" is the centre's own.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
