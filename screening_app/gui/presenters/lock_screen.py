"""The lock screen: who comes in, why it locked, and whom anybody may call."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.navigation import LockReason
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext

_NEEDS_KEY_FILE = "vault/key-file-needed"
_IS_TEMPORARY = "vault/passphrase-is-temporary"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNumber:
    """Somebody whom anybody may call.

    Attributes:
        need: When to call, such as danger now.
        note: Opening hours and area, or empty.
    """

    need: str
    name: str
    number: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """Why and when it locked.

    Attributes:
        at: Local time.
        minutes: After how many minutes without activity it locks.
        where: Kind and place of an unexpected error.
        all_is_saved: Whether nothing that was being typed is lost.
    """

    reason: LockReason
    at: dt.datetime
    minutes: int
    where: str = ""
    all_is_saved: bool = True


class LockScreenView(Protocol):
    """What the presenter asks of the page."""

    def show_note(self, text: str) -> None:
        """Show why and when it locked, under the form."""

    def show_problem(self, text: str) -> None:
        """Show what went wrong, or nothing for an empty text."""

    def set_ready(self, ready: bool, missing: str) -> None:
        """Let the button work, or say beside it why it does not."""

    def forget_passphrase(self) -> None:
        """Empty the field of the passphrase and put the cursor there."""

    def show_key_files(self, files: Sequence[Path] | None) -> None:
        """Let a key file be chosen, among these or any; ``None``: none is needed."""

    def ask_for_own(self, wanted: bool) -> None:
        """Ask for a passphrase of one's own, typed twice, beside the given one; or no longer."""

    def show_numbers(self, numbers: Sequence[PublicNumber], remark: str) -> None:
        """Show the public numbers."""


class Entrance(Protocol):
    """What the process does for the lock screen; outcomes come on the GUI thread."""

    def unlock(
        self,
        login: str,
        passphrase: str,
        refused: Callable[[Exception], None],
        *,
        key_file: Path | None = None,
        own: str = "",
    ) -> None:
        """Open the vault and show the window, or say why not.

        Args:
            own: What is to take the place of a passphrase that somebody else gave.
        """

    def key_files(self, login: str, found: Callable[[Sequence[Path] | None], None]) -> None:
        """Tell whether that user needs a key file, and then, perhaps later, which are at hand."""

    def delay(self) -> dt.timedelta:
        """Return how long the next try has to wait."""

    def numbers(self, found: Callable[[Sequence[PublicNumber]], None]) -> None:
        """Look the public numbers up."""


