"""Declarations for the models of third parties, by label; `tests/architecture` refuses a model without one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration

NONE = Declaration.none
EDITORS, ADMIN = (_("Redaktion"),), (_("Systemverwaltung"),)


def _by(
    *fields: str, purpose: Any, subject: str = "user", retention: Any = "", rules: tuple[str, ...] = ()
) -> Declaration:
    """Holds which member of staff did something."""
    kept = retention or _("so lange wie das Konto; der Verweis wird mit dem Konto geleert")
    return Declaration(
        fields=fields,
        data=_("wer in der Redaktion was getan hat"),
        purpose=purpose,
        readers=EDITORS,
        retention="" if rules else kept,
        rules=rules,
        subject=subject,
    )


def _editorial(*fields: str, purpose: Any) -> Declaration:
    """Public or soon public texts and pictures; may name people who agreed to it."""
    return Declaration(
        fields=fields,
        data=_("öffentliche Texte, Bilder und Dateien"),
        purpose=purpose,
        readers=(_("nach der Veröffentlichung alle"), _("davor die Redaktion")),
        retention=_("so lange wie die Seite, das Bild oder die Datei"),
    )


_LOG = _by(
    "user",
    "label",
    "data",
    purpose=_("redaktionelle Arbeit nachvollziehen"),
    retention=_("so lange wie ihr Gegenstand"),
)
_COMMENT = _by(
    "user",
    "text",
    purpose=_("Absprachen der Redaktion zu einem Entwurf"),
    retention=_("so lange wie die Seite"),
)
_LIVE = _by(
    "user",
    purpose=_("Redakteur*innen warnen, die dieselbe Seite bearbeiten"),
    retention=_("bis die Seite geschlossen wird"),
)
_RESTRICTION = NONE("who may read a page or collection; a shared password, no person")
_STRUCTURE = NONE("structure of the site")
_RIGHTS = NONE("rights of groups, not of people")
_SEGMENT = NONE("which part of a page is translated where")

THIRD_PARTY: dict[str, Declaration] = {
    # Django and allauth
    "auth.Group": _RIGHTS,
    "auth.Permission": _RIGHTS,
    "contenttypes.ContentType": _STRUCTURE,
    "sessions.Session": Declaration(
        fields=("session_data",),
        data=_("offene Anmeldungen, mit den letzten Suchen am Schreibtisch"),
        purpose=_("angemeldet bleiben; wer sich bewirbt, braucht das nicht"),
        readers=(_("nur das System"),),
        rules=("privacy.sessions",),
    ),
    "account.EmailAddress": Declaration(
        fields=("user", "email"),
        data=_("E-Mail-Adresse eines Kontos"),
        purpose=_("Anmeldung mit der E-Mail-Adresse"),
        readers=ADMIN,
        retention=_("so lange wie das Konto"),
        subject="user",
    ),
    "account.EmailConfirmation": Declaration.none("stays empty: whoever is invited has proved the address"),
    "mfa.Authenticator": Declaration(
        fields=("user", "data"),
        data=_("zweiter Faktor der Anmeldung (verschlüsselt)"),
        purpose=_("Konten vor Fremden schützen"),
        readers=(_("nur das System"),),
        retention=_("bis er entfernt wird, längstens so lange wie das Konto"),
        subject="user",
    ),
    "usersessions.UserSession": Declaration(
        fields=("user", "ip", "user_agent", "session_key"),
        data=_("wo jemand angemeldet ist: Gerät und Netzadresse"),
        purpose=_("zeigen, wo man angemeldet ist, und es beenden können"),
        readers=(_("die Person selbst"),),
        retention=_("bis die Anmeldung endet"),
        subject="user",
    ),
    # Wagtail: content and its history
    "wagtailcore.Page": _by("owner", "locked_by", purpose=_("wer eine Seite geschrieben oder gesperrt hat"), subject="owner"),
    "wagtailcore.Revision": Declaration(
        fields=("user", "object_str", "content"),
        data=_("Fassungen von Seiten"),
        purpose=_("Entwürfe und frühere Fassungen öffentlicher Texte"),
        readers=EDITORS,
        retention=_("so lange wie die Seite"),
        subject="user",
    ),
    "wagtailcore.PageLogEntry": _LOG,
    "wagtailcore.ModelLogEntry": _LOG,
    "wagtailcore.Comment": _COMMENT,
    "wagtailcore.CommentReply": _COMMENT,
    "wagtailcore.PageSubscription": _by("user", purpose=_("Mails über Kommentare"), retention=_("so lange wie die Seite")),
    "wagtailcore.WorkflowState": _by(
        "requested_by", purpose=_("wer um Freigabe gebeten hat"), subject="requested_by"
    ),
    "wagtailcore.TaskState": _by(
        "finished_by", "comment", purpose=_("wer was freigegeben hat, oder warum nicht"), subject="finished_by"
    ),
    "wagtailcore.UploadedFile": _by(
        "file", "uploaded_by_user", purpose=_("ein Bild zwischen Hochladen und Formular"),
        subject="uploaded_by_user", retention=_("bis das Formular abgeschickt ist"),
    ),
    "wagtailcore.APIToken": _by("user", "name", purpose=_("Zugang eigener Programme einer Person")),
    "wagtailadmin.EditingSession": _LIVE,
    "wagtailadmin.FormState": _by("user", "data", purpose=_("ein begonnenes Formular der Redaktion"), rules=("privacy.forms",)),
    "wagtailusers.UserProfile": _by("user", "avatar", purpose=_("Einstellungen der Redaktion"), retention=_("so lange wie das Konto")),
    # Pictures and documents: our own models are in use, these tables stay empty
    "wagtailimages.Image": Declaration.none("stays empty"),
    "wagtailimages.Rendition": Declaration.none("stays empty"),
    "wagtaildocs.Document": Declaration.none("stays empty"),
    "wagtailembeds.Embed": _editorial("author_name", purpose=_("was eine andere Seite über einen Film sagt")),
    # The admin's own search, and who refers to what
    "wagtailsearch.IndexEntry": _editorial("title", "body", purpose=_("Suche der Redaktion")),
    "wagtailsearch.SQLiteFTSIndexEntry": _editorial("title", "body", purpose=_("Suche der Redaktion")),
    "wagtailcore.ReferenceIndex": _STRUCTURE,
    # Translations
    "wagtail_localize.TranslationSource": _editorial("object_repr", "content_json", purpose=_("Text zum Übersetzen")),
    "wagtail_localize.String": _editorial("data", purpose=_("Text zum Übersetzen")),
    "wagtail_localize.Template": _editorial("template", purpose=_("Text zum Übersetzen")),
    "wagtail_localize.StringTranslation": _by(
        "data", "last_translated_by", purpose=_("wer was übersetzt hat"), subject="last_translated_by"
    ),
    "wagtail_localize.SegmentOverride": _by(
        "data_json", "last_translated_by", purpose=_("wer was übersetzt hat"), subject="last_translated_by"
    ),
    **dict.fromkeys(
        [
            "wagtail_localize.TranslatableObject", "wagtail_localize.Translation",
            "wagtail_localize.TranslationLog", "wagtail_localize.TranslationContext",
            "wagtail_localize.StringSegment", "wagtail_localize.TemplateSegment",
            "wagtail_localize.RelatedObjectSegment", "wagtail_localize.OverridableSegment",
            "wagtail_localize.LocaleSynchronization",
        ],
        _SEGMENT,
    ),
    # Structure and rights
    "wagtailcore.PageViewRestriction": _RESTRICTION,
    "wagtailcore.CollectionViewRestriction": _RESTRICTION,
    **dict.fromkeys(
        [
            "wagtailcore.GroupSitePermission", "wagtailcore.GroupCollectionPermission",
            "wagtailcore.GroupPagePermission", "wagtailcore.GroupApprovalTask", "wagtailadmin.Admin",
        ],
        _RIGHTS,
    ),
    **dict.fromkeys(
        [
            "wagtailcore.Locale", "wagtailcore.Site", "wagtailcore.Collection", "wagtailredirects.Redirect",
            "wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage",
            "wagtailcore.WorkflowTask", "wagtailcore.Task", "taggit.Tag", "taggit.TaggedItem",
        ],
        _STRUCTURE,
    ),
}  # fmt: skip
