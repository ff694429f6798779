"""Everything on record about a person, newest first: a page of rows at once, the rest when asked for."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.person import PersonPresenter
from screening_app.gui.presenters.timeline import RunRow, TimelineRow
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.results import ResultsPanel
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.newer_forms import NewerForms
from screening_app.gui.widgets.presence import show_new
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.i18n import gettext as _

_TOP: Final = Qt.AlignmentFlag.AlignTop
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter

_FIRST: Final = 6
"""Rows shown at first: a page of them opens at once, the rest when asked for."""


class Timeline(QWidget):
    """The rows, each with what can be done about it."""

    def __init__(self, presenter: PersonPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows: tuple[TimelineRow, ...] = ()
        self._panels: dict[ScreeningId, ResultsPanel] = {}
        self._all = False
        self._column = Column(self, gap=Space.M)

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show these instead."""
        self._rows = rows
        empty(self._column)
        self._panels = {}
        if not rows:
            self._column.addWidget(_nothing_yet())
            return
        shown = rows if self._all else rows[:_FIRST]
        self._column.addWidget(RowCard(map(self._row, shown)))
        if len(shown) < len(rows):
            more = Button(_("Show all"), kind="quiet", size="small")
            more.setObjectName("show-all")
            more.clicked.connect(self._show_all)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        show_new(self)

    def panel(self, screening: ScreeningId) -> ResultsPanel | None:
        """Return where the results of a conversation are shown."""
        return self._panels.get(screening)

    def _show_all(self) -> None:
        self._all = True
        self.show_rows(self._rows)

    def _row(self, row: TimelineRow) -> QWidget:
        made = QWidget()
        made.setObjectName(row.id)
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        line.addWidget(IconLabel(row.icon, tone="primary"), 0, _TOP)
        content = Column(gap=Space.XS)
        content.addLayout(self._words(row))
        if isinstance(row, RunRow):
            self._add_deeds(row, content)
        line.addLayout(content, 1)
        return made

    def _add_deeds(self, row: RunRow, content: Column) -> None:
        """Add what can be done about a conversation, under its words, and room for its results."""
        deeds = QWidget()
        flow = Flow(deeds, gap=Space.XS)
        for button in self._buttons(row):
            flow.addWidget(button)
        content.addWidget(deeds)
        if row.has_results:
            wanted = partial(self._presenter.results, row.screening)
            objected = partial(self._presenter.object_to, row.screening)
            panel = self._panels[row.screening] = ResultsPanel(row.day, wanted, objected)
            flow.addWidget(panel.button)
            content.addWidget(panel)

    def _words(self, row: TimelineRow) -> Column:
        words = Column(gap=Space.HAIR)
        head = QWidget()
        flow = Flow(head, gap=Space.XS)
        flow.addWidget(Prose(row.day, role="caption", wrap=False, tabular=True))
        if isinstance(row, RunRow) and row.is_draft:
            # Translators: sv "Kvar att göra".
            flow.addWidget(Badge(_("Not closed"), "warn"))
        if isinstance(row, RunRow) and row.is_amended:
            # Translators: badge of a conversation, an answer of which was corrected; sv "Rättat".
            flow.addWidget(Badge(_("Corrected"), "outline"))
        words.addWidget(head)
        words.addWidget(Prose(row.title, role="strong"))
        for text in row.lines:
            words.addWidget(Prose(text, role="second"))
        if isinstance(row, RunRow) and row.has_newer:
            see = partial(_lead, self._presenter.see_changes, row.screening)
            words.addWidget(NewerForms(row.day, see))
        return words

    def _buttons(self, row: RunRow) -> Iterator[Button]:
        yield self._button(_("Go on") if row.is_draft else _("Open"), "open", row, self._presenter.go_on)
        if not row.is_draft:
            # Translators: sv "Skriv dokument".
            write = _("Write document")
            yield self._button(write, "compose", row, self._presenter.compose, icon="document")
        if row.has_text:
            # Translators: sv "Text till journalen".
            text = _("Text for the journal")
            yield self._button(text, "journal", row, self._presenter.journal, icon="note")
        if row.has_plan:
            # Translators: leads to what the person may take home; sv "Ta hem…".
            yield self._button(_("Take home…"), "take-home", row, self._presenter.take_home)
        if row.can_be_corrected:
            # Translators: leads to correcting an answer of a closed conversation; sv "Rätta ett svar…".
            yield self._button(_("Correct an answer…"), "amend", row, self._presenter.amend)

    def _button(
        self, text: str, name: str, row: RunRow, lead: Callable[[ScreeningId], None], *, icon: str = ""
    ) -> Button:
        button = Button(text, icon=icon, size="small")
        button.setObjectName(name)
        button.setAccessibleDescription(row.day)
        button.clicked.connect(partial(_lead, lead, row.screening))
        return button


def _lead(lead: Callable[[ScreeningId], None], screening: ScreeningId, *_checked: object) -> None:
    lead(screening)


def _nothing_yet() -> QWidget:
    card = Card(gap=Space.XXS)
    card.body.addWidget(IconLabel("speech", size=Size.ICON_EMPTY))
    card.body.addWidget(Prose(_("No conversation yet."), role="strong"))
    card.body.addWidget(Prose(_("Conversations with this person stand here, newest first."), role="caption"))
    return card
