"""Menus in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms_apps.navigation.models import Menu


class MenuViewSet(SnippetViewSet):
    """The menus, one per place and language."""

    model = Menu
    icon = "list-ul"
    menu_label = "Menüs"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["place", "locale"]


register_snippet(MenuViewSet)
