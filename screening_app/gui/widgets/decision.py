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
        self._act: Callable[[], object] | None = None
        self._no, self._yes = Button(""), Button("")
        answers = Row(gap=Space.S)
        for button, name, answer in (
            (self._no, "decide-no", self.take_back),
            (self._yes, "decide-yes", self._do_it),
        ):
            button.setObjectName(name)
            button.clicked.connect(answer)
            answers.addWidget(button)
        answers.addStretch(1)
        self.body.addLayout(answers)
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
        self._act = act
        self._title.setText(title)
        self._text.setText(text)
        self._no.setText(no)
        self._yes.setText(yes)
        self.setAccessibleName(title)
        show_when(self, True)
        announce(self, f"{title} {text}")
        self._no.setFocus(Qt.FocusReason.TabFocusReason)

    def take_back(self) -> None:
        """Leave everything as it is."""
        self._act = None
        show_when(self, False)

    def _do_it(self) -> None:
        act = self._act
        self.take_back()
        if act is not None:
            act()
