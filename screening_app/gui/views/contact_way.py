"""A way of contact: what was agreed of it, and behind that its number, for a short time (W-11)."""

from functools import partial
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.contact_words import RuleRow, WayModel
from screening_app.gui.theme.current import grown
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

SHOWN_MS: Final = 60_000
"""How long a number is shown: enough to dial it."""

_LABEL: Final = 200
"""Width of a question at 100 %."""

Stage = Literal["rules", "asking", "reason", "shown"]


class WayCard(Card):
    """A way; it begins with its rules, and goes back to them by itself.

    Attributes:
        wanted: The number is asked for.
        answered: Whether it is now within the agreed time.
        reasoned: Why it is to be shown although it is not.
        model: What it shows.
        stage: Where it stands: its rules alone, a question, a field for a reason, or the number.
    """

    wanted = Signal(int)
    answered = Signal(int, bool)
    reasoned = Signal(int, str)

    def __init__(self, model: WayModel, *, shown_ms: int = SHOWN_MS) -> None:
        super().__init__(model.title)
        self.setObjectName(f"way-{model.number}")
        self.model = model
        self._number, self._has_address = model.number, model.digit is not None
        self.stage: Stage = "rules"
        self.body.addWidget(rule_rows(model.rules))
        # Translators: shows a phone number or an address; sv "Visa nummer och kodord".
        self._show = Button(
            _("Show number and code words"),
            icon="eye",
            key=str(model.digit) if model.digit is not None else None,
        )
        self._show.setObjectName("show-number")
        self._show.setAccessibleDescription(model.title)
        self._show.clicked.connect(lambda: self.wanted.emit(self._number))
        self.body.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        # Translators: under the button that shows a number; sv "Att visa antecknas i loggen."
        self._told = Prose(_("Showing it is put on record."), role="caption")
        self.body.addWidget(self._told)
        self._asking = self._make_question(model.question)
        self._reason = self._make_reason()
        self._shown = self._make_shown()
        for part in (self._asking, self._why, self._shown):
            self.body.addWidget(part)
        self._timer = QTimer(self, interval=shown_ms, singleShot=True)
        self._timer.timeout.connect(self.hide_address)
        self._stand("rules")

    def _make_question(self, question: str) -> QWidget:
        part = QWidget()
        column = Column(part, gap=Space.S)
        column.addWidget(Prose(question, role="strong"))
        answers = Row(gap=Space.S)
        # Translators: it is not the agreed time; sv "Nej, utanför".
        self._no = Button(_("No, outside it"))
        self._no.setObjectName("outside")
        # Translators: it is the agreed time; sv "Ja, inom tiden".
        yes = Button(_("Yes, within it"))
        yes.setObjectName("within")
        for button, within in ((yes, True), (self._no, False)):
            button.setAccessibleDescription(question)
            button.clicked.connect(partial(self._answer, within))
            answers.addWidget(button)
        answers.addStretch(1)
        column.addLayout(answers)
        return part

    def _make_reason(self) -> Field:
        self._why = QWidget()
        column = Column(self._why, gap=Space.S)
        reason = Field(
            # Translators: label; sv "Varför tar du kontakt ändå?".
            _("Why do you get in touch all the same?"),
            hint=_("Lies outside what was agreed. The reason is kept with the person's record."),
        )
        reason.setObjectName("reason")
        reason.entered.connect(self._give)
        column.addWidget(reason)
        # Translators: puts the reason on record and shows the number; sv "Anteckna och visa".
        give = Button(_("Put on record and show"), key="Enter")
        give.setObjectName("give-reason")
        give.clicked.connect(self._give)
        column.addWidget(give, 0, Qt.AlignmentFlag.AlignLeft)
        return reason

    def _make_shown(self) -> QWidget:
        part = QWidget()
        column = Column(part, gap=Space.XXS)
        # Not to be marked: it is read and dialled, and nothing of it stays on a clipboard.
        self._address = Prose(role="phone")
        self._address.setObjectName("address")
        column.addWidget(self._address)
        self._code_words = Column(gap=Space.XS)
        column.addLayout(self._code_words)
        column.addWidget(Prose(_("On record. Hidden again after a minute."), role="caption"))
        # Translators: hides the number at once; sv "Dölj".
        self._hide = Button(_("Hide"), kind="quiet", size="small", key="Esc")
        self._hide.setObjectName("hide-number")
        self._hide.clicked.connect(self.hide_address)
        column.addWidget(self._hide, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    @property
    def typed(self) -> str:
        """What stands in the field for a reason."""
        return self._reason.value

    def ask_within(self) -> None:
        """Ask whether it is now within the agreed time."""
        self._stand("asking")
        self._no.setFocus(Qt.FocusReason.TabFocusReason)

    def ask_reason(self, error: str = "") -> None:
        """Ask why it is to be shown all the same."""
        self._stand("reason")
        self._reason.show_error(error)
        self._reason.input.setFocus(Qt.FocusReason.TabFocusReason)

    def show_address(self, address: str, code_words: tuple[RuleRow, ...] = ()) -> None:
        """Show the number with the code words, for a minute."""
        self._stand("shown")
        self._address.setText(address)
        empty(self._code_words)
        self._code_words.addWidget(rule_rows(code_words))
        self._timer.start()
        self._hide.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, address)

    def hide_address(self) -> None:
        """Go back to the rules alone; nothing of the number stays on the page."""
        had_focus = self.isAncestorOf(self.focusWidget() or self) and self.stage != "rules"
        self._timer.stop()
        self._address.setText("")
        empty(self._code_words)
        self._reason.value = ""
        self._stand("rules")
        if had_focus and self._has_address and self.isVisible():
            self._show.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Hide the number when the page is left or covered, as by quick hide."""
        self.hide_address()
        super().hideEvent(event)

    def _answer(self, within: bool, *_checked: object) -> None:
        self.answered.emit(self._number, within)

    def _give(self, *_checked: object) -> None:
        self.reasoned.emit(self._number, self._reason.value)

    def _stand(self, stage: Stage) -> None:
        self.stage = stage
        for part in (self._show, self._told):
            show_when(part, stage == "rules" and self._has_address)
        show_when(self._asking, stage == "asking")
        show_when(self._why, stage == "reason")
        show_when(self._shown, stage == "shown")


def rule_rows(rules: tuple[RuleRow, ...]) -> QWidget:
    """Return questions of an agreement with their answers beside them."""
    made = QWidget()
    column = Column(made, gap=Space.XS)
    for rule in rules:
        pair = Row(gap=Space.M)
        label = Prose(rule.label, role="second")
        label.setFixedWidth(grown(_LABEL))
        pair.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(Prose(rule.text, role="strong"), 1)
        column.addLayout(pair)
    return made
