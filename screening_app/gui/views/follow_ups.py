"""What is to be done about a person, beside the timeline: each thing with a form that opens in its place."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.domain.ids import PersonId
from screening_app.gui.presenters.follow_ups import (
    Change,
    Choice,
    FollowUpRow,
    FollowUpsModel,
    FollowUpsPresenter,
    kinds,
    outcomes,
)
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.presence import show_new, show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_START: Final = Qt.AlignmentFlag.AlignLeft


class FollowUpCard(Card):
    """What is open, the longest due first, and a form for something more."""

    def __init__(self, session: Session, person: PersonId, changed: Callable[[], None]) -> None:
        super().__init__(gap=Space.S)
        self.setObjectName("follow-ups")
        # Translators: heading of what is to be done about a person; sv "Kvar att göra".
        heading = _("To do")
        self.setAccessibleName(heading)
        self.body.addWidget(Prose(heading, role="card-title"))
        self._said = Prose(role="caption")
        show_when(self._said, False)
        self._rows: dict[str, _Entry] = {}
        self._list = Column(gap=Space.S)
        self.body.addLayout(self._list)
        self._presenter = FollowUpsPresenter(self, session, person, changed)
        # Translators: opens a form for something to be done; sv "Lägg till".
        self._more = Button(_("Add"), icon="plus", size="small")
        self._more.setObjectName("add-follow-up")
        self._new = _New(self._presenter.add)
        self._more.clicked.connect(self._turn_new)
        self.body.addWidget(self._more, 0, _START)
        self.body.addWidget(self._said)
        self.body.addWidget(self._new)
        show_when(self._new, False)
        self._presenter.show()

    def show_model(self, model: FollowUpsModel, said: str = "") -> None:
        """Show what is to be done, forms closed; say what was stored."""
        held = self.isAncestorOf(self.focusWidget() or self) and said
        empty(self._list)
        self._rows = {row.id: _Entry(row, model.owners, self._presenter.change) for row in model.rows}
        for number, entry in enumerate(self._rows.values()):
            if number:
                rule = QFrame()
                rule.setProperty("rule", "h")
                self._list.addWidget(rule)
            self._list.addWidget(entry)
        if not model.rows:
            # Translators: sv "Inget är bestämt."
            self._list.addWidget(Prose(_("Nothing is planned."), role="second"))
        if model.has_more:
            self._list.addWidget(self._rest(), 0, _START)
        self._new.clear()
        show_when(self._new, False)
        show_new(self)
        self._said.setText(said)
        show_when(self._said, bool(said))
        if said:
            announce(self, said)
        if held:
            self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, row: str, field: str, text: str) -> None:
        """Say at a field what is wrong."""
        (self._rows[row] if row else self._new).show_problem(field, text)

    def _rest(self) -> Button:
        more = Button(_("Show all"), kind="quiet", size="small")
        more.setObjectName("show-all-follow-ups")
        more.clicked.connect(self._presenter.show_all)
        return more

    def _turn_new(self) -> None:
        shown = self._new.isHidden()
        show_when(self._new, shown)
        if shown:
            self._new.take_focus()


class _New(QWidget):
    """A form for something more."""

    def __init__(self, add: Callable[[str, str], None]) -> None:
        super().__init__()
        self._add = add
        self._made = False
        self._column = Column(self, gap=Space.S)

    def _fill(self) -> None:
        """Make the fields when the form is first opened: most visits add nothing."""
        self._made, column, add = True, self._column, self._add
        # Translators: label over a list of things to do; sv "Att göra".
        self._kind = Field(_("What is to be done"), choices=kinds())
        self._kind.setObjectName("kind")
        self._day = _day_field(_("By when"))
        save = Button(_("Save"), size="small")
        save.setObjectName("save-new")
        save.clicked.connect(lambda: add(self._kind.value, self._day.value))
        self._day.entered.connect(lambda: add(self._kind.value, self._day.value))
        for part in (self._kind, self._day):
            column.addWidget(part)
        column.addWidget(save, 0, _START)

    def clear(self) -> None:
        """Forget what was filled in."""
        if not self._made:
            return
        self._day.value = ""
        self._day.clear_error()

    def take_focus(self) -> None:
        """Begin at the first field."""
        if not self._made:
            self._fill()
            show_new(self)
        self._kind.input.setFocus(Qt.FocusReason.TabFocusReason)

    def show_problem(self, _field: str, text: str) -> None:
        """Say at the day what is wrong."""
        self._day.show_error(text)
        self._day.input.setFocus()


class _Entry(QWidget):
    """Something to be done, and the form that changes it."""

    def __init__(
        self, row: FollowUpRow, owners: tuple[Choice, ...], change: Callable[[str, Change], None]
    ) -> None:
        super().__init__()
        self.setObjectName(row.id)
        self._row, self._owners, self._change = row, owners, change
        self._fields: dict[str, Field] = {}
        column = Column(self, gap=Space.XS)
        head = Row(gap=Space.XS)
        words = Column(gap=Space.HAIR)
        words.addWidget(Prose(row.kind, role="strong"))
        when = QWidget()
        flow = Flow(when, gap=Space.XS)
        flow.addWidget(Prose(row.due, role="caption", wrap=False, tabular=True))
        if row.badge:
            flow.addWidget(Badge(row.badge, "warn"))
        words.addWidget(when)
        if row.owner:
            words.addWidget(Prose(row.owner, role="caption"))
        head.addLayout(words, 1)
        column.addLayout(head)
        self._button = Button("", size="small")
        self._button.setObjectName("change-follow-up")
        self._name_button(is_open=False)
        self._button.clicked.connect(self._turn)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self._form = QWidget()
        self._place = Column(self._form, gap=Space.S)
        column.addWidget(self._form)
        show_when(self._form, False)

    def _name_button(self, *, is_open: bool) -> None:
        """Say what it does, and to a screen reader about what: several of them stand side by side."""
        # Translators: opens a form about something to be done, or closes it unstored; sv "Ändra", "Stäng".
        self._button.setText(_("Close") if is_open else _("Change"))
        # Translators: the same to a screen reader: what is to be done, by when; sv "Stäng {what}, {day}".
        name = _("Close {what}, {day}") if is_open else _("Change {what}, {day}")
        self._button.setAccessibleName(name.format(what=self._row.kind, day=self._row.due))

    def _turn(self) -> None:
        if not self._fields:
            self._fill()
        shown = self._form.isHidden()
        show_when(self._form, shown)
        self._name_button(is_open=shown)
        if shown:
            self._fields["outcome"].input.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        """Make the form when it is first opened: most are never opened."""
        self._fields = {
            # Translators: label over a list of outcomes; sv "Vad blev det av det?"
            "outcome": Field(_("What came of it?"), choices=outcomes()),
            # Translators: sv "Ny dag".
            "day": _day_field(_("New day"), optional=True),
            # Translators: label of a note; sv "Anteckning".
            "note": Field(_("Note"), optional=True, multiline=True),
            # Translators: label over a list of colleagues; sv "Görs av".
            "owner": Field(_("To be done by"), choices=self._owners),
        }
        for name, field in self._fields.items():
            field.setObjectName(name)
            self._place.addWidget(field)
        self._fields["owner"].value = self._row.owner_code
        save = Button(_("Save"), size="small")
        save.setObjectName("save-follow-up")
        save.setAccessibleDescription(self._row.kind)
        save.clicked.connect(self._save)
        self._place.addWidget(save, 0, _START)

    def _save(self) -> None:
        said = {name: field.value for name, field in self._fields.items()}
        for field in self._fields.values():
            field.clear_error()
        self._change(
            self._row.id,
            Change(outcome=said["outcome"], day=said["day"], note=said["note"], owner=said["owner"]),
        )

    def show_problem(self, field: str, text: str) -> None:
        """Say at a field what is wrong."""
        self._fields[field].show_error(text)
        self._fields[field].input.setFocus()


def _day_field(label: str, *, optional: bool = False) -> Field:
    field = Field(label, hint=_("Such as 2027-02-26."), optional=optional)
    field.setObjectName("day")
    return field
