"""The lists of an XLSForm, and what a choice filter makes of one (FORMS 6).

Our options stand in the file. A filter over one earlier question is written out: one item for each
answer to that question, enabled by it, with the options that the filter would leave.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from screening_app.interop.xlsform_conditions import Condition, Predicate, Reading
from screening_app.interop.xlsform_errors import Refusal
from screening_app.interop.xlsform_names import with_columns
from screening_app.interop.xlsform_table import Row, Table, texts_of
from screening_app.interop.xpath import NotTranslated, Text, Tree

MOST_VARIANTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a list, from its row."""

    code: str
    display: Mapping[str, str]
    row: Row


@dataclass(slots=True)
class Lists:
    """Options by list; ``refusals`` by list too, since a list that nobody uses harms nobody."""

    options: dict[str, list[Option]] = field(default_factory=dict)
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Options that are offered under one condition; ``suffix`` tells the items apart."""

    suffix: str
    options: tuple[Option, ...]
    condition: Condition


def read_lists(table: Table, *, duplicates: bool) -> Lists:
    """Return the lists of the choices sheet.

    Args:
        duplicates: Whether the form allows one option twice in a list, for filters to choose from.
    """
    lists = Lists(columns=table.columns)
    for row in table.rows:
        name = row["list_name"]
        if not name:
            continue  # rows between lists, and remarks
        options = lists.options.setdefault(name, [])
        refusals = lists.refusals.setdefault(name, [])
        code, display = row["name"], dict(texts_of(row, "label"))
        if not code:
            refusals.append(row.refuse("name-missing", "name"))
        if not display:
            refusals.append(row.refuse("label-missing", "label"))
        if not duplicates and any(option.code == code for option in options):
            refusals.append(row.refuse("option-twice", "name", option=code, list=name))
        options.append(Option(code=code, display=display, row=row))
    return lists


def variants(lists: Lists, name: str, filtered: Tree | None, reading: Reading) -> tuple[Variant, ...]:
    """Return the options of a list as a filter leaves them: one variant where it reads no answer.

    Raises:
        NotTranslated: If the filter cannot be written out.
    """
    options = lists.options[name]
    if filtered is None:
        return (Variant(suffix="", options=_once(options), condition=True),)
    found: dict[str, tuple[Condition, list[Option]]] = {}
    for option in options:
        condition = reading.condition(with_columns(filtered, _cells(option.row, lists.columns)))
        if condition is not False:
            key = json.dumps(condition, sort_keys=True, default=str)
            found.setdefault(key, (condition, []))[1].append(option)
    if not found:
        raise NotTranslated("filter-empties")
    if len(found) == 1 and "true" in found:
        return (Variant(suffix="", options=_once(found["true"][1]), condition=True),)
    return _partition(list(found.values()), reading)


def _cells(row: Row, columns: frozenset[str]) -> dict[str, Tree]:
    cells: dict[str, Tree] = {column: Text(row[column]) for column in columns}
    for column, texts in row.texts.items():
        cells[column] = Text(next(iter(texts.values()), ""))
    return cells


def _once(options: list[Option]) -> tuple[Option, ...]:
    found = {option.code: option for option in options}
    if len(found) != len(options):
        raise NotTranslated("filter")
    return tuple(found.values())


def _partition(found: list[tuple[Condition, list[Option]]], reading: Reading) -> tuple[Variant, ...]:
    """Return one variant for each answer of one question; options of other conditions have no place."""
    values = [_value(condition) for condition, _ in found]
    names = {name for name, _ in values}
    suffixes = [value for _, value in values]
    if len(names) != 1 or len(set(suffixes)) != len(suffixes) or len(found) > MOST_VARIANTS:
        raise NotTranslated("filter")
    if any(reading.names.answers[name].multiple for name in names):
        raise NotTranslated("filter")  # two of its options may stand together, so two items would open
    return tuple(
        Variant(suffix=suffix, options=_once(options), condition=condition)
        for suffix, (condition, options) in zip(suffixes, found, strict=True)
    )


def _value(condition: Condition) -> tuple[str, str]:
    """Return which row a condition reads and the one answer it wants."""
    leaves = condition.get("any", [condition]) if isinstance(condition, dict) else []
    found = [_leaf(leaf) for leaf in leaves] if isinstance(leaves, list) else []
    if not found or len(set(found)) != 1:
        raise NotTranslated("filter")
    return found[0]


def _leaf(leaf: Predicate) -> tuple[str, str]:
    if set(leaf) != {"question", "is"} or not isinstance(leaf["is"], str):
        raise NotTranslated("filter")
    # Items of one row differ after the colon only, which no name of an XLSForm holds.
    return str(leaf["question"]).partition(":")[0], leaf["is"]
