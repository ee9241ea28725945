"""Topics, contacts and reported barriers in the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms_apps.content.barriers.admin import BarriersViewSet
from cms_apps.content.models import Contact, Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["title", "slug", "locale"]


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "user"
    list_display = ["name", "office", "phone", "email"]


class FurnitureViewSet(SnippetViewSetGroup):
    """What several pages share."""

    items = (TopicViewSet, ContactViewSet)
    menu_label = "Bausteine"
    menu_icon = "snippet"
    menu_order = 300


register_snippet(FurnitureViewSet)


@hooks.register("register_admin_viewset")
def barriers() -> BarriersViewSet:
    """What readers have reported."""
    return BarriersViewSet()
