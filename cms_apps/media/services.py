"""What happens to a picture whose consent is gone."""

from django.db.models import Q
from django.utils import timezone

from cms_apps.media.models import Picture, PictureRendition

ON_PAGES = Q(filter_spec__startswith="width-") | Q(
    filter_spec__startswith="fill-"
)  # the admin has sizes of its own


def delete_sizes_of_gone() -> int:
    """Delete the files that pages showed of pictures nobody may show any more: their addresses may be known. Idempotent."""
    gone = Picture.objects.not_to_be_shown(timezone.localdate())
    sizes = PictureRendition.objects.filter(ON_PAGES, image__in=gone.values("pk"))
    return sizes.delete()[0]
