"""The screen in the person's hands: large type, few choices, and no way but to the lock (VISUAL 4)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QWidget

from screening_app import settings
from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import ScreeningId, StepId
from screening_app.gui.appearing import LANGUAGE_NAMES
from screening_app.gui.page import Page
from screening_app.gui.presenters.hand_over import AlonePage, HandOverPresenter
from screening_app.gui.tab_order import next_stop
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import is_folded
from screening_app.gui.views.alone_answers import AloneAnswers
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.track import Track
from screening_app.i18n import gettext as _
from screening_app.i18n import use_language
from screening_app.services.session import Session

_THANKS_MS = 15_000
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class HandOver(QWidget):
    """The only page until the lock; what was shown before is gone, with its keys.

    Attributes:
        presenter: Decides everything.
    """

    def __init__(
        self,
        session: Session,
        screening_id: ScreeningId,
        from_: tuple[StepId, AnswerKey],
        *,
        hide: Callable[[], None],
        lock: Callable[[], None],
        band: str = "",
    ) -> None:
        """Show the person's first question.

        Args:
            from_: Where staff stood.
            hide: Shows the neutral page, from which only the lock leads on.
            lock: Ends the process that holds the key.
            band: A sentence that stands above every page; empty as a rule.

        Raises:
            PersonNotFound: If the conversation is out of reach.
            NothingToHandOver: If the step asks the person nothing alone.
        """
        super().__init__()
        self.setObjectName("hand-over")
        self._hide, self._lock, self._band = hide, lock, band
        self._column = Column(self, gap=Space.NONE)
        self._frame: QWidget | None = None
        self._answers: AloneAnswers | None = None
        self._was_folded = False
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(_THANKS_MS)
        self._over.timeout.connect(lock)
        self.presenter = HandOverPresenter(self, session, screening_id, from_, end=lock)
        self._ring = FocusRing(self)
        self.presenter.open()

    def show_question(self, page: AlonePage) -> None:
        """Show a question in place of what was shown."""
        shown = self._page = Page("", width=Size.FORM)
        shown.setAccessibleName(page.question.text)
        for text in page.lead:
            shown.body.addWidget(Prose(text, role="lead"))
        shown.body.addWidget(Prose(page.question.text, role="client"))
        self._was_folded = self._is_folded()
        answers = AloneAnswers(page.question, columns=1 if self._was_folded else 2)
        answers.picked.connect(self.presenter.choose)
        answers.typed.connect(self.presenter.keep)
        answers.entered.connect(self.presenter.go_on)
        shown.body.addWidget(answers)
        if page.problem:
            shown.body.addWidget(Prose(page.problem, role="error"))
        self._answers = answers
        shown.first_focus = answers.first
        self._fill_bar(shown, page)
        # Translators: sv "Fråga {number} av {count}".
        progress = _("Question {number} of {count}").format(number=page.number, count=page.count)
        self._replace(self._top(progress, Track(page.number, page.count), page.languages), shown)

    def show_thanks(self) -> None:
        """Show that it is over, and no answer; it locks by itself when nobody does."""
        shown = self._page = Page("", width=Size.FORM)
        # Translators: to the person who answered alone at the screen.
        thanks = _("Thank you. You are done.")
        shown.setAccessibleName(thanks)
        shown.body.addWidget(Prose(thanks, role="client"))
        shown.body.addWidget(Prose(_("Give the screen back. Your answers are not shown here."), role="lead"))
        # Translators: ends what the person does at the screen; sv "Klar".
        done = Button(_("Done"), kind="primary", key="Enter")
        done.setObjectName("forward")
        done.clicked.connect(self._lock)
        shown.set_actions(None, done)
        shown.first_focus = done
        self._answers = None
        self._replace(self._top("", None, ()), shown)
        self._over.start()

    def keep_typed(self) -> bool:
        """Store what is being typed; tell whether nothing is left that could not be stored."""
        return self.presenter.keep_typed()

    def _fill_bar(self, shown: Page, page: AlonePage) -> None:
        back = None
        if page.can_go_back:
            # Translators: sv "Tillbaka".
            back = Button(_("Back"), icon="left")
            back.setObjectName("back")
            back.clicked.connect(self.presenter.go_back)
        # Translators: the person ends it; sv "Jag vill sluta".
        stop = Button(_("I want to stop"), kind="quiet")
        stop.setObjectName("stop")
        stop.clicked.connect(self.presenter.stop)
        # Translators: sv "Nästa".
        forward = Button(_("Next"), kind="primary", trailing="right")
        forward.setObjectName("forward")
        forward.clicked.connect(self.presenter.go_on)
        # Translators: beside a button that waits; sv "Välj ett svar först".
        forward.set_ready(page.may_go_on, "" if page.may_go_on else _("Choose an answer first"))
        shown.set_actions(back, forward, middle=stop)

    def _top(self, progress: str, track: Track | None, languages: tuple[str, ...]) -> QFrame:
        bar = QFrame()
        bar.setProperty("bar", "top")
        row = Row(bar, gap=Space.S, margins=(Space.XL, Space.S, Space.XL, Space.S))
        row.addWidget(Prose(progress, role="strong", tone="muted", wrap=False), 0, _MIDDLE)
        if track is not None:
            row.addWidget(track, 0, _MIDDLE)
        row.addStretch(1)
        for code in languages:
            turn = Button(LANGUAGE_NAMES[code], kind="quiet", icon="language", size="small")
            turn.setObjectName(f"language-{code}")
            turn.clicked.connect(lambda _checked=False, code=code: self._turn(code))
            row.addWidget(turn, 0, _MIDDLE)
        # Translators: sv "Dölj skärmen".
        away = Button(_("Hide the screen"), icon="hide", size="small")
        away.setObjectName("hide")
        away.clicked.connect(self._hide)
        row.addWidget(away, 0, _MIDDLE)
        return bar

    def _turn(self, code: str) -> None:
        """Speak another language until the lock; staff's own is not touched."""
        self.presenter.keep_typed()
        use_language(code, settings.catalogs_folder())
        self.presenter.open()

    def _replace(self, top: QFrame, shown: Page) -> None:
        old, self._frame = self._frame, QWidget()
        inside = Column(self._frame, gap=Space.NONE)
        if self._band:
            inside.addWidget(Banner("warn", self._band))
        inside.addWidget(top)
        inside.addWidget(shown, 1)
        self._column.addWidget(self._frame)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        # Left to the layout, it would be shown, and take the focus, only after the first picture.
        self._frame.show()
        self._ring.raise_()
        shown.activated()
        shown.come_to_rest()

    def _is_folded(self) -> bool:
        return is_folded(self.window().size(), theme().tokens.factor)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin at the first word, now that the window is known."""
        super().showEvent(event)
        if self._answers is not None and self._is_folded() is not self._was_folded:
            self.presenter.open()
        self._page.begin_anew()
        self._page.activated()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Hand the focus to the question."""
        super().focusInEvent(event)
        self._page.activated()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        """Go with Tab to the next part as it is drawn."""
        stop = next_stop(self, QApplication.focusWidget(), following=following)
        if stop is None:
            return super().focusNextPrevChild(following)
        tab, backtab = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        stop.setFocus(tab if following else backtab)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the answers beside or under each other as the window has room."""
        super().resizeEvent(event)
        if self._answers is not None and self._is_folded() is not self._was_folded:
            QTimer.singleShot(0, self, self.presenter.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits answer, Enter goes on, Backspace goes back; there is no other key."""
        key = Qt.Key(event.key())
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _ENTER:
            self.presenter.go_on()
        elif key == Qt.Key.Key_Backspace and not typing:
            self.presenter.go_back()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and not typing and self._answers is not None:
            self._answers.press_digit(key - Qt.Key.Key_0)
