"""Somebody at the keyboard: says what an answers file says, with key presses only, and counts them."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from screening_app.domain.answers import AnswerKey
from screening_app.gui.presenters.conversation_models import (
    ClosedPage,
    ClosingPage,
    GatePage,
    GateRow,
    GroupPage,
    InformPage,
    OptionModel,
    OutcomePage,
    PreparePage,
    QuestionModel,
    QuestionPage,
)
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.shell import Shell
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.views.emergency import EmergencyPage
from screening_app.services.script import Said, Script

Answers = Mapping[str, object]
_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Esc": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace,
    "Down": Qt.Key.Key_Down,
    "End": Qt.Key.Key_End,
    "Page Down": Qt.Key.Key_PageDown,
    "Page Up": Qt.Key.Key_PageUp,
    "F1": Qt.Key.Key_F1,
    "+": Qt.Key.Key_Plus,
}
_TEXTS = {"Enter": "\r", "Tab": "\t", "Space": " ", "+": "+"}
_FARTHEST = 80
_GLANCE = 0.02
_MOST_PAGES = 300
Shown = TypeVar("Shown")


class Lost(RuntimeError):
    """The keyboard did not lead where it should: a mistake in the program."""


def send_key(focus: QWidget, key: QKeyCombination, text: str = "") -> None:
    """Have a key go down and up again in a widget; shortcuts do not take it.

    Args:
        text: What it writes.
    """
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, key.key(), key.keyboardModifiers(), text))
    # Nobody types so fast that the page has not come to rest before the next key.
    QApplication.sendPostedEvents()


@dataclass
class Typist:
    """Presses keys in a shell.

    Attributes:
        pressed: Every key, in order.
    """

    shell: Shell
    pressed: list[str] = field(default_factory=list)

    @property
    def page(self) -> ConversationPage:
        """The conversation shown."""
        page = self.shell.page
        if not isinstance(page, ConversationPage):
            raise Lost(type(page).__name__)
        return page

    @property
    def screen(self) -> Screen:
        """What it shows."""
        shown = self.page.screen_shown
        if shown is None:
            raise Lost("nothing is shown")
        return shown

    def shows(self, kind: type[Shown]) -> Shown:
        """Return what is shown, which must be a page of that kind."""
        if not isinstance(self.screen, kind):
            raise Lost(type(self.screen).__name__)
        return self.screen

    def press(self, *names: str) -> None:
        """Press keys: names of ``_KEYS``, digits or letters."""
        for name in names:
            if name == "Enter":
                self.read()
            elif len(name) == 1 or name == "Space":
                self.look()
            self.pressed.append(name)
            key = _KEYS.get(name) or Qt.Key(ord(name.upper()))
            self.strike(QApplication.focusWidget() or self.shell, key, _TEXTS.get(name, name))

    def read(self) -> None:
        """Look at the page as long as somebody must who confirms it without doing anything on it."""
        page = self.shell.page
        while isinstance(page, ConversationPage) and not page.presenter.may_be_confirmed:
            time.sleep(_GLANCE)
        # What is to be said is first shown to its end.
        while isinstance(page, ConversationPage) and isinstance(page.screen_shown, InformPage):
            if page.is_seen_to_the_end:
                return
            self.strike(QApplication.focusWidget() or self.shell, Qt.Key.Key_Space, " ")

    def look(self) -> None:
        """Look at the page as long as somebody must who answers something else than on the one before."""
        page = self.shell.page
        while isinstance(page, ConversationPage) and not page.keys.would_answer:
            time.sleep(_GLANCE)

    def strike(self, focus: QWidget, key: Qt.Key, text: str) -> None:
        """Have a key go down and up again where the focus is.

        Args:
            text: What the key writes.
        """
        send_key(focus, QKeyCombination(key), text if len(text) == 1 else "")

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        focus = QApplication.focusWidget()
        if focus is None:
            raise Lost("nothing has the focus")
        for letter in text:
            self.pressed.append(letter)
            send_key(focus, QKeyCombination(Qt.Key(ord(letter.upper()))), letter)

    def tab_to(self, name: str) -> None:
        """Press Tab until the part of that object name has the focus."""
        for _press in range(_FARTHEST):
            focus = QApplication.focusWidget()
            if focus is not None and focus.objectName() == name:
                return
            self.press("Tab")
        raise Lost(name)

    def leave_emergency(self) -> None:
        """Go back from the panel that opened by itself."""
        if isinstance(self.shell.page, EmergencyPage):
            self.press("Esc")

    # Answering what is shown.

    def answer(self, question: QuestionModel, raw: object) -> None:
        """Say one answer on the page of one question, and go on."""
        if isinstance(raw, dict):
            self._say_absent(question, str(raw["absent"]))
        elif question.options:
            codes = raw if isinstance(raw, list) else [raw]
            for code in codes:
                self._pick(question, str(code))
        else:
            self.write(str(raw))
        if question.kind != "single" or isinstance(raw, dict):
            self.press("Enter")
        self.leave_emergency()

    def _pick(self, question: QuestionModel, code: str) -> None:
        option = next(one for one in (*question.options, *question.reasons) if one.code == code)
        if option.digit is not None:
            self.press(str(option.digit))
        else:
            self.tab_to(code)
            self.press("Space")

    def _say_absent(self, question: QuestionModel, reason: str) -> None:
        self._pick(question, f"absent:{reason}")

    def prepare(self, answers: Answers) -> None:
        """Answer the page of staff's own questions."""
        screen = self.screen
        if not isinstance(screen, PreparePage):
            raise Lost(type(screen).__name__)
        for question in screen.questions:
            raw = answers.get(question.key)
            chosen = [one.code for one in question.options if one.chosen]
            if raw is None or raw in chosen:
                continue
            if question.options:
                code = next(one for one in question.options if one.code == raw)
                self._stand_in(question.key)
                self.press(str(code.digit))
            else:
                self.tab_to(f"{question.key}.value")
                self.write(str(raw))
        self.press("Enter")

    def _stand_in(self, key: str) -> None:
        for _press in range(_FARTHEST):
            focus = QApplication.focusWidget()
            content = self.page.content
            group = content.findChild(QWidget, key) if content is not None else None
            if group is not None and focus is not None and group.isAncestorOf(focus):
                return
            self.press("Tab")
        raise Lost(key)

    def gate(self, answers: Answers) -> None:
        """Tick or answer every condition that the file states, then go on."""
        self.say_conditions(answers)
        self.press("Enter")

    def say_conditions(self, answers: Answers) -> None:
        """Tick or answer every condition that the file states, each with what has to be known besides."""
        for at, row in enumerate(self.shows(GatePage).rows):
            raw = answers.get(row.key)
            if raw is None:
                continue
            if raw == row.good_code:
                self.press(str(row.digit))
            else:
                self._say_otherwise(row, str(raw))
            wanted = set(answers)
            while detail := next((one for one in self._details(at) if one.key in wanted), None):
                wanted.remove(detail.key)
                self._say_detail(detail, answers[detail.key])

    def _details(self, row: int) -> tuple[QuestionModel, ...]:
        """Return what has to be known besides; one may ask for the next."""
        return self.shows(GatePage).rows[row].details

    def _say_detail(self, detail: QuestionModel, raw: object) -> None:
        """Say what has to be known besides, because of an answer."""
        if isinstance(raw, dict):
            self.tab_to(f"absent:{raw['absent']}")
            self.press("Space")
        elif detail.options:
            self._stand_in(detail.key)
            self._pick_by_arrows(str(raw), detail.options)
        else:
            self.tab_to(f"{detail.key}.value")
            self.write(str(raw))
            # In a field, digits are written.
            while isinstance(QApplication.focusWidget(), QLineEdit):
                self.press("Tab")

    def _say_otherwise(self, row: GateRow, code: str) -> None:
        """Give another answer to a condition than the tick does."""
        self.tab_to(f"{row.key}.other")
        self.press("Space")
        if not row.others:
            return
        self._pick_by_arrows(code, row.others)

    def _pick_by_arrows(self, code: str, options: Sequence[OptionModel]) -> None:
        for _press in options:
            focus = QApplication.focusWidget()
            if focus is not None and focus.objectName() == code:
                self.press("Space")
                return
            self.press("Down")
        raise Lost(code)

    def somebody_came(self) -> None:
        """Say that the person is not alone any more."""
        self.tab_to("somebody-came")
        self.press("Space")


