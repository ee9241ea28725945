"""Who may do what in the admin: editors write, translators translate, chief editors publish."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from cms_apps.organisations.models import PublicProfile

EDITORS = "Redaktion"
CHIEF_EDITORS = "Chefredaktion"
TRANSLATORS = "Übersetzung"
APPROVAL = "Freigabe"
AREAS = {
    "lotsinnen": "WIR Lots*innen",
    "organisationen": "Migrantische Organisationen",
}  # by the page's address

WRITE = ("add", "change")
TRANSLATE = ("change",)
PUBLISH = ("publish", "unlock")
# Wagtail asks for the permissions of its own models, whatever models hold pictures and documents.
FILE_APPS = ("wagtailimages", "wagtaildocs")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
CHOOSE = ("choose_image", "choose_document")
FURNITURE = ("view_topic", "add_topic", "change_topic", "view_contact", "add_contact", "change_contact")
SHARED = (
    *FURNITURE,
    "view_barrierreport", "change_barrierreport", "view_pagefeedback",
    "view_subscriber", "view_spokesperson", "add_spokesperson",
    "change_spokesperson", "view_boilerplate", "add_boilerplate", "change_boilerplate",
)  # fmt: skip
CHIEF_ONLY = (
    "delete_topic", "delete_contact", "view_menu", "add_menu", "change_menu", "submit_translation",
    "view_publicprofile", "change_publicprofile", "publish_publicprofile", "delete_subscriber", "delete_spokesperson", "delete_boilerplate",
)  # fmt: skip
TRANSLATORS_ONLY = ("submit_translation",)
OUR_APPS = ("content", "pages", "navigation", "organisations", "wagtail_localize")


def setup_groups(home: Page) -> Group:
    """Make the groups, give editors and chief editors what they need on the German pages, and return chief editors.

    What a chief admin gave besides stays.
    """
    _delete_wagtails_groups()
    return _let_edit([home])


def setup_translators(translated: list[Page]) -> Group:
    """Do the same on pages of the other languages, which translators may change, too: they publish nothing."""
    _grant(_group(TRANSLATORS), translated, pages=TRANSLATE, models=TRANSLATORS_ONLY, files=CHOOSE)
    return _let_edit(translated)


def setup_approval(homes: list[Page], chiefs: Group) -> None:
    """Make the approval by chief editors and hang it on the start page of each language, once."""
    task, _ = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.add(chiefs)
    workflow, _ = Workflow.objects.get_or_create(name=APPROVAL)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    _hang(workflow, homes)
    # What Träger say about themselves goes the same way.
    profiles = ContentType.objects.get_for_model(PublicProfile)
    WorkflowContentType.objects.get_or_create(content_type=profiles, defaults={"workflow": workflow})
    _delete_wagtails_workflow()


def setup_areas(home: Page, chiefs: Group) -> None:
    """Give each area below the German start page two small groups and an approval of their own, in every language.

    What its editors submit is approved by its own chief editors or by those of the whole site; the other area's have no
    right there. An area whose page is missing is left out; setup runs again when it is there.
    """
    for page in home.get_children().filter(slug__in=AREAS):
        name = AREAS[page.slug]
        pages = list(page.get_translations(inclusive=True))
        own_chiefs = _let_edit_area(pages, name)
        task, _ = GroupApprovalTask.objects.get_or_create(name=f"{APPROVAL} {name}")
        task.groups.add(own_chiefs, chiefs)
        workflow, _ = Workflow.objects.get_or_create(name=f"{APPROVAL} {name}")
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
        _hang(workflow, pages)


def _hang(workflow: Workflow, pages: list[Page]) -> None:
    for page in pages:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def _let_edit_area(pages: list[Page], name: str) -> Group:
    """Menus, barriers and the press list belong to the whole site: no team of an area gets them."""
    chiefs = _group(f"{CHIEF_EDITORS} {name}")
    _grant(_group(f"{EDITORS} {name}"), pages, pages=WRITE, models=FURNITURE)
    _grant(chiefs, pages, pages=(*WRITE, *PUBLISH), models=FURNITURE)
    return chiefs


def _let_edit(homes: list[Page]) -> Group:
    chiefs = _group(CHIEF_EDITORS)
    _grant(_group(EDITORS), homes, pages=WRITE, models=SHARED)
    _grant(chiefs, homes, pages=(*WRITE, *PUBLISH), models=(*SHARED, *CHIEF_ONLY))
    return chiefs


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]


def _grant(
    group: Group,
    homes: list[Page],
    *,
    pages: tuple[str, ...],
    models: tuple[str, ...],
    files: tuple[str, ...] = FILES,
) -> None:
    group.permissions.add(
        *_permissions(("wagtailadmin",), ("access_admin",)), *_permissions(OUR_APPS, models)
    )
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=home, permission=permission)
            for permission in _permissions(("wagtailcore",), [f"{verb}_page" for verb in pages])
            for home in homes
        ],
        ignore_conflicts=True,
    )
    collection = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in _permissions(FILE_APPS, files)
        ],
        ignore_conflicts=True,
    )


def _permissions(apps: Iterable[str], names: Iterable[str]) -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label__in=apps, codename__in=names)


def _delete_wagtails_groups() -> None:
    Group.objects.filter(name__in=("Editors", "Moderators"), user=None).delete()


def _delete_wagtails_workflow() -> None:
    unused = Workflow.objects.filter(name="Moderators approval", workflow_states=None)
    unused.delete()
    GroupApprovalTask.objects.filter(
        name="Moderators approval", workflow_tasks=None, task_states=None
    ).delete()
