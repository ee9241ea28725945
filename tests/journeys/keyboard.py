"""Hands on the keyboard alone."""

import re
from typing import Any

import pytest

FAR = 40  # nothing a person looks for on our own pages lies further away
IN_THE_EDITOR = 160  # Wagtail's editor has a menu, panels and a row of buttons at each block


def tab_to(page: Any, wanted: Any, far: int = FAR) -> None:
    """Press Tab until `wanted` has the focus."""
    for _press in range(far):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{wanted} is not reached by Tab")


class Hands:
    """One person's keyboard in the editor."""

    def __init__(self, page: Any, far: int = IN_THE_EDITOR) -> None:
        self.page, self.far = page, far

    def press(self, wanted: Any, key: str = "Enter") -> None:
        """Go there and press a key."""
        tab_to(self.page, wanted, self.far)
        self.page.keyboard.press(key)

    def type(self, label: str, words: str) -> None:
        """Write into a field, over what stands there."""
        name = re.compile(rf"^{re.escape(label)}\s*\*?$")  # with or without the star of what is required
        tab_to(self.page, self.page.get_by_role("textbox", name=name), self.far)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def button(self, name: Any) -> None:
        """Press a button."""
        self.press(self.page.get_by_role("button", name=name))
