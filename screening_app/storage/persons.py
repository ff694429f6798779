"""People, each within reach of those with an active care relation only."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from screening_app.domain.access import READS_PERSONS, Access
from screening_app.domain.answers import PartialDate
from screening_app.domain.errors import AccessDenied, PersonNotFound
from screening_app.domain.ids import PersonId, UnitId, UserId
from screening_app.domain.person import (
    CaseKind,
    IdentityKind,
    Person,
    PersonField,
    ProtectionLevel,
    SearchQuery,
)
from screening_app.storage.errors import RecordRefused
from screening_app.storage.reach import reach_values, within_reach
from screening_app.storage.rows import ZERO, Columns, moment, read_row, stamp, words, words_or_none
from screening_app.storage.search import LAST, terms_of, wanted_terms
from screening_app.storage.tables import care_relation, person, search_term, user

_FEW = 300
"""Fewer matches of a word are looked up one by one for the other words; of more, no more are counted."""


class SqlPersonRepository:
    """Port ``PersonRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Person, *, access: Access) -> None:
        """Register a person, with a care relation to the user of ``access``.

        Raises:
            AccessDenied: If the user may open no persons, or the person is of another unit.
        """
        if access.role not in READS_PERSONS or new.unit != access.unit or not self._is_true(access):
            raise AccessDenied
        self._connection.execute(insert(person).values(_columns(new)))
        relation = {"person_id": new.id, "user_id": access.user, "kind": "care"}
        self._connection.execute(insert(care_relation).values(**relation, begun_at=stamp(new.created_at)))
        self._connection.execute(insert(search_term), _term_rows(new, access.user))

    def get(self, person_id: PersonId, *, access: Access) -> Person:
        """Return the person.

        Raises:
            PersonNotFound: If there is none within reach.
        """
        query = select(person).where(person.c.id == person_id, within_reach(person.c.id))
        row = self._connection.execute(query, reach_values(access)).first()
        if row is None:
            raise PersonNotFound
        return _read(row)

    def state_birth_date(self, person_id: PersonId, born: PartialDate, *, access: Access) -> None:
        """Store a birth date that was stated after the person was registered.

        Raises:
            PersonNotFound: If there is none within reach.
        """
        mine = (person.c.id == person_id, within_reach(person.c.id))
        statement = update(person).where(*mine).values(birth_date=str(born))
        if self._connection.execute(statement, reach_values(access)).rowcount != 1:
            raise PersonNotFound

    def search(self, query: SearchQuery, *, access: Access, limit: int = 50) -> Sequence[Person]:
        """Return matches within reach, best first; number and case number match whole, names by prefix.

        Raises:
            SearchNotPermitted: If the field is not one of ``SEARCHABLE``.
        """
        values = {**reach_values(access), "field": str(query.field)}
        counts = self._counted(wanted_terms(query), values)
        if not counts:
            return ()
        is_few = min(counts.values()) < _FEW
        # Many either way: the commonest is read in its order, until enough of it is among the others. Of
        # two that are very common, the longer is taken for the rarer.
        terms = sorted(counts, key=lambda term: (counts[term], -len(term)), reverse=not is_few)
        statement = _matching(len(terms), by_prefix=query.field is PersonField.NAME, one_by_one=is_few)
        values |= {name: term for number, term in enumerate(terms) for name, term in _range(number, term)}
        found = dict[PersonId, Person]()
        with self._connection.execution_options(yield_per=limit).execute(statement, values) as rows:
            for row in rows:
                match = _read(row)
                found.setdefault(match.id, match)
                if len(found) == limit:
                    break
        return tuple(found.values())

    def end_relation(self, person_id: PersonId, *, access: Access, at: dt.datetime) -> None:
        """End the care relation between the user and the person."""
        mine = (care_relation.c.person_id == person_id, care_relation.c.user_id == access.user)
        self._connection.execute(
            update(care_relation).where(*mine, care_relation.c.ended_at.is_(None)).values(ended_at=stamp(at))
        )
        self._connection.execute(
            delete(search_term).where(
                search_term.c.person_id == person_id, search_term.c.user_id == access.user
            )
        )

    def _counted(self, terms: Sequence[str], values: Mapping[str, object]) -> dict[str, int]:
        """Return how many matches each term has, of many no more than ``_FEW``."""
        if len(terms) < 2:  # noqa: PLR2004 (one needs no order)
            return dict.fromkeys(terms, 0)
        count = _counting()
        return {
            term: int(self._connection.execute(count, {**values, **dict(_range(0, term))}).scalar_one())
            for term in terms
        }

    def _is_true(self, access: Access) -> bool:
        """Tell whether the user is stored with the unit and role that are claimed."""
        query = select(user.c.id).where(
            user.c.id == access.user,
            user.c.unit_id == access.unit,
            user.c.role == str(access.role),
            user.c.active == 1,
        )
        return self._connection.execute(query).first() is not None


