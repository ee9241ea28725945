"""The project's addresses with those of the pages app, until the project includes them itself."""

from django.urls import include, path
from vielfalt.urls import urlpatterns as project

urlpatterns = [path("", include("cms_apps.pages.urls")), *project]
