"""The navigation at the start side; where the window is narrow it lies across the top."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.navigation_row import NavigationRow
from screening_app.i18n import gettext as _

HOME: Final = "home"
PEOPLE: Final = "people"
START: Final = "start"
UPKEEP: Final = "upkeep"
ROUTINE: Final = "routine"
APPEARANCE: Final = "appearance"


@dataclass(frozen=True, slots=True)
class Destination:
    """A place of the navigation."""

    code: str
    text: str
    icon: str
    key: str


def destinations() -> tuple[Destination, ...]:
    """Return the places, in the language in use; no word of them tells what the product is for."""
    # Translators: sv "Idag", "Personer", "Starta samtal…", "Nycklar och kopior", "Enhetens rutin",
    # "Text och kontrast".
    return (
        Destination(HOME, _("Today"), "today", "Alt+1"),
        Destination(PEOPLE, _("People"), "people", "Alt+2"),
        Destination(START, _("Start conversation…"), "speech", "Alt+3"),
        Destination(UPKEEP, _("Keys and backups"), "key", "Alt+4"),
        Destination(ROUTINE, _("The unit's routine"), "document", "Alt+6"),
        Destination(APPEARANCE, _("Text and contrast"), "text", "Alt+5"),
    )


class NavigationBar(QFrame):
    """Where one can go, and where one is.

    Attributes:
        chosen: Told with the code of the place that was chosen.
    """

    chosen = Signal(str)

    def __init__(self, *, across: bool, parent: QWidget | None = None) -> None:
        """Make the navigation.

        Args:
            across: Whether it lies across the window.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Navigation"))
        self.setProperty("bar", "top" if across else "start")
        self._across = across
        self._rows = [_row(place) for place in destinations()]
        for row in self._rows:
            row.lie(across)
            row.clicked.connect(partial(self._choose, row))
        if across:
            flow = Flow(self, gap=Space.NONE)
            for row in self._rows:
                flow.addWidget(row)
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            column = Column(self, gap=Space.HAIR, margins=(0, Space.S + Space.HAIR, 0, Space.S))
            for row in self._rows[:-1]:
                column.addWidget(row)
            column.addStretch(1)
            column.addWidget(self._rows[-1])
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_here(self, code: str) -> None:
        """Mark where one is."""
        for row in self._rows:
            row.setChecked(row.objectName() == code)

    def _choose(self, row: NavigationRow, *_checked: object) -> None:
        self.chosen.emit(row.objectName())

    def _restyle(self) -> None:
        if not self._across:
            widest = max(row.sizeHint().width() for row in self._rows)
            self.setFixedWidth(max(grown(Size.NAVIGATION), widest))


def _row(place: Destination) -> NavigationRow:
    return NavigationRow(place.code, place.text, icon=place.icon, key=place.key)
