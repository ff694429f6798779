"""Practice begun at the lock screen: a process of its own beside this one, waited for on a thread."""

from PySide6.QtCore import QObject, Signal

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.jobs import Jobs
from screening_app.gui.start import Start
from screening_app.settings import FIRST_COUNTRY, load_settings


class PracticeBeside(QObject):
    """Starts practice, one at a time, and tells when it has ended.

    Attributes:
        ended: Told at the end with a sentence about what went wrong; empty for nothing.
    """

    ended = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: Jobs | None = None
        self._under_way = False

    @property
    def is_under_way(self) -> bool:
        """Whether its window is there."""
        return self._under_way

    def begin(self, start: Start, *, theme: str, factor: float) -> None:
        """Start the process; nothing about the vault goes to it, and no folder of ours."""
        if self._under_way:
            return
        self._under_way = True
        # On a thread of its own: the usual one has to let people in meanwhile.
        self._jobs = self._jobs or Jobs(self)
        self._jobs.run(
            lambda: _show(start, theme, factor),
            owner=self,
            success=lambda _done: self._end(""),
            failure=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._end(error.describe())

    def _end(self, problem: str) -> None:
        self._under_way = False
        self.ended.emit(problem)


def _show(start: Start, theme: str, factor: float) -> None:
    from screening_app.bootstrap.rehearsal import show_practice  # noqa: PLC0415 (after the first paint)

    country = load_settings(start.data_dir).country or FIRST_COUNTRY
    show_practice(country, start.language, theme=theme, factor=factor)