def answers_by_step(script: Script) -> dict[str, dict[str, object]]:
    """Return the answers of each step, all parts of the file together."""
    steps: dict[str, dict[str, object]] = {}
    for part in script.conversation:
        if isinstance(part, Said):
            steps.setdefault(part.step, {}).update(part.answers)
    return steps


def _step_on_page(typist: Typist) -> str:
    """Return the step of the page shown."""
    place = typist.page.presenter.standing
    if place is None:
        raise Lost("closing")
    return place


def _raw_answer(answers: Answers, key: AnswerKey, group: str | None) -> object | None:
    """Return what the file says at a question, also inside a list of answer sets."""
    if not key.instance or group is None:
        return answers.get(key.link_id)
    sets = answers.get(group)
    if not isinstance(sets, list):
        return None
    one: dict[str, object] = sets[key.instance[-1] - 1]
    return one.get(key.link_id)


def pages_to_closing(
    typist: Typist, steps: Mapping[str, Answers], groups: Mapping[str, str]
) -> Iterator[Screen]:
    """Answer page after page as the file says, until the closing page shows; give each before its answer.

    Args:
        groups: The repeating group of each step that has one.
    """
    before: Screen | None = None
    for _page in range(_MOST_PAGES):
        yield typist.screen
        screen = typist.screen  # whoever looked at it may have gone elsewhere
        if screen == before:
            raise Lost("no answer")
        before = screen
        if isinstance(screen, ClosingPage | ClosedPage):
            return
        step = _step_on_page(typist)
        answers = steps.get(step, {})
        if isinstance(screen, GroupPage):
            sets = answers.get(groups.get(step, ""), [])
            wanted = len(sets) if isinstance(sets, list) else 0
            typist.press("+" if len(screen.instances) < wanted else "Enter")
        elif isinstance(screen, QuestionPage):
            _answer(typist, screen.question, answers, groups.get(step))
        elif isinstance(screen, OutcomePage) and screen.judgement is not None:
            _answer(typist, screen.judgement, answers, None)
        elif isinstance(screen, InformPage):
            typist.press("Enter")
        else:
            raise Lost(type(screen).__name__)
    raise Lost("no end")


def _answer(typist: Typist, question: QuestionModel, answers: Answers, group: str | None) -> None:
    raw = _raw_answer(answers, AnswerKey.parse(question.key), group)
    if raw is None:
        typist.press("Enter")
        typist.leave_emergency()
        return
    stands = [one.code for one in question.options if one.chosen] or [question.value]
    codes = raw if isinstance(raw, list) else [raw]
    if stands == [str(code) for code in codes]:
        typist.press("Enter")
    else:
        typist.answer(question, raw)
