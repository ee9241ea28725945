from django.apps import AppConfig


class EnrolmentsConfig(AppConfig):
    name = "cms_apps.enrolments"
    label = "enrolments"
