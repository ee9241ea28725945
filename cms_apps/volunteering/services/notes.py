"""Notes and phone calls at an application: for the team alone, in no mail."""

from cms_apps.volunteering.errors import NoteClosed
from cms_apps.volunteering.models import Application, Note
from cms_apps.volunteering.policies import is_coordinator
from cms_apps.volunteering.selectors import correctable_notes
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted


def write_note(application: Application, *, actor: Actor, kind: str, text: str) -> Note:
    """Write down what was said or seen. Raises NotPermitted."""
    if not is_coordinator(application, actor):
        raise NotPermitted
    return application.notes.create(
        kind=kind, text=text, author_id=actor.user.pk if actor.user else None, author_label=actor.label
    )


def correct_note(application: Application, note: int, *, actor: Actor, kind: str, text: str) -> None:
    """Put other words in the place of an own note. Raises NotPermitted, and NoteClosed after `note.minutes`."""
    if not is_coordinator(application, actor):
        raise NotPermitted
    if not correctable_notes(application, actor.user).filter(pk=note).update(kind=kind, text=text):
        raise NoteClosed
