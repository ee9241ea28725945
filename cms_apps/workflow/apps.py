from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "cms_apps.workflow"
    label = "workflow"
