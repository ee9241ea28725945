"""The host organisation (Träger)."""

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.text import slugify

from cms_apps.foundation.languages import system_language
from cms_apps.foundation.models import Named
from cms_apps.foundation.privacy import Declaration
from cms_apps.media.models import Picture
from cms_apps.organisations.enums import MailboxUse, OrganisationKind
from cms_apps.parameters.languages import LANGUAGES, language_name

YOUNGEST, OLDEST_LIMIT = 12, 99  # a minimum age outside is a slip of the keyboard
MOST_DAYS = 400


def _limit(label: str, most: int = MOST_DAYS) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A number (of days) of this organisation's own; empty means the parameter of the same name."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(most)]
    )


class HostOrganisation(Named):
    """A Träger: finds, trains and supports volunteers. The centre is one of kind `centre` and needs no special case."""

    privacy = Declaration.none("public contact data of an organisation")

    kind = models.CharField("Art", max_length=20, choices=OrganisationKind.choices)
    phone = models.CharField("Telefon", max_length=40)
    email = models.EmailField("E-Mail-Adresse")
    website = models.URLField("Internetseite", blank=True)
    mailbox = models.EmailField("Gemeinsames Postfach für das Team", blank=True)
    mailbox_use = models.CharField(
        "Mails ans Team gehen dorthin",
        max_length=10,
        choices=MailboxUse.choices,
        default=MailboxUse.BESIDE,
    )
    team_languages = models.JSONField(
        "Sprachen im Team", default=list, blank=True, help_text="Kürzel der geführten Liste"
    )
    office_code = models.CharField(
        "Postleitzahl des Büros",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}$", "Eine Postleitzahl hat fünf Ziffern.")],
    )

    accepts_applications = models.BooleanField("Nimmt Bewerbungen an", default=True)
    stop_text = models.CharField("Warum gerade nicht", max_length=300, blank=True)
    accepts_again_on = models.DateField("Nimmt wieder an ab", null=True, blank=True)
    absent_from = models.DateField("Abwesend vom", null=True, blank=True)
    absent_until = models.DateField("Abwesend bis", null=True, blank=True)
    absence_text = models.CharField("Hinweis zur Abwesenheit", max_length=300, blank=True)

    minimum_age = models.PositiveSmallIntegerField(
        "Mindestalter",
        null=True,
        blank=True,
        validators=[MinValueValidator(YOUNGEST), MaxValueValidator(OLDEST_LIMIT)],
    )
    asks_parents = models.BooleanField("Fragt bei Minderjährigen die Eltern", default=False)
    wants_first_talk = models.BooleanField("Wünscht ein Erstgespräch", default=False)
    wants_certificate = models.BooleanField("Verlangt ein Führungszeugnis", default=False)

    remind_working_days = _limit("Erinnerung an das Team nach (Arbeitstage)")
    answer_working_days = _limit("Antwort zugesagt nach (Arbeitstage)")
    escalate_working_days = _limit("Meldung an die Servicestelle nach (Arbeitstage)")
    request_working_days = _limit("Antwort auf eine Anfrage um Begleitung nach (Arbeitstage)")
    rest_days = _limit("Bewerbung ruht nach (Tage ohne Antwort)")
    completion_share = _limit("Kurs abgeschlossen ab (Prozent der UE)", most=100)

    answer_days = models.PositiveSmallIntegerField(
        "Antwortet meist in (Tage)", null=True, blank=True, editable=False
    )
    answers_counted = models.PositiveIntegerField("gemessen an Antworten", default=0, editable=False)
    answer_days_measured_on = models.DateField("gemessen am", null=True, blank=True, editable=False)

    class Meta(Named.Meta):
        verbose_name = "Träger"
        verbose_name_plural = "Träger"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=OrganisationKind.CENTRE),
                name="one_centre",
                violation_error_message="Es gibt schon eine Servicestelle des Landes.",
            ),
            models.CheckConstraint(
                condition=Q(absent_from=None, absent_until=None)
                | Q(
                    absent_from__isnull=False, absent_until__isnull=False, absent_until__gte=F("absent_from")
                ),
                name="absence_has_both_ends",
                violation_error_message="Eine Abwesenheit braucht einen ersten und einen letzten Tag.",
            ),
        ]

    @cached_property
    def shown_profile(self) -> dict[str, Any]:
        """What is live about it in the active language, else in German; no query after `selectors.with_profile`."""
        if "profile_description" in self.__dict__:
            names = ("description", "offers", "language", "untranslated")
            found = {name: getattr(self, f"profile_{name}") for name in names}
        else:
            row = self.profiles.shown().select_related("locale").first()  # type: ignore[attr-defined]
            found = {
                "description": row.description, "offers": row.offers, "language": row.locale.language_code, "untranslated": row.untranslated,
            } if row else {}  # fmt: skip
        return found if found.get("language") else {}

    @cached_property
    def profile_picture(self) -> Picture | None:
        """The picture of its profile if readers may see one: the same in all languages. One query."""
        row = self.profiles.german().filter(live=True).select_related("picture").first()  # type: ignore[attr-defined]
        return row.picture if row else None

    @cached_property
    def language_names(self) -> list[str]:
        """What its team speaks, as far as everybody knows these languages."""
        return [language_name(code) for code in self.team_languages if code in LANGUAGES]

    @property
    def description(self) -> str:
        """How it presents itself in a few sentences."""
        return self.shown_profile.get("description", "")

    @property
    def offers(self) -> str:
        """What it offers, a line for each."""
        return self.shown_profile.get("offers", "")

    @property
    def untranslated(self) -> list[str]:
        """Which of these two are German on a page in another language (for the filter `german`)."""
        if self.shown_profile.get("language") == system_language():
            return self.shown_profile["untranslated"] or []
        return ["description", "offers"]

    @property
    def is_centre(self) -> bool:
        """Whether this is the centre, where applications from unserved places go."""
        return self.kind == OrganisationKind.CENTRE

    def takes_applications_on(self, day: date) -> bool:
        """Whether it takes applications on a day: always, or again since."""
        again = self.accepts_again_on is not None and self.accepts_again_on <= day
        return self.accepts_applications or again

    def is_absent_on(self, day: date) -> bool:
        """Whether nobody there answers on a day."""
        return self.absent_from is not None and self.absent_from <= day <= (self.absent_until or day)

    @property
    def asks_age(self) -> bool:
        """Whether it needs to know the year of birth."""
        return self.minimum_age is not None or self.asks_parents

    @property
    def slug(self) -> str:
        """How an address calls it: the name for people, the number for us."""
        name = slugify(self.name.replace("ß", "ss"))
        return f"{name}-{self.pk}".lstrip("-")

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(OrganisationKind(self.kind).label) if self.kind in OrganisationKind else self.kind

    @cached_property
    def district_keys(self) -> frozenset[int]:
        """The districts in which it works, the whole or a part; `served_areas` as for `places_served`."""
        return frozenset(key for area in self.served_areas.all() if (key := area.district_key))

    @cached_property
    def places_served(self) -> str:
        """Where it works, as one line; needs `served_areas` with their places prefetched to cost nothing."""
        return "\N{NO-BREAK SPACE}· ".join(area.place_name for area in self.served_areas.all())
