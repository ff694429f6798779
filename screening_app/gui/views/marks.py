"""The body map, and the list of marks beside it (VISUAL 13)."""

from PySide6.QtWidgets import QApplication

from screening_app.domain.body import REGIONS
from screening_app.gui.presenters.body_drawing import drawing
from screening_app.gui.presenters.marks_models import MarkEditor, MarkRow, MarksPage
from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.mark_questions import MarkQuestions
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.body_map import BodyMap, DrawnMark
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.split import Split
from screening_app.i18n import gettext as _


class MarksView(ScreenView):
    """A mark is put by a click or by Enter; choosing one on the map chooses it in the list, and back.

    Attributes:
        map: The drawing.
    """

    width_wanted = Size.WIDE

    def __init__(self, page: MarksPage, *, folded: bool) -> None:
        super().__init__()
        self.setAccessibleName(page.heading)
        self._editor: MarkQuestions | None = None
        self.begins = page.begins
        self._split = Split(beside_width=Size.SIDE_MOST)
        self.map = self._map(page)
        self._add_map(page, folded=folded)
        self._split.beside.addWidget(Prose(page.whose, role="caption"))
        if page.marks:
            self._add_list(page)
        self.first = self.map
        if page.editor is not None:
            self._add_editor(page, page.editor)
        elif not page.marks:
            # Translators: beside an empty body map; {key} is a key of the keyboard.
            how = _("Click where the mark is. By keyboard: arrows go from part to part, Enter puts a mark.")
            self._split.beside.addWidget(Prose(how, role="body", tone="muted"))
        self._split.beside.addStretch(1)
        self.column.addWidget(self._split)
        # Translators: a key of the keyboard.
        self.key_for_more = _("Page Down")

    @staticmethod
    def _map(page: MarksPage) -> BodyMap:
        words = {place.partition(":")[2]: text for place, text in page.regions.items()}
        every = {code for codes in REGIONS.values() for code in codes}
        made = BodyMap(
            drawing(),
            page.views,
            titles=page.titles,
            words=words,
            marks=[
                DrawnMark(mark.key, mark.number, mark.spot, mark.chosen)
                for mark in page.marks
                if mark.spot is not None
            ],
            closed=every - words.keys(),
        )
        made.setObjectName("body-map")
        made.setAccessibleName(_("Body map"))
        return made

    def _add_map(self, page: MarksPage, *, folded: bool) -> None:
        card = Card()
        head = Row(gap=Space.XS)
        for panel in page.panels:
            option = Option(panel.code, panel.text, digit=panel.digit, quiet=True)
            option.setObjectName(f"panel.{panel.code}")
            option.checked = panel.chosen
            option.picked.connect(lambda code: self.acted.emit("marks.panel", code))
            self.on_digit(panel.digit, option.pick)
            head.addWidget(option)
        card.body.addLayout(head)
        card.body.addWidget(self.map)
        self.map.placed.connect(lambda spot: self.acted.emit("marks.place", spot))
        self.map.picked.connect(lambda key: self.acted.emit("marks.pick", key))
        self._split.main.addWidget(card)
        if not folded:
            self._split.main.addStretch(1)

    def _add_list(self, page: MarksPage) -> None:
        card = Card()
        for mark in page.marks:
            card.body.addLayout(self._row(mark))
        self._split.beside.addWidget(card)

    def _row(self, mark: MarkRow) -> Row:
        row = Row(gap=Space.XS)
        said = f"{mark.number}. {mark.title}"
        option = Option(mark.key, said, digit=None, second=mark.size, quiet=True)
        option.setObjectName(f"{mark.key}.row")
        option.checked = mark.chosen
        option.picked.connect(lambda key: self.acted.emit("marks.pick", key))
        row.addWidget(option, 1)
        if mark.open:
            row.addWidget(Badge(mark.open, "warn"))
        return row

    def _add_editor(self, page: MarksPage, editor: MarkEditor) -> None:
        made = MarkQuestions(editor, tuple(page.regions.items()))
        made.chosen.connect(self.chosen)
        made.typed.connect(self.typed)
        made.acted.connect(self.acted)
        self._editor = made
        self._split.beside.addWidget(made)
        if page.begins or editor.asks_removal or any(photo.asks_removal for photo in editor.photos):
            self.first = made.first

    def press_digit(self, digit: int) -> bool:
        """Answer the question that has the focus; elsewhere, show other views."""
        focus = QApplication.focusWidget()
        if self._editor is not None and focus is not None and self._editor.isAncestorOf(focus):
            return self._editor.press_digit(digit)
        return super().press_digit(digit)
