"""The search page: a GET form, its address is the query. It is private and kept nowhere, as people type what they like."""

from typing import Any

from django.utils.translation import get_language
from django.views.generic import TemplateView

from cms_apps.search.results import Results


class SearchView(TemplateView):
    """What was found, or what to do when nothing was."""

    template_name = "search/search.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One object with all that the page shows."""
        results = Results(self.request.GET, get_language() or "de")
        return super().get_context_data(**kwargs, results=results)
