"""What a Träger says about itself in public."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField

from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.languages import system_language
from cms_apps.foundation.privacy import Declaration

MOST_LETTERS, MOST_OFFERS = 400, 1000
Words = tuple[str, str, int | None]


class ProfileQuerySet(models.QuerySet["PublicProfile"]):
    """Words for profiles."""

    def shown(self) -> "ProfileQuerySet":
        """Those that readers see: live, in the active language, else in German; none where the German one is not live."""
        if system_language() == settings.LANGUAGE_CODE:
            return self.german().filter(live=True)
        languages = {system_language(), settings.LANGUAGE_CODE}
        own_first = Case(
            When(locale__language_code=system_language(), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        german = (
            type(self)(self.model).german().filter(live=True, translation_key=OuterRef("translation_key"))
        )
        return self.filter(Exists(german), live=True, locale__language_code__in=languages).order_by(own_first)

    def german(self) -> "ProfileQuerySet":
        """The originals."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)


class PublicProfile(
    WorkflowMixin, DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """The words of a Träger on its card, in the finder and on its page there, in one language.

    Its team writes at the desk, the newsroom approves (`services.propose_profile`); readers see what is live. What it
    is without words (languages, telephone, places) stands at the organisation and needs nobody's approval.
    """

    privacy = Declaration.none("how an organisation presents itself")

    organisation = models.ForeignKey(
        "organisations.HostOrganisation",
        verbose_name="Träger",
        on_delete=models.CASCADE,
        related_name="profiles",
    )
    description = models.TextField("Kurze Vorstellung", max_length=MOST_LETTERS, blank=True)
    offers = models.TextField(
        "Angebote", max_length=MOST_OFFERS, blank=True, help_text="Eine Zeile für jedes Angebot."
    )
    picture = models.ForeignKey(
        "media.Picture",
        verbose_name="Bild",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    untranslated = untranslated_units()

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="public_profile")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="public_profile",
        for_concrete_model=False,
    )

    override_translatable_fields = [
        SynchronizedField("organisation"),
        SynchronizedField("picture", overridable=False),
    ]
    panels = [
        FieldPanel("organisation", read_only=True),
        FieldPanel("description"),
        FieldPanel("offers"),
        FieldPanel("picture"),
    ]

    objects = ProfileQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = "Profil eines Trägers"
        verbose_name_plural = "Profile der Träger"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "locale"], name="one_profile_per_language"),
        ]

    def __str__(self) -> str:
        return f"Profil: {self.organisation if self.organisation_id else ''}"

    def clean(self) -> None:
        """It belongs to somebody."""
        super().clean()
        if not self.organisation_id:
            raise ValidationError("Ein Profil legt der Träger an seinem Schreibtisch an.")

    @property
    def words(self) -> Words:
        """What it says and shows: description, offers, the key of its picture."""
        return self.description, self.offers, self.picture_id

    @property
    def live_words(self) -> Words:
        """What readers may see of it; nothing while it is not live."""
        return self.words if self.live else ("", "", None)

    def as_shown(self) -> Any:
        """Its organisation as readers will find it once this is live."""
        host = self.organisation
        host.shown_profile = {
            "description": self.description, "offers": self.offers,
            "language": self.locale.language_code, "untranslated": self.untranslated,
        }  # fmt: skip
        host.profile_picture = self.picture
        return host

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show whoever approves it what the finder will show, in its own language."""
        with override(self.locale.language_code):
            return render(request, "organisations/profile_preview.html", {"host": self.as_shown()})

    @property
    def desk_path(self) -> str:
        """Where its team writes it."""
        return reverse("host:public_profile", args=[self.organisation_id])

    @property
    def revisions(self) -> Any:
        """Every version, the newest last."""
        return self._revisions

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Note what a translation lacks."""
        fall_back(self)
        return super().save_revision(*args, **kwargs)
