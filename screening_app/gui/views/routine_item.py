"""One item of the unit's routine: a field that is saved when it is left, or the text to read."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from screening_app.domain.unit_routine import RoutineItem
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.routine_item import ChoiceModel, RoutineItemModel, RoutineItemPresenter
from screening_app.gui.theme.layout import Column, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.choice_row import ChoiceRow
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def routine_item_page(session: Session, navigation: DeskNavigation, item: RoutineItem) -> Page:
    """Return the page of one item."""
    return RoutineItemPage(session, navigation, item)


class RoutineItemPage(Page):
    """Choices, then a field; whoever may only read sees the text."""

    def __init__(self, session: Session, navigation: DeskNavigation, item: RoutineItem) -> None:
        super().__init__("", width=Size.QUESTION)
        self._field: Field | None = None
        self._rows: dict[int, ChoiceRow] = {}
        self._presenter = RoutineItemPresenter(self, session, navigation, item)
        self._list = Column(gap=Space.XS)
        self.body.addLayout(self._list)
        self._place = Column(gap=Space.S)
        self.body.addLayout(self._place)
        # Translators: to the whole routine; sv "Hela rutinen".
        back = Button(_("The whole routine"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._presenter.leave)
        # Translators: to the next item of the routine; sv "Nästa punkt".
        forward = Button(_("Next item"), kind="primary", trailing="right", key=_("Ctrl Enter"))
        forward.setObjectName("forward")
        forward.clicked.connect(self._presenter.go_on)
        self.set_actions(back, forward)
        self.first_focus = forward
        self._presenter.show()

    # What the presenter asks

    def show_model(self, model: RoutineItemModel) -> None:
        """Show the item."""
        self.set_heading(model.heading, lead=model.lead)
        focus = self._focused_choice()
        self._show_choices(model)
        if self._field is None:
            self._show_rest(model)
        again = next((row for row in self._rows.values() if row.code == focus), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, text: str) -> None:
        """Say under the field why it was not saved; empty takes it back."""
        if self._field is not None:
            self._field.show_error(text)
        elif text:
            self.show_problem(text)

    def show_problem(self, text: str) -> None:
        """Show why something was not done."""
        self.clear_banners()
        self.banner("warn", text)

    def show_saved(self, text: str) -> None:
        """Say when it was saved."""
        self.set_note(text)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose by digit; Enter goes on, from a field of several lines with Ctrl; Esc leaves."""
        row = self._rows.get(event.key() - Qt.Key.Key_0)
        if event.key() in _ENTER:
            self._presenter.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self._presenter.leave()
        elif row is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            row.pick()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Save when the field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._presenter.store()
        return False

    def keep_typed(self) -> bool:
        """Save what is typed before a lock; tell whether nothing typed is left unsaved."""
        return self._presenter.store()

    def left(self) -> None:
        """Save what is typed, whatever comes next."""
        if self._field is not None:
            self._field.input.removeEventFilter(self)
        self._presenter.store()

    # Inside

    def _focused_choice(self) -> str:
        focus = self.window().focusWidget()
        return focus.code if isinstance(focus, ChoiceRow) and self.isAncestorOf(focus) else ""

    def _show_choices(self, model: RoutineItemModel) -> None:
        empty(self._list)
        self._rows.clear()
        for choice in model.choices:
            made = self._choice(choice, several=model.several)
            if choice.digit is not None:
                self._rows[choice.digit] = made
            self._list.addWidget(made)

    def _choice(self, choice: ChoiceModel, *, several: bool) -> ChoiceRow:
        made = Option(choice.code, choice.text, digit=choice.digit, second=choice.second, multiple=several)
        made.checked = choice.chosen
        made.picked.connect(self._presenter.choose)
        return made

    def _show_rest(self, model: RoutineItemModel) -> None:
        if model.field != "none":
            field = self._field = Field(
                model.heading, hint=model.hint, optional=model.optional, multiline=model.field == "text"
            )
            field.input.setObjectName("text")
            field.value = model.value
            field.changed.connect(self._presenter.keep)
            field.input.installEventFilter(self)
            self._place.addWidget(field)
        else:
            if model.hint and model.editable:
                self._place.addWidget(Prose(model.hint, role="second"))
            if model.text:
                self._place.addWidget(Prose(model.text))
        if model.changed:
            self._place.addWidget(Prose(model.changed, role="caption"))
        first = next(iter(self._rows.values()), None)
        chosen = any(choice.chosen for choice in model.choices)
        fields = self._field.input if self._field is not None else None
        self.first_focus = (fields if chosen or first is None else first) or first or self.first_focus
