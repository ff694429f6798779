"""Recovery from the lock screen: two sheets, then a new administrator; whoever had a key keeps it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.set_up_words import field_problem, new_key_fields
from screening_app.gui.presenters.sheet_entry import SheetWords
from screening_app.i18n import gettext as _

Run = Callable[[Callable[[], None], Callable[[], None], Callable[[Exception], None]], None]
"""Does the work beside the window, then calls the second or the third on the window's thread."""


class RecoverDesk(Protocol):
    """What the process does for a recovery."""

    def sheet_words(self) -> SheetWords:
        """Return what can be told of words while they are typed."""

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        """Refuse a passphrase that is too easy to guess."""

    def try_sheets(self, sheets: Sequence[str]) -> None:
        """Try whether the sheets open the vault, changing nothing."""

    def recover(self, sheets: Sequence[str], *, login: str, name: str, passphrase: str) -> None:
        """Give a new administrator a key."""


class RecoverView(Protocol):
    """What the presenter asks of the page."""

    def show_entry(self) -> None:
        """Show the sheets to type."""

    def show_person(self) -> None:
        """Show the fields of the new administrator."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""

    def show_problem(self, text: str) -> None:
        """Show why it does not go on; empty takes it back."""

    def show_missing(self, text: str) -> None:
        """Say beside the button why it does not work yet; empty when it does."""

    @property
    def entered(self) -> tuple[str, ...]:
        """The sheets as typed."""

    @property
    def missing(self) -> str:
        """What is still to be typed of the sheets; empty when they are right."""

    def leave(self) -> None:
        """Return to the lock screen without anything having changed."""

    def finish(self) -> None:
        """Begin anew at the lock screen: the new passphrase opens the records."""


class RecoverPresenter:
    """Leads from sheets to a key."""

    def __init__(self, view: RecoverView, desk: RecoverDesk, run: Run) -> None:
        self._view, self._desk, self._run = view, desk, run
        self._sheets: tuple[str, ...] = ()
        self._busy = False

    def show(self) -> None:
        """Show the sheets to type."""
        self._view.show_entry()
        self.refresh()

    def refresh(self) -> None:
        """Say beside the button what is missing."""
        if not self._busy:
            self._view.show_missing("" if self._sheets else self._view.missing)

    def back(self) -> None:
        """Leave; nothing has changed."""
        if not self._busy:
            self._view.leave()

    def forward(self, values: Mapping[str, str]) -> None:
        """Try the sheets; or give the new administrator a key."""
        if self._busy:
            return
        if not self._sheets:
            self._try()
            return
        errors = self._errors(values)
        self._view.show_errors(errors)
        if not errors:
            self._recover(values)

    def _try(self) -> None:
        if self._view.missing:
            return
        sheets = self._view.entered
        self._work(_("Trying the sheets …"), lambda: self._desk.try_sheets(sheets), lambda: self._fit(sheets))

    def _fit(self, sheets: tuple[str, ...]) -> None:
        self._busy, self._sheets = False, sheets
        self._view.show_person()
        self.refresh()

    def _recover(self, values: Mapping[str, str]) -> None:
        login, name = " ".join(values["login"].split()), " ".join(values["name"].split())
        sheets, passphrase = self._sheets, values["passphrase"]
        self._work(
            _("Making your key. This takes a few seconds."),
            lambda: self._desk.recover(sheets, login=login, name=name, passphrase=passphrase),
            self._view.finish,
        )

    def _work(self, said: str, work: Callable[[], None], done: Callable[[], None]) -> None:
        self._busy = True
        self._view.show_problem("")
        self._view.show_missing(said)
        self._run(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())
        self.refresh()

    def _errors(self, values: Mapping[str, str]) -> dict[str, str]:
        errors = {
            field.code: problem
            for field in new_key_fields()
            if (problem := field_problem(field, values.get(field.code, "")))
        }
        if errors:
            return errors
        try:
            self._desk.check_passphrase(values["passphrase"], login=values["login"])
        except ScreeningAppError as error:
            return {"passphrase": error.describe()}
        if values["passphrase"] != values["passphrase-again"]:
            return {"passphrase-again": _("The two are not alike. Write the passphrase once more.")}
        return {}
