"""What a conversation came to, opened in its place on the timeline, with room for an objection (L-19)."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.results import ResultsModel
from screening_app.gui.theme.layout import Column, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.outcome import flags_card, score_card, view_card
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.presence import show_new, show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_START: Final = Qt.AlignmentFlag.AlignLeft


class ResultsPanel(QWidget):
    """Results with what they rest on, and the form for an objection; closed until asked for.

    Attributes:
        button: Opens and closes it; stands among the others of its conversation.
    """

    def __init__(self, day: str, wanted: Callable[[], None], objected: Callable[[str, str], None]) -> None:
        """Make a closed panel.

        Args:
            day: Of the conversation, for who does not see where the button stands.
            wanted: Called when it is opened the first time.
            objected: Called with code and words of an objection.
        """
        super().__init__()
        self.setObjectName("results")
        self._wanted, self._objected, self._asked = wanted, objected, False
        # Translators: opens what a conversation came to, in its place; sv "Resultat".
        self.button = Button(_("Results"), size="small", trailing="chev-down")
        self.button.setObjectName("show-results")
        self.button.setAccessibleDescription(day)
        self.button.clicked.connect(self._turn)
        self._parts = Column(self, gap=Space.M)
        show_when(self, False)
        self._about: Field | None = None
        self._text: Field | None = None

    def show_model(self, model: ResultsModel) -> None:
        """Show the results."""
        empty(self._parts)
        if model.page is None:
            # Translators: sv "I det här samtalet räknades inget."
            self._parts.addWidget(Prose(_("Nothing was counted in this conversation."), role="second"))
        else:
            self._parts.addWidget(flags_card(model.page.flags, kind="bare"))
            for score in model.page.scores:
                self._parts.addWidget(score_card(score, kind="bare"))
            if model.page.own:
                # Translators: sv "Personens egen bedömning".
                self._parts.addWidget(view_card(_("The person's own view"), model.page.own, kind="bare"))
        if model.judgement:
            # Translators: sv "Yrkespersonens bedömning".
            title = _("The professional's judgement")
            self._parts.addWidget(view_card(title, model.judgement, kind="bare"))
        if model.page is not None:
            self._parts.addWidget(Prose(model.page.standing, role="caption"))
        self._add_form(model)
        show_new(self)

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to look at, or why an objection was not stored."""
        if self._text is None:
            empty(self._parts)
            self._parts.addWidget(Prose(text, role="second"))
        else:
            self._text.show_error(text)
            self._text.input.setFocus()

    def _turn(self) -> None:
        shown = self.isHidden()
        show_when(self, shown)
        # Translators: closes what was opened in its place; sv "Dölj resultat".
        self.button.setText(_("Hide results") if shown else _("Results"))
        if shown and not self._asked:
            self._asked = True
            # Translators: while results are read; sv "Läser …".
            self._parts.addWidget(Prose(_("Reading …"), role="second"))
            self._wanted()

    def _add_form(self, model: ResultsModel) -> None:
        form = QWidget()
        column = Column(form, gap=Space.S)
        # Translators: label over a list of answers that an objection may be about; sv "Vad gäller det?"
        self._about = Field(_("What is it about?"), choices=model.answers)
        self._about.setObjectName("about")
        self._text = Field(
            # Translators: label of an objection; sv "Personen anser att det här inte stämmer".
            _("What the person considers not right"),
            hint=_("In the person's own words. It stands beside the answer, which is not changed."),
            multiline=True,
        )
        self._text.setObjectName("objection")
        # Translators: stores an objection; sv "Anteckna".
        note = Button(_("Note it"), size="small")
        note.setObjectName("note-objection")
        note.clicked.connect(self._note)
        for part in (self._about, self._text):
            column.addWidget(part)
        column.addWidget(note, 0, _START)
        show_when(form, False)
        # Translators: opens a form; sv "Personen anser att något inte stämmer …"
        opening = Button(_("The person considers something not right …"), kind="quiet", size="small")
        opening.setObjectName("object")
        opening.clicked.connect(lambda: self._open(form))
        self._parts.addWidget(opening, 0, _START)
        self._parts.addWidget(form)

    def _open(self, form: QWidget) -> None:
        show_when(form, form.isHidden())
        if not form.isHidden() and self._about is not None:
            self._about.input.setFocus(Qt.FocusReason.TabFocusReason)

    def _note(self) -> None:
        if self._about is not None and self._text is not None:
            self._text.clear_error()
            self._objected(self._about.value, self._text.value)
