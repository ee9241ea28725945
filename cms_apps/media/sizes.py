"""The sizes in which a picture is shown, known in each process: they change only with the picture's file or its cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter

from cms_apps.foundation.kept import Kept
from cms_apps.media.models import Picture

SIZES = Kept[Mapping[str, "Size"]]("sizes")


@dataclass(frozen=True)
class Size:
    """A file in one size, in pixels."""

    url: str
    width: int
    height: int


def sizes_of(picture: Picture, specs: Sequence[str]) -> Mapping[str, Size]:
    """The picture in each of these sizes, made where one is missing; raises SourceImageIOError without its file."""
    cut = (
        picture.focal_point_x,
        picture.focal_point_y,
        picture.focal_point_width,
        picture.focal_point_height,
    )
    return SIZES.get((picture.pk, picture.file.name, *cut, *specs), lambda: _made(picture, specs))


def read_together(pictures: Sequence[Picture]) -> None:
    """Read the sizes of the pictures of a list in one query, where this process does not know them."""

    def read() -> Mapping[str, Size]:
        prefetch_related_objects(pictures, "renditions")
        return {}

    SIZES.get(("together", *(one.pk for one in pictures)), read)


def _made(picture: Picture, specs: Sequence[str]) -> Mapping[str, Size]:
    made = picture.get_renditions(*map(_filter, specs))
    return {spec: Size(one.url, one.width, one.height) for spec, one in made.items()}


@lru_cache(maxsize=1000)
def _filter(spec: str) -> Filter:
    """A filter takes its words apart when it is first used: once for each process, not for each picture."""
    return Filter(spec=spec)
