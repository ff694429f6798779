"""The emergency panel: steps to tick from the top, and whom to call (W-5)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.domain.ids import ScreeningId
from screening_app.gui import clock
from screening_app.gui.page import Page
from screening_app.gui.presenters.emergency import EmergencyModel, EmergencyPresenter, NumberRow
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.ports import FormLibrary
from screening_app.services.session import Session

_STRAY = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_LEAVE = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LINE = 6
_AGAIN_MS = 3_000


def emergency_page(
    session: Session | None,
    screening_id: ScreeningId | None,
    navigation: Navigation,
    *,
    forms: FormLibrary,
    country: str = "",
    by_itself: bool = False,
) -> Page:
    """Return the panel; it works without a person, and with an empty vault.

    Args:
        session: ``None`` while nobody has unlocked.
        screening_id: The conversation that ticks belong to, if there is one.
        country: Whose numbers, where there is no session.
        by_itself: Whether an answer opened it, and nobody's key.

    Raises:
        FormNotFound: If the installation lacks the steps or the country's numbers.
    """
    return EmergencyPage(session, screening_id, navigation, forms=forms, country=country, by_itself=by_itself)


class AlarmLine(QWidget):
    """The red line that says on every pixel of width which page this is.

    It lies over the page, so that the content below it stands where that of every page does.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        QPainter(self).fillRect(self.rect(), theme().color("danger_fill"))


