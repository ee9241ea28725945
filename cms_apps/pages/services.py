"""Setting a site up."""

from django.db import transaction

from cms_apps.content.furnishing import furnish
from cms_apps.pages.models import HomePage
from cms_apps.pages.setup.groups import setup_approval, setup_groups
from cms_apps.pages.setup.tree import setup_tree


@transaction.atomic
def setup_site() -> HomePage:
    """Make what a site needs before the first editor comes, and return its start page.

    Language, site record, pages, menus, groups and approval. May run at each start: it adds what is missing and
    leaves alone what people changed, except that the site's address follows BASE_URL and that both groups get
    back the permissions they cannot do without.
    """
    home = setup_tree()
    _, chiefs = setup_groups(home)
    setup_approval(home, chiefs)
    furnish()
    return home
