"""Work that nobody waits for yet: done beside the window in parts, so that other work gets its turn."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.jobs import Jobs

_ENDED: Final = object()


def do_ahead(
    parts: Iterator[None], jobs: Jobs, *, owner: QObject, goes_on: Callable[[], bool] = lambda: True
) -> None:
    """Do one part after the other, each as a job of its own.

    What goes wrong ends it, and is told where the work is needed.

    Args:
        parts: Its body runs beside the window, from one ``yield`` to the next.
        goes_on: Asked on the window's thread before each part.
    """

    def failed(error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error

    def go_on(has_more: bool) -> None:
        if has_more and goes_on():
            jobs.run(lambda: next(parts, _ENDED) is None, owner=owner, success=go_on, failure=failed)

    go_on(True)
