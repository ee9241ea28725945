"""Terms for every template: `{{ terms.guides }}`, `{{ terms.phone }}`."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms_apps.parameters.selectors import values


def terms(request: HttpRequest) -> dict[str, object]:
    """The display terms and the centre's contact data, read only when a template asks."""
    return {"terms": SimpleLazyObject(all_terms)}


def all_terms() -> dict[str, str]:
    """Every parameter by its short name, for pages and mails alike: `guides`, `centre_phone`, `draft_days`."""
    return {key.removeprefix("term.").replace(".", "_"): str(value) for key, value in values().items()}
