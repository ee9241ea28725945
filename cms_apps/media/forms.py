"""What an editor must say about a picture."""

from typing import Any

from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Ask for the alternative text before a picture is kept: a picture without one excludes people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        description = self.fields["description"]
        description.required = True
        description.label = "Alternativtext"
        description.help_text = (
            "Ein Satz, der sagt, was zu sehen ist – für Menschen, die das Bild nicht sehen. "
            "Nicht mit „Bild von“ beginnen."
        )
        self.fields["title"].help_text = "Name in der Bildersammlung; auf der Seite erscheint er nicht."
