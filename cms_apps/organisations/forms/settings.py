"""How an organisation works, set at its desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation, WholeNumberField
from cms_apps.organisations.models.organisation import MOST_DAYS, OLDEST_LIMIT, YOUNGEST
from cms_apps.organisations.models.profile import MOST_LETTERS, MOST_OFFERS
from cms_apps.parameters.language_names import language_typed, nearest_languages
from cms_apps.parameters.languages import OTHER, language_name


class SettingForm(NoNativeValidation, forms.Form):
    """One family of settings."""


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "short"}),
        error_messages={"invalid": _("Geben Sie einen Tag ein, zum Beispiel 04.12.2026.")},
    )


def _text(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AcceptanceForm(SettingForm):
    """A stop, perhaps until a day, and an absence from a day to a day."""

    accepts_applications = forms.BooleanField(label=_("Wir nehmen Bewerbungen an"), required=False)
    stop_text = _text(
        _("Wenn nicht: Warum?"),
        _("Ein Satz für die Menschen, die Sie wählen wollten. Ihnen wird der nächste Träger angeboten."),
    )
    accepts_again_on = _day(
        _("Wieder ab"), _("An diesem Tag nehmen Sie von selbst wieder an. Leer: bis Sie es ändern.")
    )
    absent_from = _day(
        _("Abwesend vom"), _("Sie bleiben wählbar. Die zugesagte Frist zählt ohne diese Tage.")
    )
    absent_until = _day(_("Abwesend bis"))
    absence_text = _text(_("Hinweis zur Abwesenheit"), _("Zum Beispiel: Unser Büro zieht um."))

    def clean(self) -> dict[str, Any]:
        """A stop needs a reason, an absence both of its ends in their order."""
        data = self.cleaned_data
        if (
            not data.get("accepts_applications")
            and not data.get("stop_text")
            and "stop_text" not in self.errors
        ):
            self.add_error("stop_text", _("Schreiben Sie einen Satz dazu, warum Sie niemanden aufnehmen."))
        begin, end = data.get("absent_from"), data.get("absent_until")
        if begin and not end and "absent_until" not in self.errors:
            self.add_error("absent_until", _("Geben Sie den letzten Tag Ihrer Abwesenheit ein."))
        if end and not begin and "absent_from" not in self.errors:
            self.add_error("absent_from", _("Geben Sie den ersten Tag Ihrer Abwesenheit ein."))
        if begin and end and end < begin:
            self.add_error("absent_until", _("Dieser Tag liegt vor dem ersten Tag Ihrer Abwesenheit."))
        return data


class LanguageListField(forms.CharField):
    """Languages by their names, separated by commas; the value is the list of their codes."""

    def prepare_value(self, value: Any) -> Any:
        """Codes as names; what was typed stays."""
        if isinstance(value, list):
            return ", ".join(language_name(code) for code in value)
        return value

    def clean(self, value: Any) -> Any:
        """Find each name; say which are unknown, and what may be meant."""
        if isinstance(value, list):  # a locked field gives back what it began with
            return value
        names = [name.strip() for name in super().clean(value).replace("\n", ",").split(",")]
        found = {name: language_typed(name) for name in names if name}
        unknown = [name for name, code in found.items() if code in {"", OTHER}]
        if unknown:
            raise forms.ValidationError([self._unknown(name) for name in unknown[:5]])
        return list(dict.fromkeys(found.values()))

    @staticmethod
    def _unknown(name: str) -> str:
        near = nearest_languages(name)
        if not near:
            return _("„%(name)s“ steht nicht in der Liste der Sprachen.") % {"name": name}
        return _("„%(name)s“ kennen wir nicht. Meinten Sie %(names)s?") % {
            "name": name, "names": ", ".join(near),
        }  # fmt: skip


class PublicProfileForm(SettingForm):
    """Own words for everybody; they wait for the newsroom."""

    description = forms.CharField(
        label=_("Kurze Vorstellung"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zwei oder drei Sätze: Was machen Sie, wann treffen Sie sich?"),
    )
    offers = forms.CharField(
        label=_("Ihre Angebote"),
        required=False,
        max_length=MOST_OFFERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Eine Zeile für jedes Angebot, zum Beispiel: Sprechstunde montags von 10 bis 12 Uhr"),
    )


class ProfileForm(SettingForm):
    """What the card says besides: languages, and where the office is."""

    team_languages = LanguageListField(
        label=_("Sprachen in Ihrem Team"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mit Komma getrennt, die wichtigsten zuerst: Arabisch, Ukrainisch, Farsi"),
    )
    office_code = forms.RegexField(
        r"^[0-9]{5}$",
        label=_("Postleitzahl Ihres Büros"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "short"}),
        help_text=_("Daraus berechnen wir die Entfernung."),
        error_messages={"invalid": _("Eine Postleitzahl hat fünf Ziffern.")},
    )


class RequirementsForm(SettingForm):
    """What the sign-up asks for this organisation only."""

    minimum_age = WholeNumberField(
        label=_("Mindestalter"),
        required=False,
        min_value=YOUNGEST,
        max_value=OLDEST_LIMIT,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
        help_text=_("Leer: keines, dann fragen wir nicht nach dem Alter."),
    )
    asks_parents = forms.BooleanField(
        label=_("Auch ohne Mindestalter nach dem Geburtsjahr fragen"),
        required=False,
        help_text=_("Ist jemand noch nicht 18, muss ein Elternteil zustimmen. Vorher sehen Sie nichts."),
    )
    wants_first_talk = forms.BooleanField(
        label=_("Wir möchten mit allen ein Erstgespräch führen"),
        required=False,
        help_text=_("Die Bewerbung fragt, wie und wann es passt, und kündigt das Gespräch an."),
    )


class CertificatesForm(SettingForm):
    """Whether a certificate of conduct (Führungszeugnis) is wanted, and who may note what."""

    wanted = forms.BooleanField(
        label=_("Wir verlangen ein Führungszeugnis"),
        required=False,
        help_text=_("Nur für Aufgaben, für die Sie es brauchen, etwa mit Kindern und Jugendlichen."),
    )
    noted_by = forms.TypedMultipleChoiceField(
        label=_("Wer darf Führungszeugnisse ansehen und vermerken?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niemand sonst sieht die Vermerke, auch nicht die Servicestelle."),
    )

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["noted_by"].choices = members  # type: ignore[attr-defined]


def _limit(label: Any, most: int = MOST_DAYS) -> WholeNumberField:
    return WholeNumberField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )


class LimitsForm(SettingForm):
    """Own deadlines; an empty one follows the parameter."""

    remind_working_days = _limit(_("Erinnerung an Ihr Team nach so vielen Arbeitstagen"))
    answer_working_days = _limit(_("Zugesagte Antwort nach so vielen Arbeitstagen"))
    escalate_working_days = _limit(_("Meldung an die Servicestelle nach so vielen Arbeitstagen"))
    request_working_days = _limit(_("Antwort auf eine Anfrage um Begleitung nach so vielen Arbeitstagen"))
    rest_days = _limit(_("Ohne Antwort der Person ruht die Bewerbung nach so vielen Tagen"))
    completion_share = _limit(_("Kurs abgeschlossen ab so viel Prozent der UE"), most=100)

    def __init__(self, *args: Any, usual: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = _("Leer: wie überall, das sind zurzeit %(days)s.") % {"days": usual[name]}


class NoticeForm(SettingForm):
    """The organisation's own privacy notice."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Zum Beispiel: wer bei Ihnen verantwortlich ist, wer die Angaben sieht, wie lange Sie sie aufbewahren. "
            "Jede Änderung wird eine neue Fassung mit Datum; wer sich beworben hat, hat die alte gelesen."
        ),
    )
