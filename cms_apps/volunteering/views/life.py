"""The desk's verbs in the middle of an application's life."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering import services
from cms_apps.volunteering.eligibility import talk_is_ahead
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.forms.first_talk import TalkForm, TalkMissedForm
from cms_apps.volunteering.forms.life import AskForm, ShortlistForm
from cms_apps.volunteering.views.decisions import ButtonView, DecisionView


class AskView(DecisionView):
    verb = "ask"
    done = _("Ihre Frage ist unterwegs. Die Frist steht still, bis die Antwort kommt.")
    form_class = AskForm
    template_name = "volunteering/desk/ask.html"

    def act(self, form: AskForm) -> None:
        """Ask."""
        data = form.cleaned_data
        services.ask(self.application, actor=self.actor, text=data["text"], expected=data["expected"])


class TakeBackQuestionView(ButtonView):
    done = _("Sie haben die Rückfrage zurückgenommen und prüfen weiter.")

    def act(self, form: VerbForm) -> None:
        """Take the question back."""
        services.take_back_question(
            self.application, actor=self.actor, expected=form.cleaned_data["expected"]
        )


class RemindView(ButtonView):
    done = _("Die Person bekommt eine Erinnerung an Ihre Frage.")

    def act(self, form: VerbForm) -> None:
        """Remind of the open question."""
        services.remind(self.application, actor=self.actor, expected=form.cleaned_data["expected"])


class ShortlistView(DecisionView):
    verb = "shortlist"
    done = _("Vorgemerkt. Die Person bekommt eine Mail.")
    form_class = ShortlistForm
    template_name = "volunteering/desk/shortlist.html"

    def act(self, form: ShortlistForm) -> None:
        """Keep the person in mind."""
        data = form.cleaned_data
        services.shortlist(
            self.application, actor=self.actor, message=data["message"], expected=data["expected"]
        )


class TakeUpView(ButtonView):
    done = _("Sie prüfen diese Bewerbung wieder.")

    def act(self, form: VerbForm) -> None:
        """Begin the review again."""
        services.take_up(self.application, actor=self.actor, expected=form.cleaned_data["expected"])


class ArrangeTalkView(DecisionView):
    verb = "arrange_talk"
    done = _("Das Erstgespräch ist vereinbart. Die Person bekommt eine Mail.")
    form_class = TalkForm
    template_name = "volunteering/desk/talk.html"
    service: Any = staticmethod(services.arrange_talk)

    def act(self, form: TalkForm) -> None:
        """Invite the person, or tell the new time."""
        data = form.cleaned_data
        appointment = services.Appointment(data["starts_at"], data["minutes"], data["mode"], data["where"])
        self.service(self.application, actor=self.actor, appointment=appointment, expected=data["expected"])


class MoveTalkView(ArrangeTalkView):
    verb = "move_talk"
    done = _("Das Erstgespräch ist verlegt. Die Person bekommt eine Mail.")
    service = staticmethod(services.move_talk)

    def get_initial(self) -> dict[str, Any]:
        """What holds so far."""
        talk = self.application.talks.filter(outcome=TalkOutcome.PLANNED).first()
        if talk is None:
            return super().get_initial()
        begin = timezone.localtime(talk.starts_at)
        so_far = {"minutes": talk.minutes, "mode": talk.mode, "where": talk.where}
        return {**super().get_initial(), "day": begin.date(), "time": begin.time(), **so_far}


class TalkHeldView(ButtonView):
    done = _("Eingetragen: Das Erstgespräch ist geführt.")

    def act(self, form: VerbForm) -> None:
        """The talk took place."""
        services.talk_held(self.application, actor=self.actor, expected=form.cleaned_data["expected"])


class TalkMissedView(DecisionView):
    verb = "talk_missed"
    done = _("Eingetragen: Die Person ist nicht gekommen.")
    form_class = TalkMissedForm
    template_name = "volunteering/desk/talk_missed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say beforehand what speaks against it."""
        return super().get_context_data(too_early=talk_is_ahead(self.application), **kwargs)

    def act(self, form: TalkMissedForm) -> None:
        """The person did not come."""
        services.talk_missed(self.application, actor=self.actor, expected=form.cleaned_data["expected"])

    def then(self, form: TalkMissedForm) -> HttpResponse:
        """Arrange another one at once, if that was chosen."""
        if form.cleaned_data["then"] == TalkMissedForm.AGAIN:
            return redirect("desk:arrange_talk", number=self.application.number)
        return super().then(form)
