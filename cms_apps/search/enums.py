"""Kinds of documents, in the order in which the page lists them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PAGE = "page", _("Seiten")
    NEWS = "news", _("Aktuelles")
    PRESS = "press", _("Presse")
    ORGANISATION = "organisation", _("Träger")
    COURSE = "course", _("Kurse")


PAGE_KINDS = frozenset({Kind.PAGE, Kind.NEWS, Kind.PRESS})
