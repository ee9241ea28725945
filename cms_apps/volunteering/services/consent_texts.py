"""Which version of each text people agree to (GDPR Art. 7): raise it when the words of `forms/check.py` or `forms/forward.py` change.

A test holds the words of each version, so that nobody changes one without the other.
"""

from cms_apps.volunteering.enums import ConsentPurpose

TEXT_VERSIONS: dict[str, str] = {
    ConsentPurpose.PRIVACY_NOTICE: "2026-11",
    ConsentPurpose.STATISTICS: "2026-11",
    ConsentPurpose.FORWARD: "2026-11",
}
