"""The pages behind the secret link: a door, the draft itself, the answer."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import FormView

from cms_apps.content.models import PreviewAnswer
from cms_apps.content.previews import services
from cms_apps.content.previews.errors import DraftChanged, PreviewError, WordsMissing
from cms_apps.content.previews.forms import AnswerForm
from cms_apps.content.previews.mails import PREVIEW_LINK
from cms_apps.content.previews.selectors import draft_of, has_read, is_over, preview_of
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUnknown


def open_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(PREVIEW_LINK, token)
        preview = preview_of(link)
    except LinkError as error:
        return _does_not_open(request, error)
    response = redirect("preview:door", key=preview.key)
    grants.grant(request, response, link)
    return response


class DoorView(ReshowOnExpiredToken, FormView[AnswerForm]):
    """Who asks, until when, the way to the draft; the answer when one is wanted."""

    form_class = AnswerForm
    template_name = "content/previews/door.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a live link to this very preview."""
        try:
            self.preview = preview_of(grants.granted(request, PREVIEW_LINK, str(kwargs["key"])))
            self.over = is_over(self.preview)
            self.draft = draft_of(self.preview)
        except LinkError as error:
            return _does_not_open(request, error)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Which version the page is about."""
        return {"seen": self.draft.pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the person must know before reading."""
        page = self.preview.page if self.over else self.draft.as_object()
        return super().get_context_data(
            preview=self.preview, over=self.over, draft=page, seen=self.draft.pk, **kwargs
        )

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """End the task; whoever else was quicker is told."""
        data = form.cleaned_data
        said = PreviewAnswer(data["answer"])
        try:
            services.answer(self.preview, said, comment=data["comment"], seen=data["seen"] or 0)
        except PreviewError as error:
            form.add_error("comment" if isinstance(error, WordsMissing) else None, str(error))
            status = HTTPStatus.CONFLICT if isinstance(error, DraftChanged) else HTTPStatus.OK
            return self.render_to_response(self.get_context_data(form=form), status=status)
        return redirect("preview:door", key=self.preview.key)


def read_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the draft as readers will see it. A POST from the door notes that the person opened it.

    Scanners of mails follow links and press nothing, so only the button counts as reading.
    """
    try:
        preview = preview_of(grants.granted(request, PREVIEW_LINK, str(key)))
        draft = draft_of(preview)
        if is_over(preview):
            return redirect("preview:door", key=key)
        if request.method == "POST":
            services.note_opening(preview, draft)
            return redirect("preview:draft", key=key)
        if not has_read(preview, draft.pk):
            return redirect("preview:door", key=key)
    except LinkError as error:
        return _does_not_open(request, error)
    page = draft.as_object()
    page.preview = preview  # the frame of the page says what is read here, and leads back
    response: HttpResponse = page.make_preview_request(request, page.default_preview_mode)
    response["Cache-Control"] = "private, no-store"  # Wagtail's own says "private"
    return response


def _does_not_open(request: HttpRequest, error: LinkError) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if isinstance(error, LinkUnknown) else HTTPStatus.GONE
    return render(request, "content/previews/over.html", {"code": error.code}, status=status)
