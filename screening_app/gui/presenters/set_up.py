"""First start: where the records stand, which unit, two people with a key each; then three sheets, tried.

Nothing is made before the second person is named. From then on there is no way back: the records exist, and
what is left is that somebody who forgets a passphrase can be helped (promise 9).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from screening_app.domain.access import READS_PERSONS, Regime, Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.set_up_words import (
    StepWords,
    field_problem,
    step_words,
)
from screening_app.gui.presenters.sheet_entry import SheetWords
from screening_app.i18n import gettext as _
from screening_app.services.sheets_on_paper import SheetFile


class SetUpStep(StrEnum):
    """The steps, in their order."""

    PLACE = "place"
    UNIT = "unit"
    FIRST = "first-user"
    SECOND = "second-user"
    SHEETS = "sheets"
    REHEARSAL = "rehearsal"


_ORDER = tuple(SetUpStep)
_MADE = (SetUpStep.SHEETS, SetUpStep.REHEARSAL)
_USERS = (SetUpStep.FIRST, SetUpStep.SECOND)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewKeyHolder:
    """Somebody who gets a key at set-up."""

    login: str
    name: str
    role: Role
    passphrase: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetUpPlan:
    """Everything that set-up makes."""

    folder: Path
    country: str
    authority: str
    unit: str
    phone: str
    regime: Regime
    first: NewKeyHolder
    second: NewKeyHolder


Run = Callable[[Callable[[], None], Callable[[], None], Callable[[Exception], None]], None]
"""Does the work beside the window, then calls the second or the third on the window's thread."""


class SetUpDesk(Protocol):
    """What the process does for set-up."""

    def check_place(self, folder: Path) -> None:
        """Refuse a place where no vault may stand; see ``bootstrap.check_new_place``."""

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        """Refuse a passphrase that is too easy to guess; see ``vault.passphrase``."""

    def make(self, plan: SetUpPlan) -> tuple[str, ...]:
        """Make the vault and both keys, or nothing that one alone could unlock; return the sheets' words."""

    def rehearse(self, folder: Path, sheets: Sequence[str]) -> None:
        """Perform a recovery from these sheets, changing nothing; see ``bootstrap.keys``."""

    def sheet_words(self) -> SheetWords:
        """Return what can be told of words while they are typed."""

    def printed_sheets(self, sheets: Sequence[str]) -> bytes:
        """Return the sheets as one PDF."""

    def sheet_files(self, sheets: Sequence[str]) -> tuple[SheetFile, ...]:
        """Return each sheet as a file of its own."""

    def has_guide(self, regime: Regime) -> bool:
        """Tell whether a conversation guide ships for this kind of unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOnRail:
    """A step as the rail shows it."""

    id: str
    title: str
    state: Literal["done", "now", "coming"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetUpModel:
    """What the page shows.

    Attributes:
        values: What stands in the fields already, by code; never a passphrase.
    """

    step: SetUpStep
    words: StepWords
    rail: tuple[StepOnRail, ...]
    values: Mapping[str, str]
    can_go_back: bool

    @property
    def sheets_step(self) -> bool:
        """Whether it is about the sheets."""
        return self.step in _MADE


class SetUpView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: SetUpModel) -> None:
        """Show a step."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""

    def show_problem(self, text: str) -> None:
        """Show why the step cannot be left; empty takes it back."""

    def show_working(self, text: str) -> None:
        """Show that something is being made; nothing can be pressed meanwhile."""

    def show_missing(self, text: str) -> None:
        """Say beside the button why it does not work yet; empty when it does."""

    def show_postponing(self, text: str) -> None:
        """Say plainly what it means to postpone, and offer it once more."""

    @property
    def entered(self) -> tuple[str, ...]:
        """The sheets as typed."""

    @property
    def missing(self) -> str:
        """What is still to be typed of the sheets; empty when they are right."""

    def finish(self, folder: Path) -> None:
        """Leave set-up: the vault is there, and is opened at the lock screen."""


