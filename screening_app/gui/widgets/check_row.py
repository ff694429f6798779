"""A row to tick, in the gate and in the emergency panel."""

from typing import Final

from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.choice_row import ChoiceRow, RowLook
from screening_app.i18n import gettext as _

_CHECK: Final = RowLook(height=Size.CHECK, padding=12, sinks=True, tight_height=Size.CHECK_TIGHT)
_LOW: Final = RowLook(
    height=Size.OPTION_QUIET, padding=9, sinks=True, tight_height=Size.CHECK_LOW, tight_padding=Space.XXS
)


class CheckRow(ChoiceRow):
    """A check box; the open rows stand out, the done ones sink."""

    def __init__(
        self,
        code: str,
        text: str,
        *,
        digit: int | None = None,
        second: str = "",
        checked: bool = False,
        time: str = "",
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            code: What is stored; also its object name.
            text: What it says; also its accessible name.
            digit: Key that ticks it; the page listens for it and calls ``pick``.
            second: Second line, quieter.
            checked: Whether it is ticked already.
            time: When it was ticked, shown before the tick.
            low: Whether there are so many rows that each must be low to show all of them.
            parent: Owner.
        """
        look = _LOW if low else _CHECK
        super().__init__(code, text, digit=digit, second=second, multiple=True, look=look, parent=parent)
        self.checked = checked
        self._digit = digit
        self.set_time(time)

    def set_time(self, time: str) -> None:
        """Show when it was ticked, or nothing."""
        self._trailing = time
        key = "" if self._digit is None else _("Key {key}").format(key=self._digit)
        self.setAccessibleDescription(", ".join(filter(None, (key, time))))
        self.updateGeometry()
        self.update()
