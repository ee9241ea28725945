"""Which views of the Wagtail admin open for whom, below the one row of `ADMIN`; whatever is not named stays shut.

Patterns match the whole route. Somebody with access to the admin and no right besides sees what all inside may see.
"""

import re

from tests.architecture.access_table import Who

# Below /admin/: what stands in no namespace, then one row for each namespace. Nobody without sign-in gets
# further than the sign-in, except to the addresses of OPEN_ADMIN.
ADMIN: dict[str, Who] = dict.fromkeys(
    [
        "", "barriers",
        "course-kinds", "course-runs", "districts", "mail-texts", "municipalities", "organisations",
        "outbox", "page-feedback",
        "parameters", "news-list", "postal-areas", "press-list", "releases-list", "served-areas", "team-invitations",
        "wagtail_localize", "wagtailadmin_api:documents", "wagtailadmin_api:images", "wagtailadmin_api:pages",
        "wagtailadmin_collections", "wagtailadmin_editing_sessions", "wagtailadmin_pages",
        "wagtailadmin_reports", "wagtailadmin_workflows", "wagtaildocs", "wagtaildocs_chooser",
        "wagtailembeds", "wagtailimages", "wagtailimages_chooser", "wagtaillocales", "wagtailredirects",
        "wagtailsettings", "wagtailsites", "wagtailsnippetchoosers_content_contact",
        "wagtailsnippetchoosers_content_topic", "wagtailsnippetchoosers_navigation_menu",
        "wagtailsnippets", "wagtailsnippets_content_contact", "wagtailsnippets_content_topic",
        "wagtailsnippets_navigation_menu",
        "wagtailsnippets_content_spokesperson", "wagtailsnippetchoosers_content_spokesperson",
        "wagtailsnippets_organisations_publicprofile", "wagtailsnippetchoosers_organisations_publicprofile",
        "wagtailsnippets_content_boilerplate", "wagtailsnippetchoosers_content_boilerplate",
        "wagtailusers_groups", "wagtailusers_users",
    ],
    Who.EDITOR,
)  # fmt: skip
OPEN_ADMIN = {
    "/admin/login/": "our redirect to the one sign-in",
    "/admin/sprite/": "the admin's icons",
    "/admin/jsi18n/": "words for the admin's scripts, the same for everybody",
}

