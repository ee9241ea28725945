"""Questions of the own organisation: at most five, of three simple kinds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations import services
from cms_apps.organisations.enums import MOST_QUESTIONS
from cms_apps.organisations.errors import TooManyQuestions
from cms_apps.organisations.forms.question import QuestionForm
from cms_apps.organisations.models import OwnQuestion
from cms_apps.organisations.views.access import OwnOrganisationMixin


class QuestionsView(OwnOrganisationMixin, TemplateView):
    """All questions in their order."""

    template_name = "organisations/settings/questions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The questions, and whether there may be one more."""
        questions = list(OwnQuestion.objects.filter(organisation=self.organisation))
        return super().get_context_data(
            questions=questions, may_add=len(questions) < MOST_QUESTIONS, most=MOST_QUESTIONS, **kwargs
        )


class OneQuestionMixin(OwnOrganisationMixin):
    """A page about one question of the own organisation."""

    @property
    def question(self) -> OwnQuestion:
        """The question of the address; a foreign one is a missing one."""
        own = OwnQuestion.objects.filter(organisation=self.organisation)
        return get_object_or_404(own, pk=self.kwargs["question"])  # type: ignore[attr-defined]

    def to_list(self) -> HttpResponse:
        """Back to all questions."""
        return redirect("host:questions", organisation=self.organisation.pk)


class QuestionFormView(ReshowOnExpiredToken, OneQuestionMixin, FormView):
    """Write one question; who may not change it reads it."""

    form_class = QuestionForm
    template_name = "organisations/settings/question.html"
    done: Any

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """Lock the fields for readers."""
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.disabled = not self.may_change
        return form

    def get_success_url(self) -> str:
        """Back to all questions."""
        return reverse("host:questions", args=[self.organisation.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say why not."""
        try:
            self.save(form)
        except TooManyQuestions as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return super().form_valid(form)

    def save(self, form: QuestionForm) -> None:
        """Call the one service."""
        raise NotImplementedError


class AddView(QuestionFormView):
    done = _("Die Frage ist dazugekommen.")

    def save(self, form: QuestionForm) -> None:
        """Add it behind the others."""
        services.add_question(self.organisation, **form.values())


class ChangeView(QuestionFormView):
    done = _("Die Frage ist geändert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Start from the question as it is."""
        return {**super().get_form_kwargs(), "question": self.question}

    def save(self, form: QuestionForm) -> None:
        """Change it."""
        services.change_question(self.question, **form.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which question it is."""
        return super().get_context_data(**{**kwargs, "question": self.question})


class UpView(OneQuestionMixin, View):
    """One place up, by POST."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return self.to_list()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it."""
        services.move_question_up(self.question)
        return self.to_list()


class DeleteView(OneQuestionMixin, TemplateView):
    """Asks once, then deletes."""

    template_name = "organisations/settings/delete_question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which question it is."""
        return super().get_context_data(**{**kwargs, "question": self.question})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        services.delete_question(self.question)
        messages.success(request, _("Die Frage ist gelöscht. Antworten, die es schon gibt, bleiben."))
        return self.to_list()
