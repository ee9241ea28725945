"""What is handed from one layer to another."""

from dataclasses import dataclass
from datetime import datetime

from cms_apps.organisations.models import PublicProfile


@dataclass(frozen=True)
class ProfileNow:
    """How the profile of an organisation stands: the newest words of its team, since when they wait, what the newsroom said."""

    description: str = ""
    offers: str = ""
    waits_since: datetime | None = None
    comment: str = ""
    sent_back: bool = False
    is_draft: bool = False
    is_live: bool = False
    draft: PublicProfile | None = None


@dataclass(frozen=True)
class AboutPicture:
    """What a team says about a picture that it uploads: what is seen, who made it, who is to be recognised."""

    description: str
    credit: str
    consent_of: str = ""
