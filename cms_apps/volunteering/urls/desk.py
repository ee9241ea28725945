"""Addresses of the desk (Schreibtisch)."""

from django.urls import path

from cms_apps.volunteering.views import (
    assigning,
    certificate,
    contact,
    decisions,
    desk,
    entry,
    forwarding,
    importing,
    letters,
    life,
    mail_texts,
    merging,
    messages,
    notes,
    planned,
    printing,
    rights,
    several,
    undelivered,
    volunteers,
)

app_name = "desk"

urlpatterns = [
    path("freiwillige/", volunteers.VolunteersView.as_view(), name="volunteers"),
    path("freiwillige/<int:volunteer>/", volunteers.VolunteerView.as_view(), name="volunteer"),
    path(
        "freiwillige/<int:volunteer>/kontakt/",
        contact.OpenVolunteerContactView.as_view(),
        name="open_volunteer_contact",
    ),
    path(
        "freiwillige/<int:volunteer>/fuehrungszeugnis/",
        certificate.CertificateView.as_view(),
        name="certificate",
    ),
    path(
        "freiwillige/<int:volunteer>/bescheinigung/",
        certificate.ConfirmationView.as_view(),
        name="confirmation",
    ),
    path("freiwillige/<int:volunteer>/aktiv/", volunteers.ActivateView.as_view(), name="activate"),
    path("freiwillige/<int:volunteer>/pausieren/", volunteers.PauseView.as_view(), name="pause"),
    path("freiwillige/<int:volunteer>/weiter/", volunteers.ResumeView.as_view(), name="resume"),
    path("freiwillige/<int:volunteer>/beenden/", volunteers.EndView.as_view(), name="end"),
    path("eintragen/", entry.EntryView.as_view(), name="entry"),
    path("einlesen/", importing.UploadView.as_view(), name="import"),
    path("einlesen/vorlage/", importing.TemplateFileView.as_view(), name="import_template"),
    path("einlesen/<uuid:key>/", importing.ImportRunView.as_view(), name="import_run"),
    path("briefe/", printing.LettersView.as_view(), name="letters"),
    path("briefe/<int:row>/", printing.LetterView.as_view(), name="letter"),
    path("bewerbungen/", desk.QueueView.as_view(), name="queue"),
    path("mehrere/", several.SeveralView.as_view(), name="several"),
    path("mehrere/zuweisen/", several.AssignSeveralView.as_view(), name="assign_several"),
    path("mehrere/erinnern/", several.RemindSeveralView.as_view(), name="remind_several"),
    path("mehrere/absagen/", several.DeclineSeveralView.as_view(), name="decline_several"),
    path("mehrere/geplant/<uuid:batch>/", planned.BatchView.as_view(), name="batch"),
    path("brief-der-eltern/", letters.ParentLetterView.as_view(), name="parent_letter"),
    path("bewerbungen/<str:number>/zusammenfuehren/<str:other>/", merging.MergeView.as_view(), name="merge"),
    path("bewerbungen/<str:number>/", desk.ApplicationView.as_view(), name="application"),
    path("bewerbungen/<str:number>/kontakt/", contact.OpenContactView.as_view(), name="open_contact"),
    path(
        "bewerbungen/<str:number>/pruefen/", decisions.TakeIntoReviewView.as_view(), name="take_into_review"
    ),
    path("bewerbungen/<str:number>/zurueckgeben/", decisions.GiveBackView.as_view(), name="give_back"),
    path("bewerbungen/<str:number>/zusagen/", decisions.AcceptView.as_view(), name="accept"),
    path("bewerbungen/<str:number>/ablehnen/", decisions.DeclineView.as_view(), name="decline"),
    path(
        "bewerbungen/<str:number>/mails/<int:row>/noch-einmal/",
        undelivered.SendMailAgainView.as_view(),
        name="send_mail_again",
    ),
    path("einstellungen/<int:organisation>/mails/", mail_texts.MailTextsView.as_view(), name="mail_texts"),
    path(
        "einstellungen/<int:organisation>/mails/<str:kind>/<str:language>/",
        mail_texts.MailTextView.as_view(),
        name="mail_text",
    ),
    path("bewerbungen/<str:number>/fragen/", life.AskView.as_view(), name="ask"),
    path(
        "bewerbungen/<str:number>/frage-zuruecknehmen/",
        life.TakeBackQuestionView.as_view(),
        name="take_back_question",
    ),
    path("bewerbungen/<str:number>/erinnern/", life.RemindView.as_view(), name="remind"),
    path("bewerbungen/<str:number>/zustaendig/", assigning.AssignView.as_view(), name="assign"),
    path("bewerbungen/<str:number>/mir-zuweisen/", assigning.TakeChargeView.as_view(), name="take_charge"),
    path("bewerbungen/<str:number>/zurueckholen/", planned.RecallView.as_view(), name="recall"),
    path("bewerbungen/<str:number>/notizen/", notes.WriteNoteView.as_view(), name="write_note"),
    path(
        "bewerbungen/<str:number>/notizen/<int:note>/", notes.CorrectNoteView.as_view(), name="correct_note"
    ),
    path("bewerbungen/<str:number>/nachricht/", messages.WriteToPersonView.as_view(), name="write"),
    path("bewerbungen/<str:number>/gelesen/", messages.ReadByTeamView.as_view(), name="read"),
    path("bewerbungen/<str:number>/e-mail/", rights.DeskAddressView.as_view(), name="change_address"),
    path("bewerbungen/<str:number>/loeschverlangen/", rights.ErasureAnswerView.as_view(), name="erasure"),
    path("bewerbungen/<str:number>/vormerken/", life.ShortlistView.as_view(), name="shortlist"),
    path("bewerbungen/<str:number>/wieder-pruefen/", life.TakeUpView.as_view(), name="take_up"),
    path(
        "bewerbungen/<str:number>/weiterleiten/",
        forwarding.ProposeForwardView.as_view(),
        name="propose_forward",
    ),
    path(
        "bewerbungen/<str:number>/weiterleitung-zuruecknehmen/",
        forwarding.TakeBackForwardView.as_view(),
        name="take_back_forward",
    ),
    path("bewerbungen/<str:number>/gespraech/", life.ArrangeTalkView.as_view(), name="arrange_talk"),
    path("bewerbungen/<str:number>/gespraech/verlegen/", life.MoveTalkView.as_view(), name="move_talk"),
    path("bewerbungen/<str:number>/gespraech/gefuehrt/", life.TalkHeldView.as_view(), name="talk_held"),
    path("bewerbungen/<str:number>/gespraech/verpasst/", life.TalkMissedView.as_view(), name="talk_missed"),
]
