"""What the admin's history calls things that were done to an account, and what its account page leaves out."""

from typing import Any

from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel

# No portraits of editors: Wagtail keeps such a file as it comes, past every rule for pictures.
AvatarSettingsPanel.is_active = lambda _self: False  # type: ignore[method-assign]


@hooks.register("register_log_actions")
def actions(registry: Any) -> None:
    """Name them."""
    registry.register_action(
        "accounts.second_factor_reset", "Zweiten Faktor zurücksetzen", "Zweiter Faktor zurückgesetzt"
    )
