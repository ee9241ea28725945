"""Taking the people of the own organisation out as a table."""

from django.db import transaction

from cms_apps.accounts.models import User
from cms_apps.foundation.tables import write_table
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import may_decide
from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_accesses
from cms_apps.reports.models import Exported, ExportRecord
from cms_apps.reports.selectors.tables import applications_table, volunteers_table
from cms_apps.workflow.errors import NotPermitted


@transaction.atomic
def export(what: Exported, kind: str, *, organisation: HostOrganisation, user: User) -> bytes:
    """The file, a row about it, and one about each person; raises NotPermitted for whoever does not decide there."""
    if not may_decide(user, organisation.pk):
        raise NotPermitted
    table = applications_table if what == Exported.APPLICATIONS else volunteers_table
    found = list(table(user, organisation))
    keys, rows = [key for key, _line in found if key], [line for _key, line in found]
    ExportRecord.objects.create(organisation=organisation, user=user, what=what, kind=kind, rows=len(keys))
    note_accesses(user, organisation=organisation.name, object_keys=keys, what=Looked.EXPORTED)
    return write_table(rows, kind)
