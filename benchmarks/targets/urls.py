"""A2 at /liste/, A3 below Wagtail's tree."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from benchmarks.targets.bare.views import item_list

urlpatterns = [path("liste/", item_list), path("", include(wagtail_urls))]
