"""The questions about one mark on the body, all on one card (VISUAL 13)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.gui.presenters.conversation_models import QuestionModel
from screening_app.gui.presenters.marks_models import MarkEditor, PhotoModel
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.answers import Answers, CompactQuestion
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.photo import Photo
from screening_app.gui.widgets.pick_list import PickList
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_FEW: Final = 4


class MarkQuestions(Card):
    """Shows what stands at each question, and says what was picked or written.

    Attributes:
        chosen, typed, acted: As those of ``ScreenView``.
        first: What gets the focus: the side, which nobody may leave to the map, else what is open.
    """

    chosen = Signal(str, str)
    typed = Signal(str, str)
    acted = Signal(str, str)

    def __init__(self, editor: MarkEditor, regions: Sequence[tuple[str, str]]) -> None:
        super().__init__(editor.heading)
        self._made: list[Answers] = []
        self._open: list[QWidget] = []
        if editor.asks_removal:
            keep = self._ask_removal(editor)
            self._open.append(keep)
        self._add_actions(editor)
        self._add_place(editor, regions)
        if editor.side is not None:
            if editor.side_note and not _is_answered(editor.side):
                self.body.addWidget(Prose(editor.side_note, role="body"))
            self._add_compact(editor.side, columns=2)
        picked = [question for question in editor.questions if question.options]
        for question in picked:
            few = len(question.options) <= _FEW or question.kind == "multiple"
            self._add_compact(question, columns=2) if few else self._add_list(question)
        self._add_measures(editor)
        for question in editor.questions:
            if not question.options:
                self._add_compact(question, columns=1)
        self._add_photos(editor)
        self.first = self._open[0] if self._open else self._made[0].first

    def _ask_removal(self, editor: MarkEditor) -> Button:
        self.body.addWidget(Prose(_("Take away {name}?").format(name=editor.heading), role="strong"))
        row = Row(gap=Space.XS)
        keep = Button(_("Keep"), size="small")
        keep.setObjectName(f"{editor.key}.keep")
        keep.clicked.connect(lambda: self.acted.emit("leave_overlay", ""))
        remove = Button(_("Take away"), size="small")
        remove.setObjectName(f"{editor.key}.confirm")
        remove.clicked.connect(lambda: self.acted.emit("marks.remove", editor.key))
        row.addWidget(keep)
        row.addWidget(remove)
        row.addStretch(1)
        self.body.addLayout(row)
        return keep

    def _add_actions(self, editor: MarkEditor) -> None:
        if editor.asks_removal:
            return
        row = Row(gap=Space.XS)
        # Translators: the next click on the body map moves the mark; sv "Flytta på kartan" and "Flytta inte".
        move = Button(_("Do not move") if editor.moves else _("Move on the map"), kind="quiet", size="small")
        move.setObjectName(f"{editor.key}.move")
        move.clicked.connect(lambda: self.acted.emit("marks.move", ""))
        remove = Button(_("Take away"), kind="quiet", size="small")
        remove.setAccessibleName(_("Take away {name}").format(name=editor.heading))
        remove.setObjectName(f"{editor.key}.remove")
        remove.clicked.connect(lambda: self.acted.emit("marks.remove", editor.key))
        row.addWidget(move)
        row.addWidget(remove)
        row.addStretch(1)
        self.body.addLayout(row)
        if editor.moves:
            self.body.addWidget(
                Prose(_("Click the new place on the map, or press Enter there."), role="body")
            )

    def _add_place(self, editor: MarkEditor, regions: Sequence[tuple[str, str]]) -> None:
        # Translators: label of the part of the body map that a mark is in; sv "Plats på kartan".
        place = PickList(f"{editor.key}.place", _("Place on the map"), regions, chosen=editor.region)
        place.picked.connect(lambda region: self.acted.emit("marks.place_in", region))
        self.body.addWidget(place)

    def _add_compact(self, question: QuestionModel, *, columns: int) -> None:
        made = CompactQuestion(question, columns=columns)
        made.answers.picked.connect(lambda code: self.chosen.emit(question.key, code))
        made.answers.typed.connect(lambda text: self.typed.emit(question.key, text))
        made.answers.entered.connect(lambda: self.acted.emit("go_on", ""))
        _name_apart(made.answers, question.key)
        self._made.append(made.answers)
        if not _is_answered(question) and not question.optional:
            self._open.append(made.answers.first)
        self.body.addWidget(made)

    def _add_list(self, question: QuestionModel) -> None:
        every = (*question.options, *question.reasons)
        chosen = next((one.code for one in every if one.chosen), "")
        made = PickList(question.key, question.text, [(one.code, one.text) for one in every], chosen=chosen)
        made.picked.connect(lambda code: self.chosen.emit(question.key, code))
        if not chosen:
            self._open.append(made)
        self.body.addWidget(made)
        problem = question.error or question.unsaved
        if problem:
            self.body.addWidget(Prose(problem, role="error"))

    def _add_measures(self, editor: MarkEditor) -> None:
        if not editor.measures:
            return
        row = Row(gap=Space.XS)
        for question in editor.measures:
            column = Column()
            made = Answers(question, compact=True)
            made.typed.connect(lambda text, key=question.key: self.typed.emit(key, text))
            made.entered.connect(lambda: self.acted.emit("go_on", ""))
            self._made.append(made)
            column.addWidget(made)
            row.addLayout(column, 1)
            if not question.value and not any(one.chosen for one in editor.unmeasured):
                self._open.append(made.first)
        self.body.addLayout(row)
        beside = Row(gap=Space.XS)
        for reason in editor.unmeasured:
            option = Option(reason.code, reason.text, digit=None, quiet=True)
            option.setObjectName(f"{editor.key}.{reason.code}")
            option.checked = reason.chosen
            option.picked.connect(lambda code: self.acted.emit("marks.not_measured", code))
            beside.addWidget(option, 1)
        self.body.addLayout(beside)

    def _add_photos(self, editor: MarkEditor) -> None:
        for photo in editor.photos:
            self._add_photo(photo)
        if editor.no_photos:
            self.body.addWidget(Prose(editor.no_photos, role="body", tone="muted"))
        if editor.may_photograph:
            # Translators: keeps a photograph of a mark on the body; sv "Lägg till bild…".
            add = Button(_("Add a picture…"), icon="plus")
            add.setObjectName(f"{editor.key}.add-picture")
            add.clicked.connect(lambda: self.acted.emit("marks.choose_picture", editor.key))
            row = Row()
            row.addWidget(add)
            row.addStretch(1)
            self.body.addLayout(row)

    def _add_photo(self, photo: PhotoModel) -> None:
        self.body.addWidget(Prose(photo.name, role="card-title"))
        shown = Photo(photo.picture, photo.name)
        self.body.addWidget(shown if shown.is_shown else Prose(photo.problem, role="error"))
        for question in photo.questions:
            self._add_compact(question, columns=2)
        row = Row(gap=Space.XS)
        # Translators: takes an entry out of a list; sv "Ta bort".
        remove = Button(_("Take away"), kind="plain" if photo.asks_removal else "quiet", size="small")
        remove.setAccessibleName(_("Take away {name}").format(name=photo.name))
        remove.setObjectName(f"{photo.key}.remove")
        remove.clicked.connect(lambda: self.acted.emit("marks.remove_photo", photo.key))
        if photo.asks_removal:
            said = _("Take away {name}? It is erased here and cannot be brought back.")
            self.body.addWidget(Prose(said.format(name=photo.name), role="strong"))
            keep = Button(_("Keep"), size="small")
            keep.setObjectName(f"{photo.key}.keep")
            keep.clicked.connect(lambda: self.acted.emit("leave_overlay", ""))
            row.addWidget(keep)
            self._open.insert(0, keep)
        row.addWidget(remove)
        row.addStretch(1)
        self.body.addLayout(row)

    def press_digit(self, digit: int) -> bool:
        """Pick in the question that has the focus; tells whether the digit stands for anything there."""
        focus = QApplication.focusWidget()
        here = next((one for one in self._made if focus is not None and one.isAncestorOf(focus)), None)
        return here is not None and here.press_digit(digit)


def _name_apart(answers: Answers, key: str) -> None:
    """Give each option a name of its own: several questions on the page have an answer called ``none``."""
    for option in answers.options:
        option.setObjectName(f"{key}.{option.code}")


def _is_answered(question: QuestionModel) -> bool:
    return bool(question.value) or any(one.chosen for one in (*question.options, *question.reasons))
