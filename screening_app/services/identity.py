"""Identity numbers as the country's pack describes them: typed in any form, kept in one (L-70 to L-75).

A number is never the truth about a birth date or a sex (L-73): the date inside only shows whether
the number can be one at all, and never leaves this module.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from stdnum import luhn

from screening_app.domain.person import IdentityKind
from screening_app.questionnaire.pack import NumberKind
from screening_app.services.errors import (
    CheckDigitDiffers,
    NumberMissing,
    NumberUnreadable,
    NumberWithoutDate,
)

OLDEST_YEARS = 130
"""A date further back than this belongs to nobody alive: the century or a digit is wrong."""

CHECK_DIGIT_REASONS = ("document-shows-it", "as-stated", "from-register", "urgent")
"""Why a number is kept although its check digit differs; codes that go on record (L-74)."""

_LAYOUT = re.compile(r"[YMDNC+-]+")
_TYPED = re.compile(r"(\d{6}|\d{8})([+-]?)(\d{4})", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_CENTURY = 100


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IdentityNumber:
    """A number that was read.

    Attributes:
        text: As the pack stores it, such as twelve digits without a separator; free kinds as written.
        check_digit_fits: False asks for a reason, and never stops anybody (L-74).
    """

    kind: IdentityKind
    text: str
    check_digit_fits: bool = True


def has_number(kind: NumberKind) -> bool:
    """Tell whether this kind carries a number at all; *unknown* and *refused* do not."""
    return bool(kind.accept)


def read_number(kind: NumberKind, untrusted_text: str, *, today: dt.date) -> IdentityNumber:
    """Read a number in any way the pack accepts.

    Two digits of a year mean the latest that fits; a plus sign a hundred years before that, as it
    is written from the year in which a person turns 100 (L-70).

    Raises:
        NumberMissing: If nothing was written.
        NumberUnreadable: If it is not of a length or form that the pack accepts.
        NumberWithoutDate: If the date inside is none, lies ahead, or is older than anybody.
    """
    text = " ".join(unicodedata.normalize("NFKC", untrusted_text).translate(_DASHES).split())
    if not text:
        raise NumberMissing
    lengths = {len(re.sub("[+-]", "", layout)) for layout in kind.accept if _LAYOUT.fullmatch(layout)}
    if not lengths:
        return IdentityNumber(kind=kind.id, text=text)
    typed = _TYPED.fullmatch(text.replace(" ", ""))
    if typed is None or len(typed[1] + typed[3]) not in lengths:
        raise NumberUnreadable
    year = _year(kind, typed[1], plus=typed[2] == "+", today=today)
    digits = f"{year:04}{typed[1][-4:]}{typed[3]}"
    return IdentityNumber(kind=kind.id, text=digits, check_digit_fits=_fits(kind, digits))


def accepted_number(
    kind: NumberKind, untrusted_text: str, *, today: dt.date, reason: str | None = None
) -> IdentityNumber:
    """Read a number that is about to be kept; errors as ``read_number``, and:

    Raises:
        CheckDigitDiffers: If the check digit differs and no reason of ``CHECK_DIGIT_REASONS`` is given.
    """
    number = read_number(kind, untrusted_text, today=today)
    if not number.check_digit_fits and reason not in CHECK_DIGIT_REASONS:
        raise CheckDigitDiffers
    return number


def shown_number(kind: NumberKind, stored: str) -> str:
    """Return a stored number grouped as the pack shows it; what does not fit is shown as it stands."""
    letters = re.sub("[^YMDNC]", "", kind.show)
    if not _LAYOUT.fullmatch(kind.show) or len(letters) != len(stored):
        return stored
    digits = iter(stored)
    return "".join(next(digits) if sign in "YMDNC" else sign for sign in kind.show)


def _year(kind: NumberKind, date_digits: str, *, plus: bool, today: dt.date) -> int:
    """Return the four-digit year of the date inside.

    Raises:
        NumberWithoutDate: If no year makes a possible date of it.
    """
    month, day = int(date_digits[-4:-2]), int(date_digits[-2:])
    if kind.day_range is not None and not kind.day_range[0] <= day <= kind.day_range[1]:
        raise NumberWithoutDate
    day -= kind.day_offset
    if len(date_digits) == len("YYYYMMDD"):
        years = [int(date_digits[:4])]
    else:
        latest = today.year - (today.year - int(date_digits[:2])) % _CENTURY
        # Without the sign a date later this year is the one a hundred years ago: many leave plus out.
        years = [latest - _CENTURY] if plus else [latest, latest - _CENTURY]
    for year in years:
        if _is_possible(year, month, day, today):
            return year
        if not _lies_ahead(year, month, day, today):
            break
    raise NumberWithoutDate


def _is_possible(year: int, month: int, day: int, today: dt.date) -> bool:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return False
    return date <= today and year >= today.year - OLDEST_YEARS


def _lies_ahead(year: int, month: int, day: int, today: dt.date) -> bool:
    return (year, month, day) > (today.year, today.month, today.day)


def _fits(kind: NumberKind, digits: str) -> bool:
    return kind.check == "none" or luhn.is_valid(digits[2:])
