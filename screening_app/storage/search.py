"""What a person can be found by (L-54): words of the name by their beginnings, numbers whole.

Terms are kept per user with an active care relation. A search reads that user's terms only, so a
person out of reach costs it nothing and changes nothing, in content or in time (DESIGN 9).
"""

import re
import unicodedata

from screening_app.domain.errors import SearchNotPermitted
from screening_app.domain.person import SEARCHABLE, IdentityKind, Person, PersonField, SearchQuery

LAST = "\U0010ffff"
"""Sorts behind every sign: the end of a range of words with the same beginning."""

_NUMBERS = {IdentityKind.PNR: PersonField.PNR, IdentityKind.SAMNR: PersonField.SAMNR}
_WITH_CENTURY = 12
_LETTERS = str.maketrans({"æ": "ä", "ø": "ö", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_PLAIN = str.maketrans("åäö", "aao")

Term = tuple[PersonField, str]


def terms_of(person: Person) -> set[Term]:
    """Return everything that finds this person."""
    terms = {(PersonField.CASE_NUMBER, _case_number(person.case_number))}
    for word in name_words(person.name or ""):
        # Somebody without å on the keyboard types a; somebody who types å means å.
        terms |= {(PersonField.NAME, word), (PersonField.NAME, word.translate(_PLAIN))}
    field = _NUMBERS.get(person.identity_kind)
    if field is not None and person.identity_number:
        digits = _digits(person.identity_number)
        terms |= {(field, digits), (field, _without_century(digits))}
    return {term for term in terms if term[1]}


def wanted_terms(query: SearchQuery) -> tuple[str, ...]:
    """Return the terms that a query asks for: all must be found; empty means that none can be.

    Raises:
        SearchNotPermitted: If the field is not one of ``SEARCHABLE``.
    """
    if query.field not in SEARCHABLE:
        raise SearchNotPermitted(field=str(query.field))
    match query.field:
        case PersonField.NAME:
            return tuple(sorted(set(name_words(query.text)), key=lambda word: (-len(word), word)))
        case PersonField.CASE_NUMBER:
            return tuple(filter(None, (_case_number(query.text),)))
        case _:
            return tuple(filter(None, (_digits(query.text),)))


def name_words(text: str) -> list[str]:
    """Return the words of a name without case and accents; å, ä and ö are letters and stay."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    plain = "".join(sign if sign in "åäö" else _bare(sign) for sign in folded.translate(_LETTERS))
    return re.findall(r"[^\W_]+", plain)


def _bare(sign: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", sign) if not unicodedata.combining(part))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _without_century(digits: str) -> str:
    return digits[2:] if len(digits) == _WITH_CENTURY else digits


def _case_number(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper()
