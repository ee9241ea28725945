"""Reading the outbox in tests about mails."""

from django.db.models import QuerySet

from cms_apps.outbox.models import OutboxRow


def mail_rows() -> QuerySet[OutboxRow]:
    """The rows that are mails; a changed Träger or page also owes the search a look."""
    return OutboxRow.objects.exclude(kind__startswith="search.")
