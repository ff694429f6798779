"""Backups: where they go, when, how many stay; those that are there, and whether each was proven."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from screening_app.bootstrap.backups import BackedUp, KeptBackup, Proof
from screening_app.domain.backup import When
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.long_work import WorkState
from screening_app.gui.presenters.when import day_and_time
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.services.backup_plan import BackupPlan
from screening_app.services.ports import Clock

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How long work ended."""

    text: str
    is_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """A backup that is there.

    Attributes:
        proven: When it was proven, in words.
        is_proven: Whether it ever was.
    """

    file: Path
    made: str
    proven: str
    is_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsModel:
    """What the page shows.

    Attributes:
        missing: Why no backup can be made yet, or empty.
        problem: Why the list cannot be told, or empty.
    """

    rows: tuple[BackupRow, ...]
    missing: str
    problem: str


class BackupsDesk(Protocol):
    """Plan and backups of the open vault."""

    def plan(self) -> BackupPlan:
        """Return the unit's plan."""

    def keep_plan(self, plan: BackupPlan) -> None:
        """Store another plan."""

    def backups(self) -> tuple[KeptBackup, ...]:
        """Return the backups in the folder of the plan, newest first."""


class BackupWork(Protocol):
    """Makes and proves backups beside the window."""

    @property
    def state(self) -> WorkState | None:
        """How far the work under way has come."""

    @property
    def outcome(self) -> Outcome | None:
        """How the last work ended."""

    def back_up(self) -> None:
        """Make a backup and prove it."""

    def prove(self, file: Path) -> None:
        """Prove a backup that is there."""

    def cancel(self) -> None:
        """Stop what is being done."""


class BackupsView(Protocol):
    """What the presenter asks of the page."""

    def show_plan(self, plan: BackupPlan) -> None:
        """Show the plan in its fields."""

    def show_model(self, model: BackupsModel) -> None:
        """Show the backups."""

    def show_work(self, state: WorkState | None) -> None:
        """Show how far the work under way has come."""

    def show_said(self, text: str, *, is_good: bool) -> None:
        """Say how something ended; empty takes it back."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""


class BackupsPresenter:
    """Keeps the plan, and shows what is there."""

    def __init__(
        self, view: BackupsView, desk: BackupsDesk, work: BackupWork, clock: Clock, beside: Beside
    ) -> None:
        self._view, self._desk, self._work, self._clock, self._beside = view, desk, work, clock, beside
        self._was_busy = False

    def show(self) -> None:
        """Show plan, backups, and what is under way; the folder is read beside the window."""
        self._view.show_plan(self._desk.plan())
        self._was_busy = self._work.state is not None
        self._view.show_work(self._work.state)
        self._look()

    def refresh(self) -> None:
        """Show how far the work has come; at its end, how it ended and what is there now."""
        state = self._work.state
        self._view.show_work(state)
        if state is None and self._was_busy:
            self._tell_outcome()
            self._look()
        self._was_busy = state is not None

    def keep(self, values: Mapping[str, str]) -> bool:
        """Store the plan that stands in the fields; tell whether it could be."""
        keep = values["keep"].strip()
        errors = dict[str, str]()
        if not keep.isdecimal() or not 1 <= int(keep) <= 99:  # noqa: PLR2004 (what fits two digits)
            errors["keep"] = _("Write a number from 1 to 99.")
        folder = values["folder"].strip()
        if not Path(folder).expanduser().is_absolute():
            errors["folder"] = _("Write the whole path of the folder.")
        self._view.show_errors(errors)
        if errors:
            return False
        plan = BackupPlan(folder=str(Path(folder).expanduser()), keep=int(keep), when=When(values["when"]))
        if plan == self._desk.plan():
            return True
        try:
            self._desk.keep_plan(plan)
        except ScreeningAppError as error:
            self._view.show_said(error.describe(), is_good=False)
            return False
        # Translators: sv "Planen gäller nu."
        self._view.show_said(_("The plan holds from now on."), is_good=True)
        self._look()
        return True

    def back_up(self, values: Mapping[str, str]) -> None:
        """Make a backup by the plan that stands in the fields."""
        if self._work.state is None and self.keep(values):
            self._view.show_said("", is_good=True)
            self._was_busy = True
            self._work.back_up()

    def prove(self, file: Path) -> None:
        """Prove a backup that is there."""
        if self._work.state is None:
            self._view.show_said("", is_good=True)
            self._was_busy = True
            self._work.prove(file)

    def cancel(self) -> None:
        """Stop what is being done."""
        self._work.cancel()

    def _tell_outcome(self) -> None:
        outcome = self._work.outcome
        if outcome is not None:
            self._view.show_said(outcome.text, is_good=outcome.is_good)

    def _look(self) -> None:
        self._beside(self._desk.backups, self._found, self._not_found)

    def _found(self, backups: Sequence[KeptBackup]) -> None:
        now = self._clock.now()
        missing = "" if self._desk.plan().folder else _("Choose a folder first.")
        rows = tuple(_row(backup, now) for backup in backups)
        self._view.show_model(BackupsModel(rows=rows, missing=missing, problem=""))

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_model(BackupsModel(rows=(), missing="", problem=error.describe()))


def backed_up_in_words(made: BackedUp) -> Outcome:
    """Return how a backup went."""
    told = proven_in_words(made.proof)
    if not told.is_good or not made.removed:
        return told
    gone = ngettext("{count} older backup was removed.", "{count} older backups were removed.", made.removed)
    return Outcome(text=f"{told.text} {gone.format(count=made.removed)}", is_good=True)


def proven_in_words(proof: Proof) -> Outcome:
    """Return what a proof showed."""
    if not proof.is_sound:
        text = _("The backup does not give back sound records. Keep it apart and make another.")
        return Outcome(text=text, is_good=False)
    rows = sum(proof.rows.values())
    said = ngettext(
        "The backup is proven: {rows} row came back and was checked.",
        "The backup is proven: {rows} rows came back and were checked.",
        rows,
    )
    return Outcome(text=said.format(rows=rows), is_good=True)


def _row(backup: KeptBackup, now: dt.datetime) -> BackupRow:
    made = day_and_time(backup.made_at, now)
    size = max(1, round(backup.size / _MEGA))
    # Translators: a backup in a list; sv "Gjord {when}, {size} MB".
    when = _("Made {when}, {size} MB").format(when=made, size=size)
    if backup.proven_at is None:
        return BackupRow(file=backup.file, made=when, proven=_("Not proven"), is_proven=False)
    # Translators: sv "Prövad {when}".
    proven = _("Proven {when}").format(when=day_and_time(backup.proven_at, now))
    return BackupRow(file=backup.file, made=when, proven=proven, is_proven=True)
