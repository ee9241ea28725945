from cms_apps.notifications.models.central_text import CentralText
from cms_apps.notifications.models.mail_text import MailText

__all__ = ["CentralText", "MailText"]
