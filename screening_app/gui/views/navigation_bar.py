"""The navigation at the start side; where the window is narrow it lies across the top."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.navigation_row import NavigationRow
from screening_app.gui.widgets.presence import show_when
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
        # Translators: opens the places of the navigation that the window has no room for; sv "Mer".
        self._more = Button(_("More"), kind="quiet", trailing="chev-down", size="small", parent=self)
        self._more.setObjectName("more-places")
        self._more.clicked.connect(self._open)
        self._more.hide()
        if across:
            line = Row(self, gap=Space.NONE)
            for part in (*self._rows, self._more):
                line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addStretch(1)
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
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for no more width than there is where it lies across: what has no room is in its list."""
        least = super().minimumSizeHint()
        return QSize(0, least.height()) if self._across else least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep to one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many places as one line holds, and where one is; the rest is in the list."""
        if not self._across:
            return
        width = self.width()
        if sum(row.sizeHint().width() for row in self._rows) <= width:
            shown = set(self._rows)
        else:
            room = width - self._more.sizeHint().width()
            shown = set()
            for row in sorted(self._rows, key=lambda row: not row.isChecked()):
                room -= row.sizeHint().width()
                if room < 0:
                    break
                shown.add(row)
        for row in self._rows:
            show_when(row, row in shown)
        show_when(self._more, len(shown) < len(self._rows))

    def menu(self) -> QMenu:
        """Return the list of the places that have no room."""
        made = QMenu(self)
        for row in self._rows:
            if not row.isVisibleTo(self):
                text = row.text().replace("&", "&&")
                action = made.addAction(f"{text}\t{row.accessibleDescription()}")
                action.setObjectName(row.objectName())
                action.triggered.connect(partial(self._choose, row))
        return made

    def _open(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _choose(self, row: NavigationRow, *_checked: object) -> None:
        self.chosen.emit(row.objectName())

    def _restyle(self) -> None:
        if not self._across:
            widest = max(row.sizeHint().width() for row in self._rows)
            self.setFixedWidth(max(grown(Size.NAVIGATION), widest))
        self._fit()


def _row(place: Destination) -> NavigationRow:
    return NavigationRow(place.code, place.text, icon=place.icon, key=place.key)
