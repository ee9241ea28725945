"""What most kinds of mail share; a kind says what differs."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import mail_handler
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.contexts import to_confirm
from cms_apps.volunteering.mails.truth import being

person_mail = partial(
    mail_handler,
    audience=Audience.PERSON,
    placeholders=words.PERSON,
    button=_("Stand ansehen"),
    sample=words.person_sample,
)
team_mail = partial(
    mail_handler,
    audience=Audience.TEAM,
    placeholders=words.TEAM,
    button=_("Zur Bewerbung"),
    sample=words.team_sample,
)
confirm_mail = partial(
    mail_handler,
    context=to_confirm,
    still_true=being(ApplicationState.UNCONFIRMED),
    placeholders=words.CONFIRM,
    button=_("E-Mail-Adresse bestätigen"),
    sample=words.confirm_sample,
)