class EmergencyPage(Page):
    """Shows the panel and tells the presenter what was ticked.

    Attributes:
        presenter: Decides everything.
        rows: The steps as they are shown.
    """

    def __init__(
        self,
        session: Session | None,
        screening_id: ScreeningId | None,
        navigation: Navigation,
        *,
        forms: FormLibrary,
        country: str,
        by_itself: bool,
    ) -> None:
        super().__init__("", width=Size.WIDE)
        self.setObjectName("emergency")
        self.rows: list[CheckRow] = []
        self._content: QWidget | None = None
        self._first: QWidget | None = None
        self.keeps_side = True
        self._narrow = False
        self._by_itself = by_itself
        self._line = AlarmLine(self)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self.presenter = EmergencyPresenter(
            self,
            session,
            screening_id,
            navigation,
            forms=forms,
            country=session.unit.country if session is not None else country,
            now=clock.now if session is None else session.clock.now,
            by_itself=by_itself,
        )
        self._again.timeout.connect(self._try_again)

    def activated(self) -> None:
        """Show the panel, once the window is known, and take the focus."""
        self._open_once()
        super().activated()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Have content at the first picture, whoever shows the page."""
        self._open_once()
        super().showEvent(event)

    def _open_once(self) -> None:
        if self._content is None:
            self.presenter.open()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold and unfold the columns with the window."""
        super().resizeEvent(event)
        self._line.setGeometry(0, 0, self.width(), _LINE)
        self._line.raise_()
        if self._content is not None and self.folded is not self._narrow:
            self._narrow = self.folded
            QTimer.singleShot(0, self, self.presenter.open)

    def show_panel(self, model: EmergencyModel) -> None:
        """Show it as it stands; the focus goes to the first step that is open."""
        first_time = self._content is None
        self._narrow = self.folded
        content = QWidget()
        self.rows = [self._row(row.code, model) for row in model.rows]
        body = Row(gap=Space.L) if not self.folded else Column(gap=Space.L)
        content.setLayout(body)
        steps, side = Column(gap=Space.XS), Column(gap=Space.M)
        for row in self.rows:
            steps.addWidget(row)
        steps.addStretch(1)
        side.addWidget(_numbers(model.numbers, model.confirmed))
        if model.reasons:
            side.addWidget(_reasons(model.reasons))
        side.addStretch(1)
        body.addLayout(steps, 5)
        body.addLayout(side, 3)
        self._replace(content)
        self._put_first(model.numbers[0] if self.folded and model.numbers else None)
        # The first step is in sight with the number; that a tick gets a time is seen at the first one.
        self.set_heading(model.heading, lead="" if self.folded else model.lead)
        self.clear_banners()
        if model.problem:
            # Translators: stores once more what could not be stored; sv "Försök igen".
            self.banner("warn", model.problem, _("Try again"), self._try_again)
            self._again.start()
        else:
            self._again.stop()
        text = _("Back to the conversation") if model.to_conversation else _("Back")
        back = Button(text, icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self.presenter.leave)
        self.set_actions(back, None, f"{model.opened}. {model.kept}", middle=self._duties())
        self.first_focus = next((row for row in self.rows if not row.checked), back)
        if first_time and self._by_itself:
            # Nothing has the focus that the space bar would tick: the key may be meant for a question.
            self.first_focus = self._heading
        if not first_time and self.isVisible():
            self.activated()

    def _duties(self) -> Button | None:
        if not self.presenter.may_ask_duties:
            return None
        # Translators: opens a guide to duties; sv "Vad måste jag göra?".
        button = Button(_("What must I do?"), kind="quiet", icon="help", key="D")
        button.setObjectName("duties")
        button.clicked.connect(self.presenter.show_duties)
        return button

    def _try_again(self) -> None:
        """Store once more, and keep the focus where it was: nobody pressed anything in the steps."""
        focus = QApplication.focusWidget()
        stood_on = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        self.presenter.try_again()
        again = next((row for row in self.rows if row.code == stood_on), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_first(self, number: NumberRow | None) -> None:
        """Have the one number that may be needed at once beside the heading, above all steps."""
        if self._first is not None:
            self.head.removeWidget(self._first)
            self._first.hide()
            self._first.deleteLater()
        self._first = None
        if number is not None:
            self._first = QWidget()
            row = Row(self._first, gap=Space.S)
            row.addWidget(Prose(number.need, role="strong", wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(Prose(number.number, role="emergency-number", tone="danger", wrap=False))
            self.head.addWidget(self._first, 0, Qt.AlignmentFlag.AlignVCenter)

    def _row(self, code: str, model: EmergencyModel) -> CheckRow:
        step = next(row for row in model.rows if row.code == code)
        made = CheckRow(
            step.code,
            step.text,
            digit=step.digit,
            second=step.help,
            checked=step.is_done,
            time=step.time,
            low=True,
        )
        made.picked.connect(self._pick)
        return made

    def _replace(self, content: QWidget) -> None:
        before, self._content = self._content, content
        if before is not None:
            before.hide()
            self.body.removeWidget(before)
            before.deleteLater()
        self.body.addWidget(content)
        # Left to the layout, it would be shown, and counted, only after the first picture.
        content.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits tick; Esc goes back."""
        if self._is_for_another_page(event):
            return
        if event.key() in _LEAVE:
            self.presenter.leave()
        elif event.key() == Qt.Key.Key_D and not event.modifiers():
            self.presenter.show_duties()
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            at = (event.key() - Qt.Key.Key_0 - 1) % 10
            if at < len(self.rows):
                self.rows[at].pick()
        else:
            super().keyPressEvent(event)

    def _is_for_another_page(self, event: QKeyEvent) -> bool:
        """Tell whether a key may be meant for the question that did not come; Esc and Tab never are."""
        stray = event.key() in _STRAY or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
        return stray and not self.presenter.takes_key()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        """Go on with Tab; whoever does so has turned to this page."""
        self.presenter.is_touched()
        return super().focusNextPrevChild(following)

    def _pick(self, code: str) -> None:
        self.presenter.is_touched()
        self.presenter.tick(code)


def _numbers(numbers: Sequence[NumberRow], remark: str) -> Card:
    card = Card(gap=Space.S)
    card.setAccessibleName(_("Phone numbers"))
    for number in numbers:
        card.body.addLayout(_number(number))
    if remark:
        card.body.addWidget(Prose(remark, role="caption"))
    return card


def _reasons(reasons: Sequence[str]) -> Card:
    # Translators: title above the answers of the conversation; sv "Svar som kräver åtgärd nu".
    card = Card(_("Answers that call for action now"), gap=Space.XS)
    for reason in reasons:
        card.body.addWidget(Prose(reason, role="body"))
    return card


def _number(number: NumberRow) -> Row:
    row = Row(gap=Space.S)
    words = Column(gap=Space.HAIR)
    words.addWidget(Prose(number.need, role="strong"))
    words.addWidget(Prose(number.when, role="caption"))
    row.addLayout(words, 1)
    role, tone = ("emergency-number", "danger") if number.is_urgent else ("title", "")
    said = Prose(number.number, role=role, tone=tone, wrap=False)
    said.setObjectName(number.id)
    row.addWidget(said, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