def renew_terms(connection: Connection) -> None:
    """Make the terms of every active care relation again from person and relation."""
    connection.execute(delete(search_term))
    active = select(person, care_relation.c.user_id.label("relation_user")).join(
        care_relation, care_relation.c.person_id == person.c.id
    )
    for row in connection.execute(active.where(care_relation.c.ended_at.is_(None))).all():
        rows = _term_rows(_read(row), UserId(str(row.relation_user)))
        if rows:
            connection.execute(insert(search_term), rows)


def _term_rows(found: Person, user_id: UserId) -> list[dict[str, str]]:
    return [
        {"user_id": user_id, "field": str(field), "term": term, "person_id": found.id}
        for field, term in sorted(terms_of(found))
    ]


@cache
def _matching(terms: int, *, by_prefix: bool, one_by_one: bool) -> Select[tuple[object, ...]]:
    """Return the statement that reads the user's terms in their order and adds the persons.

    Built once: that takes as long as reading.

    Args:
        terms: How many.
        one_by_one: Whether the others are looked up for each match of the first: each look reads a page of
            its own. Otherwise they are read in one go, which costs what they are many.
    """
    first = search_term.alias("first")
    statement = (
        select(*person.c)
        .join_from(first, person, person.c.id == first.c.person_id)
        .where(*_among(first, 0, by_prefix=by_prefix), within_reach(person.c.id))
        .order_by(first.c.term, first.c.person_id)
    )
    for number in range(1, terms):
        other = search_term.alias()
        among = _among(other, number, by_prefix=by_prefix)
        if one_by_one:
            statement = statement.where(exists().where(*among, other.c.person_id == first.c.person_id))
        else:
            statement = statement.where(first.c.person_id.in_(select(other.c.person_id).where(*among)))
    return statement


@cache
def _counting() -> Select[int]:
    """Return the statement that counts a word's matches up to where it no longer matters."""
    some = select(search_term.c.term).where(*_among(search_term, 0, by_prefix=True))
    return select(func.count()).select_from(some.limit(_FEW).subquery())


def _among(terms: FromClause, number: int, *, by_prefix: bool) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a row is one of the user's, and of the wanted term of that number."""
    beginning, end = (bindparam(f"{name}_{number}", type_=Text) for name in ("term", "last"))
    is_it = terms.c.term.between(beginning, end) if by_prefix else terms.c.term == beginning
    return terms.c.user_id == bindparam("reach_user"), terms.c.field == bindparam("field"), is_it


def _range(number: int, term: str) -> Iterator[tuple[str, str]]:
    """Give what ``_among`` needs bound: the beginning, and the end of all words that begin so."""
    yield f"term_{number}", term
    yield f"last_{number}", term + LAST


def _columns(new: Person) -> dict[str, str | None]:
    if ZERO in (new.name or ""):
        raise RecordRefused  # it would be taken for damage when it is read
    return {
        "id": new.id,
        "unit_id": new.unit,
        "case_number": new.case_number,
        "kind": str(new.kind),
        "created_at": stamp(new.created_at),
        "name": new.name,
        "identity_kind": str(new.identity_kind),
        "identity_number": new.identity_number,
        "birth_date": None if new.birth_date is None else str(new.birth_date),
        "protection": str(new.protection),
    }


def _read(row: Row[tuple[object, ...]]) -> Person:
    return read_row(row, person.name, _person)


def _person(columns: Columns) -> Person:
    birth_date = words_or_none(columns, "birth_date")
    return Person(
        id=PersonId(words(columns, "id")),
        unit=UnitId(words(columns, "unit_id")),
        case_number=words(columns, "case_number"),
        kind=CaseKind(words(columns, "kind")),
        created_at=moment(columns, "created_at"),
        name=words_or_none(columns, "name"),
        identity_kind=IdentityKind(words(columns, "identity_kind")),
        identity_number=words_or_none(columns, "identity_number"),
        birth_date=None if birth_date is None else PartialDate.parse(birth_date),
        protection=ProtectionLevel(words(columns, "protection")),
    )
