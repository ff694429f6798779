"""Answer events: one bound INSERT … SELECT each, which stores nothing when out of reach."""

import functools
from collections.abc import Sequence

from sqlalchemy import Connection, Dialect, bindparam, insert, select, update

from screening_app.domain.access import Access
from screening_app.domain.answers import AnswerKey
from screening_app.domain.codec import answer_from_json, answer_to_json
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.events import AnswerEvent, Change, EventKind, Source
from screening_app.domain.ids import ResponseId, ScreeningId, UserId
from screening_app.storage.reach import reach_values, within_reach
from screening_app.storage.rows import (
    Columns,
    blob,
    blob_or_none,
    moment,
    moment_or_none,
    number,
    read_row,
    stamp,
    stamp_or_none,
    words,
    words_or_none,
)
from screening_app.storage.sqlite_only import COMMIT_ORDER
from screening_app.storage.tables import answer_event, response, screening

_COLUMNS = [column.name for column in answer_event.columns]
_RESPONSE = "response_id"

_REACHED = (
    select(response.c.id)
    .join(screening, screening.c.id == response.c.screening_id)
    .where(response.c.id == bindparam(f"new_{_RESPONSE}"), within_reach(screening.c.person_id))
    .exists()
)
# Built once: this is the statement that runs between an answer and the next question.
_ADD = insert(answer_event).from_select(
    _COLUMNS,
    select(*(bindparam(f"new_{column.name}", type_=column.type) for column in answer_event.columns)).where(
        _REACHED
    ),
    include_defaults=False,
)
_OF_RESPONSE = (
    select(answer_event)
    .where(answer_event.c.response_id == bindparam(f"new_{_RESPONSE}"), _REACHED)
    .order_by(answer_event.c.number)
)
_OF_RUN = (
    select(answer_event)
    .join(response, response.c.id == answer_event.c.response_id)
    .join(screening, screening.c.id == response.c.screening_id)
    .where(screening.c.id == bindparam("run"), within_reach(screening.c.person_id))
    .order_by(COMMIT_ORDER)
)
_ERASE = (
    update(answer_event)
    .where(
        answer_event.c.response_id == bindparam(f"new_{_RESPONSE}"),
        answer_event.c.number == bindparam("new_number"),
        _REACHED,
    )
    .values(answer=None, salt=None)
)


class SqlAnswerEvents:
    """The events of responses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: AnswerEvent, *, access: Access) -> None:
        """Append one event.

        Raises:
            ValueError: If it has been erased: only what happened can be appended.
            PersonNotFound: If the response is out of reach, and nothing is stored.
        """
        if event.change is None or event.salt is None:
            raise ValueError("an erased event cannot be appended")
        change = event.change
        values = {
            "new_response_id": event.response_id,
            "new_number": event.number,
            "new_at": stamp(event.at),
            "new_author": event.author,
            "new_kind": str(change.kind),
            "new_link_id": change.key.link_id,
            "new_instance": ".".join(map(str, change.key.instance)),
            "new_answer": None if change.answer is None else answer_to_json(change.answer),
            "new_salt": event.salt,
            "new_hash": event.hash,
            "new_entered_at": stamp_or_none(event.entered_at),
            "new_source": None if event.source is None else str(event.source),
        }
        statement, names, constants = _compiled_add(self._connection.dialect)
        everything = constants | values | reach_values(access)
        row = tuple(everything[name] for name in names)
        if self._connection.exec_driver_sql(statement, row).rowcount != 1:
            raise PersonNotFound

    def of_response(self, response_id: ResponseId, *, access: Access) -> Sequence[AnswerEvent]:
        """Return a response's events in order; none if it is out of reach."""
        values = {"new_response_id": response_id} | reach_values(access)
        rows = self._connection.execute(_OF_RESPONSE, values)
        return tuple(read_row(row, answer_event.name, _event) for row in rows)

    def of_run(self, screening_id: ScreeningId, *, access: Access) -> Sequence[AnswerEvent]:
        """Return every event of a run in commit order; none if it is out of reach."""
        rows = self._connection.execute(_OF_RUN, {"run": screening_id} | reach_values(access))
        return tuple(read_row(row, answer_event.name, _event) for row in rows)

    def erase(self, response_id: ResponseId, numbers: Sequence[int], *, access: Access) -> None:
        """Remove value and salt of these events; all of them, or none if the caller rolls back.

        Raises:
            PersonNotFound: If one of them is out of reach or not there.
        """
        for wanted in numbers:
            values = {"new_response_id": response_id, "new_number": wanted} | reach_values(access)
            if self._connection.execute(_ERASE, values).rowcount != 1:
                raise PersonNotFound


@functools.cache
def _compiled_add(dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """Return ``_ADD`` as SQL, the names of its parameters in order, and those that never change.

    Compiled once and not looked up for every answer: that halves what is ours of its time.
    """
    compiled = _ADD.compile(dialect=dialect)
    return str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params)


def _event(columns: Columns) -> AnswerEvent:
    salt, source = blob_or_none(columns, "salt"), words_or_none(columns, "source")
    return AnswerEvent(
        response_id=ResponseId(words(columns, "response_id")),
        number=number(columns, "number"),
        at=moment(columns, "at"),
        author=UserId(words(columns, "author")),
        change=None if salt is None else _change(columns),
        salt=salt,
        hash=blob(columns, "hash"),
        entered_at=moment_or_none(columns, "entered_at"),
        source=None if source is None else Source(source),
    )


def _change(columns: Columns) -> Change:
    link_id, instance = words(columns, "link_id"), words(columns, "instance")
    stored = words_or_none(columns, "answer")
    return Change(
        kind=EventKind(words(columns, "kind")),
        key=AnswerKey.parse(f"{link_id}@{instance}" if instance else link_id),
        answer=None if stored is None else answer_from_json(stored),
    )
