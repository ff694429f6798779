"""Which patterns a form may hold: those that can be read, and that no answer can keep busy for ever.

Python's ``re`` tries again for every way of sharing a text out among repeats. A repeat inside a repeat, or a
choice inside one, takes twice as long for every letter; so neither is accepted.
"""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast


class _Parser(Protocol):
    def parse(self, text: str) -> Iterable[tuple[object, object]]:
        """Return the parts of a pattern, as ``re`` itself reads them."""


_parser = cast("_Parser", import_module("re._parser"))
_MANY = 10
"""How often a part may be repeated and still count as few."""


def is_pattern(text: str) -> bool:
    """Tell whether a text is a pattern that ends soon, whatever it is held against."""
    try:
        re.compile(text)
        return not _can_last(_parser.parse(text), inside=False)
    except (re.error, RecursionError, OverflowError):
        return False


def _can_last(parts: Iterable[tuple[object, object]], *, inside: bool) -> bool:
    return any(_part_can_last(str(name), value, inside=inside) for name, value in parts)


def _part_can_last(name: str, value: object, *, inside: bool) -> bool:
    if name in {"MAX_REPEAT", "MIN_REPEAT"} and isinstance(value, tuple):
        _least, most, repeated = value
        many = int(most) > _MANY
        return (many and inside) or _can_last(repeated, inside=inside or many)
    if name == "BRANCH" and isinstance(value, tuple):
        return inside or any(_can_last(branch, inside=inside) for branch in value[1])
    if isinstance(value, tuple):
        # A group, a look ahead or behind: what it holds stands last.
        held = getattr(value[-1], "data", None) if value else None
        return held is not None and _can_last(held, inside=inside)
    return False
