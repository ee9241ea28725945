from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "cms_apps.courses"
    label = "courses"
