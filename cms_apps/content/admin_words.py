"""Words of the admin's scripts. Our own catalogue (site/locale) does not reach them: Wagtail reads none but its own."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

GERMAN = {  # how easy a text is to read; Wagtail's German calls a text "Fair"
    "Good": "Gut",
    "Fair": "Mittel",
    "Complex": "Schwierig",
    "The editor just crashed. Content has been reset to the last saved version.": (
        "Im Editor ist ein Fehler aufgetreten. Er zeigt wieder, was zuletzt gespeichert war."
    ),
    "Report this error to your website administrator with the following information:": (
        "Melden Sie diesen Fehler der Verwaltung der Website, mit diesen Angaben:"
    ),
}


class Catalogue(JavaScriptCatalog):
    """Wagtail's words, in German the better ones."""

    packages = ["wagtail.admin"]

    def get_catalog(self) -> dict[str, str | list[str]]:
        """The words by what stands in the scripts."""
        ours = GERMAN if (get_language() or "").startswith("de") else {}
        return {**super().get_catalog(), **ours}


_catalogue = Catalogue.as_view()


def words(request: HttpRequest) -> HttpResponseBase:
    """In the language that the person chose for the admin."""
    response: HttpResponseBase = get_localized_response(_catalogue, request)
    return response
