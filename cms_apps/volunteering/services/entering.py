"""Applications that came on paper or by phone, entered by the team."""

import uuid

from django.db import transaction
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import answer_due, may_decide
from cms_apps.volunteering import mails
from cms_apps.volunteering.answers import SignUp
from cms_apps.volunteering.eligibility import parents_must_agree, too_young_for
from cms_apps.volunteering.enums import ApplicationState, Source
from cms_apps.volunteering.errors import ParentsMissing, TooYoung
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.sign_up import create
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from cms_apps.workflow.machine import begin


@transaction.atomic
def enter_application(
    answers: SignUp, *, actor: Actor, source: Source, key: uuid.UUID, parents_agreed: bool = False
) -> Application:
    """Make an application that has arrived already, and tell the person by mail or letter.

    `key` belongs to the page on which it was typed: a second click returns what the first one made. Raises NotPermitted for whoever does not decide there; TooYoung, and ParentsMissing for somebody under 18 without
    the parents' signature: the same rules as on the internet.
    """
    # The lock makes the second click wait for the first.
    organisation = HostOrganisation.objects.select_for_update().filter(pk=answers.organisation_id).first()
    if organisation is None or not may_decide(actor.user, organisation.pk):
        raise NotPermitted
    today = timezone.localdate()
    if too_young_for(organisation, answers.birth_year, today):
        raise TooYoung
    parents_agreed = parents_agreed and bool(answers.parent_name)
    if parents_must_agree(answers.birth_year, today) and not parents_agreed:
        raise ParentsMissing
    if made := Application.objects.filter(draft_key=key).first():
        if made.organisation_id != organisation.pk:
            raise NotPermitted
        return made
    application = create(key, answers, organisation, source=source)
    now = timezone.now()
    Application.objects.filter(pk=application.pk).update(
        confirmed_at=now,
        promised_on=answer_due(organisation, today),
        parent_agreed_at=now if parents_agreed else None,
    )
    begin(APPLICATION, application, actor=actor, state=ApplicationState.RECEIVED)
    application.refresh_from_db()
    links.issue(mails.STATUS_LINK, str(application.key))
    mails.to_applicant(mails.RECEIPT, application)
    return application
