"""Recovery sheets of an open vault: how they stand, making new ones, trying them."""

from collections.abc import Sequence
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.beside import Beside
from screening_app.i18n import gettext as _
from screening_app.services.session import Safeguards


class SheetsDesk(Protocol):
    """Recovery sheets of the open vault."""

    def safeguards(self) -> Safeguards:
        """Return what there is now against losing the vault."""

    def make_sheets(self) -> tuple[str, ...]:
        """Return the words of new sheets; older ones open the vault until these were tried."""

    def rehearse(self, sheets: Sequence[str]) -> None:
        """Try whether these sheets would open the vault."""


class SheetsView(Protocol):
    """What the presenter asks of the page."""

    def show_standing(self, text: str, *, is_good: bool, can_try: bool) -> None:
        """Show how the sheets stand, and what can be done."""

    def ask_renewal(self, text: str) -> None:
        """Say what happens to older sheets, and let it be confirmed."""

    def show_made(self, sheets: tuple[str, ...]) -> None:
        """Show new sheets to be printed or saved."""

    def show_entry(self) -> None:
        """Show the sheets to type."""

    def show_missing(self, text: str) -> None:
        """Say beside the button why it does not work yet; empty when it does."""

    def show_problem(self, text: str) -> None:
        """Show what went wrong; empty takes it back."""

    def tell_safeguards(self) -> None:
        """Have the window say anew what there is against losing the vault."""

    @property
    def entered(self) -> tuple[str, ...]:
        """The sheets as typed."""

    @property
    def missing(self) -> str:
        """What is still to be typed of the sheets; empty when they are right."""


class SheetsPresenter:
    """Leads from how the sheets stand to new ones, and to trying them."""

    def __init__(self, view: SheetsView, desk: SheetsDesk, beside: Beside) -> None:
        self._view, self._desk, self._beside = view, desk, beside
        self._busy = self._is_given = self._is_typing = False

    def show(self) -> None:
        """Show how the sheets stand."""
        self._is_typing = False
        now = self._desk.safeguards()
        if not now.has_recovery:
            text, good = _("There are no recovery sheets yet."), False
        elif now.has_earlier_sheets:
            text = _(
                "There are new sheets that nobody has tried yet. Until then the earlier ones open the "
                "records too: try two of the new ones, or make others if you do not have them."
            )
            good = False
        elif not now.is_rehearsed:
            text, good = _("There are three sheets. Nobody has tried yet whether they can be read."), False
        else:
            text, good = _("There are three sheets, and two of them were tried."), True
        self._view.show_standing(text, is_good=good, can_try=now.has_recovery)

    def ask_renewal(self) -> None:
        """Make sheets; where there are some, say first what happens to them."""
        if self._desk.safeguards().has_recovery:
            self._view.ask_renewal(
                _(
                    "When you have tried two of the new sheets, the sheets of today open nothing any more. "
                    "Collect and destroy them then, also those at other places."
                )
            )
        else:
            self.make()

    def make(self) -> None:
        """Make new sheets."""
        if self._busy:
            return
        self._busy, self._is_given = True, False
        self._view.show_problem("")
        self._beside(self._desk.make_sheets, self._made, self._failed)

    def given(self) -> None:
        """Note that the sheets were printed, saved or shown."""
        self._is_given = True
        self._view.show_missing("")

    def try_them(self) -> None:
        """Show the sheets to type; new ones must have been given out first."""
        self._is_typing = True
        self._view.show_entry()
        self.refresh()

    def refresh(self) -> None:
        """Say beside the button what is missing."""
        if not self._busy:
            self._view.show_missing(self._view.missing)

    def rehearse(self) -> None:
        """Try what was typed."""
        if self._busy or not self._is_typing or self._view.missing:
            return
        sheets = self._view.entered
        self._busy = True
        self._view.show_problem("")
        self._view.show_missing(_("Trying the sheets …"))
        self._beside(lambda: self._desk.rehearse(sheets), lambda _nothing: self._tried(), self._failed)

    def _made(self, sheets: tuple[str, ...]) -> None:
        self._busy = False
        self._view.tell_safeguards()
        self._view.show_made(sheets)
        self._view.show_missing(_("Print the sheets or save them first."))

    def _tried(self) -> None:
        self._busy = False
        self._view.tell_safeguards()
        self.show()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())
        if self._is_typing:
            self.refresh()
