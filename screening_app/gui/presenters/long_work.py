"""Work that takes long: beside the window, with how far it has come, and a way to stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; raises ``Cancelled`` to stop the work."""


class Cancelled(ScreeningAppError):
    """Somebody pressed Cancel."""

    code = "work/cancelled"
    user_message = N_("Cancelled. Nothing half done is left.")


class WorkUnderWay(ScreeningAppError):
    """There is other long work, and it is one after the other."""

    code = "work/under-way"
    user_message = N_("Something else is still being done. Wait until it is finished, or cancel it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkState:
    """How far long work has come.

    Attributes:
        title: What is being done.
        percent: How much of it, from 0 to 100.
        is_stopping: Whether Cancel was pressed.
    """

    title: str
    percent: int
    is_stopping: bool


class LongWork(Protocol):
    """Does one long work at a time."""

    @property
    def state(self) -> WorkState | None:
        """How far it has come; ``None`` while nothing is being done."""

    def begin(
        self,
        title: str,
        work: Callable[[Progress], T],
        success: Callable[[T], None],
        failure: Callable[[Exception], None],
    ) -> None:
        """Begin it; one of the two is called on the window's thread at its end.

        Raises:
            WorkUnderWay: If there is other work.
        """

    def cancel(self) -> None:
        """Stop what is being done, as soon as it looks."""
