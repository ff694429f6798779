"""From start to unlock: what the process does for the lock screen."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.behind import do_ahead
from screening_app.gui.clock import now
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.lock_screen import PublicNumber
from screening_app.gui.start import Start
from screening_app.i18n import language, text_in

if TYPE_CHECKING:
    from screening_app.bootstrap import Unlocked, VaultLock
    from screening_app.questionnaire.pack import Contact


class Entrance(QObject):
    """Loads what is heavy after the first paint, holds the vault, and opens it.

    Args:
        start: Where the vault is.
        jobs: Where work is done beside the window.
        opened: Told when somebody got in.
    """

    def __init__(
        self, start: Start, jobs: Jobs, opened: "Callable[[Unlocked], None]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._start = start
        self._jobs = jobs
        self._opened = opened
        self._lock: VaultLock | None = None
        self._media: Jobs | None = None
        self._is_open = False

    @property
    def descriptor(self) -> int | None:
        """Return the open file that holds the right to write, to be handed over at a lock."""
        return None if self._lock is None else self._lock.fileno()

    def prepare(self, problem: Callable[[str], None], ready: Callable[[], None]) -> None:
        """Import what unlocking needs and take the vault, beside the window.

        Args:
            problem: Told on the GUI thread why the vault cannot be had now.
            ready: Told on the GUI thread when everything is there.
        """

        def failed(error: Exception) -> None:
            if not isinstance(error, ScreeningAppError):
                raise error
            problem(error.describe())

        def prepared(_done: None) -> None:
            ready()
            do_ahead(_behind(self._start), self._jobs, owner=self, goes_on=lambda: not self._is_open)

        self._jobs.run(self._prepare, owner=self, success=prepared, failure=failed)

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
        self._jobs.run(
            lambda: self._unlock(login, passphrase, key_file, own),
            owner=self,
            success=self._let_in,
            failure=refused,
        )

    def key_files(self, login: str, found: Callable[[Sequence[Path] | None], None]) -> None:
        """Tell whether that user needs a key file, and then which are at hand.

        Media are looked at on a thread of its own: one that hangs holds up nothing else.
        """

        def failed(error: Exception) -> None:
            if not isinstance(error, ScreeningAppError):
                raise error

        def told(needed: bool) -> None:
            found(() if needed else None)
            if needed:
                self._media = self._media or Jobs(self)
                self._media.run(_key_files_at_hand, owner=self, success=found, failure=failed)

        self._jobs.run(lambda: self._needs_key_file(login), owner=self, success=told, failure=failed)

    def delay(self) -> dt.timedelta:
        """Return how long the next try has to wait."""
        from screening_app.bootstrap import unlock_delay  # noqa: PLC0415 (after the first paint)

        return unlock_delay(self._start.vault)

    def numbers(self, found: Callable[[Sequence[PublicNumber]], None]) -> None:
        """Look the public numbers up."""

        def failed(error: Exception) -> None:
            raise error

        self._jobs.run(self._numbers, owner=self, success=found, failure=failed)

    def recover(self, sheets: Sequence[str], *, login: str, name: str, passphrase: str) -> None:
        """Give a new administrator a key with recovery sheets; call it beside the window.

        Raises:
            As ``bootstrap.keys.recover_vault``.
        """
        from screening_app.bootstrap.keys import recover_vault  # noqa: PLC0415 (after the first paint)

        self._take()
        recover_vault(
            self._start.vault, sheets, login=login, name=name, passphrase=passphrase, lock=self._lock
        )

    def let_go(self) -> None:
        """Give the vault back: the next process is to open another one."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _let_in(self, unlocked: "Unlocked") -> None:
        self._is_open = True
        self._opened(unlocked)

    def _prepare(self) -> None:
        from screening_app.bootstrap import preload  # noqa: PLC0415 (after the first paint)

        preload()
        self._take()

    def _take(self) -> None:
        from screening_app.bootstrap import hold_vault  # noqa: PLC0415 (after the first paint)

        if self._lock is None and self._start.has_vault:
            handover = self._start.handover
            self._lock = hold_vault(self._start.vault, handover.lock_descriptor if handover else None)

    def _unlock(self, login: str, passphrase: str, key_file: Path | None, own: str) -> "Unlocked":
        from screening_app.bootstrap import credential_with, unlock  # noqa: PLC0415 (after the first paint)

        self._take()
        given = credential_with(passphrase, key_file)
        if not own:
            return unlock(self._start.vault, login, given, lock=self._lock)
        from screening_app.bootstrap.entry import choose_passphrase  # noqa: PLC0415 (seldom)

        return choose_passphrase(self._start.vault, login, given, own, lock=self._lock)

    def _needs_key_file(self, login: str) -> bool:
        from screening_app.bootstrap.entry import needs_key_file  # noqa: PLC0415 (after the first paint)

        return needs_key_file(self._start.vault, login)

    def _numbers(self) -> Sequence[PublicNumber]:
        from screening_app.bootstrap import public_contacts  # noqa: PLC0415 (after the first paint)

        contacts = public_contacts(self._start.data_dir)
        return tuple(_shown(contact) for contact in contacts if contact.number is not None)


def _behind(start: Start) -> Iterator[None]:
    """Load what the first page needs, in the order in which it would be missed most."""
    import screening_app.gui.desk  # noqa: PLC0415 (after the first paint)

    yield
    import screening_app.gui.shell  # noqa: PLC0415

    yield
    import screening_app.gui.views.home  # noqa: F401, PLC0415

    yield
    from screening_app.gui.presenters.hide import neutral_content  # noqa: PLC0415

    neutral_content(now().astimezone())  # names of days and months
    yield
    from screening_app.bootstrap import read_forms_ahead  # noqa: PLC0415

    yield from read_forms_ahead(start.vault, start.data_dir)


def _key_files_at_hand() -> Sequence[Path]:
    from screening_app.bootstrap.entry import key_files_at_hand  # noqa: PLC0415 (seldom)

    return key_files_at_hand()


def _shown(contact: "Contact") -> PublicNumber:
    wanted = language()
    return PublicNumber(
        need=text_in(contact.need, wanted),
        name=text_in(contact.name, wanted),
        number=contact.number or "",
        note=text_in(contact.hours, wanted) if contact.hours else "",
    )
