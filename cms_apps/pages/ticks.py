"""What the clock does for pages."""

from django.core.management import call_command

from cms_apps.content.moments import keep_together


def publish_scheduled() -> None:
    """Publish and withdraw what an editor scheduled (Wagtail's own command), translations with their originals."""
    keep_together()
    call_command("publish_scheduled", verbosity=0)
