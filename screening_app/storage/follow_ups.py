"""What is to be done later about people, and what came of it."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, literal, or_, select, update

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.follow_up import FollowUp, FollowUpKind, FollowUpOutcome
from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.storage.case_tables import follow_up
from screening_app.storage.reach import (
    REACH_USER,
    insert_within_reach,
    person_within_reach,
    reach_values,
    within_reach,
)
from screening_app.storage.rows import (
    Columns,
    moment,
    moment_or_none,
    read_row,
    stamp,
    stamp_or_none,
    words,
    words_or_none,
)
from screening_app.storage.tables import care_relation, user


class SqlFollowUpRepository:
    """Port ``FollowUpRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: FollowUp, *, access: Access) -> None:
        """Store something to be done.

        Raises:
            PersonNotFound: If its person is out of reach.
        """
        columns = {
            "id": new.id,
            "person_id": new.person,
            "screening_id": new.screening,
            "kind": str(new.kind),
            "created_at": stamp(new.created_at),
            "created_by": new.created_by,
            **_may_change(new),
        }
        insert_within_reach(
            self._connection, follow_up, columns, reach=person_within_reach, of=new.person, access=access
        )

    def get(self, follow_up_id: str, *, access: Access) -> FollowUp:
        """Return it.

        Raises:
            PersonNotFound: If there is none within reach.
        """
        query = select(follow_up).where(follow_up.c.id == follow_up_id, within_reach(follow_up.c.person_id))
        row = self._connection.execute(query, reach_values(access)).one_or_none()
        if row is None:
            raise PersonNotFound
        return read_row(row, follow_up.name, _follow_up)

    def change(self, changed: FollowUp, *, access: Access) -> None:
        """Store day, whose it is and what came of it; once that is written, nothing changes.

        Raises:
            PersonNotFound: If there is none within reach that is open.
        """
        statement = (
            update(follow_up)
            .where(
                follow_up.c.id == bindparam("of_id"),
                follow_up.c.done_at.is_(None),
                within_reach(follow_up.c.person_id),
            )
            .values({name: bindparam(f"new_{name}") for name in _may_change(changed)})
        )
        new = {f"new_{name}": value for name, value in _may_change(changed).items()}
        bound = {"of_id": changed.id, **new, **reach_values(access)}
        if self._connection.execute(statement, bound).rowcount != 1:
            raise PersonNotFound

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[FollowUp]:
        """Return the person's, by the day they are due."""
        query = (
            select(follow_up)
            # Of the person asked for, not of each row: it is looked up once.
            .where(follow_up.c.person_id == person_id, within_reach(literal(person_id)))
            .order_by(follow_up.c.due_on, follow_up.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, follow_up.name, _follow_up) for row in rows)

    def waiting(self, until: dt.date, *, access: Access, limit: int) -> Sequence[FollowUp]:
        """Return what waits for the user and is due by that day, the longest due first."""
        query = (
            select(follow_up).where(*_waits(until)).order_by(follow_up.c.due_on, follow_up.c.id).limit(limit)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, follow_up.name, _follow_up) for row in rows)

    def count_waiting(self, until: dt.date, *, access: Access) -> int:
        """Return how much waits for the user and is due by that day."""
        query = select(func.count()).select_from(follow_up).where(*_waits(until))
        return int(self._connection.execute(query, reach_values(access)).scalar_one())

    def takers(self, person_id: PersonId, *, access: Access) -> Sequence[UserId]:
        """Return who may open the person, so that something may be theirs to do."""
        query = (
            select(user.c.id)
            .join(care_relation, care_relation.c.user_id == user.c.id)
            .where(
                care_relation.c.person_id == person_id,
                care_relation.c.ended_at.is_(None),
                user.c.active == 1,
                within_reach(literal(person_id)),
            )
            .order_by(user.c.name, user.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(UserId(str(row.id)) for row in rows)


def _waits(until: dt.date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that something is open, due, within reach and nobody else's.

    What was given to somebody who can no longer open the person is everybody's again: nothing
    waits for a person who is not there.
    """
    owner, relation = user.alias("owner"), care_relation.alias("theirs")
    theirs = exists(
        select(relation.c.person_id)
        .join(owner, owner.c.id == relation.c.user_id)
        .where(
            relation.c.person_id == follow_up.c.person_id,
            relation.c.user_id == follow_up.c.assigned_to,
            relation.c.ended_at.is_(None),
            owner.c.active == 1,
        )
        .correlate(follow_up)
    )
    assigned = follow_up.c.assigned_to
    return (
        follow_up.c.done_at.is_(None),
        follow_up.c.due_on <= until.isoformat(),
        or_(assigned.is_(None), assigned == bindparam(REACH_USER), ~theirs),
        within_reach(follow_up.c.person_id),
    )


def _may_change(one: FollowUp) -> dict[str, object]:
    return {
        "due_on": one.due_on.isoformat(),
        "assigned_to": one.assigned_to,
        "done_at": stamp_or_none(one.done_at),
        "outcome": None if one.outcome is None else str(one.outcome),
    }


def _follow_up(columns: Columns) -> FollowUp:
    screening, assigned = words_or_none(columns, "screening_id"), words_or_none(columns, "assigned_to")
    outcome = words_or_none(columns, "outcome")
    return FollowUp(
        id=words(columns, "id"),
        person=PersonId(words(columns, "person_id")),
        screening=None if screening is None else ScreeningId(screening),
        kind=FollowUpKind(words(columns, "kind")),
        due_on=dt.date.fromisoformat(words(columns, "due_on")),
        assigned_to=None if assigned is None else UserId(assigned),
        done_at=moment_or_none(columns, "done_at"),
        outcome=None if outcome is None else FollowUpOutcome(outcome),
        created_at=moment(columns, "created_at"),
        created_by=UserId(words(columns, "created_by")),
    )
