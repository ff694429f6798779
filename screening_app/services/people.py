"""Registering, finding and opening a person; each is on record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from screening_app.domain.access import READS_PERSONS
from screening_app.domain.answers import PartialDate
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import SearchNotPermitted
from screening_app.domain.ids import PersonId
from screening_app.domain.person import (
    SEARCHABLE,
    CaseKind,
    IdentityKind,
    Person,
    ProtectionLevel,
    SearchQuery,
)
from screening_app.services.audit import record
from screening_app.services.errors import RoleDenied
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is known of a person when the case begins."""

    kind: CaseKind
    name: str | None = None
    identity_kind: IdentityKind = IdentityKind.UNKNOWN
    identity_number: str | None = None
    birth_date: PartialDate | None = None
    protection: ProtectionLevel = ProtectionLevel.NONE


def register_person(session: Session, new: NewPerson, *, check_digit_reason: str | None = None) -> Person:
    """Register a person and tie the user to them, or change nothing.

    Args:
        check_digit_reason: Code of why a number is kept although its check digit differs (L-74).

    Raises:
        RoleDenied: If the role opens no persons.
    """
    if session.user.role not in READS_PERSONS:
        raise RoleDenied(*sorted(READS_PERSONS))
    person = Person(
        id=PersonId(session.entropy.new_id()),
        unit=session.unit.id,
        case_number=session.entropy.case_number(),
        kind=new.kind,
        created_at=session.clock.now(),
        name=new.name,
        identity_kind=new.identity_kind if new.kind is CaseKind.IDENTIFIED else IdentityKind.ANONYMOUS,
        identity_number=new.identity_number,
        birth_date=new.birth_date,
        protection=new.protection,
    )
    with session.records.write() as uow:
        uow.persons.add(person, access=session.access)
        record(
            uow,
            session,
            AuditAction.PERSON_REGISTERED,
            person.id,
            kind=str(person.kind),
            check_digit=check_digit_reason,
        )
        uow.commit()
    return person


def open_person(session: Session, person_id: PersonId) -> Person:
    """Return the person and write down who looked and why (L-45, L-47).

    Raises:
        PersonNotFound: If there is none within reach; the attempt is on record too.
    """
    with session.records.write() as uow:
        record(uow, session, AuditAction.PERSON_OPENED, person_id, purpose=str(session.purpose))
        uow.commit()
    with session.records.read() as uow:
        return uow.persons.get(person_id, access=session.access)


def state_birth_date(session: Session, person: Person, born: PartialDate) -> Person:
    """Store a birth date that a named person stated later, or the rest of one known in part; on record.

    Raises:
        PersonNotFound: If the person is out of reach.
        ValueError: If the case has no name, or what is known already is another date.
    """
    if person.birth_date is not None and not str(born).startswith(str(person.birth_date)):
        raise ValueError("another birth date is known")
    stated = replace(person, birth_date=born)
    with session.records.write() as uow:
        uow.persons.state_birth_date(person.id, born, access=session.access)
        record(uow, session, AuditAction.BIRTH_DATE_STATED, person.id)
        uow.commit()
    return stated


def search_persons(session: Session, query: SearchQuery) -> Sequence[Person]:
    """Return matches within reach; the kind of search is on record, not its text.

    Raises:
        SearchNotPermitted: If the regime allows no search on that field (L-54, story 9).
    """
    permitted = query.field in SEARCHABLE
    with session.records.write() as uow:
        action = AuditAction.SEARCHED if permitted else AuditAction.REFUSED
        record(uow, session, action, session.unit.id, search=str(query.field))
        uow.commit()
    if not permitted:
        raise SearchNotPermitted(field=str(query.field))
    with session.records.read() as uow:
        return uow.persons.search(query, access=session.access)
