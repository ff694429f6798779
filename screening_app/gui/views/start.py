"""Beginning a conversation: how the case is kept, who it is, and then the conversation."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.start import Offer, StartForm, StartModel, StartPresenter
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session


def start_page(session: Session, navigation: DeskNavigation, *, person_id: PersonId | None = None) -> Page:
    """Return the page that begins a conversation.

    Args:
        person_id: Somebody who has a record; left out, somebody new.
    """
    return StartPage(session, navigation, person_id)


class StartPage(Page):
    """Options, fields, and one filled button."""

    def __init__(self, session: Session, navigation: DeskNavigation, person_id: PersonId | None) -> None:
        super().__init__(_("Start a conversation"), width=Size.QUESTION)
        self._presenter = StartPresenter(self, session, navigation, person_id)
        self._numbered: frozenset[str] = frozenset()
        self._kinds = _Group(_("How is the case kept?"))
        self._pathways = _Group(_("Which conversation?"))
        self._reasons = _Group(_("Why is the number kept all the same?"), digits=False)
        self._make_identity()
        self._born = Field(_("Birth date or age"), hint=_("Such as 1988-05-02, 1988 or 37."), optional=True)
        self._born.input.setObjectName("born")
        self._make_held()
        for part in (self._kinds, self._identity, self._born, self._pathways, self._on_paper, self._held):
            self.body.addWidget(part)
        for group in (self._kinds, self._pathways):
            group.picked = self._picked
        back = Button(_("Back"), icon="left")
        back.setObjectName("back")
        back.clicked.connect(self._presenter.back)
        # Translators: sv "Till samtalet".
        self._forward = Button(_("To the conversation"), kind="primary", key="Enter")
        self._forward.setObjectName("begin")
        self._forward.clicked.connect(self._begin)
        self.set_actions(back, self._forward)
        self._presenter.show()

    def _make_identity(self) -> None:
        self._identity = Card(_("Who is it?"))
        self._name = Field(_("Name"))
        self._name.input.setObjectName("name")
        self._number_kind = QWidget()
        self._number = Field(_("Number"), optional=True)
        self._number.input.setObjectName("number")
        self._protection = QWidget()
        self._identity_column = Column(gap=Space.S)
        self._identity.body.addLayout(self._identity_column)

    def _make_held(self) -> None:
        # Translators: ticked if so; sv "Samtalet hölls tidigare, på papper".
        self._on_paper = CheckRow("on-paper", _("The conversation was held earlier, on paper"), low=True)
        self._on_paper.picked.connect(self._picked_paper)
        # Translators: label of day and time; sv "När hölls det?".
        self._held = Field(_("When was it held?"), hint=_held_hint())
        self._held.input.setObjectName("held")
        self._held.changed.connect(self._refresh)
        self._held.entered.connect(self._begin)

    def show_model(self, model: StartModel) -> None:
        """Show what can be chosen."""
        self._numbered = model.numbered
        self.set_heading(self.heading, lead=model.lead)
        show_when(self._born, model.asks_age)
        if not model.takes_date:
            self._born.set_hint(_("The age in years, such as 37."))
        if model.problem:
            self.banner("warn", model.problem)
        self._kinds.offer(model.kinds)
        self._pathways.offer(model.pathways, first=len(model.kinds) + 1, chosen=model.pathway)
        self._reasons.offer(model.reasons)
        show_when(self._reasons, False)
        number_kind = Field(_("Kind of number"), choices=_pairs(model.number_kinds))
        number_kind.input.setObjectName("number-kind")
        protection = Field(_("Protected personal data"), choices=_pairs(model.protections))
        protection.input.setObjectName("protection")
        self._number_kind, self._protection = number_kind, protection
        for part in (self._name, number_kind, self._number, self._reasons, protection):
            self._identity_column.addWidget(part)
        for field in (self._name, number_kind, self._number, self._born):
            field.changed.connect(self._refresh)
            field.entered.connect(self._begin)
        asked = self._born.input if model.asks_age else None
        self.first_focus = self._kinds.first() or asked or self._pathways.first() or self._on_paper
        self._refresh()

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        fields = {"name": self._name, "number": self._number, "born": self._born, "held": self._held}
        for code, field in fields.items():
            field.show_error(errors.get(code, ""))
        first = next((field for code, field in fields.items() if code in errors), None)
        if first is not None:
            first.setFocus()

    def ask_reason(self, sentence: str) -> None:
        """Show that the check digit differs, and let a reason be chosen."""
        self._number.show_error(sentence)
        show_when(self._reasons, True)
        self._number.setFocus()

    def show_problem(self, text: str) -> None:
        """Show why nothing began."""
        self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose by digit where nothing is typed; Enter begins, Esc goes back."""
        digit = event.text()
        typing = isinstance(self.focusWidget(), QLineEdit | QComboBox)
        if digit.isdecimal() and not typing and (self._kinds.pick(digit) or self._pathways.pick(digit)):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._begin()
        elif event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _form(self) -> StartForm:
        return StartForm(
            kind=self._kinds.chosen(),
            name=self._name.value,
            number_kind=_value(self._number_kind),
            number=self._number.value,
            number_reason=self._reasons.chosen(),
            born=self._born.value,
            protection=_value(self._protection),
            pathway=self._pathways.chosen(),
            held=self._held.value if self._on_paper.checked else None,
        )

    def _picked(self, code: str) -> None:
        self._refresh()
        if code == CaseKind.IDENTIFIED:
            self._name.setFocus(Qt.FocusReason.TabFocusReason)

    def _picked_paper(self, _code: str) -> None:
        self._refresh()
        if self._on_paper.checked:
            self._held.setFocus(Qt.FocusReason.TabFocusReason)

    def _begin(self) -> None:
        self._presenter.begin(self._form())

    def _refresh(self, *_changed: object) -> None:
        """Show the fields that the choice needs, and say what is missing."""
        form = self._form()
        named = form.kind == CaseKind.IDENTIFIED
        show_when(self._identity, named)
        show_when(self._number, form.number_kind in self._numbered)
        show_when(self._held, form.held is not None)
        self._held.set_hint(self._presenter.held_in_words(form) or _held_hint())
        missing = self._presenter.missing(form)
        self._forward.set_ready(not missing, missing)
        self.set_note(missing)


