"""The cards of the compose page: each shows its part of the model and says what was chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.compose_models import BasisRow, ComposeModel
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class BasisCard(Card):
    """The legal bases, and under the chosen one what it takes.

    Attributes:
        chosen: Told with the code of a basis.
        ticked: Told with the place of a condition, and whether it is met.
        new_consent: Told when a consent is to be recorded.
    """

    chosen = Signal(str)
    ticked = Signal(int, bool)
    new_consent = Signal()

    def __init__(self) -> None:
        super().__init__(gap=Space.XS)
        head = Row(gap=Space.XS)
        # Translators: sv "Rättslig grund".
        head.addWidget(Prose(_("Legal basis"), role="card-title"), 1, Qt.AlignmentFlag.AlignVCenter)
        # Translators: opens a form; sv "Anteckna nytt samtycke".
        self._new = Button(_("Record a new consent"), kind="quiet", size="small")
        self._new.setObjectName("new-consent")
        self._new.clicked.connect(self.new_consent)
        head.addWidget(self._new)
        self.body.addLayout(head)
        self._rows: dict[str, Option] = {}
        self._conditions = Column(gap=Space.XS)
        self._shown: tuple[str, ...] = ()
        self._boxes: list[Option] = []
        self._holder = QWidget()
        self._options = Column(self._holder, gap=Space.XS)
        self.body.addWidget(self._holder)
        self._nothing = Prose(role="body")
        show_when(self._nothing, False)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._conditions)

    def option(self, digit: int) -> Option | None:
        """Return the basis with this digit."""
        rows = list(self._rows.values())
        return rows[digit - 1] if 0 < digit <= len(rows) else None

    @property
    def first(self) -> Option | None:
        """What the focus goes to: the chosen basis, else the first."""
        rows = list(self._rows.values())
        return next((row for row in rows if row.checked), rows[0] if rows else None)

    def show_model(self, model: ComposeModel) -> None:
        """Show the bases and the conditions of the chosen one."""
        if tuple(self._rows) != tuple(row.code for row in model.bases):
            self._make_rows(model)
        for row in model.bases:
            self._rows[row.code].checked = row.chosen
            self._rows[row.code].set_second(row.second)
        show_when(self._new, model.asks_consent)
        self._nothing.setText(model.no_basis)
        show_when(self._nothing, bool(model.no_basis))
        chosen = next((row for row in model.bases if row.chosen), None)
        self._show_conditions(chosen, model.ticked)

    def _make_rows(self, model: ComposeModel) -> None:
        empty(self._options)
        self._rows = {}
        for row in model.bases:
            option = Option(row.code, row.text, digit=row.digit, second=row.second)
            option.picked.connect(self.chosen)
            self._options.addWidget(option)
            self._rows[row.code] = option

    def _show_conditions(self, chosen: BasisRow | None, ticked: frozenset[int]) -> None:
        conditions = chosen.conditions if chosen else ()
        if conditions != self._shown:
            self._shown = conditions
            empty(self._conditions)
            if conditions:
                # Translators: before conditions to tick; sv "Bedöm och kryssa i:".
                self._conditions.addWidget(Prose(_("Assess, and tick what is met:"), role="second"))
            self._boxes = [self._condition(place, text) for place, text in enumerate(conditions)]
        for place, box in enumerate(self._boxes):
            box.checked = place in ticked

    def _condition(self, place: int, text: str) -> Option:
        box = Option(f"condition-{place}", text, digit=None, multiple=True)
        box.picked.connect(lambda _code: self.ticked.emit(place, box.checked))
        self._conditions.addWidget(box)
        return box


class KindCard(Card):
    """Which document is made, where the conversation has something for several.

    Attributes:
        chosen: Told with the code of a kind.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        # Translators: which kind of document is made; sv "Handling".
        super().__init__(_("Document"), gap=Space.XS)
        self._rows: dict[str, Option] = {}
        show_when(self, False)

    def show_model(self, model: ComposeModel) -> None:
        """Show the kinds, and which one is made."""
        for code, title in model.kinds:
            if code not in self._rows:
                row = Option(code, title, digit=None, quiet=True, parent=self)
                row.picked.connect(self.chosen)
                self._rows[code] = row
                self.body.addWidget(row)
            self._rows[code].checked = code == model.kind
        show_when(self, bool(model.kinds))


class ChildCard(Card):
    """Which child the document is about, where it is about one and no other.

    Attributes:
        chosen: Told with the number of a child.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        # Translators: which child a document is about; sv "Barnet det gäller".
        super().__init__(_("The child it is about"), gap=Space.XS)
        self._rows: dict[int, Option] = {}
        self._names: tuple[tuple[int, str], ...] = ()
        self._holder = QWidget()
        self._options = Column(self._holder, gap=Space.XS)
        self.body.addWidget(self._holder)
        show_when(self, False)

    def show_model(self, model: ComposeModel) -> None:
        """Show the children by number and name, and which one it is."""
        if model.children != self._names:
            self._names = model.children
            empty(self._options)
            self._rows = {number: self._row(number, name) for number, name in model.children}
        for number, row in self._rows.items():
            row.checked = number == model.child
        show_when(self, bool(model.children))

    def _row(self, number: int, name: str) -> Option:
        # Translators: a child to choose: its number, and its name or label; sv "{number}. {name}".
        text = _("{number}. {name}").format(number=number, name=name)
        row = Option(f"child-{number}", text, digit=None, quiet=True)
        row.picked.connect(lambda _code: self.chosen.emit(number))
        self._options.addWidget(row)
        return row


class ReadersCard(Card):
    """Who will be able to read it."""

    def __init__(self) -> None:
        # Translators: sv "De här kan komma att läsa det".
        super().__init__(_("Who will be able to read this"), gap=Space.XS)
        row = Row(gap=Space.S)
        self._readers = Prose(role="body")
        row.addWidget(IconLabel("people"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._readers, 1)
        self.body.addLayout(row)

    def show_model(self, model: ComposeModel) -> None:
        """Show who."""
        self._readers.setText(model.readers)


class PaperCard(Card):
    """Language and registration number.

    Attributes:
        language: Told with a language's code.
        number: Told with what was typed.
    """

    language = Signal(str)
    number = Signal(str)

    def __init__(self, languages: tuple[tuple[str, str], ...]) -> None:
        # Translators: sv "Pappret".
        super().__init__(_("The paper"), gap=Space.S)
        # Translators: sv "Språk".
        self._language = Field(_("Language"), choices=languages)
        self._language.setObjectName("language")
        # Translators: sv "Diarienummer".
        self._number = Field(_("Registration number"), optional=True)
        self._number.setObjectName("registration-number")
        self._language.changed.connect(self.language)
        self._number.changed.connect(self.number)
        row = Row(gap=Space.M)
        row.addWidget(self._language, 1)
        row.addWidget(self._number, 1)
        self.body.addLayout(row)

    @property
    def typed_number(self) -> str:
        """The registration number as typed."""
        return self._number.value

    def show_model(self, model: ComposeModel) -> None:
        """Show the language."""
        if self._language.value != model.language:
            self._language.value = model.language
