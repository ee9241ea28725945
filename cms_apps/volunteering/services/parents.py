"""A parent's word for whoever is under 18: before it the organisation sees nothing."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import ApplicationState, OwnPart
from cms_apps.volunteering.models import Application, Correction
from cms_apps.volunteering.services.correcting import lock
from cms_apps.volunteering.services.sign_up import arrive
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform


@transaction.atomic
def agree_as_parent(link: Link) -> Application:
    """The parent's button: the application reaches the organisation. Raises LinkUsed or StaleState the second time."""
    application = _application_of(link)
    links.use(link)
    return _agreed(application, "parent_agrees", actor=Actor.parent())


@transaction.atomic
def refuse_as_parent(link: Link) -> Application:
    """The parent does not agree: the application ends, and the person is told. Raises as `agree_as_parent`."""
    application = _application_of(link)
    links.use(link)
    perform(APPLICATION, application, "parent_refuses", actor=Actor.parent())
    mails.to_applicant(mails.PARENT_REFUSED, application)
    return application


@transaction.atomic
def record_parents_letter(application: Application, *, actor: Actor) -> Application:
    """The team has the parents' letter in its hands. Raises what `perform` raises."""
    lock(application)
    links.revoke(mails.PARENT_LINK, str(application.key))
    return _agreed(application, "record_letter", actor=actor)


def remind_parents() -> int:
    """Ask a parent once more, `parent.remind_days` after the first mail to them; returns how many were asked."""
    since = timezone.now() - timedelta(days=number("parent.remind_days"))
    asked_since = Correction.objects.filter(application=OuterRef("pk"), part=OwnPart.PARENT, at__gte=since)
    silent = Application.objects.filter(
        ~Exists(asked_since), state=ApplicationState.PARENT_ASKED, state_since__lt=since, reminded_at=None
    ).exclude(parent_email="")
    return sum(_remind(application) for application in silent)


@transaction.atomic
def _remind(application: Application) -> int:
    # The conditional UPDATE is the lock: of two clocks one writes the mail.
    mine = Application.objects.filter(pk=application.pk, reminded_at=None).update(reminded_at=timezone.now())
    if mine:
        mails.to_parent(application)
    return mine


def _application_of(link: Link) -> Application:
    """Locked before the link is: whoever corrects the parent takes them in this order, too."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("organisation")
    application = rows.filter(key=link.object_key).first()
    if application is None:
        raise LinkUnknown
    return application


def _agreed(application: Application, verb: str, *, actor: Actor) -> Application:
    arrive(application, verb, actor=actor)
    Application.objects.filter(pk=application.pk).update(parent_agreed_at=timezone.now(), reminded_at=None)
    application.refresh_from_db()
    return application
