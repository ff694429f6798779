"""What is due, as Today shows it: case number, what to do, by when; never a name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import PersonId
from screening_app.gui.presenters.home import WaitingRow
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def waiting_row(row: WaitingRow, on_open: Callable[[PersonId], None]) -> QWidget:
    """Return the row of something to do, with a button that leads to its person."""
    made = QWidget()
    made.setObjectName(row.id)
    line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
    words = Column(gap=Space.NONE)
    words.addWidget(Prose(row.case_number, role="strong"))
    words.addWidget(Prose(row.kind, role="caption"))
    line.addLayout(words, 1)
    if row.badge:
        line.addWidget(Badge(row.badge, "warn"), 0, _MIDDLE)
    line.addWidget(Prose(row.due, role="caption", wrap=False, tabular=True), 0, _MIDDLE)
    button = Button(_("Open"), size="small")
    button.setObjectName("open-person")
    button.setAccessibleDescription(f"{row.case_number}, {row.kind}")
    button.clicked.connect(partial(_open, on_open, row.person))
    line.addWidget(button, 0, _MIDDLE)
    return made


def nothing_waits() -> QWidget:
    """Return what stands there when nothing is due."""
    card = Card()
    line = Row(gap=Space.M)
    line.addWidget(IconLabel("clock", size=Size.ICON_EMPTY), 0, _MIDDLE)
    words = Column(gap=Space.HAIR)
    words.addWidget(Prose(_("No follow-up is planned for this week."), role="strong"))
    words.addWidget(
        Prose(
            _("What was agreed stands here a week before its day, once the conversation is closed."),
            role="caption",
        )
    )
    line.addLayout(words, 1)
    card.body.addLayout(line)
    return card


def _open(on_open: Callable[[PersonId], None], person: PersonId, *_checked: object) -> None:
    on_open(person)
