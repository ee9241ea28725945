from cms_apps.organisations.models.invitation import TeamInvitation
from cms_apps.organisations.models.membership import Membership
from cms_apps.organisations.models.notice import PrivacyNotice
from cms_apps.organisations.models.organisation import HostOrganisation
from cms_apps.organisations.models.own_mail_text import OwnMailText
from cms_apps.organisations.models.profile import PublicProfile
from cms_apps.organisations.models.profile_picture import ProfilePicture
from cms_apps.organisations.models.question import OwnQuestion
from cms_apps.organisations.models.served_area import ServedArea

__all__ = [
    "HostOrganisation",
    "Membership",
    "OwnMailText",
    "OwnQuestion",
    "PrivacyNotice",
    "ProfilePicture",
    "PublicProfile",
    "ServedArea",
    "TeamInvitation",
]
