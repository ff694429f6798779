"""Recovery sheets of an open vault: how they stand, new ones, and trying two of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.bootstrap.sheets import TypedWords, printed_sheets, sheet_files
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.sheets import SheetsPresenter
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.sheet_entry import SheetEntryPanel
from screening_app.gui.views.sheets_panel import SheetsPanel
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.decision import Decision
from screening_app.i18n import gettext as _
from screening_app.services.sheets_on_paper import SheetFile

if TYPE_CHECKING:
    from screening_app.gui.keeper import Keeper
    from screening_app.gui.shell import Shell

T = TypeVar("T")


class _Press:
    """Port ``SheetPress`` of the panel."""

    def printed_sheets(self, sheets: Sequence[str]) -> bytes:
        return printed_sheets(sheets)

    def sheet_files(self, sheets: Sequence[str]) -> tuple[SheetFile, ...]:
        return sheet_files(sheets)


class SheetsPage(Page):
    """One thing at a time: how it stands, sheets to give out, or words to type."""

    def __init__(self, keeper: "Keeper", shell: "Shell", jobs: Jobs) -> None:
        # Translators: sv "Återställningsblad".
        super().__init__(
            _("Recovery sheets"),
            lead=_("Any two of three sheets let somebody in when every passphrase is forgotten."),
            width=Size.FORM,
        )
        self._jobs, self._shell = jobs, shell
        self._presenter = SheetsPresenter(self, keeper.upkeep, self._beside_us)
        self._entry: SheetEntryPanel | None = None
        self._content: QWidget | None = None
        self._button: Button | None = None
        self._press_forward: Callable[[], None] = self._presenter.ask_renewal
        self._decision = Decision()
        self.body.addWidget(self._decision)
        self._presenter.show()

    # What the presenter asks

    def show_standing(self, text: str, *, is_good: bool, can_try: bool) -> None:
        """Show how the sheets stand, and what can be done."""
        content = QWidget()
        column = Column(content, gap=Space.M)
        column.addWidget(Banner("info" if is_good else "warn", text))
        renew = Button(_("Make new sheets…") if can_try else _("Make sheets"), kind=_kind(not can_try))
        renew.setObjectName("make-sheets")
        renew.clicked.connect(self._presenter.ask_renewal)
        attempt = Button(_("Try the sheets"), kind=_kind(can_try), key="Enter")
        attempt.setObjectName("try-sheets")
        attempt.clicked.connect(self._presenter.try_them)
        self._put(content, attempt if can_try else renew, middle=renew if can_try else None)
        self._press_forward = self._presenter.try_them if can_try else self._presenter.ask_renewal
        self._focus(attempt if can_try else renew)

    def ask_renewal(self, text: str) -> None:
        """Say what happens to older sheets, and let it be confirmed."""
        # Translators: sv "Göra nya blad?", "Gör nya blad", "Behåll de gamla".
        self._decision.ask(
            _("Make new sheets?"),
            text,
            yes=_("Make new sheets"),
            no=_("Keep the old ones"),
            act=self._presenter.make,
        )

    def show_made(self, sheets: tuple[str, ...]) -> None:
        """Show new sheets to be printed or saved."""
        panel = SheetsPanel(_Press(), self._run, sheets)
        panel.given.connect(self._presenter.given)
        panel.failed.connect(self.show_problem)
        # Translators: sv "Prova bladen".
        forward = Button(_("Try the sheets"), kind="primary", key="Enter")
        forward.setObjectName("try-sheets")
        forward.clicked.connect(self._presenter.try_them)
        self._put(panel, forward)
        self._press_forward = partial(self._if_ready, forward, self._presenter.try_them)
        self._focus(panel.first())

    def show_entry(self) -> None:
        """Show the sheets to type."""
        self._entry = SheetEntryPanel(TypedWords())
        self._entry.changed.connect(self._presenter.refresh)
        # Translators: sv "Prova".
        forward = Button(_("Try"), kind="primary", key="Enter")
        forward.setObjectName("rehearse")
        forward.clicked.connect(self._presenter.rehearse)
        self._entry.finished.connect(partial(forward.setFocus, Qt.FocusReason.TabFocusReason))
        entry = self._entry
        self._put(entry, forward)
        self._entry = entry
        self._press_forward = self._presenter.rehearse
        self._focus(entry.first())

    def show_missing(self, text: str) -> None:
        """Say beside the button why it does not work yet; empty when it does."""
        if self._button is not None:
            self._button.set_ready(not text, text)
        self.set_note(text)

    def show_problem(self, text: str) -> None:
        """Show what went wrong; empty takes it back."""
        self.clear_banners()
        if text:
            self.banner("warn", text)

    def tell_safeguards(self) -> None:
        """Have the window say anew what there is against losing the vault."""
        self._shell.refresh_safeguards()

    @property
    def entered(self) -> tuple[str, ...]:
        """The sheets as typed."""
        return self._entry.entry.sheets if self._entry is not None else ()

    @property
    def missing(self) -> str:
        """What is still to be typed of the sheets."""
        return self._entry.entry.missing if self._entry is not None else ""

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do with Enter what the filled button does; Esc leaves a question open, or the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press_forward()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._decision.is_asked:
            self._decision.take_back()
            self.activated()
        else:
            self._shell.back()

    def _if_ready(self, button: Button, act: Callable[[], None]) -> None:
        if button.is_ready:
            act()

    def _put(self, content: QWidget, forward: Button, *, middle: Button | None = None) -> None:
        if self._content is not None:
            self._content.hide()
            self.body.removeWidget(self._content)
            self._content.deleteLater()
        self._content, self._entry, self._button = content, None, forward
        self.body.addWidget(content)
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._shell.back)
        self.set_actions(back, forward, middle=middle)

    def _focus(self, part: QWidget) -> None:
        self.first_focus = part
        if self.isVisible():
            part.setFocus(Qt.FocusReason.TabFocusReason)

    def _run(
        self, work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        self._beside_us(work, lambda _nothing: done(), failed)

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)


def _kind(is_first: bool) -> Literal["primary", "plain"]:
    return "primary" if is_first else "plain"
