"""The agreement on contact: whether at all, what must never be done, and whether it still holds (W-11)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.contact_words import ContactModel, SignRow
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.contact_way import rule_rows
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class AgreementCard(Card):
    """The agreement; while it allows contact, it can be confirmed or ended.

    Attributes:
        confirmed: Told with the last day as it was typed: asked again today, it holds.
        ended: It holds no longer.
        finished: The conversation is to be gone on with in which it was begun.
    """

    confirmed = Signal(str)
    ended = Signal()
    finished = Signal()

    def __init__(self, model: ContactModel) -> None:
        super().__init__(kind="plain" if model.allowed else "danger")
        self.setObjectName("agreement")
        self.setAccessibleName(model.verdict)
        self.body.addWidget(Prose(model.verdict, role="title", tone="" if model.allowed else "danger"))
        self.body.addWidget(Prose(model.explained, role="body"))
        if model.never:
            self.body.addWidget(rule_rows(model.never))
        signs = Column(gap=Space.XS)
        for sign in model.signs:
            signs.addLayout(_sign(sign))
        self.body.addLayout(signs)
        if model.rules:
            self.body.addWidget(rule_rows(model.rules))
        self._allowed = model.allowed
        if model.unfinished is not None:
            # Translators: goes to the conversation that is not closed; sv "Gå till samtalet".
            go_on = Button(_("Go to the conversation"), icon="right")
            go_on.setObjectName("finish")
            go_on.clicked.connect(self.finished)
            self.body.addWidget(go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self._choices = QWidget()
        self._fill_choices()
        self._form = QWidget()
        self._until = self._fill_form(model)
        for part in (self._choices, self._form):
            self.body.addWidget(part)
        show_when(self._choices, model.allowed)
        show_when(self._form, False)

    def _fill_choices(self) -> None:
        choices = Flow(self._choices, gap=Space.S)
        # Translators: the person was asked again; sv "Tillfrågad igen i dag, gäller fortfarande".
        self._still = Button(_("Asked again today, still the same"), icon="check", key="S")
        self._still.setObjectName("still")
        self._still.clicked.connect(self.open_form)
        # Translators: sv "Gäller inte längre".
        ended = Button(_("Holds no longer"))
        ended.setObjectName("ended")
        ended.clicked.connect(self.ended)
        choices.addWidget(self._still)
        choices.addWidget(ended)

    def _fill_form(self, model: ContactModel) -> Field:
        form = Column(self._form, gap=Space.S)
        until = Field(
            _("Valid until"), hint=_("At most 90 days ahead, such as {day}.").format(day=model.until)
        )
        until.setObjectName("until")
        until.value = model.until.isoformat()
        until.entered.connect(self._take)
        form.addWidget(until)
        take = Button(_("Put on record"), key="Enter")
        take.setObjectName("take-until")
        take.clicked.connect(self._take)
        form.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return until

    @property
    def is_open(self) -> bool:
        """Whether the day is asked for."""
        return not self._form.isHidden()

    def open_form(self) -> None:
        """Ask for how long it holds, where there is something to confirm."""
        if self._allowed:
            show_when(self._form, True)
            self._until.input.setFocus(Qt.FocusReason.TabFocusReason)

    def close_form(self) -> None:
        """Ask no more."""
        self._until.clear_error()
        show_when(self._form, False)
        self._still.setFocus(Qt.FocusReason.TabFocusReason)

    def show_problem(self, text: str) -> None:
        """Say at the day what is wrong with it."""
        self._until.show_error(text)
        self._until.input.setFocus()

    def _take(self, *_checked: object) -> None:
        self.confirmed.emit(self._until.value)


def _sign(sign: SignRow) -> Row:
    row = Row(gap=Space.XS)
    icon, tone = ("check", "primary") if sign.allowed else ("close", "text")
    row.addWidget(IconLabel(icon, tone=tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(sign.text), 1)
    return row
