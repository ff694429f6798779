"""A value that only looks like another is refused: nothing in quotes is a number, a yes or a no."""

import datetime as dt
import types
import typing
from collections.abc import Iterator
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from screening_app.questionnaire import (  # noqa: F401 (their models are looked through)
    over_time,
    pack_documents,
    routine,
    vignette,
)
from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.values import Day, Number, Truth, Whole

LOOSE = frozenset({bool, int, Decimal, float, dt.date, dt.datetime})


def models(of: type[Node] = Node) -> Iterator[type[Node]]:
    """Yield every model of form files."""
    for model in of.__subclasses__():
        yield model
        yield from models(model)


def loose_parts(annotation: object) -> Iterator[object]:
    """Yield what an annotation takes without being strict; a union tells its members apart by itself."""
    if annotation in LOOSE:
        yield annotation
        return
    if typing.get_origin(annotation) is typing.Annotated:
        return
    parts = [part for part in typing.get_args(annotation) if part is not type(None)]
    if typing.get_origin(annotation) in {typing.Union, types.UnionType} and str in parts:
        return  # what is text stays text
    for part in parts:
        yield from loose_parts(part)


def loose_fields() -> Iterator[str]:
    """Yield the fields that would read a text as something else."""
    for model in models():
        hints = typing.get_type_hints(model, include_extras=True)
        for name in model.model_fields:
            if any(loose_parts(hints[name])):
                yield f"{model.__name__}.{name}"


def test_no_key_of_a_form_file_takes_a_value_of_another_type() -> None:
    assert list(loose_fields()) == []


@pytest.mark.parametrize(
    ("adapter", "value"),
    [
        (TypeAdapter(Truth), "true"),
        (TypeAdapter(Truth), 1),
        (TypeAdapter(Whole), "1"),
        (TypeAdapter(Whole), True),
        (TypeAdapter(Whole), Decimal("1.5")),
        (TypeAdapter(Number), "1"),
        (TypeAdapter(Number), True),
        (TypeAdapter(Day), 0),
        (TypeAdapter(Day), "1767225600"),
        (TypeAdapter(Day), "2026-02-30"),
        (TypeAdapter(Day), "2026-01-01T00:00:00"),
    ],
)
def test_what_only_looks_like_it_is_refused(adapter: TypeAdapter[object], value: object) -> None:
    with pytest.raises(ValidationError):
        adapter.validate_python(value)


@pytest.mark.parametrize(
    ("adapter", "value", "read"),
    [
        (TypeAdapter(Truth), True, True),
        (TypeAdapter(Whole), 3, 3),
        (TypeAdapter(Number), 3, Decimal(3)),
        (TypeAdapter(Number), Decimal("0.5"), Decimal("0.5")),
        (TypeAdapter(Day), "2026-01-31", dt.date(2026, 1, 31)),
    ],
)
def test_what_is_typed_so_is_read(adapter: TypeAdapter[object], value: object, read: object) -> None:
    assert adapter.validate_python(value) == read
