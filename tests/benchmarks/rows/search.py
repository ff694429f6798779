"""Finding one of very many people, as the person page asks: through the use case, each search on record."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from screening_app.domain.person import Person, PersonField, SearchQuery
from screening_app.services.people import search_persons
from screening_app.services.session import Session
from tests.benchmarks.figures import Figure, Scale, Watch, drawn, watch
from tests.benchmarks.office import make_office
from tests.benchmarks.people import seed


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for names and one for numbers."""
    count = scale.times(100_000, 200)
    with TemporaryDirectory() as folder:
        office = make_office(Path(folder))
        with office.opened() as session:
            people = seed(session, count)
        with office.opened() as session:
            found = _search(session, people, scale.times(1000, 20))
    what = f"search among {count:_} people".replace("_", " ")
    note = f"up to {found.most} matches shown; recording the search is part of it"
    yield Figure(
        what=f"{what}, by beginnings of names", ours=found.names.side(), of="p95", budget=10, note=note
    )
    yield Figure(what=f"{what}, by number", ours=found.numbers.side(), of="p95", budget=10)
    yield Figure(what="the reading in the first of these alone", ours=found.reading.side())


@dataclass(slots=True)
class _Found:
    """How long searches took, and how many people the longest list held."""

    names: Watch = field(default_factory=watch)
    numbers: Watch = field(default_factory=watch)
    reading: Watch = field(default_factory=watch)
    most: int = 0


def _search(session: Session, people: Sequence[Person], times: int) -> _Found:
    chance, found = drawn(3), _Found()
    for _time in range(times):
        person = chance.choice(people)
        typed = SearchQuery(field=PersonField.NAME, text=_typed(person, chance))
        with found.names.running():
            shown = search_persons(session, typed)
        found.most = max(found.most, len(shown))
        with found.reading.running(), session.records.read() as uow:
            again = uow.persons.search(typed, access=session.access)
        query = SearchQuery(field=PersonField.PNR, text=person.identity_number or "")
        if chance.random() < 0.5:
            query = SearchQuery(field=PersonField.CASE_NUMBER, text=person.case_number)
        with found.numbers.running():
            exact = search_persons(session, query)
        if person not in exact or not shown or again != shown:
            raise AssertionError(typed)
    return found


def _typed(person: Person, chance: random.Random) -> str:
    """Return what somebody types: a few letters of one word or of both."""
    words = [word[: chance.randint(2, 6)] for word in (person.name or "").split()]
    chance.shuffle(words)
    return " ".join(words[: chance.randint(1, 2)])
