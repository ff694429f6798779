"""Made-up people with names as unevenly common as names are; nobody real has one of their numbers."""

import datetime as dt
import random
from collections.abc import Iterator

from screening_app.domain.answers import PartialDate
from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind, IdentityKind, Person
from screening_app.services.session import Session

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
_NAMES = tuple(tuple(words.split()) for words in (_GIVEN, _ROOTS, _ENDINGS, _OFTEN))
_OLDEST, _YEARS = 1936, 72
_WEIGHTS = (2, 1) * 4 + (2,)


def drawn(seed: int) -> random.Random:
    """Return chance that is the same in every run: for made-up data, never for a secret."""
    return random.Random(seed)  # noqa: S311


def made_up_people(session: Session, count: int, *, seed: int) -> Iterator[Person]:
    """Give people of the session's unit, each with a case number of their own."""
    chance, now, taken = drawn(seed), session.clock.now(), set[str]()
    for number in range(count):
        while (case_number := session.entropy.case_number()) in taken:
            pass
        taken.add(case_number)
        born = _day_of_birth(chance)
        yield Person(
            id=PersonId(session.entropy.new_id()),
            unit=session.unit.id,
            case_number=case_number,
            kind=CaseKind.IDENTIFIED,
            created_at=now,
            name=_name(chance),
            birth_date=PartialDate(year=born.year, month=born.month, day=born.day),
            identity_kind=IdentityKind.PNR,
            identity_number=nobodys_number(born, number % 1000),
        )


def nobodys_number(born: dt.date, serial: int) -> str:
    """Return twelve digits like a personal identity number whose check digit is wrong on purpose (L-74).

    Args:
        serial: 0 to 999.
    """
    digits = f"{born:%Y%m%d}{serial:03}"
    total = sum(
        sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits[2:], _WEIGHTS, strict=True)
    )
    return f"{digits}{(-total + 5) % 10}"


def _day_of_birth(chance: random.Random) -> dt.date:
    return dt.date(_OLDEST, 1, 1) + dt.timedelta(days=chance.randrange(_YEARS * 365))


def _name(chance: random.Random) -> str:
    given, roots, endings, often = _NAMES
    first = given[min(int(chance.expovariate(0.08)), len(given) - 1)]
    is_often = chance.random() < 0.1  # noqa: PLR2004 (every tenth)
    return f"{first} {chance.choice(often) if is_often else chance.choice(roots) + chance.choice(endings)}"
