"""Courses at the desk."""

from django.urls import path

from cms_apps.portal.views import (
    admission,
    attendance,
    certificates,
    courses,
    feedback,
    ledger,
    planning,
)

app_name = "courses"

urlpatterns = [
    path("", courses.RunsView.as_view(), name="list"),
    path("zentral/", admission.CentralRunsView.as_view(), name="central"),
    path("abrechnung/", ledger.FirstLedgerView.as_view(), name="first_ledger"),
    path("abrechnung/<int:organisation>/<int:year>/", ledger.LedgerView.as_view(), name="ledger"),
    path(
        "abrechnung/<int:organisation>/<int:year>/tabelle/",
        ledger.LedgerFileView.as_view(),
        name="ledger_file",
    ),
    path("neu/<int:organisation>/", planning.PlanView.as_view(), name="plan"),
    path("<int:run>/", courses.RunView.as_view(), name="one"),
    path("<int:run>/aendern/", planning.ChangeView.as_view(), name="change"),
    path("<int:run>/kopieren/", planning.CopyView.as_view(), name="copy"),
    path("<int:run>/teilnehmende/", courses.PeopleView.as_view(), name="people"),
    path("<int:run>/anmelden/", admission.EnterView.as_view(), name="enter"),
    path("<int:run>/kontingente/", admission.QuotasView.as_view(), name="quotas"),
    path("<int:run>/teilnehmende/<int:enrolment>/zulassen/", admission.AdmitView.as_view(), name="admit"),
    path(
        "<int:run>/teilnehmende/<int:enrolment>/nicht-zulassen/",
        admission.DeclineView.as_view(),
        name="decline",
    ),
    path("<int:run>/rueckmeldungen/", feedback.FeedbackView.as_view(), name="feedback"),
    path("<int:run>/anwesenheit/", attendance.AttendanceView.as_view(), name="attendance"),
    path("<int:run>/anwesenheit/abschliessen/", attendance.CompleteView.as_view(), name="complete"),
    path(
        "<int:run>/teilnehmende/<int:enrolment>/abschluss-zuruecknehmen/",
        attendance.ReopenView.as_view(),
        name="reopen",
    ),
    path("<int:run>/anwesenheit/liste/<slug:kind>/", attendance.ListFileView.as_view(), name="list_file"),
    path("<int:run>/anwesenheit/<int:date>/", attendance.DateView.as_view(), name="date"),
    path("<int:run>/abrechnung/", ledger.ProofView.as_view(), name="proof"),
    path("<int:run>/abrechnung/<slug:kind>/", ledger.ProofFileView.as_view(), name="proof_file"),
    path("<int:run>/zertifikate/", certificates.CertificatesView.as_view(), name="certificates"),
    path("<int:run>/zertifikate/ausstellen/", certificates.IssueView.as_view(), name="issue"),
    path("<int:run>/zertifikate/uebergeben/", certificates.HandOverView.as_view(), name="hand_over"),
    path("<int:run>/zertifikate/alle.pdf", certificates.AllPapersView.as_view(), name="all_papers"),
    path(
        "<int:run>/zertifikate/fuer/<int:enrolment>/", certificates.IssueOneView.as_view(), name="issue_one"
    ),
    path("<int:run>/zertifikate/<int:certificate>/", certificates.PaperView.as_view(), name="paper"),
    path(
        "<int:run>/zertifikate/<int:certificate>/berichtigen/",
        certificates.CorrectView.as_view(),
        name="correct_certificate",
    ),
    path(
        "<int:run>/zertifikate/<int:certificate>/zurueckziehen/",
        certificates.WithdrawView.as_view(),
        name="withdraw_certificate",
    ),
    path("<int:run>/oeffnen/", courses.OpenView.as_view(), name="open"),
    path("<int:run>/schliessen/", courses.CloseView.as_view(), name="close"),
    path("<int:run>/findet-statt/", courses.ConfirmView.as_view(), name="confirm"),
    path("<int:run>/abgerechnet/", courses.SettleView.as_view(), name="settle"),
    path("<int:run>/absagen/", courses.CancelView.as_view(), name="cancel"),
]