class LockScreenPresenter:
    """Lets people in, one try at a time."""

    def __init__(self, view: LockScreenView, entrance: Entrance, locked: Locked | None) -> None:
        self._view = view
        self._entrance = entrance
        self._locked = locked
        self._waits = 0
        self._busy = False
        self._login = ""
        self._chooses = False

    def begin(self) -> None:
        """Show what is known without a key."""
        self._view.show_note(why_locked(self._locked) if self._locked else "")
        self._view.set_ready(True, "")

    def warn(self, problem: str) -> None:
        """Show what speaks against unlocking, found out after the page was painted."""
        self._view.show_problem(problem)

    def consider_login(self, login: str) -> None:
        """Look whether the user who was named needs a key file; another user begins anew."""
        if login == self._login:
            return
        self._login = login
        self._view.show_key_files(None)
        if self._chooses:
            self._chooses = False
            self._view.ask_for_own(False)
        self._look_for_key_files()

    def submit(
        self,
        login: str,
        passphrase: str,
        *,
        key_file: Path | None = None,
        own: str = "",
        again: str = "",
    ) -> None:
        """Try to unlock.

        Args:
            own: A passphrase of one's own, in the place of one that somebody else gave, typed ``again``.
        """
        if self._busy or self._waits:
            return
        self._view.show_problem("")
        self.consider_login(login)
        if problem := self._problem_of(login, passphrase, own, again):
            self._view.show_problem(problem)
            return
        self._busy = True
        self._view.set_ready(False, _("Opening. This takes about a second."))
        self._view.forget_passphrase()
        self._entrance.unlock(
            login, passphrase, self._refused, key_file=key_file, own=own if self._chooses else ""
        )

    def _problem_of(self, login: str, passphrase: str, own: str, again: str) -> str:
        if not login.strip() or not passphrase:
            return _("Write user name and passphrase.")
        if self._chooses and not own:
            return _("Write the passphrase you were given, and twice one of your own.")
        if self._chooses and own != again:
            return _("The two new passphrases are not the same.")
        return ""

    def _look_for_key_files(self) -> None:
        login = self._login
        if not login.strip():
            return

        def found(files: Sequence[Path] | None) -> None:
            if login == self._login:
                self._view.show_key_files(files)

        self._entrance.key_files(login, found)

    def tick(self) -> None:
        """Count one second down."""
        if self._waits and not self._busy:
            self._waits -= 1
            self._show_wait()

    def consider_delay(self) -> None:
        """Ask how long the next try has to wait, and count down from there.

        While a try is under way it waits by itself; if it is refused, this is asked again.
        """
        if self._busy:
            return
        delay = self._entrance.delay()
        self._waits = -int(-delay.total_seconds() // 1)
        self._show_wait()

    def show_numbers(self) -> None:
        """Show whom anybody may call."""
        self._entrance.numbers(self._found)

    def explain_no_way_in(self) -> None:
        """Say what somebody can do who cannot get in."""
        self._view.show_problem(who_can_help())

    def _found(self, numbers: Sequence[PublicNumber]) -> None:
        remark = _("Public numbers. Your unit may have others, shown after unlocking.")
        self._view.show_numbers(numbers, remark)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())
        if error.code == _NEEDS_KEY_FILE:
            self._look_for_key_files()
        if error.code == _IS_TEMPORARY:
            self._chooses = True
            self._view.ask_for_own(True)
        self._view.forget_passphrase()
        self.consider_delay()
        if self._waits:
            # There is a wait only after several wrong tries: the passphrase may be forgotten.
            told = (error.describe(), _("Each wrong try makes the wait longer, to at most a minute."))
            self._view.show_problem(" ".join((*told, who_can_help())))

    def _show_wait(self) -> None:
        if not self._waits:
            self._view.set_ready(True, "")
            return
        sentence = ngettext(
            "The next try is possible in {count} second.",
            "The next try is possible in {count} seconds.",
            self._waits,
        )
        self._view.set_ready(False, sentence.format(count=self._waits))


def why_locked(locked: Locked) -> str:
    """Say when and why it locked, and that nothing was lost.

    After a quick hide it says no more than the time: whoever reads it may be the one it was
    hidden from.
    """
    time = time_of_day(locked.at)
    if not locked.all_is_saved:
        return _(
            "Locked at {time}. What was being written last could not be saved; everything before it is. "
            "Check the last answer."
        ).format(time=time)
    if locked.reason is LockReason.INACTIVITY:
        return ngettext(
            "Locked at {time} after {count} minute without activity. Everything is saved.",
            "Locked at {time} after {count} minutes without activity. Everything is saved.",
            locked.minutes,
        ).format(time=time, count=locked.minutes)
    if locked.reason is LockReason.SYSTEM:
        return _("Locked at {time} together with the computer. Everything is saved.").format(time=time)
    if locked.reason is LockReason.ERROR:
        return _(
            "Locked at {time}: something unexpected happened ({where}). Everything acknowledged is saved. "
            "Report these words; they hold nothing personal."
        ).format(time=time, where=locked.where or "?")
    if locked.reason is LockReason.NEW_KEY:
        return _(
            "Locked at {time}: the records have a new key. Passphrases and recovery sheets are as before."
        ).format(time=time)
    return _("Locked at {time}. Everything is saved.").format(time=time)


def who_can_help() -> str:
    """Say what somebody can do who cannot get in."""
    return _(
        "Check the user name, Caps Lock and the keyboard layout. Nobody can read or reset a "
        "passphrase. A colleague with a key can help, or two recovery sheets."
    )


def why_stopped(where: str) -> str:
    """Say that it stays closed after starting again too often."""
    return _(
        "The application had to start again three times within ten seconds and stays closed now ({where}). "
        "Everything acknowledged is saved. Start it once more; if it happens again, report these words."
    ).format(where=where or "?")


def time_of_day(at: dt.datetime) -> str:
    """Return hours and minutes as the language in use writes them."""
    # Translators: a time of day, such as 14:32; Swedish writes 14.32.
    return _("{hour}:{minute}").format(hour=f"{at:%H}", minute=f"{at:%M}")
