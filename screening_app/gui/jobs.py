"""Work beside the window: a callable in, its success or failure on the GUI thread.

One thread for the life of the process takes one job after the other. A lock or the end of the
program waits for none of them: every answer is one committed transaction, and the thread ends with
the process, or after its last job with the object that runs them.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    work: Callable[[], object]
    owner: QObject
    success: Callable[[object], None]
    failure: Callable[[Exception], None]

    def run(self) -> Callable[[], None]:
        """Do the work and return what the GUI thread has to do with its outcome."""
        try:
            done = self.work()
        except Exception as error:  # noqa: BLE001 (whatever it is, the owner hears of it)
            failed = error
            return lambda: self.failure(failed)
        return lambda: self.success(done)


class Jobs(QObject):
    """Runs callables one after the other beside the GUI thread.

    Make it on the GUI thread: that is where outcomes arrive.
    """

    _finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = queue.SimpleQueue[_Job | None]()
        self._done = deque[tuple[_Job, Callable[[], None]]]()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        waiting = self._waiting
        self.destroyed.connect(lambda: waiting.put(None))
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        success: Callable[[T], None],
        failure: Callable[[Exception], None],
    ) -> None:
        """Do the work beside the window, then call ``success`` or ``failure`` on the GUI thread.

        Neither is called once the owner is gone: nobody is there to be told. The work must not touch
        a widget, and never asks the person anything.
        """
        taken = cast("Callable[[object], None]", success)
        self._waiting.put(_Job(work=work, owner=owner, success=taken, failure=failure))

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            self._done.append((job, job.run()))
            # A job may be the last to hold a page: it is let go of on the GUI thread, never on this one.
            del job
            self._finished.emit()

    @Slot()
    def _deliver(self) -> None:
        job, outcome = self._done.popleft()
        if isValid(job.owner):
            outcome()
