"""One question: the words to say, the answers, a quiet note for staff; no score while asking."""

from screening_app.gui.presenters.conversation_models import QuestionPage
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.answers import Answers
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.script import Script
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.i18n import gettext as _

_ONE_COLUMN = 6


class QuestionView(ScreenView):
    """Shows a question and says what was picked or written.

    Attributes:
        answers: What may stand there.
    """

    def __init__(self, page: QuestionPage, *, note: bool, folded: bool) -> None:
        super().__init__(gap=Space.S)
        self.setAccessibleName(page.question.text)
        self.column.addWidget(Prose(" · ".join(filter(None, (page.progress, page.group))), role="eyebrow"))
        self.column.addWidget(_words(page))
        if page.question.told:
            self.column.addWidget(Prose(page.question.told, role="note"))
        many = len(page.question.options) > _ONE_COLUMN
        self.answers = Answers(
            page.question,
            columns=2 if many and not folded else 1,
            reason_columns=1 if folded else len(page.question.reasons),
        )
        self.answers.picked.connect(lambda code: self.chosen.emit(page.question.key, code))
        self.answers.typed.connect(lambda text: self.typed.emit(page.question.key, text))
        self.answers.entered.connect(lambda: self.acted.emit("go_on", ""))
        self.column.addWidget(self.answers)
        if page.note and note:
            # Translators: before a note that only staff read; sv "För dig: {note}".
            self.column.addWidget(StaffNote(_("For you: {note}").format(note=page.note)))
        self.first = self.answers.first
        # Translators: a key of the keyboard.
        self.key_for_more = _("Page Down")

    def press_digit(self, digit: int) -> bool:
        """Pick the answer of this digit."""
        return self.answers.press_digit(digit)


def _words(page: QuestionPage) -> Script | Card:
    """Return what is said, or what staff fill in themselves."""
    if page.is_said:
        script = Script(page.question.text)
        column = script.layout()
        for at, lead in enumerate(page.lead, start=1):
            if isinstance(column, Column):
                column.insertWidget(at, Prose(lead, role="body"))
        return script
    card = Card()
    # Translators: above a question that staff answer without asking it; sv "Du fyller i".
    card.body.addWidget(Prose(_("You fill this in"), role="eyebrow"))
    for lead in page.lead:
        card.body.addWidget(Prose(lead, role="body"))
    card.body.addWidget(Prose(page.question.text, role="title"))
    return card
