"""Putting a backup back where there is nothing: a file, a new folder, and then the lock screen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.long_work import LongWork, Progress
from screening_app.gui.presenters.set_up_words import FieldKind, FieldWords, field_problem
from screening_app.i18n import gettext as _


class PutBackDesk(Protocol):
    """What the process does for it."""

    def check_place(self, folder: Path) -> None:
        """Refuse a place where no vault may stand."""

    def put_back(self, file: Path, folder: Path, progress: Progress) -> None:
        """Put a backup back, and settle its place."""


class PutBackView(Protocol):
    """What the presenter asks of the page."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""

    def show_problem(self, text: str) -> None:
        """Show why nothing was put back; empty takes it back."""

    def show_done(self, folder: Path, text: str) -> None:
        """Say what is there now; what is left is to go to the lock screen."""

    def show_work(self) -> None:
        """Show how far it has come."""


def put_back_fields() -> tuple[FieldWords, ...]:
    """Return the fields."""
    return (
        FieldWords(
            code="file",
            label=_("Backup"),
            kind=FieldKind.FILE,
            hint=_("A file whose name ends in .samtalsstod."),
        ),
        FieldWords(
            code="folder",
            label=_("New folder"),
            kind=FieldKind.FOLDER,
            hint=_("On this computer. Nothing that is there already is overwritten."),
        ),
    )


class PutBackPresenter:
    """Checks both places and puts the backup back."""

    def __init__(self, view: PutBackView, desk: PutBackDesk, work: LongWork) -> None:
        self._view, self._desk, self._work = view, desk, work

    def forward(self, values: Mapping[str, str]) -> None:
        """Put it back, or say at each field what is in the way."""
        if self._work.state is not None:
            return
        self._view.show_problem("")
        errors = self._errors(values)
        self._view.show_errors(errors)
        if errors:
            return
        file, folder = (Path(values[code].strip()).expanduser() for code in ("file", "folder"))
        self._work.begin(
            # Translators: sv "Lägger tillbaka säkerhetskopian".
            _("Putting the backup back"),
            lambda progress: self._desk.put_back(file, folder, progress),
            lambda _nothing: self._done(folder),
            self._failed,
        )
        self._view.show_work()

    def _done(self, folder: Path) -> None:
        said = _(
            "The records are back in {folder}. They open with the passphrases of the day of the backup, "
            "or with two sheets."
        )
        self._view.show_done(folder, said.format(folder=folder))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())

    def _errors(self, values: Mapping[str, str]) -> dict[str, str]:
        errors = {
            field.code: problem
            for field in put_back_fields()
            if (problem := field_problem(field, values.get(field.code, "")))
        }
        if errors:
            return errors
        for code in ("file", "folder"):
            if not Path(values[code].strip()).expanduser().is_absolute():
                return {code: _("Write the whole path.")}
        try:
            self._desk.check_place(Path(values["folder"].strip()).expanduser())
        except ScreeningAppError as error:
            return {"folder": error.describe()}
        return {}
