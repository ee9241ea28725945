"""At the desk: a table becomes applications, after it was shown what would come of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.tables import CONTENT_TYPES, XLSX, UnreadableTable, read_table, write_table
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import SignUpError
from cms_apps.volunteering.forms.importing import (
    COLUMNS,
    EXAMPLE,
    MOST_ROWS,
    CheckedRow,
    UploadForm,
    form_of,
    named_rows,
    problems_of,
)
from cms_apps.volunteering.models import ImportRun
from cms_apps.volunteering.selectors import Likeness, known_likenesses
from cms_apps.volunteering.views.access import DecidingMixin
from cms_apps.workflow.errors import StaleState


class UploadView(DecidingMixin, ReshowOnExpiredToken, FormView[UploadForm]):
    """Choose the file."""

    template_name = "volunteering/desk/import.html"
    form_class = UploadForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """For the organisations of the member."""
        return {**super().get_form_kwargs(), "hosts": self.hosts()}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Read it and show what would come of it."""
        try:
            rows, missing = named_rows(read_table(form.cleaned_data["table"], most_rows=MOST_ROWS + 1))
        except UnreadableTable:
            return self.refuse(form, _("Diese Datei lässt sich nicht lesen, oder sie ist zu groß."))
        if missing or not rows:
            named = ", ".join(missing)
            return self.refuse(form, _("Es fehlen Zeilen oder diese Spalten: %(names)s.") % {"names": named})
        organisation = form.hosts[form.cleaned_data["organisation"]]
        run = services.keep_table(rows, organisation=organisation, author=self.request.user)  # type: ignore[arg-type]
        return redirect("desk:import_run", key=run.key)

    def refuse(self, form: UploadForm, problem: str) -> HttpResponse:
        """The form with the reason at the file."""
        form.add_error("table", problem)
        return self.form_invalid(form)


class ImportRunView(DecidingMixin, TemplateView):
    """Each row with what would be made of it, or why not; the button takes over those that are ticked."""

    template_name = "volunteering/desk/import_run.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The dry run."""
        rows = self.rows()
        good = [row for row in rows if row.is_good]
        return super().get_context_data(
            run=self.run, good=good, bad=[row for row in rows if not row.is_good], **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take over what is ticked, all of it or nothing."""
        ticked = set(request.POST.getlist("row"))
        chosen = [row for row in self.rows() if row.is_good and str(row.number) in ticked]
        if not chosen:
            messages.warning(request, _("Wählen Sie mindestens eine Zeile."))
            return redirect("desk:import_run", key=self.run.key)
        answers = [(row.form.answers(), bool(row.form.cleaned_data["parents_agreed"])) for row in chosen]
        try:
            made = services.take_over(self.run, answers, author=request.user)  # type: ignore[arg-type]
        except (SignUpError, StaleState) as error:
            return self.render_to_response(self.get_context_data(problem=str(error)), status=409)
        count = {"n": len(made)}
        messages.success(
            request,
            ngettext("%(n)s Bewerbung eingetragen.", "%(n)s Bewerbungen eingetragen.", len(made)) % count,
        )
        return redirect("desk:queue")

    def rows(self) -> list[CheckedRow]:
        """The rows of the address's table, checked now; another's table is a missing one."""
        # Whoever left the organisation meanwhile finds nothing.
        run = ImportRun.objects.filter(
            key=self.kwargs["key"], author=self.request.user.pk, organisation__in=self.hosts()
        )
        found = run.select_related("organisation").first()
        if found is None:
            raise Http404
        self.run = found
        return _checked(found)


class TemplateFileView(DecidingMixin, View):
    """An empty table with the right columns and one example."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        self.hosts()
        rows = [[str(label) for label in COLUMNS.values()], [EXAMPLE.get(name, "") for name in COLUMNS]]
        head = {"Content-Disposition": 'attachment; filename="vorlage.xlsx"'}
        return HttpResponse(write_table(rows, XLSX), content_type=CONTENT_TYPES[XLSX], headers=head)


def _checked(run: ImportRun) -> list[CheckedRow]:
    rows = [(number, form_of(row, run.organisation)) for number, row in run.rows]
    people = {number: _likeness(form) for number, form in rows if form.is_valid()}
    known = known_likenesses(run.organisation_id, people.values())
    first: dict[tuple[str, str], int] = {}
    for number, one in people.items():
        first.setdefault(_same(one), number)
    return [
        CheckedRow(
            number=number,
            name=f"{form.data['first_name']} {form.data['last_name']}".strip(),
            form=form,
            problems=problems_of(form),
            known=known.get(people[number], "") if number in people else "",
            twin=above if number in people and (above := first[_same(people[number])]) != number else None,
        )
        for number, form in rows
    ]


def _likeness(form: Any) -> Likeness:
    data = form.cleaned_data
    return Likeness(data["first_name"], data["last_name"], data["email"], data["birth_year"])


def _same(one: Likeness) -> tuple[str, str]:
    """Two rows with this in common are of the same person."""
    return one.full_name.casefold(), one.email.casefold()
