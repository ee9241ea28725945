"""Taking the people of the own organisation out as a table."""

from django.db import transaction

from cms_apps.accounts.models import User
from cms_apps.foundation.tables import write_table
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import may_decide
from cms_apps.reports.models import Exported, ExportRecord
from cms_apps.reports.selectors.tables import applications_table, volunteers_table
from cms_apps.workflow.errors import NotPermitted


@transaction.atomic
def export(what: Exported, kind: str, *, organisation: HostOrganisation, user: User) -> bytes:
    """The file, and a row about it; raises NotPermitted for whoever does not decide there."""
    if not may_decide(user, organisation.pk):
        raise NotPermitted
    table = applications_table if what == Exported.APPLICATIONS else volunteers_table
    rows = list(table(user, organisation))
    ExportRecord.objects.create(
        organisation=organisation, user=user, what=what, kind=kind, rows=len(rows) - 1
    )
    return write_table(rows, kind)
