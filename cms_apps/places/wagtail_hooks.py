"""Places in the admin."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from cms_apps.foundation.viewsets import CarefulViewSet
from cms_apps.places.models import District, Municipality, PostalArea


class DistrictViewSet(CarefulViewSet):
    model = District
    form_fields = ["ags", "name", "valid_from", "valid_to"]
    list_display = ["name", "ags"]
    icon = "site"


class MunicipalityViewSet(CarefulViewSet):
    model = Municipality
    form_fields = ["name", "district"]
    list_display = ["name", "district"]
    list_filter = ["district"]
    search_fields = ["name"]
    icon = "home"


class PostalAreaViewSet(CarefulViewSet):
    model = PostalArea
    form_fields = ["code", "municipality", "latitude", "longitude"]
    list_display = ["code", "municipality"]
    search_fields = ["code", "municipality__name"]
    icon = "mail"


class PlacesGroup(ViewSetGroup):
    menu_label = "Orte"
    menu_icon = "site"
    menu_order = 800
    items = (
        DistrictViewSet("districts"),
        MunicipalityViewSet("municipalities"),
        PostalAreaViewSet("postal-areas"),
    )


@hooks.register("register_admin_viewset")
def places() -> PlacesGroup:
    """Kreise, Gemeinden, Postleitzahlen."""
    return PlacesGroup()
