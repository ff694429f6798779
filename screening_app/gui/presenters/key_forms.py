"""What pages about users, passphrases and key files share: desk, fields, and one work at a time."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from screening_app.bootstrap.entry import KeyHolder
from screening_app.bootstrap.upkeep import MadeKeyFile
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.set_up_words import FieldKind, FieldWords, field_problem, role_text
from screening_app.i18n import gettext as _
from screening_app.services.new_unit import NewColleague

T = TypeVar("T")

PLACE = "key-file"
"""Code of the field for the place of a new key file."""


class KeysDesk(Protocol):
    """Users of the open vault, and what their keys are."""

    @property
    def needs_key_file(self) -> bool:
        """Whether the user at the desk needs a key file to unlock."""

    def key_holders(self) -> Sequence[KeyHolder]:
        """Return every user there ever was, and what their key is."""

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        """Refuse a passphrase that is too easy to guess."""

    def add_user(self, new: NewColleague, passphrase: str, place: Path | None = None) -> MadeKeyFile | None:
        """Give a colleague a key of their own."""

    def disable_user(self, login: str) -> None:
        """Let a colleague in no longer, until ``enable_user``."""

    def enable_user(self, login: str) -> None:
        """Let a colleague in again."""

    def give_passphrase(self, login: str, passphrase: str, place: Path | None = None) -> MadeKeyFile | None:
        """Give a colleague who cannot get in another passphrase."""

    def change_passphrase(self, old: str, new: str, place: Path | None = None) -> MadeKeyFile | None:
        """Change the user's own passphrase."""

    def renew_key_file(self, passphrase: str, place: Path | None) -> MadeKeyFile | None:
        """Let the user at the desk need a new key file, or none."""

    def key_files_required(self) -> bool:
        """Tell whether everybody needs a key file."""

    def require_key_files(self, required: bool) -> None:
        """Change that rule."""


class FormView(Protocol):
    """What the presenters ask of a page with a form."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""

    def show_problem(self, text: str) -> None:
        """Show why it was not done; empty takes it back."""

    def show_done(self, text: str) -> None:
        """Say what was done, and empty the fields."""

    def show_working(self, text: str) -> None:
        """Show that something is being done; empty when it is not."""


class FormWork:
    """Has what a form asks for done beside the window, one work at a time, and says how it ended."""

    def __init__(self, view: FormView, beside: Beside) -> None:
        self._view, self._beside = view, beside
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._is_busy

    def do(self, working: str, work: Callable[[], T], done: Callable[[T], str]) -> None:
        """Have it done.

        Args:
            working: What is said meanwhile.
            work: Done beside the window.
            done: Told how it went, at its end; returns what is said of it.
        """
        self._is_busy = True
        self._view.show_problem("")
        self._view.show_working(working)
        self._beside(work, lambda outcome: self._ended(outcome, done), self._failed)

    def _ended(self, outcome: T, done: Callable[[T], str]) -> None:
        self._is_busy = False
        self._view.show_working("")
        self._view.show_done(done(outcome))

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_working("")
        self._view.show_problem(error.describe())


def about(holder: KeyHolder, since: str = "") -> str:
    """Return role, user name and what the key is, in a line.

    Args:
        since: When they got it, in words; empty if it is not to be said.
    """
    states = (
        (holder.needs_key_file, _("key file")),
        (holder.must_choose, _("must choose a passphrase")),
    )
    said = (word for holds, word in states if holds)
    return " · ".join(filter(None, (role_text(holder.role), holder.login, since, *said)))


def standing(holder: KeyHolder) -> str:
    """Return why somebody does not get in, in a word or two; empty for whoever does."""
    if not holder.has_key:
        return _("no key")
    return "" if holder.is_active else _("shut out")


def key_file_field(*, required: bool) -> FieldWords:
    """Return the field for the place of a new key file.

    Args:
        required: Whether it may not stay empty.
    """
    where = _("On a removable medium: a folder, or a file that is not there yet.")
    # Translators: {where} is a whole sentence.
    hint = where if required else _("{where} Left empty, none is needed.").format(where=where)
    # Translators: sv "Plats för en ny nyckelfil".
    label = _("Place for a new key file")
    return FieldWords(code=PLACE, label=label, kind=FieldKind.FOLDER, hint=hint, optional=not required)


def place_in(values: Mapping[str, str]) -> Path | None:
    """Return where a new key file is to go; ``None`` for nowhere."""
    written = values.get(PLACE, "").strip()
    return Path(written).expanduser() if written else None


def mistakes(fields: Sequence[FieldWords], values: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with each field, seen alone."""
    found = {
        field.code: problem
        for field in fields
        if (problem := field_problem(field, values.get(field.code, "")))
    }
    place = place_in(values)
    if place is not None and not place.is_absolute():
        found[PLACE] = _("Write the whole path, or choose a folder.")
    return found


def passphrase_mistakes(desk: KeysDesk, values: Mapping[str, str], login: str) -> dict[str, str]:
    """Return what is wrong with a new passphrase that was typed twice."""
    try:
        desk.check_passphrase(values["passphrase"], login=login)
    except ScreeningAppError as error:
        return {"passphrase": error.describe()}
    if values["passphrase"] != values["passphrase-again"]:
        return {"passphrase-again": _("The two are not alike. Write the passphrase once more.")}
    return {}


def with_key_file(said: str, made: MadeKeyFile | None) -> str:
    """Return what was done, and what a key file that was made means; empty ``said`` is left out."""
    if made is None:
        return said
    sentences = [
        said,
        _(
            "The key file is made. From now on nothing opens without it: keep a copy in a safe place. "
            "Who loses it needs an administrator or the recovery sheets."
        ),
        # Translators: the name of a file; sv "Den heter {file}."
        _("Its name is {file}.").format(file=made.file.name),
    ]
    if made.is_beside:
        sentences.append(
            _(
                "It is on the same disk as the records, where one theft takes both. "
                "Move it to a removable medium."
            )
        )
    return " ".join(filter(None, sentences))
