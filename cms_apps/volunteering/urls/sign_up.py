"""Addresses of the citizen: sign-up, confirmation, status. German in every language."""

from django.urls import path

from cms_apps.volunteering.views import (
    autosave,
    confirmation,
    device,
    lost_link,
    own_life,
    parents,
    resume,
    sign_up,
    status,
)
from cms_apps.volunteering.views import courses as own_courses
from cms_apps.volunteering.views.own import address, consents, correct, download, erasure
from cms_apps.volunteering.views.own import calendar as own_calendar
from cms_apps.volunteering.views.own import certificates as own_certificates
from cms_apps.volunteering.views.own import forwarding as own_forwarding
from cms_apps.volunteering.views.own import messages as own_messages
from cms_apps.volunteering.views.own import needs as own_needs
from cms_apps.volunteering.views.own import talk as own_talk
from cms_apps.volunteering.views.own import volunteering as own_volunteering
from cms_apps.volunteering.wizard.view import SignUpWizard

app_name = "sign_up"

wizard = SignUpWizard.as_view()
first_page = SignUpWizard.as_view()
first_page.indexed = True  # type: ignore[attr-defined]  # robots may find it, see foundation.headers

urlpatterns = [
    path("", first_page, name="start"),
    path("link/", lost_link.LostLinkView.as_view(), name="lost_link"),
    path("link/gesendet/", lost_link.sent, name="lost_link_sent"),
    path("fortsetzen/", resume.ResumeView.as_view(), name="resume"),
    path("fortsetzen/auswahl/", resume.ChooseDraftView.as_view(), name="choose_draft"),
    path("fortsetzen/link/<str:token>/", resume.open_link, name="open_draft"),
    path("merken/<slug:step>/", autosave.autosave, name="autosave_first"),
    path("bestaetigen/", confirmation.ConfirmationView.as_view(), name="confirmation"),
    path("bestaetigen/<str:token>/", confirmation.open_link, name="open_confirmation"),
    path("eltern/", parents.ParentView.as_view(), name="parent"),
    path("eltern/<str:token>/", parents.open_link, name="open_parent"),
    path("stand/<str:number>/brief/", parents.ParentLetterView.as_view(), name="parent_letter"),
    path("hier-schliessen/", device.CloseHereView.as_view(), name="close_here"),
    path("stand/oeffnen/<str:token>/", status.open_link, name="open_status"),
    path("stand/<str:number>/", status.StatusView.as_view(), name="status"),
    path("stand/<str:number>/zurueckziehen/", status.WithdrawView.as_view(), name="withdraw"),
    path("stand/<str:number>/kurse/", own_courses.OwnCoursesView.as_view(), name="courses"),
    path("stand/<str:number>/kurse/<int:run>/", own_courses.EnrolView.as_view(), name="enrol"),
    path(
        "stand/<str:number>/kursplatz/<int:enrolment>/",
        status.GiveUpPlaceView.as_view(),
        name="give_up_place",
    ),
    path(
        "stand/<str:number>/kursplatz/<int:enrolment>/annehmen/",
        status.TakeOfferView.as_view(),
        name="take_offer",
    ),
    path(
        "stand/<str:number>/kursplatz/<int:enrolment>/ablehnen/",
        status.RefuseOfferView.as_view(),
        name="refuse_offer",
    ),
    path(
        "stand/<str:number>/kursplatz/<int:enrolment>/warteliste-verlassen/",
        status.LeaveListView.as_view(),
        name="leave_list",
    ),
    path("stand/<str:number>/kursplatz/<int:enrolment>/bedarf/", own_needs.NeedsView.as_view(), name="needs"),
    path("stand/<str:number>/antworten/", own_life.AnswerView.as_view(), name="answer"),
    path("stand/<str:number>/wieder-aufnehmen/", own_life.WakeView.as_view(), name="wake"),
    path(
        "stand/<str:number>/noch-interessiert/",
        own_life.StillInterestedView.as_view(),
        name="still_interested",
    ),
    path(
        "stand/<str:number>/zertifikat/<int:certificate>/",
        own_certificates.OwnCertificateView.as_view(),
        name="certificate",
    ),
    path("kalender/<str:token>/termine.ics", own_calendar.feed, name="calendar_feed"),
    path("stand/<str:number>/kalender/", own_calendar.CalendarView.as_view(), name="calendar"),
    path("stand/<str:number>/gespraech.ics", own_talk.TalkFileView.as_view(), name="talk_file"),
    path("stand/<str:number>/gespraech-absagen/", own_life.CancelTalkView.as_view(), name="cancel_talk"),
    path("stand/<str:number>/nachricht/", own_messages.WriteToTeamView.as_view(), name="write"),
    path("stand/<str:number>/gelesen/", own_messages.ReadView.as_view(), name="read"),
    path("stand/<str:number>/weiterleitung/", own_forwarding.ForwardView.as_view(), name="forward"),
    path("stand/<str:number>/neuer-traeger/", own_forwarding.FollowView.as_view(), name="follow"),
    path("stand/<str:number>/pausieren/", own_volunteering.PauseView.as_view(), name="pause"),
    path("stand/<str:number>/weitermachen/", own_volunteering.GoOnView.as_view(), name="go_on"),
    path("stand/<str:number>/angaben/<slug:part>/", correct.CorrectView.as_view(), name="correct"),
    path("stand/<str:number>/e-mail/", address.ChangeAddressView.as_view(), name="change_address"),
    path(
        "stand/<str:number>/e-mail/zuruecknehmen/",
        address.TakeBackChangeView.as_view(),
        name="take_back_address",
    ),
    path("adresse/<slug:side>/", address.AgreeToAddressView.as_view(), name="email"),
    path("adresse/<slug:side>/<str:token>/", address.open_link, name="open_email"),
    path("stand/<str:number>/einwilligungen/", consents.ConsentsView.as_view(), name="consents"),
    path(
        "stand/<str:number>/einwilligungen/<int:consent>/zuruecknehmen/",
        consents.RevokeView.as_view(),
        name="revoke_consent",
    ),
    path("stand/<str:number>/meine-daten/", download.DownloadView.as_view(), name="download"),
    path("stand/<str:number>/meine-daten/<slug:kind>/", download.FileView.as_view(), name="download_file"),
    path("stand/<str:number>/loeschen/", erasure.EraseView.as_view(), name="erase"),
    path("geloescht/", erasure.erased, name="erased"),
    path("stand/<str:number>/aufhoeren/", status.StopView.as_view(), name="stop"),
    path("<uuid:draft>/neu/", sign_up.RestartView.as_view(), name="restart"),
    path("<uuid:draft>/gespeichert/", resume.SavedView.as_view(), name="saved"),
    path("<uuid:draft>/gesendet/", sign_up.sent, name="sent"),
    path("<uuid:draft>/<slug:step>/merken/", autosave.autosave, name="autosave"),
    path("<uuid:draft>/<slug:step>/", wizard, name="step"),
]
