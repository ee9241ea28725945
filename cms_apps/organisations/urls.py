"""Addresses of an organisation's own settings at the desk."""

from django.urls import path

from cms_apps.organisations.views import joining, mailbox, profile, questions, settings, team

app_name = "host"

urlpatterns = [
    path("", settings.ChooseView.as_view(), name="choose"),
    path("benachrichtigungen/", mailbox.RhythmView.as_view(), name="rhythm"),
    path("einladung/annehmen/<uuid:invitation>/", joining.JoinView.as_view(), name="join"),
    path("einladung/<str:token>/", joining.open_invitation, name="open_invitation"),
    path("<int:organisation>/", settings.SettingsView.as_view(), name="settings"),
    path("<int:organisation>/aufnahme/", settings.AcceptanceView.as_view(), name="acceptance"),
    path("<int:organisation>/karte/", settings.ProfileView.as_view(), name="profile"),
    path("<int:organisation>/profil/", profile.PublicProfileView.as_view(), name="public_profile"),
    path("<int:organisation>/profil/bild/", profile.PictureView.as_view(), name="picture"),
    path("<int:organisation>/profil/vorschau/", profile.PreviewView.as_view(), name="profile_preview"),
    path("<int:organisation>/anforderungen/", settings.RequirementsView.as_view(), name="requirements"),
    path("<int:organisation>/fuehrungszeugnis/", settings.CertificatesView.as_view(), name="certificates"),
    path("<int:organisation>/fristen/", settings.LimitsView.as_view(), name="limits"),
    path("<int:organisation>/datenschutz/", settings.NoticeView.as_view(), name="notice"),
    path("<int:organisation>/postfach/", mailbox.MailboxView.as_view(), name="mailbox"),
    path("<int:organisation>/team/", team.TeamView.as_view(), name="team"),
    path("<int:organisation>/team/einladen/", team.InviteView.as_view(), name="invite"),
    path(
        "<int:organisation>/team/einladungen/<int:invitation>/zurueckziehen/",
        team.WithdrawView.as_view(),
        name="withdraw_invitation",
    ),
    path("<int:organisation>/team/<int:member>/", team.RoleView.as_view(), name="member"),
    path("<int:organisation>/team/<int:member>/entfernen/", team.RemoveView.as_view(), name="remove_member"),
    path(
        "<int:organisation>/team/<int:member>/zweiter-faktor/",
        team.ResetFactorView.as_view(),
        name="reset_factor",
    ),
    path("<int:organisation>/fragen/", questions.QuestionsView.as_view(), name="questions"),
    path("<int:organisation>/fragen/neu/", questions.AddView.as_view(), name="add_question"),
    path("<int:organisation>/fragen/<int:question>/", questions.ChangeView.as_view(), name="question"),
    path("<int:organisation>/fragen/<int:question>/hoch/", questions.UpView.as_view(), name="question_up"),
    path(
        "<int:organisation>/fragen/<int:question>/loeschen/",
        questions.DeleteView.as_view(),
        name="delete_question",
    ),
]
