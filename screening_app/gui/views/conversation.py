"""A conversation at the screen: one page whose content changes, led by the keyboard (VISUAL 5)."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from screening_app.domain.ids import ScreeningId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.conversation import ConversationPresenter
from screening_app.gui.presenters.conversation_models import (
    BannerModel,
    FrameModel,
    GatePage,
    InformPage,
    PreparePage,
)
from screening_app.gui.presenters.keys import Keys
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.conversation_bar import fill_bar
from screening_app.gui.views.conversation_rail import ConversationRail
from screening_app.gui.views.mark_actions import act_on_marks
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.views.screens import view_of
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_PAUSE_MS = 1_500
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WITH_CTRL = {Qt.Key.Key_E: "emergency", Qt.Key.Key_Period: "toggle_note"}
_ALONE = {
    Qt.Key.Key_Backspace: "go_back",
    Qt.Key.Key_F1: "show_after_yes",
    Qt.Key.Key_F2: "somebody_came",
    Qt.Key.Key_F3: "pause",
    Qt.Key.Key_Escape: "leave_overlay",
    Qt.Key.Key_N: "cannot_ask",
    Qt.Key.Key_H: "ask_hand_over",
    Qt.Key.Key_J: "journal",
    Qt.Key.Key_D: "duties",
    Qt.Key.Key_T: "take_home",
    Qt.Key.Key_P: "person",
    Qt.Key.Key_M: "marks.new",
    Qt.Key.Key_Plus: "add_instance",
}
_LETTERS = frozenset(
    {
        Qt.Key.Key_N,
        Qt.Key.Key_J,
        Qt.Key.Key_D,
        Qt.Key.Key_T,
        Qt.Key.Key_P,
        Qt.Key.Key_M,
        Qt.Key.Key_Plus,
    }
)
_ANSWERS = frozenset(
    {"tick", "deny", "not_asked", "also_write", "open_step", "open_instance", "remove_instance", "go_to_need"}
)
"""What chooses something on the page: not meant for one that nobody can have seen."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_OF_MARKS = "marks."
_OF_RAIL = _ENTER | {Qt.Key.Key_Space}
_MOVES_ON = (GatePage, PreparePage)


def conversation_page(
    session: Session, screening_id: ScreeningId, navigation: Navigation, jobs: Jobs
) -> Page:
    """Return the page of a conversation, standing where it goes on.

    Args:
        jobs: Work beside the window.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        DamagedData: If something stored cannot be read.
    """
    return ConversationPage(session, screening_id, navigation, jobs)


