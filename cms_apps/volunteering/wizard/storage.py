"""A formtools storage whose data lies in the draft; it writes only through `services.drafts`."""

from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage

from cms_apps.volunteering.services import drafts
from cms_apps.volunteering.wizard import saving


class DraftStorage(BaseStorage):
    """Reads and writes `request.draft`; every step is kept as it was typed, also when it is wrong."""

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()
        if self.draft is not None:
            self.data[self.step_data_key] = dict(self.draft.data)

    @property
    def draft(self) -> Any:
        """The draft of this request, or None before the first POST."""
        return self.request.draft

    def set_step_data(self, step: str, cleaned_data: MultiValueDict) -> None:
        """Keep the fields of one step; nothing else that was posted."""
        own = saving.own_fields(step, cleaned_data)
        self.request.draft = drafts.save_step(
            self.draft, step, own, saving.mark_in(cleaned_data), seen=saving.has_seen(cleaned_data)
        )
        self.data[self.step_data_key][step] = self.draft.data.get(step, own)

    def reset(self) -> None:
        """Do nothing: a draft ends by submission, by its owner's word, or by the clock."""

    def update_response(self, response: Any) -> None:
        """Do nothing: each step is written when it is set."""
