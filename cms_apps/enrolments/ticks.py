"""What the clock does for waiting lists."""

from cms_apps.enrolments.services import close_lists, expire_offers, offer_free_places

__all__ = ["close_lists", "expire_offers", "offer_free_places"]
