"""The theme in use, for widgets that paint themselves."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from screening_app.gui.theme.tokens import LIGHT, Tokens


class Theme(QObject):
    """The tokens in use.

    Attributes:
        changed: Told after every change of theme or text size.
        tokens: The table in use.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT

    def use(self, tokens: Tokens) -> None:
        """Use these tokens from now on, and tell everybody."""
        self.tokens = tokens
        self.changed.emit()

    def color(self, name: str) -> QColor:
        """Return a colour of the table.

        Raises:
            KeyError: If there is no such colour.
        """
        return QColor(self.tokens.colour(name))


@cache
def theme() -> Theme:
    """Return the theme in use: one for the whole process."""
    return Theme()


def space(size: float) -> int:
    """Return a gap or margin in today's pixels."""
    return theme().tokens.space(size)


def grown(size: float) -> int:
    """Return the size of what holds one line of type in today's pixels."""
    return theme().tokens.type(size)
