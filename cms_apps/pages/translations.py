"""Translations and who may publish them: translators hand over, chief editors approve, as with every other page.

wagtail-localize knows only "publish" and asks for no approval; so its ways of publishing are narrowed here.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, TranslatableMixin, WorkflowState
from wagtail.signals import published
from wagtail_localize.models import Translation, TranslationSource

from cms_apps.content.moments import moment_of
from cms_apps.foundation.languages import EASY


class HandOverRefusedError(Exception):
    """The translation cannot go to the approvers; says why in words for the translator."""


def connect() -> None:
    """Keep what translators see up to date with what readers see in German."""
    published.connect(follow_original, dispatch_uid="translations_follow_the_original")


def follow_original(*, instance: Any, **_: Any) -> None:
    """Take over what was published in German, of a page or a profile; only strings that changed are translated again."""
    if not isinstance(instance, TranslatableMixin):
        return
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is not None and source.locale_id == instance.locale_id:
        TranslationSource.update_or_create_from_instance(instance)


def lacks_translation(written: Any) -> bool:
    """Whether there is a language left for this page or snippet; Leichte Sprache is neither translated nor a target."""
    if written.locale.language_code == EASY:
        return False
    there = written.get_translations(inclusive=True)
    if isinstance(written, Page):
        there = there.filter(alias_of=None)
    others = Locale.objects.exclude(language_code=EASY).exclude(pk__in=there.values("locale"))
    return bool(others.exists())


@transaction.atomic
def hand_over(translation: Translation, *, user: Any) -> Page:
    """Save the translation as a draft and start the approval of its page; the live page stays as it is."""
    page = translation.get_target_instance()
    refuse_without_live_parent(page)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise HandOverRefusedError("Diese Übersetzung wartet schon auf die Freigabe.")
    if page.get_workflow() is None:
        raise HandOverRefusedError("Für diese Seite ist keine Freigabe eingerichtet.")
    draft = save_draft(translation, user=user)
    if state is None:
        draft.get_workflow().start(draft, user)
    else:
        state.resume(user)
    return draft


def save_draft(translation: Translation, *, user: Any) -> Page:
    """Make a revision of the page from what is translated; wagtail-localize's own draft would change the live page."""
    source, locale = translation.source, translation.target_locale
    page = source.get_ephemeral_translated_instance(locale, fallback=True)
    page.go_live_at = _moment_of_the_original(translation)
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
    if page.alias_of_id:
        page.alias_of = None
        Page.objects.filter(pk=page.pk).update(alias_of=None)
    try:
        page.save_revision(user=user, log_action=True)
    except ValidationError as error:
        raise HandOverRefusedError(" ".join(error.messages)) from error
    return page


def _moment_of_the_original(translation: Translation) -> Any:
    """When a German page appears that is not out yet. Raises HandOverRefusedError when nobody has said when."""
    original = translation.source.get_source_instance()
    if original.live:
        return None
    moment = moment_of(original)
    if moment is None:
        raise HandOverRefusedError(
            "Das Original ist noch nicht veröffentlicht und hat keinen Zeitpunkt dafür. "
            "Beide erscheinen zusammen: Bitte tragen Sie dort zuerst einen Zeitpunkt ein."
        )
    return moment


def refuse_publishing(target: Any, user: Any) -> None:
    """Raise unless `user` may publish this translation and its page would not be live under a draft."""
    if isinstance(target, Page):
        if not target.permissions_for_user(user).can_publish():
            raise PermissionDenied
        refuse_without_live_parent(target)
    elif not user.has_perm(f"{target._meta.app_label}.change_{target._meta.model_name}"):  # noqa: SLF001 -- Django's public name
        raise PermissionDenied


def refuse_without_live_parent(page: Page) -> None:
    """Raise while the page above is not published in this language."""
    parent = page.get_parent()
    if not parent.is_root() and not parent.live:
        raise HandOverRefusedError(
            f"Die Seite darüber, „{parent.title}“, ist in dieser Sprache noch nicht veröffentlicht. "
            "Bitte übersetzen Sie zuerst diese."
        )


def refuse_under_untranslated(original: Page, locale: Locale) -> None:
    """Raise while a page above has no translation into `locale`."""
    for above in original.get_ancestors().filter(depth__gt=1):
        if not above.has_translation(locale):
            raise HandOverRefusedError(
                f"Die Seite darüber, „{above.title}“, ist noch nicht in diese Sprache übersetzt. "
                "Bitte übersetzen Sie zuerst diese."
            )
