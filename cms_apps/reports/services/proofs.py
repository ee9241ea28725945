"""Taking out what courses are accounted for with: figures and list of one, or all of a year. Each is written down."""

from django.conf import settings
from django.db import transaction
from django.utils import translation

from cms_apps.accounts.models import User
from cms_apps.courses.models import CourseRun
from cms_apps.courses.policies import may_manage_run
from cms_apps.foundation.tables import XLSX, write_book
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import may_decide
from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_accesses
from cms_apps.reports.models import Exported, ExportRecord
from cms_apps.reports.selectors.ledger import ledger_of, line_of
from cms_apps.reports.selectors.participants import participants_of
from cms_apps.reports.services.papers import proof_pdf, proof_sheets, year_rows
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted

PDF = "pdf"


@transaction.atomic
def export_proof(run: CourseRun, kind: str, *, user: User) -> bytes | None:
    """Figures and list of participants of one run, XLSX or PDF; None where there is nothing to account for.

    Raises NotPermitted for whoever does not manage the run. Everybody on the list is written down as taken out.
    """
    if not may_manage_run(run, Actor.staff(user)):
        raise NotPermitted
    line = line_of(run.pk)
    if line is None:
        return None
    people = participants_of(line.run)
    host = line.run.organisation
    ExportRecord.objects.create(
        organisation=host, user=user, what=Exported.PROOF, kind=kind, rows=len(people)
    )
    keys = [one.subject_key for one in people]
    note_accesses(user, organisation=host.name, object_keys=keys, what=Looked.EXPORTED)
    return proof_pdf(line, people) if kind == PDF else write_book(proof_sheets(line, people))


@transaction.atomic
def export_year(organisation: HostOrganisation, year: int, *, user: User) -> bytes:
    """The ledger of a year as XLSX: figures, nobody's name. Raises NotPermitted for whoever does not decide there."""
    if not may_decide(user, organisation.pk):
        raise NotPermitted
    ledger = ledger_of(organisation, year)
    ExportRecord.objects.create(
        organisation=organisation, user=user, what=Exported.YEAR, kind=XLSX, rows=len(ledger.lines)
    )
    with translation.override(settings.LANGUAGE_CODE):  # as the proofs: an authority reads it
        return write_book({str(year): year_rows(ledger)})
