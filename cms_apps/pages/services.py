"""Setting a site up."""

from django.db import transaction
from wagtail.models import Page

from cms_apps.content.furnishing import furnish
from cms_apps.pages.models import HomePage
from cms_apps.pages.setup.easy import setup_easy
from cms_apps.pages.setup.groups import setup_approval, setup_areas, setup_groups, setup_translators
from cms_apps.pages.setup.translated import setup_translations
from cms_apps.pages.setup.tree import setup_tree


@transaction.atomic
def setup_site() -> HomePage:
    """Make what a site needs before the first editor comes, and return its German start page.

    Languages, site record, pages, menus, groups and approval. May run at each start: it adds what is missing and
    leaves alone what people changed, except that the site's address follows BASE_URL and that the groups get
    back the permissions they cannot do without.
    """
    home = setup_tree()
    chiefs = setup_groups(home)
    setup_approval([home], chiefs)
    setup_areas(home, chiefs)
    furnish()
    return home


@transaction.atomic
def translate_site(home: HomePage) -> list[Page]:
    """Make the start page, standing pages and menus of the other languages, and return those that are translated.

    `home` is what `setup_site` returned. May run as often; gives translators their group, and the pages their approval.
    Leichte Sprache has pages of its own: editors write them, nobody translates them.
    """
    translated = setup_translations(home)
    easy = setup_easy(home)
    chiefs = setup_translators(translated)
    setup_groups(easy)
    setup_approval([*translated, easy], chiefs)
    setup_areas(home, chiefs)
    furnish()
    return translated