class _Group(QWidget):
    """A question with its options; nothing at all while there are none."""

    def __init__(self, question: str, *, digits: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(question)
        self._digits = digits
        self.picked: Callable[[str], None] | None = None
        self._options: list[Option] = []
        self._column = Column(self, gap=Space.XS)
        self._column.addWidget(Prose(question, role="title" if digits else "label"))

    def offer(self, offers: Sequence[Offer], *, first: int = 1, chosen: str = "") -> None:
        """Offer these; ``chosen`` is chosen beforehand."""
        for number, offer in enumerate(offers, first):
            option = Option(
                offer.code, offer.text, digit=number if self._digits else None, second=offer.second
            )
            option.setProperty("digit", str(number) if self._digits else "")
            option.setEnabled(not offer.refused)
            option.checked = offer.code == chosen
            option.picked.connect(self._tell)
            self._options.append(option)
            self._column.addWidget(option)
        show_when(self, bool(offers))

    def first(self) -> QWidget | None:
        """Return the first option, if there is one."""
        return self._options[0] if self._options else None

    def chosen(self) -> str:
        """Return the code of what is chosen, or nothing."""
        return next((option.code for option in self._options if option.checked), "")

    def pick(self, digit: str) -> bool:
        """Choose by digit; tell whether there is such an option."""
        for option in self._options:
            if option.property("digit") == digit and option.isEnabled():
                option.setFocus(Qt.FocusReason.TabFocusReason)
                option.pick()
                return True
        return False

    def _tell(self, code: str) -> None:
        if self.picked is not None:
            self.picked(code)


def _held_hint() -> str:
    return _("As the paper says: day and time, such as 2026-11-22 14:30.")


def _pairs(offers: Sequence[Offer]) -> list[tuple[str, str]]:
    return [(offer.code, offer.text) for offer in offers]


def _value(field: QWidget) -> str:
    return field.value if isinstance(field, Field) else ""
