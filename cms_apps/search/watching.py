"""What changes a document: each receiver queues one row and does nothing else, so that publishing stays quick."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.organisations.models import HostOrganisation, PublicProfile, ServedArea
from cms_apps.search.documents import Source, kind_of
from cms_apps.search.enums import Kind
from cms_apps.search.filling import queue_branch, queue_document


def connect() -> None:
    """Begin to watch. Addresses are not part of a document, so a new slug changes none."""
    page_published.connect(page_changed, dispatch_uid="search.page_published")
    page_unpublished.connect(page_changed, dispatch_uid="search.page_unpublished")
    post_page_move.connect(page_moved, dispatch_uid="search.page_moved")
    for page_type in get_page_models():  # one by one: a receiver of everything would slow every deletion down
        post_save.connect(page_added, sender=page_type, dispatch_uid=f"search.{page_type.__name__}.added")
        post_delete.connect(page_changed, sender=page_type, dispatch_uid=f"search.{page_type.__name__}.gone")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        for model, receiver in (
            (PageViewRestriction, restriction_changed),
            (HostOrganisation, organisation_changed),
            (ServedArea, area_changed),
            (PublicProfile, profile_changed),
            (CourseRun, run_changed),
            (CourseDate, date_changed),
        ):
            signal.connect(receiver, sender=model, dispatch_uid=f"search.{model.__name__}.{name}")


def page_changed(*, instance: Page, **_: Any) -> None:
    """Published, withdrawn or deleted."""
    queue_document(Source(kind_of(instance), instance.pk))


def page_moved(*, instance: Page, **_: Any) -> None:
    """A page takes all below it along, perhaps to where not everybody may read it."""
    queue_branch(instance.pk)


def page_added(*, instance: Page, created: bool, **_: Any) -> None:
    """Made live at once, by a copy or a set-up: that is no publishing."""
    if created and instance.live:
        queue_document(Source(kind_of(instance), instance.pk))


def restriction_changed(*, instance: PageViewRestriction, **_: Any) -> None:
    """Closed or opened to the public, with all below it."""
    queue_branch(instance.page_id)


def organisation_changed(*, instance: HostOrganisation, **_: Any) -> None:
    """A Träger, and the runs that carry its name."""
    queue_document(Source(Kind.ORGANISATION, instance.pk))
    for pk in instance.course_runs.values_list("pk", flat=True):
        queue_document(Source(Kind.COURSE, pk))


def area_changed(*, instance: ServedArea, **_: Any) -> None:
    """A document of a Träger names the places that it serves."""
    queue_document(Source(Kind.ORGANISATION, instance.organisation_id))


def profile_changed(*, instance: PublicProfile, **_: Any) -> None:
    """What is live about a Träger may be new, or not be live any more."""
    queue_document(Source(Kind.ORGANISATION, instance.organisation_id))


def run_changed(*, instance: CourseRun, **_: Any) -> None:
    """A run; its verbs send no signal, `follow_states` sees what they did."""
    queue_document(Source(Kind.COURSE, instance.pk))


def date_changed(*, instance: CourseDate, **_: Any) -> None:
    """A date is part of its run's document."""
    queue_document(Source(Kind.COURSE, instance.run_id))
