"""Finding one of very many people, as the person page asks: through the use case, each search on record."""

import random
from collections.abc import Iterator, Sequence
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
            names, numbers, found = _search(session, people, scale.times(1000, 20))
    what = f"search among {count:_} people".replace("_", " ")
    yield Figure(what=f"{what}, by beginnings of names", ours=names.side(), of="p95", budget=10, note=found)
    yield Figure(what=f"{what}, by number", ours=numbers.side(), of="p95", budget=10)


def _search(session: Session, people: Sequence[Person], times: int) -> tuple[Watch, Watch, str]:
    chance, names, numbers, most = drawn(3), watch(), watch(), 0
    for _time in range(times):
        person = chance.choice(people)
        with names.running():
            found = search_persons(session, SearchQuery(field=PersonField.NAME, text=_typed(person, chance)))
        if not found:
            raise AssertionError
        most = max(most, len(found))
        query = SearchQuery(field=PersonField.PNR, text=person.identity_number or "")
        if chance.random() < 0.5:
            query = SearchQuery(field=PersonField.CASE_NUMBER, text=person.case_number)
        with numbers.running():
            exact = search_persons(session, query)
        if person not in exact:
            raise AssertionError
    return names, numbers, f"up to {most} matches shown"


def _typed(person: Person, chance: random.Random) -> str:
    """Return what somebody types: a few letters of one word or of both."""
    words = [word[: chance.randint(2, 6)] for word in (person.name or "").split()]
    chance.shuffle(words)
    return " ".join(words[: chance.randint(1, 2)])
