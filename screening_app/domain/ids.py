"""Names for the identifiers of the domain, so that one is not taken for another."""

import datetime as dt
from typing import NewType

LinkId = NewType("LinkId", str)
"""``Questionnaire.item.linkId``: names a question inside its form."""

Canonical = NewType("Canonical", str)
"""``url|version`` of a form or a pathway."""

StepId = NewType("StepId", str)
UnitId = NewType("UnitId", str)
UserId = NewType("UserId", str)
PersonId = NewType("PersonId", str)
ScreeningId = NewType("ScreeningId", str)
"""One pathway run with one person; its responses carry the same."""
ResponseId = NewType("ResponseId", str)
DocumentId = NewType("DocumentId", str)

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_RANDOM_BITS = 80
_LAST_MS = 4102444800_000
"""The year 2100: an identifier that says later was not made by us."""


def made_at(identifier: str) -> dt.datetime | None:
    """Return when an identifier of ``Entropy.new_id`` was made, aware UTC; ``None`` if it does not tell."""
    if len(identifier) != _LENGTH or any(sign not in _SIGNS for sign in identifier):
        return None
    number = 0
    for sign in identifier:
        number = number << 5 | _SIGNS.index(sign)
    milliseconds = number >> _RANDOM_BITS
    if milliseconds > _LAST_MS:
        return None
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)
