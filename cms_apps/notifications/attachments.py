"""What goes with a mail beside its words; made when it is sent, like them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.encoders import encode_base64
from email.mime.nonmultipart import MIMENonMultipart

from cms_apps.foundation.calendars import MEDIA_TYPE, Method


@dataclass(frozen=True)
class Attachment:
    """A file of a mail; `parameters` go behind its media type."""

    name: str
    content: bytes
    media_type: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    def part(self) -> MIMENonMultipart:
        """The file as a part of a message, byte by byte as it is: a mail server may change line ends of text."""
        part = MIMENonMultipart(*self.media_type.split("/", 1))
        for name, value in self.parameters.items():
            part.set_param(name, value)
        part.set_payload(self.content)
        encode_base64(part)
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part


def calendar_attachment(content: bytes, *, name: str, method: Method) -> Attachment:
    """A calendar file; the method stands in the header too, as mail programs expect (RFC 6047)."""
    return Attachment(name, content, MEDIA_TYPE, {"method": method.value, "charset": "utf-8"})
