"""Addresses about privacy."""

from django.urls import path

from cms_apps.privacy.views import deletion_concept

urlpatterns = [path("", deletion_concept, name="deletion_concept")]
