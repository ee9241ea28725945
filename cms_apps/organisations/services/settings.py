"""How an organisation works: its settings, texts of mails, questions and privacy notice."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Case, When
from django.utils import timezone

from cms_apps.notifications.writing import Text
from cms_apps.organisations.enums import MOST_QUESTIONS
from cms_apps.organisations.errors import TooManyQuestions
from cms_apps.organisations.models import (
    HostOrganisation,
    Membership,
    OwnMailText,
    OwnQuestion,
    PrivacyNotice,
)


def save_own_text(organisation: HostOrganisation, kind: str, language: str, text: Text) -> OwnMailText:
    """Keep the organisation's own text of a kind of mail; the last one to save wins."""
    row, _created = OwnMailText.objects.update_or_create(
        organisation=organisation,
        kind=kind,
        language=language,
        defaults={"subject": text.subject, "body": text.body},
    )
    return row


def reset_own_text(organisation: HostOrganisation, kind: str, language: str) -> None:
    """Go back to the central text or the default."""
    OwnMailText.objects.filter(organisation=organisation, kind=kind, language=language).delete()


def set_mail_rhythm(membership: Membership, rhythm: str) -> None:
    """Choose how often a member wants mail from now on."""
    Membership.objects.filter(pk=membership.pk).update(mail_rhythm=rhythm)


def change_settings(organisation: HostOrganisation, **values: Any) -> HostOrganisation:
    """Set how the organisation works; other fields stay as they are. Raises what the model's check raises."""
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save(update_fields=[*values])
    return organisation


@transaction.atomic
def set_certificates(
    organisation: HostOrganisation, *, wanted: bool, noted_by: Collection[int]
) -> HostOrganisation:
    """Whether certificates of conduct are wanted, and which memberships may note them; all others may not."""
    Membership.objects.filter(organisation=organisation).update(
        may_note_certificates=Case(When(pk__in=list(noted_by), then=True), default=False)
    )
    return change_settings(organisation, wants_certificate=wanted)


@transaction.atomic
def publish_notice(organisation: HostOrganisation, text: str) -> PrivacyNotice | None:
    """Add a version of the organisation's own privacy notice, named after its day; the same text adds none."""
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    newest = PrivacyNotice.objects.filter(organisation=organisation).last()
    if (newest.text if newest else "") == text:
        return newest
    today = timezone.localdate().isoformat()
    of_today = PrivacyNotice.objects.filter(organisation=organisation, version__startswith=today).count()
    version = f"{today}{'' if not of_today else chr(ord('a') + of_today)}"
    return PrivacyNotice.objects.create(organisation=organisation, version=version, text=text)


@transaction.atomic
def add_question(organisation: HostOrganisation, **values: Any) -> OwnQuestion:
    """Let the sign-up ask one more question, after the others. Raises TooManyQuestions."""
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    asked = OwnQuestion.objects.filter(organisation=organisation)
    if asked.count() >= MOST_QUESTIONS:
        raise TooManyQuestions(MOST_QUESTIONS)
    last = asked.last()
    return asked.create(organisation=organisation, position=last.position + 10 if last else 10, **values)


def change_question(question: OwnQuestion, **values: Any) -> OwnQuestion:
    """Change a question; answers that were given keep the words that were asked."""
    for name, value in values.items():
        setattr(question, name, value)
    question.save(update_fields=[*values])
    return question


@transaction.atomic
def move_question_up(question: OwnQuestion) -> None:
    """Ask a question before the one above it; the first stays."""
    HostOrganisation.objects.select_for_update().get(pk=question.organisation_id)
    order = list(OwnQuestion.objects.filter(organisation=question.organisation_id))
    place = order.index(question)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, one in enumerate(order, start=1):
        one.position = position * 10
    OwnQuestion.objects.bulk_update(order, ["position"])


def delete_question(question: OwnQuestion) -> None:
    """Ask it no more; answers that were given stay with their applications."""
    question.delete()