NEWS = r"admin/pages/<int:\w+>/"
LOCALIZE = "admin/localize/"
INSIDE = {
    r"admin/(test404/)?": "the start page, and Wagtail's page for what is missing",
    r"admin/(account|dismissibles|sprite|jsi18n|localize/jsi18n)/": "one's own settings; words and icons for scripts",
    r"admin/choose-(page|external-link|email-link|phone-link|anchor-link)/.*": "to link something in a text",
    r"admin/api/main/\^(pages|documents|images)/": "what the choosers list",
    r"admin/api/main/\^(documents|images)/<int:pk>/": "as the choosers, by number",
    r"admin/tag-autocomplete/.*": "words, no objects",
    r"admin/handbuch/": "how to work here",
    r"admin/block-preview/": "what a kind of block looks like, with example texts",
    r"admin/embeds/chooser/(upload/)?": "asks for an address",
    r"admin/(documents|images)/chooser/(results/|chosen-multiple/|\?.*)?": "lists only what may be chosen",
    r"admin/snippets/choose/\w+/\w+/(results/|chosen/<str:pk>/|chosen-multiple/|\?.*)?": "topics, contacts, menus by name",
    r"admin/localize/api/snippets/.*": "the names of topics, contacts, menus",
    r"admin/localize/reports/translations/.*": "lists only what one may translate",
    r"admin/reports/site-history/.*": "lists only what one may see",
    r"admin/bulk/(content|navigation|media|organisations|wagtailcore)/.*": "says for which objects the right is missing",
    r"admin/pages/create/<slug:app_label>/<slug:model_name>": "lists the places where one may add a page: none",
    r"admin/(news|releases)-list/choose_parent/": "as well",
    NEWS + r"move/<int:destination_id>/confirm/": "two titles; moving itself is refused",
    r"admin/pages/workflow/confirm_cancellation/<int:page_id>/": "the name of the approval",
    r"admin/snippets/organisations/publicprofile/workflow/confirm_cancellation/<int:pk>/": "as for a page",
    r"admin/workflows/task_chooser/(results/|create/|<int:task_id>/|\?.*)?": "the names of approvals",
}
WRITING = [  # whoever may change any page at all
    r"admin/pages/(usage/.*|search/.*)",
    r"admin/zu-pruefen/(results/|\?.*)?",
    r"admin/tote-links/(results/|\?.*)?",
    r"admin/(news|releases)-list/(results/|\?.*)?",
    r"admin/reports/(workflow|workflow_tasks|aging-pages|page-types-usage)/.*",
    LOCALIZE + r"translate/<int:translation_id>/(pofile/download/|preview/)",
    r"admin/documents/chooser/chosen/<str:pk>/",
    r"admin/images/chooser/(chosen/<str:pk>|<int:image_id>/select_format)/",
]
SUBMITTING = [LOCALIZE + r"(update/<int:translation_source_id>|submit/.*)/"]
EDITING = [
    r"admin/hinweise/<int:page_id>/",
    r"admin/vorschauen/<int:page_id>/",
    r"admin/barriers/.*",
    r"admin/page-feedback/(results/|\?.*)?",
    r"admin/press-list/(results/|\?.*)?",
    r"admin/api/main/\^pages/<int:pk>/",
    r"admin/pages/(<int:parent_page_id>/(results/|\?.*)?|\?.*)?",
    r"admin/pages/add/.*",
    NEWS
    + r"(usage|edit|edit/preview|view_draft|convert_alias|copy|workflow_history|history)/(results/|\?.*)?",
    NEWS + r"(workflow_history/detail/<int:workflow_state_id>|revisions/<int:revision_id>/(view|revert))/",
    r"admin/pages/\^\(.*/revisions/compare/.*",
    r"admin/(documents|images)/(results/|add/|multiple/add/|\?.*)?",
    r"admin/documents/(edit|delete|usage)/<int:document_id>/",
    r"admin/einwilligungen/",
    r"admin/zu-pruefen/<int:page_id>/",
    r"admin/images/(<int:image_id>/(delete/|preview/<str:filter_spec>/)?|usage/<int:image_id>/)",
    r"admin/snippets/content/\w+/((edit|usage|history|history-results|copy)/<int:pk>/|results/|add/|\?.*)?",
    r"admin/snippets/choose/content/\w+/create/",
    r"admin/(documents|images)/chooser/create/",
]
PROFILE = r"admin/snippets/organisations/publicprofile/"
APPROVING = [
    PROFILE + r"((edit|usage|history|history-results|workflow_history|unpublish)/<int:pk>/|results/|\?.*)?",
    PROFILE + r"workflow_history/<int:pk>/detail/<int:workflow_state_id>/",
    PROFILE + r"workflow/(action|collect_action_data|preview)/.*",
    PROFILE + r"preview/<int:pk>/",
    PROFILE + r"history/.*/revisions/.*",
    r"admin/versand/<int:page_id>/",
    r"admin/press-list/<int:pk>/abbestellen/",
    NEWS + r"(delete|move|unpublish|privacy)/",
    r"admin/pages/workflow/(action|collect_action_data|preview)/.*",
    NEWS + r"revisions/<int:revision_id>/unschedule/",
    r"admin/reports/locked/.*",
    r"admin/snippets/navigation/menu/((edit|usage|history|history-results|copy)/<int:pk>/|results/|add/|\?.*)?",
    r"admin/snippets/choose/navigation/menu/create/",
    r"admin/snippets/content/\w+/delete/<int:pk>/",
]
OPENS = {
    "nothing": [*INSIDE],
    "translator": [*INSIDE, *WRITING, *SUBMITTING],
    "editor": [*INSIDE, *WRITING, *EDITING],
    "chief": [*INSIDE, *WRITING, *SUBMITTING, *EDITING, *APPROVING],
}
# What is sent, not looked at, by whom it is meant for.
POSTS = {"translator": [r"admin/uebersetzungen/.*", LOCALIZE + r"translate/.*"]}
# What even the highest rights do not open with 200: the status, and why.
NOT_200 = {
    r"admin/login/": (302, "our sign-in"),
    r"admin/failwhale/": (500, "Wagtail shows its page for failures"),
    r"admin/password_reset/.*": (404, "the way over a mail is ours"),
    r"admin/\^\.\*/\$": (404, "there is nothing"),
    r"admin/api/main/\^\w+/find/": (302, "leads to what was found"),
    r"admin/pages/create/.*|" + NEWS + "add_subpage/|" + NEWS + "revisions/": (302, "leads on"),
    r"admin/(news|releases)-list/choose_parent/": (302, "leads on"),
    r"admin/localize/page/<int:page_id>/convert_to_alias/": (302, "pages/wagtail_hooks.py refuses it"),
    r"admin/localize/translate/<int:translation_id>/preview/<str:mode>/": (404, "our pages have one mode"),
    r"admin/settings/.*": (404, "no settings of this kind"),
    r"admin/snippets/": (302, "each kind has a place of its own"),
    r"admin/images/<int:image_id>/generate_url/(output/)?": (404, "pictures are not made on demand"),
    r"admin/locales/new/": (302, "every language is there"),
    r"admin/team-invitations/(edit|usage)/<int:pk>/": (
        302,
        "nobody changes an invitation; where it is used nobody asks",
    ),
    r"admin/workflows/tasks/select_type/": (302, "there is one type"),
}


def is_among(route: str, wanted: list[str]) -> bool:
    """Whether one of the patterns matches the whole route."""
    return any(re.fullmatch(one, route) for one in wanted)
