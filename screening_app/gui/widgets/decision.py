"""What is asked once before something cannot be taken back: what happens, and two answers."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose


class Decision(Card):
    """A question with what it means; hidden until it is asked. The harmless answer has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind="warn", gap=Space.S, parent=parent)
        self.setObjectName("decision")
        self._title, self._text = Prose(role="card-title"), Prose()
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self._answers = Row(gap=Space.S)
        self._answers.addStretch(1)
        self.body.addLayout(self._answers)
        self._buttons = list[Button]()
        show_when(self, False)

    @property
    def is_asked(self) -> bool:
        """Whether it waits for an answer."""
        return not self.isHidden()

    def ask(self, title: str, text: str, *, yes: str, no: str, act: Callable[[], object]) -> None:
        """Ask.

        Args:
            title: The question.
            text: What happens.
            yes: Verb of the button that does it.
            no: Verb of the button that leaves everything as it is.
            act: What is done after yes.
        """
        self.take_back()
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        answers = (("decide-no", no, self.take_back), ("decide-yes", yes, act))
        for place, (name, words, done) in enumerate(answers):
            button = Button(words)
            button.setObjectName(name)
            button.clicked.connect(self._answering(done))
            self._buttons.append(button)
            self._answers.insertWidget(place, button)
        show_when(self, True)
        announce(self, f"{title} {text}")
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def take_back(self) -> None:
        """Leave everything as it is."""
        show_when(self, False)
        for old in self._buttons:
            self._answers.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons.clear()

    def _answering(self, done: Callable[[], object]) -> Callable[[], None]:
        def answer() -> None:
            self.take_back()
            done()

        return answer