class SetUpPresenter:
    """Leads through the steps and makes the vault at the end."""

    def __init__(
        self, view: SetUpView, desk: SetUpDesk, run: Run, *, folder: Path, country: str = "se"
    ) -> None:
        self._view, self._desk, self._run = view, desk, run
        self._country = country
        self._at = SetUpStep.PLACE
        self._values: dict[SetUpStep, dict[str, str]] = {step: {} for step in _ORDER}
        self._values[SetUpStep.PLACE]["folder"] = str(folder)
        self._values[SetUpStep.FIRST]["role"] = str(Role.STAFF)
        self._values[SetUpStep.SECOND]["role"] = str(Role.SUPERVISOR)
        self._busy = False
        self._folder = folder
        self._sheets: tuple[str, ...] = ()
        self._is_given = False

    def show(self) -> None:
        """Show the step that is now."""
        self._view.show_model(self._model())

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep what stands in the fields of the step that is now."""
        self._values[self._at] = dict(values)

    def strength(self, values: Mapping[str, str]) -> str:
        """Return what there is to say of the passphrase as it stands."""
        passphrase = values.get("passphrase", "")
        if not passphrase:
            return ""
        try:
            self._desk.check_passphrase(passphrase, login=values.get("login", ""))
        except ScreeningAppError as error:
            return error.describe()
        return _("Strong enough. Longer is stronger.")

    def forward(self, values: Mapping[str, str]) -> None:
        """Leave the step, if everything in it can stand; the last one makes the vault."""
        if self._busy or self._left():
            return
        self._values[self._at] = dict(values)
        self._view.show_problem("")
        errors = self._errors()
        self._view.show_errors(errors)
        if errors:
            return
        if self._at is SetUpStep.SECOND:
            self._make()
        elif self._at is SetUpStep.REHEARSAL:
            self._rehearse()
        else:
            self._go_on()

    def _go_on(self) -> None:
        self._at = _ORDER[_ORDER.index(self._at) + 1]
        self.show()

    def back(self, values: Mapping[str, str]) -> None:
        """Return to the step before; what was typed is kept, passphrases are not shown again."""
        if self._busy or self._at is _ORDER[0] or self._at in _MADE:
            return
        self._values[self._at] = dict(values)
        self._at = _ORDER[_ORDER.index(self._at) - 1]
        self.show()

    def _model(self) -> SetUpModel:
        at = _ORDER.index(self._at)
        shown = {code: value for code, value in self._values[self._at].items() if "passphrase" not in code}
        return SetUpModel(
            step=self._at,
            words=step_words(self._at, self._desk.has_guide),
            rail=tuple(
                StepOnRail(
                    id=str(step),
                    title=step_words(step, self._desk.has_guide).rail,
                    state="done" if place < at else "now" if place == at else "coming",
                )
                for place, step in enumerate(_ORDER)
            ),
            values=shown,
            can_go_back=at > 0 and self._at not in _MADE,
        )

    def _errors(self) -> dict[str, str]:
        values = self._values[self._at]
        words = step_words(self._at, self._desk.has_guide)
        errors = {
            field.code: problem
            for field in words.fields
            if (problem := field_problem(field, values.get(field.code, "")))
        }
        if not errors and self._at is SetUpStep.PLACE:
            errors |= self._place_errors(values)
        if not errors and self._at in _USERS:
            errors |= self._user_errors(values)
        return errors

    def _place_errors(self, values: Mapping[str, str]) -> dict[str, str]:
        folder = Path(values["folder"].strip()).expanduser()
        if not folder.is_absolute():
            return {"folder": _("Write the whole path of the folder.")}
        try:
            self._desk.check_place(folder)
        except ScreeningAppError as error:
            return {"folder": error.describe()}
        return {}

    def _user_errors(self, values: Mapping[str, str]) -> dict[str, str]:
        try:
            self._desk.check_passphrase(values["passphrase"], login=values["login"])
        except ScreeningAppError as error:
            return {"passphrase": error.describe()}
        if values["passphrase"] != values["passphrase-again"]:
            return {"passphrase-again": _("The two are not alike. Write the passphrase once more.")}
        return self._second_errors(values) if self._at is SetUpStep.SECOND else {}

    def _second_errors(self, values: Mapping[str, str]) -> dict[str, str]:
        first = self._values[SetUpStep.FIRST]
        if _plain(values["login"]) == _plain(first["login"]):
            return {"login": _("The first user has that user name already. Choose another.")}
        if values["passphrase"] == first["passphrase"]:
            return {"passphrase": _("Two people, two passphrases: nobody may know the other's.")}
        if not {Role(first["role"]), Role(values["role"])} & READS_PERSONS:
            return {"role": _("One of the two must be staff or supervisor: nobody else opens persons.")}
        return {}

    # After the vault is made

    @property
    def sheets(self) -> tuple[str, ...]:
        """The words of the sheets, until they were printed and set-up is left."""
        return self._sheets

    def given(self) -> None:
        """Note that the sheets were printed, saved or shown."""
        self._is_given = True
        self.refresh()

    def settled(self) -> None:
        """Say beside the button what is missing, once a step is shown."""
        if self._at in _MADE:
            self.refresh()

    def refresh(self) -> None:
        """Say beside the button what is missing."""
        if not self._busy:
            self._view.show_missing(self._left())

    def ask_to_postpone(self) -> None:
        """Say plainly what it means not to try the sheets now."""
        if not self._busy:
            self._view.show_postponing(
                _(
                    "Nobody knows then whether the sheets can be read. If both passphrases are forgotten and "
                    "the sheets do not fit, everything is lost. Today reminds you until it is done."
                )
            )

    def postpone(self) -> None:
        """Leave set-up without having tried the sheets."""
        if self._at is SetUpStep.REHEARSAL and not self._busy:
            self._leave()

    def _left(self) -> str:
        if self._at is SetUpStep.SHEETS and not self._is_given:
            return _("Print the sheets or save them first.")
        return self._view.missing if self._at is SetUpStep.REHEARSAL else ""

    def _make(self) -> None:
        plan, made = self._plan(), list[tuple[str, ...]]()
        self._busy = True
        self._view.show_working(_("Making the encrypted records. This takes a few seconds."))
        self._run(lambda: made.append(self._desk.make(plan)), lambda: self._made(plan, made[0]), self._failed)

    def _made(self, plan: SetUpPlan, sheets: tuple[str, ...]) -> None:
        self._busy = False
        self._forget()
        self._folder, self._sheets = plan.folder, sheets
        self._go_on()

    def _rehearse(self) -> None:
        sheets = self._view.entered
        self._busy = True
        # Translators: sv "Provar bladen …".
        self._view.show_working(_("Trying the sheets …"))
        self._run(lambda: self._desk.rehearse(self._folder, sheets), self._leave, self._not_rehearsed)

    def _not_rehearsed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())
        self.refresh()

    def _leave(self) -> None:
        self._sheets = ()
        self._view.finish(self._folder)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self.show()
        self._view.show_problem(error.describe())

    def _forget(self) -> None:
        for step in _USERS:
            self._values[step].clear()

    def _plan(self) -> SetUpPlan:
        unit = self._values[SetUpStep.UNIT]
        return SetUpPlan(
            folder=Path(self._values[SetUpStep.PLACE]["folder"].strip()).expanduser(),
            country=unit.get("country") or self._country,
            authority=_tidy(unit["authority"]),
            unit=_tidy(unit["unit"]),
            phone=_tidy(unit["phone"]),
            regime=Regime(unit["regime"]),
            first=_holder(self._values[SetUpStep.FIRST]),
            second=_holder(self._values[SetUpStep.SECOND]),
        )


def _holder(values: Mapping[str, str]) -> NewKeyHolder:
    return NewKeyHolder(
        login=_tidy(values["login"]),
        name=_tidy(values["name"]),
        role=Role(values["role"]),
        passphrase=values["passphrase"],
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _plain(login: str) -> str:
    return _tidy(login).casefold()
