"""What stands above the editor of a translation."""

import json
from typing import Any

from django import template
from wagtail.models import Page
from wagtail_localize.models import Translation

register = template.Library()


@register.simple_tag(takes_context=True)
def without_alias(context: Any) -> str:
    """`{% without_alias %}`: do not offer "convert to alias", which the server refuses."""
    props = json.loads(context["props"])
    props["links"]["convertToAliasUrl"] = None
    context["props"] = json.dumps(props)
    return ""


@register.inclusion_tag("pages/admin/hand_over.html", takes_context=True)
def hand_over_panel(context: dict[str, Any], translation: Translation, page: Any) -> dict[str, Any]:
    """`{% hand_over_panel translation instance %}`: hand over, or decide; nothing for snippets."""
    if not isinstance(page, Page):
        return {}
    user = context["request"].user
    task, state = page.current_workflow_task, page.current_workflow_task_state
    actions = {name for name, _, _ in task.get_actions(page, user)} if task else set()
    total, done = translation.get_progress()
    return {
        "request": context["request"],
        "translation": translation,
        "page": page,
        "task_state": state,
        "waiting": page.workflow_in_progress,
        "may_decide": "approve" in actions,
        "may_hand_over": not page.workflow_in_progress
        and page.permissions_for_user(user).can_submit_for_moderation(),
        "missing": total - done,
    }
