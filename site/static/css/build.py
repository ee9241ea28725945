"""Join the files of `src/` into the one stylesheet that pages load: `python site/static/css/build.py`.

The order of files is the order of their names; the order of strength is that of the layers in the first
file. Comments and indents stay behind, nothing else is changed. A test compares the result.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE / "main.css"
HEAD = "/* Made by build.py from src/*.css: change those. */\n"


def joined() -> str:
    """Return the text that `main.css` must have."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "src").glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    return HEAD + "\n".join(line for line in lines if line) + "\n"


if __name__ == "__main__":
    TARGET.write_text(joined(), encoding="utf-8")
