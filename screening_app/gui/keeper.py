"""Backups beside the window, whatever page is shown: by hand, or because the plan asks for one at unlock."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from screening_app.bootstrap.upkeep import Upkeep
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.errands import Errands
from screening_app.gui.presenters.backups import Outcome, backed_up_in_words, proven_in_words
from screening_app.gui.presenters.long_work import Cancelled, Progress, WorkState
from screening_app.i18n import gettext as _
from screening_app.services.session import Safeguards

T = TypeVar("T")


class Keeper(QObject):
    """Does what keeps the vault safe and remembers how it went.

    Attributes:
        changed: Told while something is being done, and at its end.
        rotate: Takes the key of the user with that login away, or nobody's for an empty one, and gives the
            vault a new key; the pages end.
        upkeep: Users, sheets and backups of the open vault.
        outcome: How the last work ended; ``None`` before the first.
    """

    changed = Signal()

    def __init__(
        self,
        upkeep: Upkeep,
        errands: Errands,
        rotate: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.upkeep, self.rotate, self._errands = upkeep, rotate, errands
        self.outcome: Outcome | None = None
        self._problem = ""
        errands.changed.connect(self.changed)

    @property
    def state(self) -> WorkState | None:
        """How far the work under way has come."""
        return self._errands.state

    def safeguards(self) -> Safeguards:
        """Return what there is now against losing the vault, and what went wrong last."""
        return replace(self.upkeep.safeguards(), problem=self._problem)

    def begin_if_due(self) -> None:
        """Make a backup if the plan asks for one now; a folder that is not there is told on Today."""
        try:
            due = self.state is None and self.upkeep.is_due()
        except ScreeningAppError as error:
            self._failed(error)
            self.changed.emit()
            return
        if due:
            self.back_up()

    def back_up(self) -> None:
        """Make a backup as planned, and prove it."""
        # Translators: while it is being done; sv "Gör och prövar en säkerhetskopia".
        title = _("Making and proving a backup")
        self._begin(title, self.upkeep.back_up, backed_up_in_words)

    def prove(self, file: Path) -> None:
        """Prove a backup that is there."""
        # Translators: sv "Prövar en säkerhetskopia".
        title = _("Proving a backup")
        self._begin(title, lambda progress: self.upkeep.prove(file, progress), proven_in_words)

    def cancel(self) -> None:
        """Stop what is being done."""
        self._errands.cancel()

    def _begin(self, title: str, work: Callable[[Progress], T], in_words: Callable[[T], Outcome]) -> None:
        if self.state is not None:
            return
        self.outcome = None
        self._errands.begin(title, work, lambda done: self._ended(in_words(done)), self._failed)

    def _ended(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._problem = "" if outcome.is_good else outcome.text

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self.outcome = Outcome(text=error.describe(), is_good=False)
        # Whoever pressed Cancel knows.
        self._problem = "" if isinstance(error, Cancelled) else self.outcome.text
