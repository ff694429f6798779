"""Users: who has a key, giving one, and taking one away with a new key for the records."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.set_up_words import colleague_fields
from screening_app.gui.presenters.users import UserRow, UsersPresenter
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.decision import Decision
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

if TYPE_CHECKING:
    from screening_app.gui.keeper import Keeper
    from screening_app.gui.shell import Shell

T = TypeVar("T")


class UsersPage(Page):
    """A list, and a form that opens when it is asked for."""

    def __init__(self, keeper: "Keeper", session: Session, shell: "Shell", jobs: Jobs) -> None:
        # Translators: sv "Användare".
        super().__init__(_("Users"), lead=_("Whoever has a key unlocks alone."), width=Size.FORM)
        self._keeper, self._jobs, self._shell = keeper, jobs, shell
        self._list: QWidget | None = None
        self._presenter = UsersPresenter(self, keeper.upkeep, session.clock, self._beside_us)
        # Translators: sv "Lägg till användare…".
        self._open = Button(_("Add a user…"), icon="plus")
        self._open.setObjectName("add-user")
        self._open.clicked.connect(self._open_form)
        self.head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignVCenter)
        self._decision = Decision()
        self.body.addWidget(self._decision)
        self._rows = Column(gap=Space.NONE)
        self.body.addLayout(self._rows)
        self._form = self._make_form()
        self.body.addWidget(self._form)
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(shell.back)
        # Translators: sv "Ny nyckel till uppgifterna…".
        rotate = Button(_("New key for the records…"), kind="quiet")
        rotate.setObjectName("rotate")
        rotate.clicked.connect(self._presenter.ask_rotation)
        # Translators: sv "Ge nyckel".
        self._forward = Button(_("Give a key"), kind="primary", key="Enter")
        self._forward.setObjectName("give-key")
        self._forward.clicked.connect(self._add)
        self._back, self._rotate = back, rotate
        self.set_actions(back, None, middle=rotate)
        self.first_focus = self._open
        self._presenter.show()

    def _make_form(self) -> Card:
        # Translators: sv "Ny användare".
        card = Card(_("New user"))
        self._fields = StepFields(colleague_fields(), {"role": "staff"})
        self._fields.entered.connect(self._add)
        hint = _("Let the colleague write the passphrase. You need not know it.")
        card.body.addWidget(Prose(hint, role="caption"))
        card.body.addWidget(self._fields)
        show_when(card, False)
        return card

    # What the presenter asks

    def show_rows(self, rows: tuple[UserRow, ...]) -> None:
        """Show who has a key."""
        if self._list is not None:
            self._rows.removeWidget(self._list)
            self._list.deleteLater()
        self._list = RowCard(map(self._row, rows))
        self._list.setAccessibleName(_("Users"))
        self._rows.addWidget(self._list)

    def ask_removal(self, login: str, title: str, text: str) -> None:
        """Say what happens when this key is taken away, and let it be confirmed."""
        # Translators: buttons under a question; sv "Ta ifrån nyckeln", "Ge ny nyckel", "Låt vara".
        yes = _("Take the key away") if login else _("Give a new key")
        act = partial(self._presenter.remove, login)
        self._decision.ask(title, text, yes=yes, no=_("Leave it"), act=act)

    def rotate(self, login: str) -> None:
        """Take the key away and give the records a new one; the pages end."""
        self._keeper.rotate(login)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        self._fields.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why it was not done; empty takes it back."""
        self.clear_banners()
        if text:
            self.banner("warn", text)

    def show_done(self, text: str) -> None:
        """Say what was done, and put the form away."""
        self._fields.clear()
        show_when(self._form, False)
        show_when(self._open, True)
        self.set_actions(self._back, None, middle=self._rotate)
        self.clear_banners()
        self.banner("info", text)
        self._open.setFocus(Qt.FocusReason.TabFocusReason)

    def show_working(self, text: str) -> None:
        """Show that something is being done; empty when it is not."""
        self._forward.set_ready(not text, text)
        self.set_note(text)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give a key with Enter; Esc leaves a question open, or the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._form.isVisible():
            self._add()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._decision.is_asked:
            self._decision.take_back()
            self._open.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._shell.back()

    def _open_form(self) -> None:
        show_when(self._form, True)
        show_when(self._open, False)
        self.set_actions(self._back, self._forward, middle=self._rotate)
        first = self._fields.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        self._presenter.add(self._fields.values())

    def _row(self, row: UserRow) -> QWidget:
        made = QWidget()
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        words = Column(gap=Space.NONE)
        words.addWidget(Prose(row.name, role="strong"))
        words.addWidget(Prose(row.about, role="caption"))
        line.addLayout(words, 1)
        if row.may_go:
            # Translators: takes a colleague's key away, after a question; sv "Ta bort…".
            remove = Button(_("Remove…"), size="small")
            remove.setObjectName(f"remove-{row.login}")
            remove.setAccessibleDescription(row.name)
            remove.clicked.connect(partial(self._ask_removal, row.login))
            line.addWidget(remove, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _ask_removal(self, login: str, *_checked: object) -> None:
        self._presenter.ask_removal(login)

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)
