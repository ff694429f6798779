"""Pathway runs and the heads of their responses; every statement carries the condition of reach."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, literal, select, update

from screening_app.domain.access import Access
from screening_app.domain.errors import ConversationNotFound, PersonNotFound
from screening_app.domain.events import AnswerEvent
from screening_app.domain.ids import Canonical, PersonId, ResponseId, ScreeningId, StepId, UnitId, UserId
from screening_app.domain.records import PastScore, Response, ResponseStatus, Screening, StoredResult
from screening_app.storage.answer_events import SqlAnswerEvents
from screening_app.storage.reach import (
    insert_within_reach,
    person_within_reach,
    reach_values,
    run_within_reach,
    within_reach,
)
from screening_app.storage.rows import (
    Columns,
    blob_or_none,
    moment,
    moment_or_none,
    number_or_none,
    read_row,
    stamp,
    stamp_or_none,
    words,
    words_or_none,
)
from screening_app.storage.tables import answer_event, response, result, screening

# Built once: building them takes longer than storing the row.
_CLOSE = (
    update(screening)
    .where(screening.c.id == bindparam("which"), within_reach(screening.c.person_id))
    .values({name: bindparam(f"new_{name}") for name in ("status", "outcome", "reason", "closed_at", "age")})
)
_AMEND = (
    update(screening)
    .where(screening.c.id == bindparam("which"), within_reach(screening.c.person_id))
    .values({name: bindparam(f"new_{name}") for name in ("status", "outcome", "reason")})
)
_COMPLETE = (
    update(response)
    .where(response.c.id == bindparam("which"), run_within_reach(response.c.screening_id))
    .values(
        {name: bindparam(f"new_{name}") for name in ("status", "signed_body", "signature", "completed_at")}
    )
)

_HELD_AT = func.coalesce(screening.c.asked_at, screening.c.started_at)
_SAID_AT = func.coalesce(screening.c.asked_at, response.c.authored)
_PAST_SCORE = [
    *(response.c.screening_id, response.c.form, response.c.form_sha256, _SAID_AT.label("authored")),
    *(result.c.id, result.c.body),
]


class SqlScreeningRepository:
    """Port ``ScreeningRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._events = SqlAnswerEvents(connection)

    def add(self, new: Screening, *, access: Access) -> None:
        """Store a new run.

        Raises:
            PersonNotFound: If its person is out of reach.
        """
        columns = _screening_columns(new)
        insert_within_reach(
            self._connection, screening, columns, reach=person_within_reach, of=new.person, access=access
        )

    def get(self, screening_id: ScreeningId, *, access: Access) -> Screening:
        """Return the run.

        Raises:
            ConversationNotFound: If there is none within reach.
        """
        query = _runs().where(screening.c.id == screening_id)
        row = self._connection.execute(query, reach_values(access)).first()
        if row is None:
            raise ConversationNotFound
        return _read_screening(row)

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[Screening]:
        """Return the person's runs, the one held last first."""
        query = _runs().where(screening.c.person_id == person_id)
        query = query.order_by(_HELD_AT.desc(), screening.c.id.desc())
        return tuple(map(_read_screening, self._connection.execute(query, reach_values(access))))

    def drafts(self, *, access: Access) -> Sequence[Screening]:
        """Return the user's own unfinished runs within reach, newest first."""
        query = _newest_first(
            _runs().where(
                screening.c.author == access.user, screening.c.status == str(ResponseStatus.IN_PROGRESS)
            )
        )
        return tuple(map(_read_screening, self._connection.execute(query, reach_values(access))))

    def close(self, closed: Screening, *, access: Access) -> None:
        """Store status, outcome, reason and closing time of a run.

        Raises:
            PersonNotFound: If the run is out of reach.
            RecordFrozen: If it was closed before.
        """
        values = {
            "which": closed.id,
            "new_status": str(closed.status),
            "new_outcome": closed.outcome,
            "new_reason": closed.reason,
            "new_closed_at": stamp_or_none(closed.closed_at),
            "new_age": closed.age,
        }
        if self._connection.execute(_CLOSE, values | reach_values(access)).rowcount != 1:
            raise PersonNotFound

    def amend(self, amended: Screening, *, access: Access) -> None:
        """Store status, outcome and reason of a closed run, an answer of which was corrected.

        Raises:
            PersonNotFound: If the run is out of reach.
            RecordFrozen: If it is not closed, or nothing in it was corrected.
        """
        values = {
            "which": amended.id,
            "new_status": str(amended.status),
            "new_outcome": amended.outcome,
            "new_reason": amended.reason,
        }
        if self._connection.execute(_AMEND, values | reach_values(access)).rowcount != 1:
            raise PersonNotFound

    def add_response(self, new: Response, *, access: Access) -> None:
        """Store a new response head.

        Raises:
            PersonNotFound: If its run is out of reach.
        """
        columns = _response_columns(new)
        insert_within_reach(
            self._connection, response, columns, reach=run_within_reach, of=new.screening, access=access
        )

    def responses(self, screening_id: ScreeningId, *, access: Access) -> Sequence[Response]:
        """Return the heads of a run's responses, every version, in the order they were begun."""
        query = (
            select(response)
            .join(screening, screening.c.id == response.c.screening_id)
            .where(response.c.screening_id == screening_id, within_reach(screening.c.person_id))
            .order_by(response.c.authored, response.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, response.name, _response) for row in rows)

    def complete_response(self, completed: Response, *, access: Access) -> None:
        """Store status, signed body, signature and completion time; read-only from then on.

        Raises:
            PersonNotFound: If the response is out of reach.
            RecordFrozen: If it was completed before.
        """
        values = {
            "which": completed.id,
            "new_status": str(completed.status),
            "new_signed_body": completed.signed_body,
            "new_signature": completed.signature,
            "new_completed_at": stamp_or_none(completed.completed_at),
        }
        if self._connection.execute(_COMPLETE, values | reach_values(access)).rowcount != 1:
            raise PersonNotFound

    def add_event(self, event: AnswerEvent, *, access: Access) -> None:
        """Append one answer event: one INSERT, checked for reach in the same statement.

        Raises:
            PersonNotFound: If the response is out of reach, and nothing is stored.
            OutOfOrder: If its number is not the next one.
            RecordFrozen: If the response is finished.
        """
        self._events.add(event, access=access)

    def events(self, response_id: ResponseId, *, access: Access) -> Sequence[AnswerEvent]:
        """Return a response's events in order."""
        return self._events.of_response(response_id, access=access)

    def history(self, screening_id: ScreeningId, *, access: Access) -> Sequence[AnswerEvent]:
        """Return every answer event of a run, all responses together, in commit order."""
        return self._events.of_run(screening_id, access=access)

    def last_written(self, *, access: Access) -> Mapping[ScreeningId, dt.datetime]:
        """Return when something was last written in each of the user's unfinished runs within reach."""
        query: Select[tuple[object, ...]] = (
            select(screening.c.id, func.max(answer_event.c.at).label("at"))
            .join(response, response.c.screening_id == screening.c.id)
            .join(answer_event, answer_event.c.response_id == response.c.id)
            .where(
                screening.c.author == access.user,
                screening.c.status == str(ResponseStatus.IN_PROGRESS),
                within_reach(screening.c.person_id),
            )
            .group_by(screening.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return dict(read_row(row, answer_event.name, _written) for row in rows)

    def erase_events(self, response_id: ResponseId, numbers: Sequence[int], *, access: Access) -> None:
        """Remove value and salt of these events for ever; their hashes stay.

        Raises:
            PersonNotFound: If one of them is out of reach or not there; nothing is erased.
        """
        self._events.erase(response_id, numbers, access=access)

    def add_result(self, new: StoredResult, *, access: Access) -> None:
        """Store a result as it stood at completion.

        Raises:
            PersonNotFound: If its response is out of reach.
        """
        columns = {"response_id": new.response, "kind": new.kind, "id": new.id, "body": new.body}
        insert_within_reach(
            self._connection, result, columns, reach=_response_within_reach, of=new.response, access=access
        )

    def results(self, response_id: ResponseId, *, access: Access) -> Sequence[StoredResult]:
        """Return a response's results, erased ones left out, by kind and id."""
        query = (
            select(result)
            .where(result.c.response_id == response_id, result.c.body.is_not(None))
            .where(_response_within_reach(response_id))
            .order_by(result.c.kind, result.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, result.name, _result) for row in rows)

    def scores_of(self, person_id: PersonId, *, access: Access) -> Sequence[PastScore]:
        """Return every score that stands of the person, the oldest first; of responses asked whole only."""
        newer = response.alias("newer")
        query = (
            select(*_PAST_SCORE)
            .join(response, response.c.id == result.c.response_id)
            .join(screening, screening.c.id == response.c.screening_id)
            .where(
                screening.c.person_id == person_id,
                response.c.status.in_([str(ResponseStatus.COMPLETED), str(ResponseStatus.AMENDED)]),
                ~select(newer.c.id).where(newer.c.replaces == response.c.id).exists(),
                result.c.kind == "score",
                result.c.body.is_not(None),
                within_reach(literal(person_id)),
            )
            .order_by(_SAID_AT, result.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, result.name, _past_score) for row in rows)


def _response_within_reach(response_id: ResponseId | ColumnElement[str]) -> ColumnElement[bool]:
    inner = response.alias()
    return (
        select(inner.c.id)
        .join(screening, screening.c.id == inner.c.screening_id)
        .where(inner.c.id == response_id, within_reach(screening.c.person_id))
        .exists()
    )


def _runs() -> Select[tuple[object, ...]]:
    return select(*screening.c).where(within_reach(screening.c.person_id))


def _newest_first(query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return query.order_by(screening.c.started_at.desc(), screening.c.id.desc())


def _screening_columns(new: Screening) -> dict[str, object]:
    return {
        "id": new.id,
        "person_id": new.person,
        "unit_id": new.unit,
        "pathway": new.pathway,
        "pathway_sha256": new.pathway_sha256,
        "status": str(new.status),
        "author": new.author,
        "started_at": stamp(new.started_at),
        "age": new.age,
        "closed_at": stamp_or_none(new.closed_at),
        "outcome": new.outcome,
        "reason": new.reason,
        "asked_at": stamp_or_none(new.asked_at),
    }


def _response_columns(new: Response) -> dict[str, object]:
    return {
        "id": new.id,
        "screening_id": new.screening,
        "step": new.step,
        "form": new.form,
        "form_sha256": new.form_sha256,
        "status": str(new.status),
        "author": new.author,
        "authored": stamp(new.authored),
        "completed_at": stamp_or_none(new.completed_at),
        "signed_body": new.signed_body,
        "signature": new.signature,
        "replaces": new.replaces,
    }


def _read_screening(row: Row[tuple[object, ...]]) -> Screening:
    return read_row(row, screening.name, _screening)


def _screening(columns: Columns) -> Screening:
    return Screening(
        id=ScreeningId(words(columns, "id")),
        person=PersonId(words(columns, "person_id")),
        unit=UnitId(words(columns, "unit_id")),
        pathway=Canonical(words(columns, "pathway")),
        pathway_sha256=words(columns, "pathway_sha256"),
        status=ResponseStatus(words(columns, "status")),
        author=UserId(words(columns, "author")),
        started_at=moment(columns, "started_at"),
        age=number_or_none(columns, "age"),
        closed_at=moment_or_none(columns, "closed_at"),
        outcome=words_or_none(columns, "outcome"),
        reason=words_or_none(columns, "reason"),
        asked_at=moment_or_none(columns, "asked_at"),
    )


def _response(columns: Columns) -> Response:
    return Response(
        id=ResponseId(words(columns, "id")),
        screening=ScreeningId(words(columns, "screening_id")),
        step=StepId(words(columns, "step")),
        form=Canonical(words(columns, "form")),
        form_sha256=words(columns, "form_sha256"),
        status=ResponseStatus(words(columns, "status")),
        author=UserId(words(columns, "author")),
        authored=moment(columns, "authored"),
        completed_at=moment_or_none(columns, "completed_at"),
        signed_body=words_or_none(columns, "signed_body"),
        signature=blob_or_none(columns, "signature"),
        replaces=_version_before(columns),
    )


def _version_before(columns: Columns) -> ResponseId | None:
    before = words_or_none(columns, "replaces")
    return None if before is None else ResponseId(before)


def _result(columns: Columns) -> StoredResult:
    return StoredResult(
        response=ResponseId(words(columns, "response_id")),
        id=words(columns, "id"),
        kind=words(columns, "kind"),
        body=words(columns, "body"),
    )


def _written(columns: Columns) -> tuple[ScreeningId, dt.datetime]:
    return ScreeningId(words(columns, "id")), moment(columns, "at")


def _past_score(columns: Columns) -> PastScore:
    return PastScore(
        screening=ScreeningId(words(columns, "screening_id")),
        form=Canonical(words(columns, "form")),
        form_sha256=words(columns, "form_sha256"),
        authored=moment(columns, "authored"),
        id=words(columns, "id"),
        body=words(columns, "body"),
    )
