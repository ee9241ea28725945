"""What the clock does for pages."""

from django.core.management import call_command


def publish_scheduled() -> None:
    """Publish and withdraw what an editor scheduled (Wagtail's own command)."""
    call_command("publish_scheduled", verbosity=0)