class ConversationPage(Page):
    """Shows what the presenter says, and tells it what was pressed.

    Attributes:
        presenter: Decides everything.
        screening_id: The conversation shown; the emergency panel of the top bar belongs to it.
        content: The page's content as it is now.
        screen_shown: The model that it shows.
        keys: Tells which keys are meant for it.
    """

    def __init__(
        self, session: Session, screening_id: ScreeningId, navigation: Navigation, jobs: Jobs
    ) -> None:
        super().__init__("", width=Size.QUESTION)
        self._jobs = jobs
        self.setObjectName("conversation")
        self.screening_id = screening_id
        self.content: ScreenView | None = None
        self.screen_shown: Screen | None = None
        self._entered: Button | None = None
        self._aside: QWidget | None = None
        self._alarm: Banner | None = None
        self._alarm_shown: BannerModel | None = None
        self._narrow = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.presenter = ConversationPresenter(self, session, screening_id, navigation)
        self.keys = Keys(session.clock.now)
        self._pause.timeout.connect(self._save_typed)
        self._places = ConversationRail()
        self._places.picked.connect(self.presenter.open_place)
        self._places.acted.connect(self._act)
        self._places.list.installEventFilter(self)
        self.rail = self._places

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the keys of the page work while the rail has the focus, but for those the rail needs."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return event.key() not in _OF_RAIL and self._take_key(event)

    def activated(self) -> None:
        """Show the page where it goes on, once the window is known, and take the focus."""
        if self.content is None:
            self.presenter.open()
        super().activated()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Have content at the first picture, whoever shows the page."""
        if self.content is None:
            self.presenter.open()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold and unfold the columns of the content with the window."""
        super().resizeEvent(event)
        if self.content is not None and self.folded is not self._narrow:
            self._narrow = self.folded
            QTimer.singleShot(0, self, self.presenter.open)

    def show_screen(self, frame: FrameModel, screen: Screen) -> None:
        """Show a page in place of the one before, the focus where it goes on."""
        same = self._is_same(screen)
        stood_on = _name_of_focus(self.content) if same and not isinstance(screen, _MOVES_ON) else ""
        cursor = _cursor_of_focus(self.content) if stood_on else None
        at = self.scrolled if same and not self._sees_focus() else None
        self.setUpdatesEnabled(False)
        try:
            self._replace(frame, screen)
            self.come_to_rest()
        finally:
            self.setUpdatesEnabled(True)
        self.screen_shown = screen
        self.keys.see(self.presenter.standing, screen)
        if not same:
            self.begin_anew()
        elif at is not None:
            self.stand_at(at)
        self._take_focus(stood_on, cursor)

    def _sees_focus(self) -> bool:
        """Tell whether what has the focus is in sight; at the first word of a long question it is not."""
        focus = self.window().focusWidget()
        inside = focus is not None and self.content is not None and self.content.isAncestorOf(focus)
        return focus is None or not inside or self.shows_whole(focus)

    def _replace(self, frame: FrameModel, screen: Screen) -> None:
        view = view_of(screen, note=frame.shows_note, folded=self.folded)
        view.chosen.connect(self._choose)
        view.typed.connect(self._typed)
        view.acted.connect(self._act)
        before, self.content = self.content, view
        self._let_go()
        if before is not None:
            before.hide()
            self.body.removeWidget(before)
            before.deleteLater()
        self.set_heading(view.heading, lead=view.lead)
        self._put_aside(view.aside)
        self.set_width(view.width_wanted)
        self.body.addWidget(view)
        # Left to the layout, it would be shown, and counted, only after the first picture.
        view.show()
        self._show_banners(frame)
        self._entered = fill_bar(self, self.presenter, frame, screen, self.go_on)
        self.sign_more(view.key_for_more)
        self._places.show_frame(frame)
        self._narrow = self.folded

    def _let_go(self) -> None:
        """Take the focus off the page: Qt would hand it from each part that goes to the next that goes."""
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()

    def _show_banners(self, frame: FrameModel) -> None:
        """Show what is to be said now, and the alarm above it: one that stands already is not said again."""
        alarm = self._alarm if frame.alarm == self._alarm_shown else None
        self.notices.clear(but=alarm)
        if frame.standing and (frame.banner is None or frame.alarm is None):
            # Two messages stand at most, and this is the one that says nothing new.
            self.banner("note", frame.standing)
        if frame.banner is not None:
            self.banner(frame.banner.tone, frame.banner.text)
        self._alarm_shown = frame.alarm
        if frame.alarm is None or alarm is None:
            self._alarm = self._show_alarm(frame.alarm) if frame.alarm else None
        else:
            self.notices.put_first(alarm)

    def _show_alarm(self, alarm: BannerModel) -> Banner:
        return self.banner(alarm.tone, alarm.text, _("Open Emergency"), self.presenter.emergency)

    def _put_aside(self, aside: QWidget | None) -> None:
        if self._aside is not None:
            self.head.removeWidget(self._aside)
            self._aside.hide()
            self._aside.deleteLater()
        self._aside = aside
        if aside is not None:
            self.head.addWidget(aside, 0, Qt.AlignmentFlag.AlignVCenter)

    def _is_same(self, screen: Screen) -> bool:
        return type(screen) is type(self.screen_shown) and _key_of(screen) == _key_of(self.screen_shown)

    def _take_focus(self, stood_on: str, cursor: int | None) -> None:
        view = self.content
        if view is None:
            return
        again = view.findChild(QWidget, stood_on) if stood_on and not view.begins else None
        self.first_focus = again or view.first or self._entered or self
        if self.isVisible():
            super().activated()
        target = self.first_focus
        inside = target.focusProxy() or target
        if isinstance(inside, QPlainTextEdit | QLineEdit):
            _put_cursor(inside, cursor)

    def _choose(self, key: str, code: str) -> None:
        if self.keys.takes_answer():
            self.presenter.choose(key, code)

    def _typed(self, key: str, text: str) -> None:
        self.presenter.keep(key, text)
        self._await_pause()

    def _await_pause(self) -> None:
        # Not begun anew by every letter: who writes without a pause is stored all the same.
        if not self._pause.isActive():
            self._pause.start()

    def _save_typed(self) -> None:
        self.presenter.save_typed()
        if self.presenter.has_unsaved:
            self._pause.start()

    def _act(self, name: str, argument: str) -> None:
        """Do what a part of the page asked for, by the presenter's own word for it."""
        if name in _ANSWERS and not self.keys.takes_answer():
            return
        if name.startswith(_OF_MARKS):
            act_on_marks(self, self.presenter.marks, self._jobs, name.removeprefix(_OF_MARKS), argument)
        elif name == "go_to_need":
            self.presenter.go_to_need(int(argument))
        elif name == "write_why":
            self.presenter.write_why(argument)
            self._await_pause()
        elif argument:
            getattr(self.presenter, name)(argument)
        else:
            getattr(self.presenter, name)()

    def keep_typed(self) -> bool:
        """Store what is being typed; tell whether nothing is left that could not be stored."""
        self._pause.stop()
        return self.presenter.keep_typed()

    def left(self) -> None:
        """Store what is typed: whatever comes next, nothing is lost."""
        self._pause.stop()
        self.presenter.save_typed()

    def returned(self) -> None:
        """Show what was typed as it was left, and whether it is stored."""
        self.presenter.come_back()
        if self.presenter.has_unsaved:
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits answer, Enter goes on; a field that has the focus keeps its keys."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and key in _WITH_CTRL:
            self._act(_WITH_CTRL[key], "")
            return True
        if held and key != Qt.Key.Key_Plus:
            return self._strays(event, held=held)
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and self.content is not None:
            return self._take_digit(self.content, key - Qt.Key.Key_0)
        return self._take_named(key) or self._strays(event, held=held)

    def go_on(self) -> None:
        """Go on; what is to be said is first shown to its end, before it is called said."""
        if isinstance(self.screen_shown, InformPage) and not self.is_seen_to_the_end:
            self.scroll_on(1)
        else:
            self.presenter.go_on()

    def _take_named(self, key: Qt.Key) -> bool:
        """Do what a key stands for on every page."""
        if key in _ENTER:
            if self.keys.takes_enter():
                self.go_on()
        elif key == Qt.Key.Key_Space and isinstance(self.screen_shown, InformPage):
            self.scroll_on(1)
        elif key in _ALONE:
            if key not in _LETTERS or self.keys.takes_answer():
                self._act(_ALONE[key], "")
        else:
            return False
        return True

    def _strays(self, event: QKeyEvent, *, held: Qt.KeyboardModifier) -> bool:
        """Note a sign that means nothing here: somebody writes what another page asks for."""
        if event.text().strip() and event.text().isprintable() and not held & _COMMANDS:
            self.keys.goes_astray()
        return False

    def _take_digit(self, content: ScreenView, digit: int) -> bool:
        if not self.keys.takes_answer():
            return True
        if not content.press_digit(digit):
            self.keys.goes_astray()
            return False
        return True


def _key_of(screen: Screen | None) -> str:
    question = getattr(screen, "question", None)
    return str(getattr(question, "key", "")) or str(getattr(screen, "heading", ""))


def _cursor_of_focus(view: QWidget | None) -> int | None:
    """Return where somebody is writing, if that is in a field of the page."""
    focus = view.window().focusWidget() if view is not None else None
    if isinstance(focus, QPlainTextEdit):
        return focus.textCursor().position()
    return focus.cursorPosition() if isinstance(focus, QLineEdit) else None


def _put_cursor(field: QPlainTextEdit | QLineEdit, at: int | None) -> None:
    """Let writing go on where it was, else at the end."""
    if isinstance(field, QLineEdit):
        field.setCursorPosition(len(field.text()) if at is None else at)
        return
    cursor = field.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.setPosition(cursor.position() if at is None else min(at, cursor.position()))
    field.setTextCursor(cursor)


def _name_of_focus(view: QWidget | None) -> str:
    focus = view.window().focusWidget() if view is not None else None
    return focus.objectName() if focus is not None and view is not None and view.isAncestorOf(focus) else ""
