"""Long work beside the window: one at a time, on a thread of its own, with progress and a way to stop it.

The usual jobs do not wait for it: returning from quick hide asks one of them for the passphrase. A lock
waits for neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.long_work import Cancelled, Progress, WorkState, WorkUnderWay

T = TypeVar("T")

_LOOK_MS = 150
_ALL = 100


@dataclass(slots=True)
class _Standing:
    """What the thread and the window share; either writes what the other only reads."""

    title: str
    percent: int = 0
    stops: bool = False

    def tell(self, done: int, of: int) -> None:
        if self.stops:
            raise Cancelled
        self.percent = min(_ALL, _ALL * done // of) if of else _ALL


class Errands(QObject):
    """Port ``LongWork`` of the presenters.

    Attributes:
        changed: Told while something is being done, and at its end.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._now: _Standing | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.changed)

    @property
    def state(self) -> WorkState | None:
        """How far it has come; ``None`` while nothing is being done."""
        now = self._now
        if now is None:
            return None
        return WorkState(title=now.title, percent=now.percent, is_stopping=now.stops)

    def begin(
        self,
        title: str,
        work: Callable[[Progress], T],
        success: Callable[[T], None],
        failure: Callable[[Exception], None],
    ) -> None:
        """Begin it; one of the two is called on the window's thread at its end, whatever page is shown.

        Raises:
            WorkUnderWay: If there is other work.
        """
        if self._now is not None:
            raise WorkUnderWay
        now = self._now = _Standing(title)

        def ended(tell: Callable[[], None]) -> None:
            self._now = None
            self._timer.stop()
            tell()
            self.changed.emit()

        self._jobs.run(
            lambda: work(now.tell),
            owner=self,
            success=lambda done: ended(lambda: success(done)),
            failure=lambda error: ended(lambda: failure(error)),
        )
        self._timer.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop what is being done, as soon as it looks."""
        if self._now is not None:
            self._now.stops = True
            self.changed.emit()
