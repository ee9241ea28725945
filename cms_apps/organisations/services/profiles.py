"""What a Träger says about itself in public: kept at its desk, approved by the newsroom; and its picture."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, ReferenceIndex, WorkflowState

from cms_apps.accounts.models import User
from cms_apps.media.models import Picture
from cms_apps.organisations.answers import AboutPicture
from cms_apps.organisations.errors import DraftChanged
from cms_apps.organisations.models import HostOrganisation, ProfilePicture, PublicProfile
from cms_apps.parameters.selectors import number

CONFIRMED = (
    "Der Träger hat am {day:%d.%m.%Y} am Schreibtisch bestätigt, dass er das Bild zeigen darf und dass alle zugestimmt "
    "haben, die zu erkennen sind. Das gilt nur für sein Profil."
)


def propose_profile(
    organisation: HostOrganisation, *, actor: User, description: str, offers: str
) -> PublicProfile:
    """Keep what the team says about itself as a draft, and ask the newsroom to approve it; what is live stays till then.

    What waited before is taken back. Words that wait already, or that everybody reads already, ask nobody.
    """
    with transaction.atomic():
        keep_profile(organisation, actor=actor, description=description, offers=offers)
        return send_profile(organisation, actor=actor)


@transaction.atomic
def keep_profile(organisation: HostOrganisation, *, actor: User, **changed: Any) -> PublicProfile:
    """Keep changed fields as a draft that nobody but the team reads; what waited is taken back. The same changes nothing."""
    profile = _german_profile(organisation)
    draft = profile.get_latest_revision_as_object()
    if all(getattr(draft, name) == value for name, value in changed.items()):
        return profile
    _take_back(profile, actor)
    for name, value in changed.items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save_revision(user=actor, log_action=True)
    return profile


@transaction.atomic
def send_profile(organisation: HostOrganisation, *, actor: User, seen: str = "") -> PublicProfile:
    """Ask the newsroom to approve the draft. One that waits already, or that everybody reads already, asks nobody.

    `seen` is the version that was looked at; raises DraftChanged where there is a later one.
    """
    profile = _german_profile(organisation)
    if seen and seen != str(profile.latest_revision_id):
        raise DraftChanged
    draft, state = profile.get_latest_revision_as_object(), profile.current_workflow_state
    if _waits(state) or (draft.words == profile.live_words and state is None):
        return profile
    _take_back(profile, actor)
    if draft.words == profile.live_words or (workflow := draft.get_workflow()) is None:
        return profile
    if draft.latest_revision is None:
        draft.save_revision(user=actor, log_action=True)
    workflow.start(draft, actor)
    return profile


@transaction.atomic
def publish_profile(organisation: HostOrganisation, *, description: str, offers: str = "") -> PublicProfile:
    """Make it live at once: for what an installation begins with."""
    profile = _german_profile(organisation)
    profile.description, profile.offers = description, offers
    profile.full_clean()
    profile.save_revision().publish()
    profile.refresh_from_db()
    return profile


def keep_picture(
    organisation: HostOrganisation, *, actor: User, file: File, about: AboutPicture
) -> PublicProfile:
    """Keep a picture and the draft that shows it, or neither; readers see it once the draft is approved."""
    picture = Picture(
        title=f"{organisation.name}: Profil",
        file=_unguessable(file),
        description=about.description,
        credit=about.credit,
        consent_of=about.consent_of,
        consent_note=CONFIRMED.format(day=timezone.localdate()),
        uploaded_by_user=actor,
    )
    brought = picture.file.name
    try:
        return _keep_with(organisation, picture, actor)
    except Exception:
        if picture.file.name != brought:  # the database takes back what it holds, the store does not
            picture.file.storage.delete(picture.file.name)
        raise


def _unguessable(file: File) -> File:
    """Its sizes lie where everybody can fetch them who knows the name, before anybody has approved it."""
    file.name = f"{secrets.token_hex(12)}{PurePath(file.name or '').suffix.lower()}"
    return file


@transaction.atomic
def _keep_with(organisation: HostOrganisation, picture: Picture, actor: User) -> PublicProfile:
    picture.full_clean()
    picture.save()
    ProfilePicture.objects.create(organisation=organisation, picture=picture)
    return keep_profile(organisation, actor=actor, picture=picture)


@transaction.atomic
def remove_picture(organisation: HostOrganisation, *, actor: User) -> PublicProfile:
    """Show no picture any more, at once and without anybody's approval: somebody who is seen may have asked for it.

    What the team uploaded is deleted. A draft that waits goes on waiting, without it.
    """
    profile = _german_profile(organisation)
    waited = _waits(profile.current_workflow_state)
    _drop(ProfilePicture.objects.filter(organisation=organisation))
    PublicProfile.objects.filter(organisation=organisation).update(picture=None)
    keep_profile(organisation, actor=actor, picture=None)
    return send_profile(organisation, actor=actor) if waited else profile


def delete_unused_pictures() -> int:
    """Delete uploads older than `profile.picture_days` that nobody sees or is asked about. Returns how many; idempotent."""
    before = timezone.now() - timedelta(days=number("profile.picture_days"))
    old = ProfilePicture.objects.filter(uploaded_at__lt=before)
    return sum(_delete_if_unused(key) for key in old.values_list("pk", flat=True))


@transaction.atomic
def _delete_if_unused(key: int) -> bool:
    """One that the newsroom uses elsewhere is its own by now, and nobody has taken back a consent."""
    one = ProfilePicture.objects.select_related("organisation", "picture").filter(pk=key).first()
    if one is None or _is_used_elsewhere(one.picture):
        return False
    if one.organisation is not None and _is_needed(one, _german_profile(one.organisation)):
        return False
    picture = one.picture
    one.delete()
    picture.delete()
    return True


def _is_needed(one: ProfilePicture, profile: PublicProfile) -> bool:
    """Whether readers see it, the newsroom is asked about it, or it has approved it for a later moment."""
    shown = [profile] if profile.live else []
    asked = [profile.get_latest_revision_as_object()] if _waits(profile.current_workflow_state) else []
    planned = [profile.scheduled_revision.as_object()] if profile.scheduled_revision else []
    return any(version.picture_id == one.picture_id for version in (*shown, *asked, *planned))


def _drop(uploads: Iterable[ProfilePicture]) -> None:
    """Delete the pictures with their files. One that the newsroom uses elsewhere stays with it, but is shown no more."""
    for one in uploads:
        picture = one.picture
        one.delete()
        if _is_used_elsewhere(picture):
            Picture.objects.filter(pk=picture.pk, consent_withdrawn_on=None).update(
                consent_withdrawn_on=timezone.localdate()
            )
        else:
            picture.delete()


def _is_used_elsewhere(picture: Picture) -> bool:
    profiles = ContentType.objects.get_for_model(PublicProfile)
    found = ReferenceIndex.get_references_to(picture).exclude(base_content_type=profiles)
    return bool(found.exclude(base_content_type=ContentType.objects.get_for_model(ProfilePicture)).exists())


def _german_profile(organisation: HostOrganisation) -> PublicProfile:
    """The one that is written, made where there is none, and nobody else's until the transaction ends."""
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    profile, _made = PublicProfile.objects.get_or_create(
        organisation=organisation, locale=locale, defaults={"live": False}
    )
    return profile


def _waits(state: WorkflowState | None) -> bool:
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def _take_back(profile: PublicProfile, actor: User) -> None:
    if (state := profile.current_workflow_state) is not None:
        state.cancel(user=actor)
