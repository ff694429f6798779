"""From the tree of a file to a model; what pydantic finds becomes findings with lines."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from screening_app.i18n import N_, gettext
from screening_app.questionnaire.errors import Finding
from screening_app.questionnaire.source import Source

_Model = TypeVar("_Model", bound=BaseModel)

_EXPECTED: Mapping[str, str] = {
    "string_type": N_("text in quotes"),
    "bool_type": N_("true or false"),
    "bool_parsing": N_("true or false"),
    "int_type": N_("a whole number"),
    "int_parsing": N_("a whole number"),
    "decimal_type": N_("a number"),
    "decimal_parsing": N_("a number"),
    "tuple_type": N_("a list"),
    "dict_type": N_("keys with values"),
    "mapping_type": N_("keys with values"),
    "model_type": N_("keys with values"),
    "date_type": N_("a date, YYYY-MM-DD, in quotes"),
    "date_from_datetime_parsing": N_("a date, YYYY-MM-DD, in quotes"),
    "date_parsing": N_("a date, YYYY-MM-DD, in quotes"),
    "too_short": N_("a list that is not empty"),
    "too_long": N_("fewer entries"),
    "string_pattern_mismatch": N_("text of the right form"),
    "string_too_short": N_("text that is not empty"),
    "string_too_long": N_("a shorter text"),
    "greater_than": N_("a positive number"),
    "greater_than_equal": N_("a positive number"),
}
_ELSE = N_("a value of another kind")


def model_of(model: type[_Model], source: Source) -> tuple[_Model | None, list[Finding]]:
    """Return the model of a file, or ``None`` and everything that is wrong with its keys and values."""
    try:
        return model.model_validate(source.root), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    return None, list(_unique(_finding(detail, source) for detail in details if _is_own(detail, details)))


def _is_own(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell a list that is too short from one that only looks so, because what stands in it is wrong."""
    place = detail["loc"]
    return detail["type"] != "too_short" or not any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _unique(findings: Iterator[Finding]) -> Iterator[Finding]:
    # A value that fits no member of a union fails once for each of them.
    seen: set[tuple[int, str]] = set()
    for finding in findings:
        place = (finding.line, dict(finding.params).get("key", ""))
        if place not in seen:
            seen.add(place)
            yield finding


def _finding(detail: ErrorDetails, source: Source) -> Finding:
    path = detail["loc"]
    kind = detail["type"]
    key = path[-1] if kind == "missing" else source.key_at(path)
    context = detail.get("ctx", {})
    if kind == "missing":
        return source.finding("missing-key", path[:-1], key=key)
    if kind == "extra_forbidden":
        return source.finding("unknown-key", path, key=key)
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        return source.finding("unknown-condition", path)
    if kind in {"enum", "literal_error"}:
        choices = _choices(str(context.get("expected", "")))
        return source.finding("not-in-vocabulary", path, key=key, expected=choices)
    if kind == "value_error":
        return source.finding("wrong-value", path, key=key, expected=context.get("error", ""))
    return source.finding("wrong-type", path, key=key, expected=gettext(_EXPECTED.get(kind, _ELSE)))


def _choices(said: str) -> str:
    # pydantic says "'a', 'b' or 'c'": its last two words apart, in English.
    return said.replace("' or '", "', '")
