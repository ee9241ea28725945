"""Who may do what in the admin: editors write, translators translate, chief editors publish."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "Redaktion"
CHIEF_EDITORS = "Chefredaktion"
TRANSLATORS = "Übersetzung"
APPROVAL = "Freigabe"

WRITE = ("add", "change")
TRANSLATE = ("change",)
PUBLISH = ("publish", "unlock")
# Wagtail asks for the permissions of its own models, whatever models hold pictures and documents.
FILE_APPS = ("wagtailimages", "wagtaildocs")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
CHOOSE = ("choose_image", "choose_document")
SHARED = ("view_topic", "add_topic", "change_topic", "view_contact", "add_contact", "change_contact")
CHIEF_ONLY = (
    "delete_topic", "delete_contact", "view_menu", "add_menu", "change_menu", "submit_translation",
)  # fmt: skip
TRANSLATORS_ONLY = ("submit_translation",)
OUR_APPS = ("content", "navigation", "wagtail_localize")


def setup_groups(home: Page, translated: list[Page]) -> tuple[Group, Group]:
    """Make the groups, and give them what they need on the German start page and on its translations; returns editors
    and chief editors.

    Translators change pages of the other languages and publish nothing. What a chief admin gave besides stays.
    """
    _delete_wagtails_groups()
    editors, chiefs, translators = (
        Group.objects.get_or_create(name=name)[0] for name in (EDITORS, CHIEF_EDITORS, TRANSLATORS)
    )
    for page in (home, *translated):
        _grant(editors, page, pages=WRITE, models=SHARED)
        _grant(chiefs, page, pages=(*WRITE, *PUBLISH), models=(*SHARED, *CHIEF_ONLY))
    for page in translated:
        _grant(translators, page, pages=TRANSLATE, models=TRANSLATORS_ONLY, files=CHOOSE)
    return editors, chiefs


def setup_approval(homes: list[Page], chiefs: Group) -> None:
    """Make the approval by chief editors and hang it on the start page of each language, once."""
    task, _ = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.add(chiefs)
    workflow, _ = Workflow.objects.get_or_create(name=APPROVAL)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    _delete_wagtails_workflow()


def _grant(
    group: Group,
    home: Page,
    *,
    pages: tuple[str, ...],
    models: tuple[str, ...],
    files: tuple[str, ...] = FILES,
) -> None:
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(
        admin, *Permission.objects.filter(content_type__app_label__in=OUR_APPS, codename__in=models)
    )
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{verb}_page" for verb in pages]
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label__in=FILE_APPS, codename__in=files):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _delete_wagtails_groups() -> None:
    Group.objects.filter(name__in=("Editors", "Moderators"), user=None).delete()


def _delete_wagtails_workflow() -> None:
    unused = Workflow.objects.filter(name="Moderators approval", workflow_states=None)
    unused.delete()
    GroupApprovalTask.objects.filter(
        name="Moderators approval", workflow_tasks=None, task_states=None
    ).delete()
