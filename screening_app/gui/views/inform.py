"""What is told first, with one action: said as written (W-3)."""

from PySide6.QtCore import Qt

from screening_app.gui.presenters.conversation_models import InformPage
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.answers import Answers, CompactQuestion
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.script import Script
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.i18n import gettext as _


class InformView(ScreenView):
    """The words, and below them how it went."""

    def __init__(self, page: InformPage, *, note: bool, folded: bool) -> None:
        super().__init__(page.heading, gap=Space.S)
        if page.kind is not None:
            kind = page.kind
            choice = CompactQuestion(kind, columns=1 if folded else 2)
            choice.answers.picked.connect(lambda code: self.chosen.emit(kind.key, code))
            self.column.addWidget(choice)
        script = Script(page.script[0], more=page.script[1:])
        script.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(script)
        self._said = Answers(page.said, compact=True)
        self._said.picked.connect(lambda code: self.chosen.emit(page.said.key, code))
        self.column.addWidget(self._said)
        for line in page.notes if note else ():
            self.column.addWidget(StaffNote(line))
        # On the words: the space bar shows their next part, and Enter says that they were said.
        self.first = script
        # Translators: a key of the keyboard; sv "Mellanslag".
        self.key_for_more = _("Space")

    def press_digit(self, digit: int) -> bool:
        """Say how it went."""
        return self._said.press_digit(digit)
