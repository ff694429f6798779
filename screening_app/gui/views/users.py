"""Users: who has a key, giving one to somebody new, and whether everybody needs a key file."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import UserId
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.users import Question, RuleModel, UserRow, UsersPresenter
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.form_page import FormPage
from screening_app.gui.widgets.badge import Badge
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


class UsersPage(FormPage):
    """A list, and a form that opens when it is asked for."""

    def __init__(self, keeper: "Keeper", session: Session, shell: "Shell", jobs: Jobs) -> None:
        # Translators: sv "Användare".
        super().__init__(
            _("Users"),
            lead=_("Whoever has a key unlocks alone."),
            navigation=shell,
            jobs=jobs,
            width=Size.FORM,
        )
        self._keeper, self._shell = keeper, shell
        self._list: QWidget | None = None
        self._presenter = UsersPresenter(self, keeper.upkeep, session.user.id, session.clock, self.beside)
        # Translators: sv "Lägg till användare…".
        self._open = Button(_("Add a user…"), icon="plus")
        self._open.setObjectName("add-user")
        self._open.clicked.connect(self._open_form)
        self.head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignVCenter)
        self._decision = Decision()
        self.body.addWidget(self._decision)
        self._rows = Column(gap=Space.NONE)
        self.body.addLayout(self._rows)
        # Translators: sv "Ny användare".
        self._form = Card(_("New user"))
        self._form.body.addWidget(
            Prose(_("Let the colleague write the passphrase. You need not know it."), role="caption")
        )
        show_when(self._form, False)
        self.body.addWidget(self._form)
        self._make_rule()
        self._back = self.back_button()
        self._put_actions(is_form=False)
        self.first_focus = self._open
        self._presenter.show()

    def _make_rule(self) -> None:
        # Translators: sv "Nyckelfiler".
        card = self._rule_card = Card(_("Key files"))
        self._rule = Prose()
        card.body.addWidget(self._rule)
        self._change_rule = Button("", size="small")
        self._change_rule.setObjectName("key-file-rule")
        self._change_rule.clicked.connect(self._presenter.ask_rule)
        card.body.addWidget(self._change_rule, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(card)

    # What the presenter asks

    def show_rows(self, rows: tuple[UserRow, ...]) -> None:
        """Show who has a key."""
        if self._list is not None:
            self._rows.removeWidget(self._list)
            self._list.deleteLater()
        self._list = RowCard(map(self._row, rows))
        self._list.setAccessibleName(_("Users"))
        self._rows.addWidget(self._list)

    def show_rule(self, rule: RuleModel) -> None:
        """Show whether everybody needs a key file."""
        self._rule.setText(rule.text)
        self._change_rule.setText(rule.change)

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        """Say what happens, and let it be confirmed."""
        # Translators: the harmless answer to a question; sv "Låt vara".
        self._decision.ask(question.title, question.text, yes=question.yes, no=_("Leave it"), act=act)

    def rotate(self, login: str) -> None:
        """Take the key away, nobody's for an empty login, and give the records a new one; the pages end."""
        self._keeper.rotate(login)

    def show_done(self, text: str) -> None:
        """Say what was done, and put the form away."""
        super().show_done(text)
        self._show_form(False)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give a key with Enter; Esc takes back a question or the form, or leaves the page."""
        if event.key() == Qt.Key.Key_Escape and self._decision.is_asked:
            self._decision.take_back()
            self._open.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and not self._form.isHidden():
            self._show_form(False)
        else:
            super().keyPressEvent(event)

    def work(self) -> None:
        """Give a key, where the form is open."""
        if not self._form.isHidden():
            self._presenter.add(self.values())

    def _open_form(self) -> None:
        if self.forms is not None:
            # The rule about key files may have changed since.
            self._form.body.removeWidget(self.forms)
            self.forms.deleteLater()
        fields = self.make_fields(self._presenter.fields(), {"role": "staff"})
        self._form.body.addWidget(fields)
        self._show_form(True)

    def _show_form(self, shown: bool) -> None:
        """Show the form in the place of the list, or the list again."""
        if not shown and self.forms is not None:
            self.forms.clear()
        show_when(self._form, shown)
        for part in (self._open, self._list, self._rule_card):
            if part is not None:
                show_when(part, not shown)
        self._put_actions(is_form=shown)
        focus = self.forms.first() if shown and self.forms is not None else self._open
        if focus is not None:
            focus.setFocus(Qt.FocusReason.TabFocusReason)

    def _put_actions(self, *, is_form: bool) -> None:
        if is_form:
            # Translators: sv "Ge nyckel".
            self.set_form_actions(self._back, "give-key", _("Give a key"))
            return
        # Translators: sv "Ny nyckel till uppgifterna…".
        rotate = Button(_("New key for the records…"), kind="quiet")
        rotate.setObjectName("rotate")
        rotate.clicked.connect(self._presenter.ask_rotation)
        self.set_form_actions(self._back, "", "", middle=rotate)

    def _row(self, row: UserRow) -> QWidget:
        made = QWidget()
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        words = Column(gap=Space.NONE)
        words.addWidget(Prose(row.name, role="strong"))
        words.addWidget(Prose(row.about, role="caption"))
        line.addLayout(words, 1)
        if row.standing:
            line.addWidget(Badge(row.standing, "warn"), 0, Qt.AlignmentFlag.AlignVCenter)
        if row.may_change:
            # Translators: opens what can be done about a colleague's key; sv "Ändra…".
            change = Button(_("Change…"), size="small")
            change.setObjectName(f"change-{row.login}")
            change.setAccessibleDescription(row.name)
            change.clicked.connect(partial(self._change, row.id))
            line.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _change(self, user: UserId, *_checked: object) -> None:
        self._shell.upkeep("user", user)
