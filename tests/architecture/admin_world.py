"""One of each thing that the Wagtail admin keeps, and the address of each of its views about them: a refusal is then a refusal."""

import dataclasses
import re
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.blocks import Block
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
)
from wagtail_localize.models import Translation, TranslationSource

from cms_apps.accounts.models import User
from cms_apps.content.models import BarrierReport, Boilerplate, Contact, PersonalPreview, Spokesperson, Topic
from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.media.models import Download, Picture
from cms_apps.navigation.models import Menu
from cms_apps.organisations.models import HostOrganisation, PublicProfile, ServedArea, TeamInvitation
from cms_apps.organisations.services import publish_profile
from cms_apps.outbox.models import OutboxRow
from cms_apps.pages.models import (
    Mailing,
    NewsIndexPage,
    NewsPage,
    PressIndexPage,
    PressReleasePage,
    Subscriber,
)
from cms_apps.parameters.models import Parameter
from cms_apps.places.models import District, Municipality, PostalArea
from tests.architecture.routes import Pattern, patterns
from tests.factories.people import make_run, make_user
from tests.security.files import pdf, picture

SUBMIT_SNIPPET = "admin/localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/"  # ours
BULK = "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/"
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
# Views of one thing in two parts of the admin: which model stands behind "pk" there.
KEPT = {
    "barriers": BarrierReport,
    "course-kinds": CourseKind, "course-runs": CourseRun, "districts": District, "team-invitations": TeamInvitation, "press-list": Subscriber,
    "municipalities": Municipality, "organisations": HostOrganisation, "outbox": OutboxRow, "parameters": Parameter,
    "postal-areas": PostalArea, "served-areas": ServedArea, "wagtaillocales": Locale, "wagtailsites": Site,
    "wagtailusers_groups": Group, "wagtailsnippets_navigation_menu": Menu, "wagtailsnippets_content_topic": Topic,
    "wagtailsnippets_content_contact": Contact, "wagtailsnippetchoosers_navigation_menu": Menu,
    "wagtailsnippetchoosers_content_topic": Topic, "wagtailsnippetchoosers_content_contact": Contact,
    "wagtaildocs_chooser": Download, "wagtailimages_chooser": Picture, "wagtailadmin_api:documents": Download,
    "wagtailadmin_api:images": Picture,
    "wagtailsnippets_content_spokesperson": Spokesperson, "wagtailsnippetchoosers_content_spokesperson": Spokesperson,
    "wagtailsnippets_content_boilerplate": Boilerplate, "wagtailsnippetchoosers_content_boilerplate": Boilerplate,
    "wagtailsnippets_organisations_publicprofile": PublicProfile,
    "wagtailsnippetchoosers_organisations_publicprofile": PublicProfile,
}  # fmt: skip
# What else a view wants to know.
QUERIES = {
    "admin/api/main/^pages/find/": "?id={page_id}",
    "admin/api/main/^documents/find/": "?id={document_id}",
    "admin/api/main/^images/find/": "?id={image_id}",
    "admin/block-preview/": "?id={block}",
    "admin/images/chooser/<int:image_id>/select_format/": "?select_format=true",
    "admin/choose-page/chosen-multiple/": "?id={page_id}",
}


@dataclasses.dataclass(frozen=True)
class View:
    """One view of the admin: the route of its pattern, a bulk action by its name, and an address that answers."""

    route: str
    namespace: str
    path: str


def admin_views(names: dict[str, Any]) -> list[View]:
    """Every view below /admin/; `names` are the arguments, by name, "namespace.name" or "route|name"."""
    views = []
    for one in patterns():
        if one.route == BULK:
            views += _bulk_actions(names)
        elif one.route.startswith("admin/"):
            views.append(View(one.route, one.namespace, _path(one, names)))
    return views + [export for one in views for export in _exports(one)]


def _exports(one: View) -> list[View]:
    """A list that is filled anew by itself may have a table to download, too."""
    if not one.route.endswith("/results/"):
        return []
    route, path = one.route.removesuffix("results/"), one.path.removesuffix("results/")
    return [
        View(f"{route}?export={kind}", one.namespace, f"{path}?export={kind}") for kind in ("csv", "xlsx")
    ]


