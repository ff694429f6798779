"""What a conversation's header shows of the person: never a name."""

from dataclasses import dataclass

from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as the desk may see it.

    Attributes:
        number: Such as ``K7QM-4XWP``.
    """

    number: str
    kind: CaseKind


def case_of(session: Session, person_id: PersonId) -> Case:
    """Return number and kind of a person's case.

    Raises:
        PersonNotFound: If there is none within reach.
    """
    with session.records.read() as uow:
        person = uow.persons.get(person_id, access=session.access)
    return Case(number=person.case_number, kind=person.kind)
