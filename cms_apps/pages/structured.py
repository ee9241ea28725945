"""What search engines read (structured data), in the words of schema.org."""

from typing import Any


def thing(kind: str, **properties: Any) -> dict[str, Any]:
    """A thing of schema.org with what is known of it; for the tag `json_ld`."""
    known = {name: value for name, value in properties.items() if value}
    return {"@context": "https://schema.org", "@type": kind, **known}