def _path(one: Pattern, names: dict[str, Any]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        keys = (f"{one.route}|{name}", f"{one.namespace}.{name}", name)
        assert any(key in names for key in keys), f"{one.route} wants {name}"
        return str(next(names[key] for key in keys if key in names))

    plain = _ARGUMENT.sub(value, one.route.replace("^.*/$", "nowhere/"))
    return "/" + re.sub(r"[\^$\\]", "", plain) + QUERIES.get(one.route, "").format(**names)


def _bulk_actions(names: dict[str, Any]) -> list[View]:
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # fills it
    return [
        View(
            f"admin/bulk/{app}/{model}/{action}/",
            "",
            f"/admin/bulk/{app}/{model}/{action}/?id={names[model]}",
        )
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


def make_admin_world(chief: User, organisation: HostOrganisation) -> dict[str, Any]:
    """One of each, made by `chief`, and their keys by the names of the arguments of Wagtail's views."""
    german, english = Locale.objects.get(language_code="de"), Locale.objects.get(language_code="en")
    if not CourseRun.objects.exists():
        make_run(organisation)
    Topic.objects.create(title="Ehrenamt", slug="ehrenamt", locale=german)
    Contact.objects.create(
        name="Dana Muster", office="Pressestelle", email="presse@vielfalt.example", locale=german
    )
    Spokesperson.objects.create(name="Dana Muster", locale=german)
    of_profile = _profile(publish_profile(organisation, description="Wir helfen."), chief)
    Boilerplate.objects.create(title="Über uns", text="Wir sind da.", locale=german)
    BarrierReport.objects.create(text="Zu kleine Schrift.", answer_by=timezone.localdate())
    OutboxRow.objects.update(status="dead")
    TeamInvitation.objects.create(
        organisation=organisation, email="neu@traeger.example", invited_at=timezone.now()
    )
    Parameter.objects.create(key="terms.ministry", value="Musterministerium", valid_from=timezone.localdate())
    names = {**_files(chief), **_pages(chief), **_translation(english), **_words(), **of_profile}
    names |= {f"{namespace}.pk": model.objects.last().pk for namespace, model in KEPT.items()}
    names |= {
        model._meta.model_name: model.objects.last().pk
        for model in (Menu, Topic, Contact, Spokesperson, Boilerplate, PublicProfile, Download, Picture)
    }
    session = EditingSession.objects.create(
        user=chief, content_type=ContentType.objects.get_for_model(NewsPage), object_id=str(names["page_id"]),
        last_seen_at=timezone.now(),
    )  # fmt: skip
    other = make_user("jemand-anders", password="Ein-langes-Wort-9")
    return {
        **names, "session_id": session.pk, "wagtailusers_users.pk": other.pk, "user": other.pk,
        "redirect_id": Redirect.objects.create(old_path="/alt", redirect_link="/de/").pk,
        "uidb64": urlsafe_base64_encode(force_bytes(other.pk)), "token": default_token_generator.make_token(other),
    }  # fmt: skip


def _words() -> dict[str, Any]:
    return {
        "content_type_app_name": "pages", "content_type_model_name": "newspage", "app_label": "pages", "model_name": "newspage",
        "app_name": "media", "wagtailadmin_workflows.app_label": "wagtailcore",
        "wagtailadmin_workflows.model_name": "groupapprovaltask",
        "wagtailadmin_editing_sessions.app_label": "pages", "wagtailadmin_editing_sessions.model_name": "newspage",
        "wagtail_localize.app_label": "navigation", "wagtail_localize.model_name": "menu",
        "wagtailsettings.pk": 1, "kind": "volunteering.receipt", "language": "de", "filter_spec": "width-20", "mode": "default", "block": next(iter(Block.definition_registry)),
        "action_name": "approve", "wagtailadmin_api:pages.action_name": "copy",
        "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/|app_name": "taggit",
        "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/|model_name": "tag",
    }  # fmt: skip


def _files(chief: User) -> dict[str, Any]:
    collection = Collection.get_first_root_node().add_child(name="Presse")
    document = Download.objects.create(
        title="Blatt", file=ContentFile(pdf(), "blatt.pdf"), uploaded_by_user=chief
    )
    image = Picture.objects.create(
        title="Tor", description="Ein Tor", credit="Zeichnung: Muster", file=ContentFile(picture(), "tor.png")
    )
    uploads = {
        model: UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model), file=file, uploaded_by_user=chief
        ).pk
        for model, file in (
            (Download, ContentFile(pdf(), "neu.pdf")),
            (Picture, ContentFile(picture(), "neu.png")),
        )
    }
    return {
        "document_id": document.pk, "doc_id": document.pk, "image_id": image.pk, "collection_id": collection.pk,
        "wagtailadmin_collections.pk": collection.pk, "wagtaildocs.uploaded_file_id": uploads[Download],
        "wagtailimages.uploaded_file_id": uploads[Picture],
    }  # fmt: skip


def _preview(page: NewsPage) -> PersonalPreview:
    until = timezone.now() + timedelta(days=3)
    return PersonalPreview.objects.create(
        kind="embargo", page=page, name="Kim", email="kim@beispiel.example", expires_at=until
    )


