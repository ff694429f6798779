"""One user: what can be done about a key that somebody else has."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import UserId
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.set_up_words import FieldWords
from screening_app.gui.presenters.user import UserModel, UserPresenter
from screening_app.gui.presenters.users import Question
from screening_app.gui.theme.layout import Column, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.form_page import FormPage
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.decision import Decision
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from screening_app.gui.keeper import Keeper
    from screening_app.gui.shell import Shell


class UserPage(FormPage):
    """Rows that each begin something, and a form for another passphrase."""

    def __init__(self, keeper: "Keeper", user: UserId, shell: "Shell", jobs: Jobs) -> None:
        super().__init__("", navigation=shell, jobs=jobs, width=Size.QUESTION)
        self._keeper = keeper
        self._rows = dict[int, OpeningRow]()
        self._badge: QWidget | None = None
        self._presenter = UserPresenter(self, keeper.upkeep, user, self.beside)
        self._decision = Decision()
        self.body.addWidget(self._decision)
        self._list = Column(gap=Space.XS)
        self.body.addLayout(self._list)
        # Translators: sv "Ny lösenfras".
        self._form = Card(_("New passphrase"))
        self._explained = Prose()
        self._form.body.addWidget(self._explained)
        show_when(self._form, False)
        self.body.addWidget(self._form)
        self._back = self.back_button()
        self.set_form_actions(self._back, "", "")
        self._presenter.show()

    # What the presenter asks

    def show_model(self, model: UserModel) -> None:
        """Show who it is and what can be done."""
        self.set_heading(model.name, lead=model.about)
        if self._badge is not None:
            self.head.removeWidget(self._badge)
            self._badge.deleteLater()
            self._badge = None
        if model.standing:
            self._badge = Badge(model.standing, "warn")
            self.head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        empty(self._list)
        self._rows.clear()
        for digit, row in enumerate(model.rows, start=1):
            made = OpeningRow(row.place, row.text, digit=digit, second=row.second)
            made.picked.connect(self._presenter.open)
            self._rows[digit] = made
            self._list.addWidget(made)
        self.first_focus = self._rows[1]

    def show_form(self, explained: str, fields: tuple[FieldWords, ...]) -> None:
        """Let another passphrase be typed."""
        if self.forms is not None:
            self._form.body.removeWidget(self.forms)
            self.forms.deleteLater()
        self._explained.setText(explained)
        made = self.make_fields(fields)
        self._form.body.addWidget(made)
        self._show_form(True)
        first = made.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        """Say what happens, and let it be confirmed."""
        self._decision.ask(question.title, question.text, yes=question.yes, no=_("Leave it"), act=act)

    def rotate(self, login: str) -> None:
        """Take the key away and give the records a new one; the pages end."""
        self._keeper.rotate(login)

    def show_done(self, text: str) -> None:
        """Say what was done, and put the form away."""
        super().show_done(text)
        self._show_form(False)
        self.activated()

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Begin by digit; Esc takes back a question or a form, or leaves the page."""
        row = self._rows.get(event.key() - Qt.Key.Key_0)
        if row is not None and self._form.isHidden():
            row.pick()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._decision.is_asked:
            self._decision.take_back()
            self.activated()
        elif not self._form.isHidden():
            self._show_form(False)
            self.activated()
        else:
            super().keyPressEvent(event)

    def work(self) -> None:
        """Give the passphrase, where the form is open."""
        if not self._form.isHidden():
            self._presenter.give(self.values())

    def _show_form(self, shown: bool) -> None:
        if not shown and self.forms is not None:
            self.forms.clear()
        show_when(self._form, shown)
        for row in self._rows.values():
            show_when(row, not shown)
        # Translators: sv "Ge lösenfrasen".
        self.set_form_actions(self._back, "give-passphrase" if shown else "", _("Give the passphrase"))
