"""Secret previews (`/de/vorschau/`)."""

from django.urls import path

from cms_apps.content.previews.views import DoorView, open_preview, read_draft

app_name = "preview"
urlpatterns = [
    path("link/<str:token>/", open_preview, name="open"),
    path("<uuid:key>/", DoorView.as_view(), name="door"),
    path("<uuid:key>/entwurf/", read_draft, name="draft"),
]
