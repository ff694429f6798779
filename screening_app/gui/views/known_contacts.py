"""The unit's contacts: a list in which one key confirms, and a form in its place (W-10)."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.known_contacts import ContactRow, ContactsModel, ContactsPresenter
from screening_app.gui.presenters.set_up_words import FieldWords
from screening_app.gui.presenters.users import Question
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.decision import Decision
from screening_app.gui.widgets.presence import show_new, show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def contacts_page(session: Session, navigation: DeskNavigation) -> Page:
    """Return the page of the unit's contacts."""
    return ContactsPage(session, navigation)


class ContactsPage(Page):
    """Contacts near by first, then those of the country."""

    def __init__(self, session: Session, navigation: DeskNavigation) -> None:
        # Translators: heading; sv "Kontakter".
        super().__init__(_("Contacts"), width=Size.FORM)
        self._navigation = navigation
        self._fields: StepFields | None = None
        self._editable = False
        self._confirms: dict[str, Button] = {}
        self._presenter = ContactsPresenter(self, session)
        # Translators: sv "Lägg till kontakt…".
        self._add = Button(_("Add a contact…"), icon="plus")
        self._add.setObjectName("add-contact")
        self._add.clicked.connect(self._write_new)
        self.head.addWidget(self._add, 0, _MIDDLE)
        show_when(self._add, False)
        self._decision = Decision()
        self.body.addWidget(self._decision)
        self._shelf = QWidget()
        self._list = Column(self._shelf, gap=Space.S)
        self.body.addWidget(self._shelf)
        self._form = Card()
        show_when(self._form, False)
        self.body.addWidget(self._form)
        self._presenter.show()

    # What the presenter asks

    def show_model(self, model: ContactsModel) -> None:
        """Show the list."""
        stood_on = self._contact_of_focus()
        self._editable = model.may_edit
        # Translators: {key} is a key; sv "{key} på en rad: kontrollerad i dag."
        lead = _("{key} on a row: confirmed today.").format(key="C") if model.may_edit else ""
        self.set_heading(self.heading, lead=lead)
        empty(self._list)
        self._confirms.clear()
        # Translators: headings of lists of contacts; sv "I närheten", "Hela landet".
        for title, rows in ((_("Near by"), model.near), (_("Whole country"), model.shipped)):
            if rows:
                self._list.addWidget(Prose(title, role="title"))
                card = RowCard(map(self._row, rows))
                card.setAccessibleName(title)
                self._list.addWidget(card)
        show_new(self._shelf)
        self._show_list()
        again = self._confirms.get(stood_on)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(
        self, title: str, fields: tuple[FieldWords, ...], values: Mapping[str, str], *, may_remove: bool
    ) -> None:
        """Let a contact be written, in the place of the list."""
        self.clear_banners()
        empty(self._form.body)
        self._form.setAccessibleName(title)
        self._form.body.addWidget(Prose(title, role="card-title"))
        made = self._fields = StepFields(fields, values)
        made.entered.connect(self._save)
        self._form.body.addWidget(made)
        made.show()
        self._show_parts(form=True)
        # Translators: sv "Spara", "Ta bort…".
        save = Button(_("Save"), kind="primary", key="Enter")
        save.setObjectName("save")
        save.clicked.connect(self._save)
        remove = None
        if may_remove:
            remove = Button(_("Take away…"), kind="quiet")
            remove.setObjectName("remove")
            remove.clicked.connect(self._presenter.ask_removal)
        self.set_actions(self._back(self._presenter.show), save, middle=remove)
        first = made.first()
        if first is not None:
            self.first_focus = first
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields."""
        if self._fields is not None:
            self._fields.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why it was not done; empty takes it back."""
        self.clear_banners()
        if text:
            self.banner("warn", text)

    def show_done(self, text: str) -> None:
        """Say what was done."""
        self.clear_banners()
        self.banner("info", text)

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        """Say what happens, and let it be confirmed."""
        self._decision.ask(question.title, question.text, yes=question.yes, no=_("Leave it"), act=act)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """C confirms the contact of the row with the focus; Enter saves a form; Esc takes back, or leaves."""
        if event.key() == Qt.Key.Key_Escape and self._decision.is_asked:
            self._decision.take_back()
            self.activated()
        elif event.key() == Qt.Key.Key_Escape and self._fields is not None:
            self._presenter.show()
        elif event.key() == Qt.Key.Key_Escape:
            self._navigation.routine()
        elif event.key() in _ENTER and self._fields is not None:
            self._save()
        elif event.key() == Qt.Key.Key_C and self._fields is None:
            self._presenter.confirm(self._contact_of_focus())
        else:
            super().keyPressEvent(event)

    def keep_typed(self) -> bool:
        """Save a contact that is being written; tell whether nothing typed is left unsaved."""
        return self._fields is None or self._presenter.save(self._fields.values())

    # Inside

    def _save(self) -> None:
        if self._fields is not None:
            self._presenter.save(self._fields.values())

    def _show_list(self) -> None:
        self._fields = None
        self._show_parts(form=False)
        self.set_actions(self._back(self._navigation.routine), None)
        self.first_focus = self._add if self._editable else self._bar_back
        if self.isVisible():
            self.activated()

    def _show_parts(self, *, form: bool) -> None:
        show_when(self._form, form)
        show_when(self._add, self._editable and not form)
        show_when(self._shelf, not form)

    def _back(self, act: Callable[[], object]) -> Button:
        back = self._bar_back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(act)
        return back

    def _contact_of_focus(self) -> str:
        """Return the id of the contact in whose row the focus is; empty for none."""
        focus = QApplication.focusWidget()
        name = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        for before in ("confirm-", "change-"):
            if name.startswith(before):
                return name.removeprefix(before)
        return ""

    def _row(self, row: ContactRow) -> QWidget:
        made = QWidget()
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        words = Column(gap=Space.NONE)
        words.addWidget(Prose(row.name, role="strong"))
        if row.about:
            words.addWidget(Prose(row.about, role="caption"))
        line.addLayout(words, 1)
        line.addWidget(Badge(row.confirmed, "warn" if row.is_open else "outline"), 0, _MIDDLE)
        if row.may_confirm:
            # Translators: of a contact that was checked today; sv "Bekräfta".
            confirm = Button(_("Confirm"), size="small", key="C")
            confirm.setObjectName(f"confirm-{row.id}")
            confirm.setAccessibleDescription(row.name)
            confirm.clicked.connect(partial(self._confirm, row.id))
            self._confirms[row.id] = confirm
            line.addWidget(confirm, 0, _MIDDLE)
        if row.may_change:
            change = Button(_("Change…"), size="small", kind="quiet")
            change.setObjectName(f"change-{row.id}")
            change.setAccessibleDescription(row.name)
            change.clicked.connect(partial(self._write, row.id))
            line.addWidget(change, 0, _MIDDLE)
        return made

    def _confirm(self, contact_id: str, *_checked: object) -> None:
        self._presenter.confirm(contact_id)

    def _write_new(self, *_checked: object) -> None:
        self._presenter.write()

    def _write(self, contact_id: str, *_checked: object) -> None:
        self._presenter.write(contact_id)
