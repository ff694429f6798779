"""Many made-up people, put into a vault through storage."""

from collections.abc import Iterator
from itertools import islice

from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind, IdentityKind, Person
from screening_app.services.session import Session
from tests.benchmarks.figures import drawn

_GIVEN = """
    Maja Alva Ebba Elsa Åsa Märta Ingrid Fatima Zahra Leila Sara Hanna Johanna Karin Birgitta Eva Lena Amina
    Samira Olga Katarzyna Mónica Sofía Ayşe Yasmin Noor Ellen Saga Tuva Freja Wilma Signe Greta Örjan Erik
    Lars Ali Omar Hassan Mohammed Johan Per Anders Mikael Stefan Björn Åke Göran Sven Olle
"""
_ROOTS = """
    Berg Lund Ström Sjö Dal Holm Lind Ek Björk Al Sand Sten Norr Söder Öster Väster Hög Lång Ny Ås Häll Fors
"""
_ENDINGS = "ström berg gren kvist man qvist lund dahl strand stedt ander vall mark by sson"
_OFTEN = "Hassan Ali Nguyen Kowalska García Łuczak Øien Exempelsson Testsson"


def made_up(session: Session, count: int) -> Iterator[Person]:
    """Give people whose names are as unevenly common as names are."""
    chance = drawn(7)
    given, roots, endings, often = (words.split() for words in (_GIVEN, _ROOTS, _ENDINGS, _OFTEN))
    now, taken = session.clock.now(), set[str]()
    for number in range(count):
        first = given[min(int(chance.expovariate(0.08)), len(given) - 1)]
        is_often = chance.random() < 0.1
        last = chance.choice(often) if is_often else chance.choice(roots) + chance.choice(endings)
        born = f"{1930 + number % 80}{1 + number % 12:02}{1 + number % 28:02}"
        while (case_number := session.entropy.case_number()) in taken:
            pass
        taken.add(case_number)
        yield Person(
            id=PersonId(session.entropy.new_id()),
            unit=session.unit.id,
            case_number=case_number,
            kind=CaseKind.IDENTIFIED,
            created_at=now,
            name=f"{first} {last}",
            identity_kind=IdentityKind.PNR,
            identity_number=f"{born}{number % 10_000:04}",
        )


def seed(session: Session, count: int) -> list[Person]:
    """Store that many in batches of one transaction each, and return them."""
    people = list(made_up(session, count))
    ahead = iter(people)
    while batch := list(islice(ahead, 5_000)):
        with session.records.write() as uow:
            for person in batch:
                uow.persons.add(person, access=session.access)
            uow.commit()
    return people
