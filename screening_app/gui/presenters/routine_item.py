"""One item of the unit's routine: read by everybody, written by a method lead, saved when left (L-25)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.unit_routine import MAY_BE_EMPTY, Reach, RoutineItem, UnitRoutine
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.routine_words import (
    hint_of,
    item_in_words,
    items_of,
    label_of_item,
    reach_in_words,
    steps_of_unit,
)
from screening_app.gui.presenters.when import day_and_time
from screening_app.gui.presenters.wording import text_of, time_in_words
from screening_app.i18n import gettext as _
from screening_app.services.session import Session
from screening_app.services.unit_routine import (
    choose_reach,
    may_edit_routine,
    names_of,
    routine_of,
    set_interval,
    step_address,
    switch_step,
    write_item,
)

_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceModel:
    """Something to choose or to turn on."""

    code: str
    text: str
    second: str
    digit: int | None
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineItemModel:
    """What the page shows.

    Attributes:
        lead: Where it stands in the routine.
        field: How it is written; ``none`` for what is only chosen.
        value: What stands in the field.
        text: What stands there, for whoever may not write.
        choices: What is chosen besides, or instead.
        several: Whether several can be chosen.
        changed: Who changed it last, and when.
    """

    heading: str
    lead: str
    hint: str
    field: Literal["text", "line", "none"]
    value: str
    optional: bool
    text: str
    choices: tuple[ChoiceModel, ...]
    several: bool
    changed: str
    editable: bool


class RoutineItemView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: RoutineItemModel) -> None:
        """Show the item."""

    def show_error(self, text: str) -> None:
        """Say under the field why it was not saved; empty takes it back."""

    def show_problem(self, text: str) -> None:
        """Show why something was not done."""

    def show_saved(self, text: str) -> None:
        """Say when it was saved."""


class RoutineItemPresenter:
    """Saves what is written when the field, the page or the vault is left."""

    def __init__(
        self, view: RoutineItemView, session: Session, navigation: DeskNavigation, item: RoutineItem
    ) -> None:
        self._view, self._session, self._navigation, self._item = view, session, navigation, item
        self._typed: str | None = None
        self._told = ""

    def show(self) -> None:
        """Show the item as it stands."""
        try:
            model = self._model(routine_of(self._session))
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._view.show_model(model)

    def keep(self, text: str) -> None:
        """Hold what is being typed."""
        self._typed = text

    def store(self) -> bool:
        """Save what is typed; tell whether nothing typed is left unsaved."""
        if self._typed is None:
            return True
        typed = self._typed
        if self._item is RoutineItem.INTERVAL:
            stripped = typed.strip()
            if stripped and not (stripped.isascii() and stripped.isdecimal() and len(stripped) < _DIGITS):
                self._view.show_error(_("Write a whole number of months."))
                return False
            stored = self._save(lambda: set_interval(self._session, int(stripped) if stripped else None))
        else:
            stored = self._save(lambda: write_item(self._session, self._item, typed))
        if stored:
            self._typed = None
        return stored

    def choose(self, code: str) -> None:
        """Take a choice, or turn a step on or off."""
        if not may_edit_routine(self._session):
            return
        self.store()
        if self._item is RoutineItem.WHICH:
            self._save(lambda: choose_reach(self._session, Reach(code)))
        else:
            self._switch(code)
        self.show()

    def go_on(self) -> None:
        """Save and show the next item of the routine, after the last one the whole."""
        if not self._may_leave():
            return
        items = items_of(self._session)
        rest = items[items.index(self._item) + 1 :]
        after = next((item for item in rest if item is not RoutineItem.CONTACTS), None)
        if after is None:
            self._navigation.routine()
        else:
            self._navigation.routine(str(after))

    def leave(self) -> None:
        """Save and go back to the whole."""
        if self._may_leave():
            self._navigation.routine()

    def _may_leave(self) -> bool:
        """Save; what cannot be saved is told once, and left out by whoever leaves once more."""
        if self.store() or self._told == self._typed:
            return True
        self._told = self._typed or ""
        return False

    def _switch(self, code: str) -> None:
        off = routine_of(self._session).steps_off
        steps = {
            step_address(pathway, step.id): (pathway, step) for pathway, step in steps_of_unit(self._session)
        }
        pathway, step = steps[code]
        self._save(lambda: switch_step(self._session, pathway, step.id, on=code in off))

    def _save(self, act: Callable[[], UnitRoutine]) -> bool:
        try:
            act()
        except ScreeningAppError as error:
            self._view.show_error(error.describe())
            return False
        self._view.show_error("")
        now = time_in_words(self._session.clock.now())
        # Translators: sv "Sparat {time}".
        self._view.show_saved(_("Saved {time}").format(time=now))
        return True

    def _model(self, routine: UnitRoutine) -> RoutineItemModel:
        items, item = items_of(self._session), self._item
        editable = may_edit_routine(self._session)
        said = item_in_words(self._session, routine, item)
        return RoutineItemModel(
            heading=label_of_item(self._session, item),
            # Translators: sv "Punkt {number} av {total} i enhetens rutin".
            lead=_("Item {number} of {total} in the unit's routine").format(
                number=items.index(item) + 1, total=len(items)
            ),
            hint=hint_of(item),
            field=_field(item) if editable else "none",
            value=_value(routine, item),
            optional=item in MAY_BE_EMPTY,
            text="" if editable and item is not RoutineItem.STEPS else said or _("Not filled in"),
            choices=self._choices(routine) if editable else (),
            several=item is RoutineItem.STEPS,
            changed=self._changed(routine),
            editable=editable,
        )

    def _choices(self, routine: UnitRoutine) -> tuple[ChoiceModel, ...]:
        if self._item is RoutineItem.WHICH:
            return tuple(
                ChoiceModel(
                    code=str(reach),
                    text=reach_in_words(reach),
                    second="",
                    digit=digit,
                    chosen=routine.reach is reach,
                )
                for digit, reach in enumerate(Reach, start=1)
            )
        if self._item is not RoutineItem.STEPS:
            return ()
        return tuple(
            ChoiceModel(
                code=step_address(pathway, step.id),
                text=text_of(step.title),
                second=text_of(pathway.title),
                digit=digit if digit <= _DIGITS else None,
                chosen=step_address(pathway, step.id) not in routine.steps_off,
            )
            for digit, (pathway, step) in enumerate(steps_of_unit(self._session), start=1)
        )

    def _changed(self, routine: UnitRoutine) -> str:
        written = routine.written.get(self._item)
        if written is None:
            return ""
        # Translators: {when} is such as "today 14:32" or "3 May"; sv "Ändrad {when} av {name}."
        return _("Changed {when} by {name}.").format(
            when=day_and_time(written.at, self._session.clock.now()),
            name=names_of(self._session).get(str(written.by), ""),
        )


def _field(item: RoutineItem) -> Literal["text", "line", "none"]:
    if item is RoutineItem.STEPS:
        return "none"
    return "line" if item is RoutineItem.INTERVAL else "text"


def _value(routine: UnitRoutine, item: RoutineItem) -> str:
    if item is RoutineItem.INTERVAL:
        return str(routine.months or "")
    return routine.texts.get(item, "")
