"""The search page."""

from django.urls import path

from cms_apps.search.views import SearchView

urlpatterns = [path("", SearchView.as_view(), name="search")]
