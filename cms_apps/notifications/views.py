"""The mails in the Wagtail admin: their central texts, and the record of what went out (German, as the admin)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_apps.notifications import services
from cms_apps.notifications.forms import MailTextForm
from cms_apps.notifications.kinds import MailHandler, described, mail_kinds
from cms_apps.notifications.models import CentralText
from cms_apps.notifications.placeholders import shown
from cms_apps.notifications.preview import preview, sample_in, starting_text
from cms_apps.notifications.writing import Text, central_text
from cms_apps.outbox.errors import NotLost
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.services import send_again

LANGUAGE_NAMES = dict(settings.SYSTEM_LANGUAGES)


class TextsMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """Whoever may change the central texts."""

    permission_required = "notifications.change_centraltext"
    raise_exception = True
    header_icon = "mail"
    page_title = "Mailtexte"


class KindsView(TextsMixin, TemplateView):
    """Each kind of mail: what it is, to whom it goes, in which languages the centre wrote a text."""

    template_name = "notifications/admin/kinds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All kinds with one query for their texts."""
        own = set(CentralText.objects.values_list("kind", "language"))
        rows = [
            (kind, one, [(code, name, (kind, code) in own) for code, name in settings.SYSTEM_LANGUAGES])
            for kind, one in mail_kinds().items()
        ]
        return super().get_context_data(rows=rows, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """One step below the start."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class CentralTextView(TextsMixin, FormView):
    """One text: its words, the placeholders, how it looks with invented data, back to the default."""

    template_name = "notifications/admin/text.html"
    form_class = MailTextForm
    handler: MailHandler

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the kind; one without placeholders, and a language that we do not write, is not there."""
        super().setup(request, *args, **kwargs)
        handler = mail_kinds().get(kwargs["kind"])
        if handler is None or not handler.editable or kwargs["language"] not in LANGUAGE_NAMES:
            raise Http404
        self.handler = handler

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows the kind's list."""
        return {**super().get_form_kwargs(), "handler": self.handler}

    def get_initial(self) -> dict[str, Any]:
        """What stands, else the default to begin with."""
        text = self.stored or starting_text(self.handler, self.kwargs["language"])
        return {"subject": text.subject, "body": text.body}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, look, or go back to the default."""
        if request.POST.get("go") != "reset":
            return super().post(request, *args, **kwargs)
        services.reset_central_text(kwargs["kind"], kwargs["language"])
        messages.success(request, "Ab jetzt gilt wieder die Vorgabe.")
        return redirect("mail-texts:index")

    def form_valid(self, form: MailTextForm) -> HttpResponse:
        """Show it, or keep it."""
        if self.request.POST.get("go") == "preview":
            return self.render_to_response(self.get_context_data(form=form, text=form.text))
        services.save_central_text(self.kwargs["kind"], self.kwargs["language"], form.text)
        messages.success(self.request, "Gespeichert. Die nächste Mail geht mit diesem Text hinaus.")
        return redirect(self.request.path)

    @property
    def stored(self) -> Text | None:
        """The text that stands now."""
        return central_text(self.kwargs["kind"], self.kwargs["language"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The text beside its placeholders and its preview."""
        kind, language = self.kwargs["kind"], self.kwargs["language"]
        text, stored = kwargs.get("text"), self.stored
        return super().get_context_data(
            **kwargs,
            handler=self.handler,
            stored=stored,
            language_name=LANGUAGE_NAMES[language],
            placeholders=[(shown(name), one) for name, one in self.handler.placeholders.items()],
            preview=preview(kind, self.handler, language, sample_in(self.handler, language), text or stored),
        )

    def get_page_title(self) -> str:
        """The kind in words."""
        return described(self.kwargs["kind"])

    def get_page_subtitle(self) -> str:
        """The language."""
        return str(LANGUAGE_NAMES[self.kwargs["language"]])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        index = {"url": reverse("mail-texts:index"), "label": "Mailtexte"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]


class SendAgainView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """One lost mail: why it did not arrive, and a button that sends it again. No address."""

    permission_required = "outbox.change_outboxrow"
    raise_exception = True
    template_name = "notifications/admin/send_again.html"
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The row without its address."""
        row = get_object_or_404(OutboxRow.objects.defer("recipient", "secret"), pk=self.kwargs["pk"])
        return super().get_context_data(row=row, kind=described(row.kind), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it again; of two clicks one does."""
        row = get_object_or_404(OutboxRow, pk=kwargs["pk"])
        try:
            send_again(row, by=request.user.get_full_name() or request.user.get_username())  # type: ignore[union-attr]
        except NotLost as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Die Mail geht in der nächsten Minute noch einmal hinaus.")
        return redirect("outbox:index")

    def get_page_title(self) -> str:
        """The kind in words."""
        return "Mail kam nicht an"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        index = {"url": reverse("outbox:index"), "label": "Postausgang"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]
