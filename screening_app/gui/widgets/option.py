"""An answer to a question."""

from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.tokens import Size
from screening_app.gui.widgets.choice_row import ChoiceRow, RowLook
from screening_app.gui.widgets.pressing import pressed_by_enter
from screening_app.i18n import gettext as _

_ANSWER: Final = RowLook()
_QUIET: Final = RowLook(
    role="option-quiet", height=Size.OPTION_QUIET, padding=9, mark=0, tight_height=Size.OPTION_QUIET
)
_OPENS: Final = RowLook(
    role="option-quiet",
    height=Size.OPTION_QUIET,
    padding=9,
    mark=Size.MARK_QUIET,
    tight_height=Size.OPTION_QUIET,
    icon="chev-right",
)
_HANDOVER: Final = RowLook(role="client-option", height=Size.HANDOVER, padding=20, tight_height=Size.HANDOVER)


class OpeningRow(ChoiceRow):
    """A row that opens a page: a chevron at its end, and nothing to choose."""

    def __init__(
        self, code: str, text: str, *, digit: int | None, second: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a row.

        Args:
            code: What it opens; also its object name.
            text: What it says; also its accessible name.
            digit: Key that opens it; the page listens for it and calls ``pick``.
            second: Second line, quieter.
            parent: Owner.
        """
        super().__init__(code, text, digit=digit, second=second, multiple=True, look=_OPENS, parent=parent)
        self.setCheckable(False)
        if digit is not None:
            self.setAccessibleDescription(_("Key {key}").format(key=digit))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open by Enter, too: it is a way to a page, and no answer."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class Option(ChoiceRow):
    """An answer with its digit; four signs show that it is chosen, so none depends on colour."""

    def __init__(
        self,
        code: str,
        text: str,
        *,
        digit: int | None,
        second: str = "",
        multiple: bool = False,
        quiet: bool = False,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an option.

        Args:
            code: What is stored; also its object name.
            text: What it says; also its accessible name.
            digit: Key that chooses it; the page listens for it and calls ``pick``.
            second: Second line, quieter.
            multiple: Whether several can be chosen.
            quiet: Whether it is a reason for no answer, in the quieter row below.
            large: Whether the person herself answers (hand-over).
            parent: Owner.
        """
        look = _QUIET if quiet else _HANDOVER if large else _ANSWER
        super().__init__(code, text, digit=digit, second=second, multiple=multiple, look=look, parent=parent)
        if digit is not None:
            self.set_position(digit, 0)

    def set_position(self, number: int, count: int) -> None:
        """Tell a screen reader the key, and the place among the answers of its group."""
        if count:
            # Translators: read by screen readers after the answer: "Nej, tangent 1, 1 av 3".
            said = _("Key {key}, {number} of {count}").format(key=self._key, number=number, count=count)
        else:
            said = _("Key {key}").format(key=self._key)
        self.setAccessibleDescription(said)
