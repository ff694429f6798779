"""What a key of a form file may hold: the value as it is typed, and nothing that only looks like it.

YAML tells a number from a text in quotes. A number in quotes is a mistake of whoever wrote it, and to
read it as a number all the same would let ``required: "false"`` mean yes to one reader and no to another.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("decimal_type", "a number")
    return value


def _day(value: object) -> object:
    if not isinstance(value, dt.date) and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise PydanticCustomError("date_type", "a date")
    return value


Truth = Annotated[bool, Strict()]
"""``true`` or ``false``, without quotes."""

Whole = Annotated[int, Strict()]
"""A whole number, without quotes."""

Number = Annotated[Decimal, BeforeValidator(_number)]
"""A number, without quotes."""

Day = Annotated[dt.date, BeforeValidator(_day)]
"""A date, YYYY-MM-DD, in quotes."""
