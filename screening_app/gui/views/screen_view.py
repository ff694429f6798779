"""What the pages of a conversation have in common: they show a model and say what was done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space


class ScreenView(QWidget):
    """Content of one page.

    Attributes:
        chosen: Key of a question and the code that was picked there.
        typed: Key of a question and what is written there.
        acted: Name of a method of the presenter, and its argument; empty for none.
        first: What gets the focus.
        width_wanted: Most width of the content.
        heading: Heading of the page; empty where the script is the heading.
        lead: Sentence under it.
        aside: What stands at the end of the heading's row.
        key_for_more: What the key cap says where the content goes on below; empty to say nothing.
        begins: Whether ``first`` gets the focus although the page is the one shown before.
    """

    chosen = Signal(str, str)
    typed = Signal(str, str)
    acted = Signal(str, str)

    width_wanted: int = Size.QUESTION

    def __init__(self, heading: str = "", *, gap: int = Space.M, lead: str = "") -> None:
        super().__init__()
        self.heading, self.lead = heading, lead
        self.aside: QWidget | None = None
        self.key_for_more = ""
        self.begins = False
        self.first: QWidget | None = None
        self.column = Column(self, gap=gap)
        self._digits: dict[int, Callable[[], object]] = {}

    def on_digit(self, digit: int | None, act: Callable[[], object]) -> None:
        """Do this when the digit is pressed; ``None`` is no key."""
        if digit is not None:
            self._digits[digit] = act

    def press_digit(self, digit: int) -> bool:
        """Do what the digit stands for; tells whether it stands for anything."""
        act = self._digits.get(digit)
        if act is not None:
            act()
        return act is not None
