"""Terms for every template: `{{ terms.guides }}`, `{{ terms.phone }}`."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms_apps.parameters.selectors import all_terms


def terms(request: HttpRequest) -> dict[str, object]:
    """The display terms and the centre's contact data, read only when a template asks."""
    return {"terms": SimpleLazyObject(all_terms)}