def _profile(profile: PublicProfile, chief: User) -> dict[str, Any]:
    """Changed since, timed, and waiting for approval."""
    first = profile.latest_revision
    timed = profile.save_revision(user=chief, approved_go_live_at=timezone.now() + timedelta(days=3))
    last = profile.save_revision(user=chief)
    state = Workflow.objects.get().start(profile, chief)
    one = "wagtailsnippets_organisations_publicprofile"
    unschedule = (
        "admin/snippets/organisations/publicprofile/history/<int:pk>/revisions/<int:revision_id>/unschedule/"
    )
    return {
        f"{one}.revision_id": first.pk, f"{one}.revision_id_a": first.pk, f"{one}.revision_id_b": last.pk,
        f"{unschedule}|revision_id": timed.pk, f"{one}.workflow_state_id": state.pk,
        f"{one}.task_state_id": state.current_task_state.pk,
    }  # fmt: skip


def _pages(chief: User) -> dict[str, Any]:
    """A page that is published, changed since, timed, and waits for approval; a page in its place in other places."""
    index = NewsIndexPage.objects.get(locale__language_code="de")
    page = NewsPage(title="Ein Abend", lead="Zwölf Menschen fangen an.", locale=index.locale)
    index.add_child(instance=page)
    first = page.save_revision(user=chief)
    first.publish()
    last = page.save_revision(user=chief)
    page.refresh_from_db()
    workflow = Workflow.objects.get()
    state = page.get_workflow().start(page, chief)
    later = NewsPage(title="Ein Morgen", lead="Bald.", locale=index.locale)
    index.add_child(instance=later)
    timed = later.save_revision(user=chief, approved_go_live_at=timezone.now() + timedelta(days=3))
    alias = page.create_alias(parent=index, update_slug="ein-abend-noch-einmal")
    task = GroupApprovalTask.objects.get()
    restriction = PageViewRestriction.objects.create(page=alias, restriction_type="login")
    pages = "admin/pages/<int:page_id>/"
    release = PressReleasePage(title="Neue Kurse", lead="Ab März.", issuer="Das Zentrum", locale=index.locale)
    PressIndexPage.objects.get(locale=index.locale).add_child(instance=release)
    Subscriber.objects.create(email="leserin@zeitung.example", agreed_to="ja", confirmed_at=timezone.now())
    mailing = Mailing.objects.create(release=release, due_at=timezone.now() + timedelta(days=3))
    return {
        "admin/versand/<int:page_id>/|page_id": release.pk,
        "admin/versand/<int:page_id>/<int:pk>/zurueckholen/|page_id": release.pk,
        "admin/versand/<int:page_id>/<int:pk>/zurueckholen/|pk": mailing.pk,
        "page_id": page.pk, "page": page.pk, "parent_page_id": index.pk, "page_to_move_id": page.pk, "destination_id": index.get_parent().pk,
        f"{pages}convert_alias/|page_id": alias.pk, "wagtailadmin_api:pages.pk": page.pk, "object_id": page.pk,
        "wagtailadmin_pages.pk": page.pk, "revision_id": first.pk, "revision_id_a": first.pk, "revision_id_b": last.pk,
        f"{pages}revisions/<int:revision_id>/unschedule/|page_id": later.pk,
        f"{pages}revisions/<int:revision_id>/unschedule/|revision_id": timed.pk,
        "workflow_state_id": state.pk, "task_state_id": state.current_task_state.pk, "task_id": task.pk,
        "wagtailadmin_workflows.pk": workflow.pk, "workflow_pk": workflow.pk, "page_pk": page.pk,
        "page_view_restriction_id": restriction.pk,
        "admin/vorschauen/<int:page_id>/<int:pk>/schliessen/|pk": _preview(page).pk,
        **{f"admin/workflows/tasks/{verb}/<int:pk>/|pk": task.pk for verb in ("edit", "disable", "enable")},
    }  # fmt: skip


def _translation(english: Locale) -> dict[str, Any]:
    """Of the page of news, with all that can be done to it."""
    source, _ = TranslationSource.update_or_create_from_instance(
        NewsPage.objects.get(title="Ein Abend", alias_of=None)
    )
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target()
    segment = source.stringsegment_set.first()
    overridable = source.overridablesegment_set.first()
    return {
        "translation_id": translation.pk, "translation_source_id": source.pk, "string_segment_id": segment.pk,
        "overridable_segment_id": overridable.pk if overridable else 1,
        "wagtail_localize.pk": Menu.objects.last().pk, f"{SUBMIT_SNIPPET}|pk": Menu.objects.last().pk,
        f"{SUBMIT_SNIPPET}|app_label": "navigation", f"{SUBMIT_SNIPPET}|model_name": "menu",
    }  # fmt: skip
