"""Declarations for the models of third parties, by label; `tests/architecture` refuses a model without one."""

from cms_apps.foundation.privacy import Declaration

NONE = Declaration.none
EDITORS, ADMIN = ("editors",), ("admin",)


def _by(*fields: str, purpose: str, subject: str = "user", retention: str = "") -> Declaration:
    """Holds which member of staff did something."""
    kept = retention or "as long as the account; the reference is emptied when the account is erased"
    return Declaration(fields=fields, purpose=purpose, readers=EDITORS, retention=kept, subject=subject)


def _editorial(*fields: str, purpose: str) -> Declaration:
    """Public or soon public texts and pictures; may name people who agreed to it."""
    return Declaration(
        fields=fields,
        purpose=purpose,
        readers=("everybody once published", "editors before"),
        retention="with the page, picture or document that it belongs to",
    )


_LOG = _by(
    "user", "label", "data", purpose="traceability of editorial work", retention="as long as its object"
)
_COMMENT = _by("user", "text", purpose="talk between editors about a draft", retention="with the page")
_LIVE = _by("user", purpose="warn editors who work on the same page", retention="hours")
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
        purpose="keep staff signed in; citizens have none",
        readers=("system",),
        retention="two weeks after the last sign-in",
    ),
    "account.EmailAddress": Declaration(
        fields=("user", "email"),
        purpose="sign-in by mail address",
        readers=ADMIN,
        retention="with the account",
        subject="user",
    ),
    "account.EmailConfirmation": Declaration(
        fields=("email_address", "key"),
        purpose="confirm a mail address; unused while members are invited",
        readers=("system",),
        retention="three days",
        subject="email_address__user",
    ),
    "mfa.Authenticator": Declaration(
        fields=("user", "data"),
        purpose="second factor of sign-in; secrets are encrypted",
        readers=("system",),
        retention="until the person or an administrator removes it, at most with the account",
        subject="user",
    ),
    "usersessions.UserSession": Declaration(
        fields=("user", "ip", "user_agent", "session_key"),
        purpose="show people where they are signed in, and let them end it",
        readers=("the person",),
        retention="until the session ends; dead ones go at the next sign-in",
        subject="user",
    ),
    # Wagtail: content and its history
    "wagtailcore.Page": _by("owner", "locked_by", purpose="who wrote and who locked a page", subject="owner"),
    "wagtailcore.Revision": Declaration(
        fields=("user", "object_str", "content"),
        purpose="drafts and earlier versions of public texts",
        readers=EDITORS,
        retention="with the page",
        subject="user",
    ),
    "wagtailcore.PageLogEntry": _LOG,
    "wagtailcore.ModelLogEntry": _LOG,
    "wagtailcore.Comment": _COMMENT,
    "wagtailcore.CommentReply": _COMMENT,
    "wagtailcore.PageSubscription": _by("user", purpose="mails about comments", retention="with the page"),
    "wagtailcore.WorkflowState": _by(
        "requested_by", purpose="who asked for approval", subject="requested_by"
    ),
    "wagtailcore.TaskState": _by(
        "finished_by", "comment", purpose="who approved what, and why not", subject="finished_by"
    ),
    "wagtailcore.UploadedFile": _by(
        "file", "uploaded_by_user", purpose="a picture between upload and its form",
        subject="uploaded_by_user", retention="until the form is sent",
    ),
    "wagtailcore.APIToken": _by("user", "name", purpose="access of a person's own programs"),
    "wagtailadmin.EditingSession": _LIVE,
    "wagtailadmin.FormState": _by("user", "data", purpose="a form begun in the admin", retention="days"),
    "wagtailusers.UserProfile": _by("user", "avatar", purpose="settings of the admin", retention="with the account"),
    # Pictures and documents: our own models are in use, these tables stay empty
    "wagtailimages.Image": _editorial("title", "file", "uploaded_by_user", purpose="unused: media.Picture"),
    "wagtailimages.Rendition": _editorial("file", purpose="unused: media.PictureRendition"),
    "wagtaildocs.Document": _editorial("title", "file", "uploaded_by_user", purpose="unused: media.Download"),
    "wagtailembeds.Embed": _editorial("author_name", purpose="what another site says of a film"),
    # The admin's own search, and who refers to what
    "wagtailsearch.IndexEntry": _editorial("title", "body", purpose="search in the admin"),
    "wagtailsearch.SQLiteFTSIndexEntry": _editorial("title", "body", purpose="search in the admin"),
    "wagtailcore.ReferenceIndex": _STRUCTURE,
    # Translations
    "wagtail_localize.TranslationSource": _editorial("object_repr", "content_json", purpose="text to translate"),
    "wagtail_localize.String": _editorial("data", purpose="text to translate"),
    "wagtail_localize.Template": _editorial("template", purpose="text to translate"),
    "wagtail_localize.StringTranslation": _by(
        "data", "last_translated_by", purpose="who translated what", subject="last_translated_by"
    ),
    "wagtail_localize.SegmentOverride": _by(
        "data_json", "last_translated_by", purpose="who translated what", subject="last_translated_by"
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
