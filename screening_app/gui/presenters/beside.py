"""Work that a page has done beside the window."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Beside(Protocol):
    """Does work beside the window; one job after the other."""

    def __call__(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        """Do the work, then call one of the two on the window's thread."""
