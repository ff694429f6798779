"""Which places the paper tells of, each by a switch of its own, and what it never tells."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from screening_app.gui.presenters.compose_models import ComposeModel
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.layout import Row, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class LocationCard(Card):
    """Every location item with a switch of its own, and what no switch includes.

    Attributes:
        switched: Told with an address, and whether it is included.
    """

    switched = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(gap=Space.S)
        self._title = Prose(role="card-title")
        self._count = Badge("", "outline", icon="pin")
        head = Row(gap=Space.XS)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.body.addLayout(head)
        self._holder = QWidget()
        self._flow = Flow(self._holder, gap=Space.L)
        self.body.addWidget(self._holder)
        self._boxes: dict[str, QCheckBox] = {}
        self._left_out = Prose(role="caption")
        # Translators: shows which answers are left out; sv "Visa vilka".
        self._show = Button(_("Show which"), kind="quiet", size="small")
        self._show.setObjectName("show-left-out")
        self._show.clicked.connect(self._toggle)
        foot = Row(gap=Space.S)
        foot.addWidget(self._left_out, 1)
        foot.addWidget(self._show)
        self.body.addLayout(foot)
        self._items = Prose(role="caption")
        show_when(self._items, False)
        self.body.addWidget(self._items)

    def show_model(self, model: ComposeModel) -> None:
        """Show the switches and what is left out."""
        if tuple(self._boxes) != tuple(row.address for row in model.locations):
            self._make_boxes(model)
        for row in model.locations:
            self._boxes[row.address].setChecked(row.included)
        self._title.setText(model.locations_title)
        self._count.setText(model.count)
        show_when(self._count, bool(model.count))
        show_when(self._holder, bool(model.locations))
        self._left_out.setText(model.left_out)
        self._items.setText(" · ".join(model.left_out_items))
        show_when(self._show, bool(model.left_out_items))

    def _make_boxes(self, model: ComposeModel) -> None:
        empty(self._flow)
        self._boxes = {}
        for row in model.locations:
            box = _Switch(row.address, row.text, description=row.second)
            box.clicked.connect(lambda on, address=row.address: self.switched.emit(address, on))
            self._flow.addWidget(box)
            self._boxes[row.address] = box

    def _toggle(self) -> None:
        show_when(self._items, not self._items.isVisibleTo(self))


class _Switch(QCheckBox):
    """A check box of one line that says its text as it is."""

    def __init__(self, name: str, text: str, *, description: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(role_font("body"))
