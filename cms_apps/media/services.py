"""What happens to a picture whose consent is gone."""

from django.utils import timezone

from cms_apps.media.models import Picture, PictureRendition


def delete_sizes_of_gone() -> int:
    """Delete every size of pictures nobody may show any more: all lie where everybody can fetch them. Idempotent.

    The admin makes its small ones anew when somebody looks at such a picture there; they go with the next turn.
    """
    gone = Picture.objects.not_to_be_shown(timezone.localdate())
    return PictureRendition.objects.filter(image__in=gone.values("pk")).delete()[0]
