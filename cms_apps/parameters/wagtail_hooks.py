"""Parameters in the admin."""

from wagtail import hooks

from cms_apps.foundation.viewsets import CarefulViewSet
from cms_apps.parameters.models import Parameter


class ParameterViewSet(CarefulViewSet):
    """All values, the newest of each key first."""

    model = Parameter
    form_fields = ["key", "value", "valid_from"]
    list_display = ["key", "value", "valid_from"]
    icon = "cog"
    menu_label = "Parameter"
    menu_order = 900
    add_to_admin_menu = True


@hooks.register("register_admin_viewset")
def parameters() -> ParameterViewSet:
    """Amounts, deadlines and terms."""
    return ParameterViewSet("parameters")
