"""Pictures for the handbook, made on the way: only `make pictures` asks for them."""

import io
import os
from pathlib import Path
from typing import Any

from PIL import Image

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def picture(page: Any, name: str) -> None:
    """Keep what the window shows as `docs/pictures/<name>.webp`."""
    if os.environ.get("PICTURES"):
        page.wait_for_load_state("networkidle")
        shot = page.screenshot(animations="disabled")
        FOLDER.mkdir(exist_ok=True)
        Image.open(io.BytesIO(shot)).convert("RGB").save(FOLDER / f"{name}.webp", quality=80, method=6)
