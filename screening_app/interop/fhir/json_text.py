"""JSON read strictly and within bounds, and written with every number as it was (FORMS 3.7)."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from screening_app.interop.errors import DuplicateKey, NotJson, NotUtf8, NumberTooLong, TooDeep, TooManyValues

Json = None | bool | int | Decimal | str | Sequence["Json"] | Mapping[str, "Json"]
Resource = dict[str, Json]

_MOST_DEPTH = 60
_MOST_VALUES = 60_000
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 30


class _Twice(ValueError):
    """A key stands twice; which of the two counts, nobody can say."""


class _Number(ValueError):
    """A number that no form needs, and that costs time to reckon with."""


def read_json(untrusted: bytes, name: str) -> Json:
    """Return what a JSON text holds.

    Args:
        name: Of the file, for the refusal.

    Raises:
        NotUtf8, NotJson, DuplicateKey, NumberTooLong, TooDeep, TooManyValues: Kinds of ``ImportRefused``.
    """
    try:
        text = untrusted.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(file=name) from None
    try:
        tree: Json = json.loads(
            text, object_pairs_hook=_once, parse_float=_decimal, parse_int=_whole, parse_constant=_constant
        )
    except _Twice:
        raise DuplicateKey(file=name) from None
    except _Number:
        raise NumberTooLong(file=name) from None
    except RecursionError:
        raise TooDeep(file=name, limit=_MOST_DEPTH) from None
    except ValueError:
        raise NotJson(file=name) from None
    sizes = list(_levels(tree))
    if len(sizes) > _MOST_DEPTH:
        raise TooDeep(file=name, limit=_MOST_DEPTH)
    if sum(sizes) > _MOST_VALUES:
        raise TooManyValues(file=name, limit=_MOST_VALUES)
    return tree


def write_json(tree: Json, *, indent: str = "  ") -> str:
    """Return the text of a tree: ASCII, one value a line, decimals with the digits that they had."""
    return _written(tree, indent, "\n")


def _written(tree: Json, indent: str, end: str) -> str:
    if isinstance(tree, Decimal):
        return str(tree)
    if isinstance(tree, str | bool | int) or tree is None:
        return json.dumps(tree)
    inner = end + indent
    if isinstance(tree, Mapping):
        pairs = [f"{json.dumps(key)}: {_written(value, indent, inner)}" for key, value in tree.items()]
        return "{" + inner + f",{inner}".join(pairs) + end + "}" if pairs else "{}"
    parts = [_written(value, indent, inner) for value in tree]
    return "[" + inner + f",{inner}".join(parts) + end + "]" if parts else "[]"


def _once(pairs: list[tuple[str, Json]]) -> Resource:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _decimal(text: str) -> Decimal:
    exponent = re.search(r"[eE]([-+]?\d+)$", text)
    if len(text) > _LONGEST_NUMBER or (exponent and abs(int(exponent[1])) > _LARGEST_EXPONENT):
        raise _Number
    return Decimal(text)


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _Number
    return int(text)


def _constant(text: str) -> Json:
    raise ValueError(text)  # NaN and Infinity: not JSON, though Python's own reader takes them


def _levels(tree: Json) -> Iterator[int]:
    """Yield how many values stand on each level, as far as anything is read."""
    level: list[Json] = [tree]
    for _ in range(_MOST_DEPTH + 1):
        if not level:
            return
        yield len(level)
        inside: list[Json] = []
        for node in level:
            if isinstance(node, Mapping):
                inside += node.values()
            elif isinstance(node, Sequence) and not isinstance(node, str):
                inside += node
        level = inside
