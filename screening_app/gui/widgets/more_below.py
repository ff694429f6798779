"""A line at the foot of what scrolls: there is more below, and the key that shows it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.current import theme
from screening_app.gui.theme.layout import Row, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import FOLDS_FROM
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.key_cap import KeyCap
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class MoreBelow(QFrame):
    """Says that the content goes on; hidden until the page finds that it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("more-below")
        self.setProperty("bar", "bottom")
        self._row = Row(self, gap=Space.XS, margins=sides(Space.M, Space.HAIR))
        self._cap: KeyCap | None = None
        self.key = ""
        # Translators: at the foot of a page that goes on below what is seen; sv "Mer nedanför".
        words = Prose(_("More below"), role="eyebrow", tone="primary", wrap=False)
        self._row.addStretch(1)
        for part in (IconLabel("chev-down", tone="primary", size=Size.ICON_SMALL), words):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        show_when(self, False)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        # From 150 % text there is no room for key caps but on Next and Hide (VISUAL 2.5).
        if self._cap is not None:
            show_when(self._cap, theme().tokens.factor < FOLDS_FROM)

    def set_key(self, key: str) -> None:
        """Show the key that leads on; none means that nothing is said."""
        if key == self.key:
            return
        self.key = key
        if self._cap is not None:
            self._row.removeWidget(self._cap)
            self._cap.deleteLater()
            self._cap = None
        if key:
            self._cap = KeyCap(key, tone="primary")
            self._row.insertWidget(3, self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
            self._restyle()
