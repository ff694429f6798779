"""When something was last stored: the records of a session, with each commit noted."""

import datetime as dt
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, cast

from screening_app.services.ports import Clock, Records, UnitOfWork
from screening_app.services.session import Session


@dataclass(slots=True)
class Saved:
    """The moment of the last commit; ``None`` before the first. Any thread may note it."""

    at: dt.datetime | None = None


def noting(session: Session, saved: Saved) -> Session:
    """Return the same session, whose every commit is noted."""
    return replace(session, records=_NotedRecords(session.records, saved, session.clock))


class _NotedRecords:
    def __init__(self, records: Records, saved: Saved, clock: Clock) -> None:
        self._records, self._saved, self._clock = records, saved, clock

    def write(self) -> UnitOfWork:
        # Every repository it has or will have is the one inside; only the commit is noted.
        return cast("UnitOfWork", _NotedUnitOfWork(self._records.write(), self._saved, self._clock))

    def read(self) -> UnitOfWork:
        return self._records.read()


class _NotedUnitOfWork:
    def __init__(self, uow: UnitOfWork, saved: Saved, clock: Clock) -> None:
        self._uow, self._saved, self._clock = uow, saved, clock

    def __getattr__(self, name: str) -> object:
        return getattr(self._uow, name)

    def __enter__(self) -> Self:
        self._uow.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._uow.__exit__(kind, error, trace)

    def commit(self) -> None:
        self._uow.commit()
        self._saved.at = self._clock.now()
