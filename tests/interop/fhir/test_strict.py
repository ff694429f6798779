"""What is written keeps to the rules that FHIR R4 states for a Questionnaire (its invariants ``que-*``)."""

from collections.abc import Callable, Iterator

import pytest

from screening_app.interop.exporting import export_questionnaire
from screening_app.interop.fhir.json_text import Json, Resource
from tests.helpers.scenario import form_files, form_name, shipped_form

NAMES = [form_name(file) for file in form_files()]
TYPES = {
    *("group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text"),
    *("url", "choice", "open-choice", "attachment", "reference", "quantity"),
}
KEYS = {
    *(
        "id",
        "extension",
        "linkId",
        "code",
        "text",
        "_text",
        "type",
        "enableWhen",
        "enableBehavior",
        "required",
    ),
    *("repeats", "readOnly", "maxLength", "answerValueSet", "answerOption", "initial", "item"),
}


def exported(name: str) -> Resource:
    """Return a shipped form as FHIR."""
    return export_questionnaire(shipped_form(name).questionnaire)


def parts(node: Resource, key: str) -> list[Resource]:
    """Return the objects of a list."""
    found = node.get(key, [])
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, dict)]


def items(node: Resource) -> Iterator[Resource]:
    """Yield every item, those inside others too."""
    for one in parts(node, "item"):
        yield one
        yield from items(one)


WORDED = {"boolean", "decimal", "integer", "string", "text", "url", "open-choice"}
BROKEN: dict[str, Callable[[Resource], bool]] = {
    "que-1": lambda item: {"group": not item.get("item"), "display": "item" in item}.get(
        str(item["type"]), False
    ),
    "que-3": lambda item: item["type"] == "display" and "code" in item,
    "que-4": lambda item: "answerOption" in item and "answerValueSet" in item,
    "que-5": lambda item: (
        "choice" not in str(item["type"]) and bool({"answerOption", "answerValueSet"} & set(item))
    ),
    "que-6": lambda item: item["type"] == "display" and bool({"required", "repeats"} & set(item)),
    "que-7": lambda item: any(
        one["operator"] == "exists" and "answerBoolean" not in one for one in parts(item, "enableWhen")
    ),
    "que-8": lambda item: item["type"] in {"group", "display"} and "initial" in item,
    "que-9": lambda item: item["type"] == "display" and "readOnly" in item,
    "que-10": lambda item: "maxLength" in item and item["type"] not in WORDED,
    "que-12": lambda item: (
        len(parts(item, "enableWhen")) > 1 and item.get("enableBehavior") not in {"all", "any"}
    ),
    "que-13": lambda item: len(parts(item, "initial")) > 1 and "repeats" not in item,
}
"""Each invariant, and when an item breaks it."""


def breaches(item: Resource) -> Iterator[str]:
    """Yield the invariants that an item breaks."""
    yield from (rule for rule, breaks in BROKEN.items() if breaks(item))


@pytest.mark.parametrize("name", NAMES)
def test_every_item_keeps_to_the_invariants(name: str) -> None:
    whole = exported(name)
    found = list(items(whole))

    assert whole["status"] in {"draft", "active", "retired", "unknown"}
    assert {str(item["type"]) for item in found} <= TYPES
    assert len({str(item["linkId"]) for item in found}) == len(found), "que-2"
    assert all(set(item) <= KEYS for item in found)
    assert [(item["linkId"], rule) for item in found for rule in breaches(item)] == []


def _nothing(node: Json, path: str) -> Iterator[str]:
    if node is None or node in ({}, [], ""):
        yield path
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _nothing(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _nothing(value, f"{path}[{index}]")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_that_says_nothing(name: str) -> None:
    assert list(_nothing(exported(name), name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_extension_has_a_value_or_extensions_inside(name: str) -> None:
    def extensions(node: Json) -> Iterator[Resource]:
        if isinstance(node, dict):
            yield from parts(node, "extension")
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        for one in inner:
            yield from extensions(one)

    for extension in extensions(exported(name)):
        # A value may be there as an expression alone: then only what stands beside it does.
        values = {key.removeprefix("_") for key in extension if key.removeprefix("_").startswith("value")}
        assert len(values) + ("extension" in extension) == 1, extension
        assert isinstance(extension["url"], str)
