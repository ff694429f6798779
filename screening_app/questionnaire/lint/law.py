"""Rules of the legal pack: on every day that a basis holds, some provision stands behind it."""

import datetime as dt
from collections.abc import Iterator

from screening_app.questionnaire.pack_legal import BasisCode, LegalPack
from screening_app.questionnaire.structure import Breach, twice

_DAY = dt.timedelta(days=1)


def law_breaches(pack: LegalPack) -> Iterator[Breach]:
    """Yield what is wrong with a country's provisions and bases."""
    yield from twice("duplicate-id", "id", ((p.id, ("provision", i)) for i, p in enumerate(pack.provision)))
    yield from twice(
        "duplicate-id", "id", ((b.code, ("basis_code", i)) for i, b in enumerate(pack.basis_code))
    )
    for index, basis in enumerate(pack.basis_code):
        for day in _days(basis, pack):
            if basis.is_valid_on(day) and not pack.provisions_on(basis.provision, day):
                params = {"basis": basis.code, "day": day.isoformat()}
                yield Breach("basis-without-law", ("basis_code", index), params)
                break


def _days(basis: BasisCode, pack: LegalPack) -> list[dt.date]:
    """Return the days on which the law behind a basis may run out: its first, and those after an end."""
    named = [provision for provision in pack.provision if provision.id in basis.provision]
    ends = [provision.valid_to + _DAY for provision in named if provision.valid_to is not None]
    return sorted([basis.valid_from or dt.date.min, *ends])
