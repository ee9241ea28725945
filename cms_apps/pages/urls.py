"""What robots ask for; stands outside the languages."""

from django.urls import path

from cms_apps.pages import sitemaps

urlpatterns = [
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
