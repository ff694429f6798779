"""Recovery from the lock screen: two sheets, then a new administrator's key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.presenters.recover import RecoverDesk, RecoverPresenter, Run
from screening_app.gui.presenters.set_up_words import new_key_fields
from screening_app.gui.presenters.sheet_entry import SheetWords
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.bars import TopBar
from screening_app.gui.views.outside import Numbers, Outside
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.views.sheet_entry import SheetEntryPanel
from screening_app.gui.widgets.button import Button
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from screening_app.gui.app import Application


class _ProcessRecoverDesk:
    """Port ``RecoverDesk`` of the presenter, on this computer."""

    def __init__(self, application: "Application") -> None:
        self._application = application

    def sheet_words(self) -> SheetWords:
        from screening_app.bootstrap.sheets import TypedWords  # noqa: PLC0415 (after the first paint)

        return TypedWords()

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        from screening_app.bootstrap import check_passphrase  # noqa: PLC0415 (after the first paint)

        check_passphrase(passphrase, login=login)

    def try_sheets(self, sheets: Sequence[str]) -> None:
        from screening_app.bootstrap.keys import rehearse_recovery  # noqa: PLC0415 (after the first paint)

        rehearse_recovery(self._application.start.vault, sheets)

    def recover(self, sheets: Sequence[str], *, login: str, name: str, passphrase: str) -> None:
        self._application.entrance.recover(sheets, login=login, name=name, passphrase=passphrase)


def recover_page(application: "Application", left: Callable[[], None]) -> QWidget:
    """Return recovery for the process; when it is done, the process begins anew at the lock screen.

    Args:
        left: Told when somebody goes back to the lock screen.
    """

    def run(work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        application.jobs.run(work, owner=page, success=lambda _nothing: done(), failure=failed)

    page = Recover(
        _ProcessRecoverDesk(application),
        run,
        numbers=application.entrance.numbers,
        left=left,
        # A new process, so that no word and no passphrase typed here is left in memory (DESIGN 4).
        finished=lambda: application.lock(LockReason.USER),
    )
    return page


class Recover(Outside):
    """Sheets, then who it is."""

    def __init__(
        self,
        desk: RecoverDesk,
        run: Run,
        *,
        numbers: Numbers,
        left: Callable[[], None],
        finished: Callable[[], None],
    ) -> None:
        super().__init__(numbers)
        self.setObjectName("recover")
        self._desk, self._left, self._finished = desk, left, finished
        self._entry: SheetEntryPanel | None = None
        self._fields: StepFields | None = None
        self._presenter = RecoverPresenter(self, desk, run)
        # Translators: beside the product's name at the top; sv "Återställning".
        top = TopBar(_("Recovery"))
        for button in (top.hide_button, top.lock_button):
            button.setVisible(False)
        self.build(top)
        self._presenter.show()

    # What the presenter asks

    def show_entry(self) -> None:
        """Show the sheets to type."""
        page = Page(
            # Translators: sv "Kom in med återställningsblad".
            _("Get in with recovery sheets"),
            lead=_(
                "Copy two of the three sheets. You become an administrator with a key of your own; "
                "the others keep theirs."
            ),
            width=Size.FORM,
        )
        self._entry = SheetEntryPanel(self._desk.sheet_words())
        self._entry.changed.connect(self._presenter.refresh)
        page.body.addWidget(self._entry)
        page.first_focus = self._entry.first()
        # Translators: sv "Prova bladen".
        self._put(page, _("Try the sheets"))
        self._entry.finished.connect(partial(self._button.setFocus, Qt.FocusReason.TabFocusReason))

    def show_person(self) -> None:
        """Show the fields of the new administrator."""
        page = Page(
            # Translators: sv "Bladen stämmer. Vem är du?".
            _("The sheets fit. Who are you?"),
            lead=_("Recoveries are on record. Make new sheets afterwards: these were seen."),
            width=Size.QUESTION,
        )
        if self._entry is not None:
            self._entry.clear()
            self._entry = None
        self._fields = StepFields(new_key_fields(), {})
        self._fields.entered.connect(self.forward)
        page.body.addWidget(self._fields)
        page.first_focus = self._fields.first()
        # Translators: sv "Skapa nyckel och gå till upplåsning".
        self._put(page, _("Make my key, then unlock"))

    def _put(self, page: Page, forward: str) -> None:
        back = Button(_("Back"), icon="left")
        back.setObjectName("back")
        back.clicked.connect(self._presenter.back)
        self._button = Button(forward, kind="primary", key="Enter")
        self._button.setObjectName("forward")
        self._button.clicked.connect(self.forward)
        page.set_actions(back, self._button)
        self.put(page)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        if self._fields is not None:
            self._fields.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why it does not go on; empty takes it back."""
        if self.page is None:
            return
        self.page.clear_banners()
        if text:
            self.page.banner("warn", text)

    def show_missing(self, text: str) -> None:
        """Say beside the button why it does not work yet; empty when it does."""
        self._button.set_ready(not text, text)
        if self.page is not None:
            self.page.set_note(text)

    @property
    def entered(self) -> tuple[str, ...]:
        """The sheets as typed."""
        return self._entry.entry.sheets if self._entry is not None else ()

    @property
    def missing(self) -> str:
        """What is still to be typed of the sheets."""
        return self._entry.entry.missing if self._entry is not None else ""

    def leave(self) -> None:
        """Return to the lock screen."""
        self._left()

    def finish(self) -> None:
        """Begin anew at the lock screen."""
        self._finished()

    def forward(self) -> None:
        """Go on."""
        self._presenter.forward(self._fields.values() if self._fields is not None else {})
