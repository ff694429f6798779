"""Patterns over time, beside a person's timeline: each with its sentence and the entries it rests on."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.patterns import EntryRow, NoticeRow, PatternsModel
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext

Opening = Callable[[ScreeningId], None]
"""Opens a conversation."""

_START: Final = Qt.AlignmentFlag.AlignLeft


class PatternCard(Card):
    """The notices of a person, quietly: nothing blinks, nothing counts."""

    def __init__(self, model: PatternsModel, opening: Opening) -> None:
        super().__init__(kind="warn" if model.notices else "plain", gap=Space.M)
        self.setObjectName("patterns")
        # Translators: heading of notices that rest on several entries; sv "Mönster över tid".
        heading = _("Patterns over time")
        self.setAccessibleName(heading)
        head = Row(gap=Space.S)
        tone = "warn" if model.notices else "text2"
        head.addWidget(IconLabel("history", tone=tone), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Prose(heading, role="strong"), 1)
        self.body.addLayout(head)
        for notice in model.notices:
            self.body.addWidget(NoticeEntry(notice, opening))
        if model.remark:
            self.body.addWidget(Prose(model.remark, role="caption"))


class NoticeEntry(QWidget):
    """One notice; its entries are shown when asked for."""

    def __init__(self, notice: NoticeRow, opening: Opening) -> None:
        super().__init__()
        self.setObjectName(notice.rule)
        self._notice = notice
        column = Column(self, gap=Space.XXS)
        if notice.urgency:
            column.addWidget(Prose(notice.urgency, role="caption", tone="warn"))
        column.addWidget(Prose(notice.text, role="body"))
        column.addWidget(Prose(notice.basis, role="caption"))
        self._button = Button(self._show_words(), kind="quiet", size="small")
        self._button.setObjectName("entries")
        self._button.setAccessibleDescription(notice.text)
        self._button.clicked.connect(self._turn)
        column.addWidget(self._button, 0, _START)
        self._entries = QWidget()
        rows = Column(self._entries, gap=Space.XS)
        for entry in notice.entries:
            rows.addWidget(_entry(entry, opening))
        column.addWidget(self._entries)
        show_when(self._entries, False)

    def _show_words(self) -> str:
        count = len(self._notice.entries)
        # Translators: shows what a notice rests on; sv "Visa posten" and "Visa {count} poster".
        return ngettext("Show the entry", "Show {count} entries", count).format(count=count)

    def _turn(self) -> None:
        shown = self._entries.isHidden()
        show_when(self._entries, shown)
        # Translators: sv "Dölj".
        self._button.setText(_("Hide") if shown else self._show_words())


def _entry(entry: EntryRow, opening: Opening) -> QWidget:
    made = QWidget()
    column = Column(made, gap=Space.HAIR)
    link = Button(entry.title, kind="quiet", size="small")
    link.setObjectName("entry")
    # Translators: read by screen readers; sv "Öppna samtalet".
    link.setAccessibleDescription(_("Open the conversation"))
    link.clicked.connect(partial(_open, opening, entry.screening))
    column.addWidget(link, 0, _START)
    if entry.answers:
        column.addWidget(Prose(entry.answers, role="caption"))
    return made


def _open(opening: Opening, screening: ScreeningId, *_checked: object) -> None:
    opening(screening)
