"""Mail leaves through the outbox worker only; without EMAIL_URL each mail becomes a file in VAR_DIR/mail."""

from environs import Env

env = Env()

_smtp = env.str("EMAIL_URL", default="")
if _smtp:
    vars().update(env.dj_email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "cms_apps.notifications.backends.EmlFileBackend"
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Vielfalt <post@vielfalt.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
