"""Mails in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail import hooks

from cms_apps.notifications.viewsets import MailsGroup


@hooks.register("register_admin_viewset")
def mails() -> MailsGroup:
    """Mailtexte, Postausgang."""
    return MailsGroup()


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Who may write the texts, who may see the record and send again."""
    texts = Q(content_type__app_label="notifications", codename="change_centraltext")
    record = Q(content_type__app_label="outbox", codename__in=["view_outboxrow", "change_outboxrow"])
    return Permission.objects.filter(texts | record)
