"""A question that one host organisation adds to the sign-up."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.enums import QuestionKind
from cms_apps.organisations.models.organisation import HostOrganisation

GERMAN = settings.LANGUAGE_CODE


class OwnQuestion(models.Model):
    """A question of a Träger's own: text, choice or yes/no; German always, other languages if somebody wrote them.

    `texts`, `helps` and `options` hold one entry for each language code. Options of all languages stand in the
    same order; where a language has another number of them, the German ones are shown.
    """

    privacy = Declaration.none("questions, not answers")

    organisation = models.ForeignKey(HostOrganisation, on_delete=models.CASCADE, related_name="own_questions")
    kind = models.CharField("Art", max_length=10, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    texts = models.JSONField("Frage", default=dict)
    helps = models.JSONField("Hilfe", default=dict, blank=True)
    options = models.JSONField("Antworten zur Auswahl", default=dict, blank=True)
    required = models.BooleanField("Muss beantwortet werden", default=False)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=10)
    active = models.BooleanField("Wird gefragt", default=True)

    class Meta:
        verbose_name = "eigene Frage"
        verbose_name_plural = "eigene Fragen"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.in_german("texts")

    def in_german(self, part: str) -> Any:
        """A part of the question in German."""
        return getattr(self, part).get(GERMAN, "")

    def shown(self, part: str) -> Any:
        """A part in the active language, else in German."""
        return getattr(self, part).get(get_language() or GERMAN) or self.in_german(part)

    @property
    def is_german_only(self) -> bool:
        """Whether the active language is another and has no text here: shown in German, and marked so."""
        return (get_language() or GERMAN) != GERMAN and not self.texts.get(get_language() or GERMAN)

    @property
    def shown_options(self) -> list[str]:
        """The answers to choose from in the active language, as many as in German."""
        german: list[str] = self.in_german("options") or []
        own: list[str] = [] if self.is_german_only else self.shown("options") or []
        return own if len(own) == len(german) else german
