"""Writing and taking back the central texts."""

from cms_apps.notifications.models import CentralText
from cms_apps.notifications.writing import Text


def save_central_text(kind: str, language: str, text: Text) -> CentralText:
    """Keep the centre's text of a kind in a language; the last one to save wins."""
    row, _created = CentralText.objects.update_or_create(
        kind=kind, language=language, defaults={"subject": text.subject, "body": text.body}
    )
    return row


def reset_central_text(kind: str, language: str) -> None:
    """Go back to the default (zurück auf Vorgabe)."""
    CentralText.objects.filter(kind=kind, language=language).delete()
