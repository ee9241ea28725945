"""The desk's verbs in the middle of an application's life."""

from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering import services
from cms_apps.volunteering.forms.decisions import VerbForm
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
