"""What the admin's history calls things that were done to an account."""

from typing import Any

from wagtail import hooks


@hooks.register("register_log_actions")
def actions(registry: Any) -> None:
    """Name them."""
    registry.register_action(
        "accounts.second_factor_reset", "Zweiten Faktor zurücksetzen", "Zweiter Faktor zurückgesetzt"
    )
