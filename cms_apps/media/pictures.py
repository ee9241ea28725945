"""What a picture carries besides the picture goes before it is kept: where it was taken, by what, and what hides behind it."""

import io
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, ImageSequence
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

ORIENTATION = 0x0112
# What Pillow finds beside the pixels; colours (icc_profile) and timing of frames stay.
TOLD = {
    "exif",
    "xmp",
    "comment",
    "photoshop",
    "XML:com.adobe.xmp",
    "Raw profile type exif",
    "Software",
    "Description",
}
ENDINGS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "GIF": b";"}
BEST = 90


class PictureFile(WagtailImageFieldFile):
    """Wherever a picture comes from, it is kept without its metadata."""

    def save(self, name: str, content: File, save: bool = True) -> None:  # type: ignore[override]
        """Keep the picture alone."""
        super().save(name, without_metadata(content), save)


class PictureField(WagtailImageField):
    """The file of a picture."""

    attr_class = PictureFile


def without_metadata(content: File) -> File:
    """The same picture, written anew if it carries anything else; what is no picture stays as it is."""
    content.seek(0)
    data = content.read()
    content.seek(0)
    try:
        with Image.open(io.BytesIO(data)) as image:
            if not _carries_more(image, data):
                return content
            written = _written_anew(image)
    except (OSError, ValueError, SyntaxError):
        return content
    return ContentFile(written, name=content.name)


def pixels(content: File) -> int:
    """Of all frames together."""
    content.seek(0)
    with Image.open(io.BytesIO(content.read())) as image:
        count = image.width * image.height * getattr(image, "n_frames", 1)
    content.seek(0)
    return count


def _carries_more(image: Image.Image, data: bytes) -> bool:
    ending = ENDINGS.get(image.format or "")
    behind = ending is not None and not data.endswith(ending)
    riff = image.format == "WEBP" and int.from_bytes(data[4:8], "little") + 8 != len(data)
    texts = getattr(image, "text", {})
    return bool(behind or riff or TOLD & set(image.info) or texts or len(image.getexif()))


def _written_anew(image: Image.Image) -> bytes:
    out, kind = io.BytesIO(), image.format or "PNG"
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
    if getattr(image, "n_frames", 1) > 1:
        frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
        for frame in frames:
            frame.info = {key: value for key, value in frame.info.items() if key not in TOLD}
        options |= {"save_all": True, "append_images": frames[1:], "loop": image.info.get("loop", 0)}
        frames[0].save(out, kind, **options)
        return out.getvalue()
    if kind in {"JPEG", "MPO"}:  # a camera that keeps two pictures in one file
        kind = "JPEG"
        turned = image.getexif().get(ORIENTATION, 1) != 1 or image.format == "MPO"
        options["quality"] = BEST if turned else "keep"
    elif kind in {"WEBP", "AVIF"}:
        options["quality"] = BEST
    if image.getexif().get(ORIENTATION, 1) != 1:
        image = ImageOps.exif_transpose(image)
    image.info = {key: value for key, value in image.info.items() if key not in TOLD}
    image.save(out, kind, **options)
    return out.getvalue()
