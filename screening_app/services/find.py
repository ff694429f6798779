"""Finding a person by what was typed into one field; only what the regime lets anybody search on (L-54)."""

import re
from collections.abc import Iterator, Sequence

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId
from screening_app.domain.person import IdentityKind, Person, PersonField, SearchQuery
from screening_app.services.identity import read_number
from screening_app.services.people import search_persons
from screening_app.services.session import Session

_NUMBERS = {IdentityKind.PNR: PersonField.PNR, IdentityKind.SAMNR: PersonField.SAMNR}
_CASE_NUMBER = re.compile(r"[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4}", re.ASCII)
_LETTER = re.compile(r"[^\W\d_]")


def find_persons(session: Session, text: str, *, limit: int = 50) -> tuple[Person, ...]:
    """Return matches within reach, best first; each search that is made is on record by its kind.

    Digits are looked up as identity numbers; anything else as a case number, where it could be one,
    and as a name. Nobody out of reach changes the answer (DESIGN 9).
    """
    found = dict[PersonId, Person]()
    for query in _queries(session, " ".join(text.split())):
        for person in search_persons(session, query):
            found.setdefault(person.id, person)
    return tuple(found.values())[:limit]


def _queries(session: Session, text: str) -> Iterator[SearchQuery]:
    if _CASE_NUMBER.fullmatch(text):
        yield SearchQuery(field=PersonField.CASE_NUMBER, text=text)
    if _LETTER.search(text):
        yield SearchQuery(field=PersonField.NAME, text=text)
    elif text:
        yield from _number_queries(session, text)


def _number_queries(session: Session, text: str) -> Sequence[SearchQuery]:
    """Return a search for each kind of number that the digits can be; for both where they are neither."""
    identity = session.forms.packs(session.unit.country).identity
    read = list[SearchQuery]()
    for kind, field in _NUMBERS.items():
        try:
            number = read_number(identity.number_kind(kind), text, today=session.today())
        except ScreeningAppError:
            continue
        read.append(SearchQuery(field=field, text=number.text))
    return read or [SearchQuery(field=field, text=text) for field in _NUMBERS.values()]
