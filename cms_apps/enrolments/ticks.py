"""What the clock does for waiting lists."""

from cms_apps.enrolments.services import expire_offers, offer_free_places

__all__ = ["expire_offers", "offer_free_places"]
