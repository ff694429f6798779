"""Who may see whom, as SQL: the one condition that every statement about a person carries."""

import functools
from collections.abc import Callable, Mapping

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Table,
    Text,
    bindparam,
    exists,
    insert,
    or_,
    select,
)

from screening_app.domain.access import READS_PERSONS, Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import ScreeningId
from screening_app.storage.tables import care_relation, person, screening, user

REACH_USER = "reach_user"
REACH_UNIT = "reach_unit"
REACH_ROLE = "reach_role"
_OF = "reach_of"


def within_reach(person_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that this person is within reach of the ``reach_values`` bound to it.

    The person is of the unit; an active care relation ties the user to the person; and the user's
    *stored* role, which must be the one claimed, is one that opens persons (DESIGN 9).
    """
    # Names of their own: a query about persons must not be taken for the one inside.
    reached, relation, looking = person.alias("reached"), care_relation.alias(), user.alias()
    # Not IN (…): SQLAlchemy would put the statement together anew every time.
    opens_persons = or_(*(looking.c.role == str(role) for role in sorted(READS_PERSONS)))
    return exists(
        select(reached.c.id)
        .join(relation, relation.c.person_id == reached.c.id)
        .join(looking, looking.c.id == relation.c.user_id)
        .where(
            reached.c.id == person_id,
            reached.c.unit_id == bindparam(REACH_UNIT),
            relation.c.user_id == bindparam(REACH_USER),
            relation.c.ended_at.is_(None),
            looking.c.unit_id == reached.c.unit_id,
            looking.c.role == bindparam(REACH_ROLE),
            opens_persons,
            looking.c.active == 1,
        )
        .correlate_except(reached, relation, looking)
    )


def reach_values(access: Access) -> dict[str, object]:
    """Return what ``within_reach`` needs bound."""
    return {REACH_USER: access.user, REACH_UNIT: access.unit, REACH_ROLE: str(access.role)}


def person_within_reach(person_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that there is such a person within reach."""
    return within_reach(person_id)


def run_within_reach(screening_id: ScreeningId | ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that there is such a run of a person within reach."""
    run = screening.alias("run")
    query = select(run.c.id).where(run.c.id == screening_id, within_reach(run.c.person_id))
    return query.correlate_except(run).exists()


Reach = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""Makes the condition of reach from an id."""


def insert_within_reach(
    connection: Connection,
    table: Table,
    values: Mapping[str, object],
    *,
    reach: Reach,
    of: str,
    access: Access,
) -> None:
    """Insert one row if the condition holds, in one statement.

    Args:
        reach: Makes the condition.
        of: The id that it is made from.

    Raises:
        PersonNotFound: If it does not hold; nothing is stored.
    """
    bound = {f"new_{name}": value for name, value in values.items()} | {_OF: of} | reach_values(access)
    if connection.execute(_insert(table, tuple(values), reach), bound).rowcount != 1:
        raise PersonNotFound


@functools.cache
def _insert(table: Table, names: tuple[str, ...], reach: Reach) -> Insert:
    """Return the statement, built once: that takes longer than storing the row."""
    parameters = [bindparam(f"new_{name}", type_=table.c[name].type) for name in names]
    row = select(*parameters).where(reach(bindparam(_OF, type_=Text)))
    return insert(table).from_select(list(names), row, include_defaults=False)
