"""What a Träger says about itself in public: kept at its desk, approved by the newsroom."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, WorkflowState

from cms_apps.accounts.models import User
from cms_apps.organisations.models import HostOrganisation, PublicProfile


@transaction.atomic
def propose_profile(
    organisation: HostOrganisation, *, actor: User, description: str, offers: str
) -> PublicProfile:
    """Keep what the team says about itself as a draft, and ask the newsroom to approve it; what is live stays till then.

    What waited before is taken back. Words that wait already, or that everybody reads already, ask nobody.
    """
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    profile, words = _german_profile(organisation), (description, offers)
    draft, state = profile.get_latest_revision_as_object(), profile.current_workflow_state
    are_newest, are_shown = (
        words == (draft.description, draft.offers),
        words == profile.live_words,
    )
    waits = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    if are_newest and (waits or (are_shown and state is None)):
        return profile
    if state is not None:
        state.cancel(user=actor)
    draft.description, draft.offers = words
    draft.full_clean()
    draft.save_revision(user=actor, log_action=True)
    if not are_shown and (workflow := draft.get_workflow()) is not None:
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


def _german_profile(organisation: HostOrganisation) -> PublicProfile:
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    profile, _made = PublicProfile.objects.get_or_create(
        organisation=organisation, locale=locale, defaults={"live": False}
    )
    return profile
