"""Sending and confirming an application."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms_apps.courses.selectors import runs_offered_by
from cms_apps.foundation.numbers import unused_number
from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import answer_due, organisations_offered
from cms_apps.parameters.selectors import number
from cms_apps.places.models import Municipality
from cms_apps.volunteering import mails
from cms_apps.volunteering.answers import LanguageSkill, SignUp
from cms_apps.volunteering.enums import ConsentPurpose, CourseWish, Source
from cms_apps.volunteering.errors import DraftGone, OrganisationNotOffered
from cms_apps.volunteering.models import Application, ApplicationLanguage, Consent, Draft
from cms_apps.volunteering.services.consent_texts import TEXT_VERSIONS
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import begin, perform


@transaction.atomic
def submit_application(draft: Draft, answers: SignUp) -> Application:
    """Make the application of a draft once, and mail the confirmation link; a second call returns the first's result.

    Raises OrganisationNotOffered, and DraftGone when the draft was deleted meanwhile.
    """
    # The conditional UPDATE is the lock: of two clicks the second waits here and then finds nothing to do.
    pending = Draft.objects.filter(pk=draft.pk, submitted_at=None)
    empty: dict[str, Any] = {"data": {}, "versions": {}, "overwritten": {}, "email": "", "code_hash": None}
    if not pending.update(submitted_at=timezone.now(), changed_at=timezone.now(), **empty):
        existing = Application.objects.filter(draft_key=draft.key).first()
        if existing is None:
            raise DraftGone
        return existing
    application = create(draft.key, answers, _offered(answers))
    begin(APPLICATION, application, actor=Actor.applicant())
    expires_at = timezone.now() + timedelta(days=number("confirm.days"))
    links.issue(mails.CONFIRM_LINK, str(application.key), expires_at=expires_at)
    mails.ask_to_confirm(application)
    links.forget(str(draft.key))
    return application


@transaction.atomic
def confirm(link: Link) -> Application:
    """The person's button: the application reaches the organisation; raises LinkUsed or StaleState the second time.

    Raises LinkUnknown when the application was deleted meanwhile.
    """
    application = Application.objects.select_related("organisation").filter(key=link.object_key).first()
    if application is None:
        raise LinkUnknown
    links.use(link)
    links.issue(mails.STATUS_LINK, str(application.key))
    Application.objects.filter(pk=application.pk).update(confirmed_at=timezone.now())
    if application.needs_parent:
        perform(APPLICATION, application, "ask_parent", actor=Actor.applicant())
        mails.to_applicant(mails.PARENT_WAIT, application)
        ask_parent(application)
    else:
        arrive(application, "confirm", actor=Actor.applicant())
    application.refresh_from_db()
    return application


def arrive(application: Application, verb: str, *, actor: Actor) -> None:
    """Bring an application to its organisation by `verb`: from now on its answer is promised."""
    promised_on = answer_due(application.organisation, timezone.localdate())
    Application.objects.filter(pk=application.pk).update(promised_on=promised_on)
    perform(APPLICATION, application, verb, actor=actor)
    mails.to_applicant(mails.RECEIPT, application)
    mails.to_team(mails.NEW_APPLICATION, application)


def ask_parent(application: Application) -> None:
    """Send the parent the link to agree by; it replaces the one sent before. Without an address there is a letter.

    It ends when the application is deleted, whichever parent was asked first.
    """
    links.revoke(mails.PARENT_LINK, str(application.key))
    if application.parent_email:
        expires_at = application.state_since + timedelta(days=number("parent.days"))
        links.issue(mails.PARENT_LINK, str(application.key), expires_at=expires_at)
        mails.to_parent(application)


def _offered(answers: SignUp) -> HostOrganisation:
    municipality = (
        Municipality.objects.filter(pk=answers.municipality_id).first() if answers.municipality_id else None
    )
    for organisation in organisations_offered(municipality):
        if organisation.pk == answers.organisation_id:
            return organisation
    raise OrganisationNotOffered


def create(
    draft_key: UUID, answers: SignUp, organisation: HostOrganisation, *, source: Source = Source.WEB
) -> Application:
    """The rows of an application; its history is the caller's to begin."""
    application = Application.objects.create(
        number=unused_number(Application.objects),
        draft_key=draft_key,
        source=source,
        organisation=organisation,
        language=answers.language,
        place_typed=answers.place_typed,
        municipality_id=answers.municipality_id,
        slots=list(answers.slots),
        hours=answers.hours,
        topics=list(answers.topics),
        motivation=answers.motivation,
        first_name=answers.first_name,
        last_name=answers.last_name,
        email=answers.email,
        phone=answers.phone,
        birth_year=answers.birth_year,
        parent_name=answers.parent_name,
        parent_email=answers.parent_email,
        extra_answers=list(answers.extra_answers),
        talk_wish=answers.talk_wish,
        **_course_wish(answers),
    )
    add_languages(application, answers.languages)
    Consent.objects.bulk_create(
        Consent(application=application, purpose=purpose, text_version=_text_version(purpose, answers))
        for purpose in answers.consents
    )
    return application


def add_languages(application: Application, skills: Iterable[LanguageSkill]) -> None:
    """Write down what languages the person has."""
    ApplicationLanguage.objects.bulk_create(
        ApplicationLanguage(
            application=application,
            code=skill.code,
            level=skill.level,
            spoken=skill.spoken,
            written=skill.written,
            other_name=skill.other_name,
        )
        for skill in skills
    )


def _text_version(purpose: str, answers: SignUp) -> str:
    """Which words somebody agreed to; behind the slash the version of the organisation's own notice."""
    if purpose == ConsentPurpose.PRIVACY_NOTICE and answers.notice_version:
        return f"{TEXT_VERSIONS[purpose]}/{answers.notice_version}"
    return TEXT_VERSIONS[purpose]


def _course_wish(answers: SignUp) -> dict[str, object]:
    # A wish is no promise: a run that filled up meanwhile becomes "a later one".
    if answers.course_wish != CourseWish.RUN:
        return {"course_wish": answers.course_wish, "wished_run": None}
    run = runs_offered_by(answers.organisation_id).filter(pk=answers.wished_run_id).first()
    return {"course_wish": CourseWish.RUN if run else CourseWish.LATER, "wished_run": run}
