"""What was imported and not touched goes out as it came in; what was touched, and only that, changes."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from screening_app.interop.exporting import export_questionnaire
from screening_app.interop.fhir.json_text import Json, Resource, read_json, write_json
from screening_app.interop.fhir.labels import LABELS
from screening_app.interop.fhir.spelling import in_r4
from screening_app.interop.importing import import_form
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import ContentClass, Item, Questionnaire
from screening_app.questionnaire.writer import form_text
from screening_app.services.import_report import ImportedForm
from tests.interop.fhir.files import (
    CALCULATED,
    SYSTEM,
    Tree,
    beside,
    choice,
    extension,
    imported,
    item,
    public_files,
    public_form,
)


def plain(resource: Resource) -> Json:
    """Return a resource in R4 spellings, its extensions by address, without what an export adds."""
    whole = in_r4(resource)
    meta = whole.get("meta")
    if isinstance(meta, dict):
        security = [label for label in _list(meta.get("security")) if label not in LABELS]
        whole = {**whole, "meta": {**meta, "security": security}}
    return _sorted(in_r4({"status": "draft", **whole}))


def _list(node: Json) -> list[Json]:
    return list(node) if isinstance(node, list) else []


def _sorted(node: Json) -> Json:
    if isinstance(node, dict):
        return {key: _by_url(value) if key == "extension" else _sorted(value) for key, value in node.items()}
    return [_sorted(one) for one in node] if isinstance(node, list) else node


def _by_url(extensions: Json) -> Json:
    def url(one: Json) -> str:
        return str(one.get("url")) if isinstance(one, dict) else ""

    return sorted((_sorted(one) for one in _list(extensions)), key=url)


@beside
@pytest.mark.parametrize("path", public_files(), ids=lambda path: path.stem[-40:])
def test_an_untouched_import_exports_the_same_values(path: Path) -> None:
    made = public_form(path)
    if not isinstance(made, ImportedForm):
        pytest.skip(f"refused: {made.code}")
    original = read_json(path.read_bytes(), path.name)
    assert isinstance(original, dict)

    exported = export_questionnaire(made.form)

    assert plain(exported) == plain(original)
    assert plain(json.loads(write_json(exported))) == plain(json.loads(path.read_bytes()))


@beside
def test_a_form_file_of_an_import_exports_the_same_as_the_import() -> None:
    for made in map(public_form, public_files()):
        if isinstance(made, ImportedForm):
            read = parse_questionnaire(made.text, "form.yaml")
            assert export_questionnaire(read) == export_questionnaire(made.form)


@beside
def test_an_export_is_imported_as_the_same_form() -> None:
    for made in map(public_form, public_files()):
        if isinstance(made, ImportedForm):
            again = import_form(write_json(export_questionnaire(made.form)).encode(), made.report.file)
            told = [
                one.form.model_dump(exclude={"imported", "sha256", "source_text", "url", "provenance"})
                for one in (made, again)
            ]
            assert told[0] == told[1]


OPAQUE: Tree = {"url": "https://example.org/unknown", "valueString": "kept"}
WHEN: list[Tree] = [{"question": "a", "operator": "=", "answerBoolean": True}]


def form() -> Questionnaire:
    """Return an imported form with parts that are not evaluated."""
    return imported(
        item("a", extension=[OPAQUE], prefix="1."),
        item("when", "dateTime"),
        item("b", "string", enableWhen=WHEN, maxLength=10, item=[item("below", "display")]),
        choice("c", "x=1", "y=2"),
        item("bmi", "decimal", extension=[extension(CALCULATED, "%weight / %height")]),
        contact=[{"name": "Somebody"}],
    ).form


def edited(change: Callable[[Item], Item]) -> Resource:
    """Return the export after every item went through a change."""
    before = form()
    items = tuple(change(one) for one in before.item)
    text = form_text(before.model_copy(update={"item": items}))
    return export_questionnaire(parse_questionnaire(text, "form.yaml"))


def by_link_id(resource: Resource) -> dict[str, Resource]:
    """Return the items of a resource, those below others too."""

    def walk(node: Resource) -> Iterable[tuple[str, Resource]]:
        for one in _list(node.get("item")):
            if isinstance(one, dict):
                yield str(one["linkId"]), {key: value for key, value in one.items() if key != "item"}
                yield from walk(one)

    return dict(walk(resource))


UNTOUCHED = by_link_id(export_questionnaire(form()))


def test_a_changed_text_changes_that_text_only() -> None:
    now = by_link_id(
        edited(lambda one: one.model_copy(update={"text": {"en": "New"}}) if one.link_id == "a" else one)
    )

    assert now["a"] == {**UNTOUCHED["a"], "text": "New"}
    assert {name: one for name, one in now.items() if name != "a"} == {
        name: one for name, one in UNTOUCHED.items() if name != "a"
    }


def test_a_condition_taken_away_leaves_no_part_of_it_behind() -> None:
    now = by_link_id(edited(lambda one: one.model_copy(update={"enable_when": None})))

    assert "enableWhen" not in now["b"]
    assert now["b"]["maxLength"] == UNTOUCHED["b"]["maxLength"]


def test_a_class_given_in_the_review_goes_out_beside_what_is_not_evaluated() -> None:
    now = by_link_id(edited(lambda one: one.model_copy(update={"content_class": ContentClass.STATEMENT})))

    extensions = _list(now["a"]["extension"])
    assert OPAQUE in extensions
    assert len(extensions) > len(_list(UNTOUCHED["a"]["extension"]))


def test_an_item_taken_out_is_gone_and_what_was_never_asked_stays() -> None:
    before = form()
    kept = tuple(one for one in before.item if one.link_id != "a")
    unconditional = tuple(one.model_copy(update={"enable_when": None}) for one in kept)

    now = export_questionnaire(before.model_copy(update={"item": unconditional}))

    assert list(by_link_id(now)) == ["when", "b", "below", "c", "bmi"]


def test_a_new_item_stands_after_the_one_that_it_followed() -> None:
    before = form()
    new = before.item[0].model_copy(update={"link_id": "new"})

    now = export_questionnaire(before.model_copy(update={"item": (before.item[0], new, *before.item[1:])}))

    assert list(by_link_id(now))[:3] == ["a", "new", "when"]


def test_items_in_another_order_go_out_in_that_order() -> None:
    before = form()
    by_name = {one.link_id: one for one in before.item}
    turned = tuple(by_name[name] for name in by_name if name != "c")

    now = export_questionnaire(
        before.model_copy(update={"item": (by_name[next(n for n in by_name if n == "c")], *turned)})
    )

    names = list(by_link_id(now))
    assert names.index("c") < names.index("a") < names.index("b")


def test_options_that_were_changed_replace_those_of_the_file() -> None:
    def fewer(one: Item) -> Item:
        return one.model_copy(update={"answer_option": one.answer_option[:1]}) if one.link_id == "c" else one

    options = _list(by_link_id(edited(fewer))["c"]["answerOption"])

    assert [one["valueCoding"] for one in options if isinstance(one, dict)] == [
        {"system": SYSTEM, "code": "x", "display": "x"}
    ]


def test_a_resource_that_somebody_damaged_in_the_form_is_refused() -> None:
    from screening_app.interop.errors import ImportRefused  # noqa: PLC0415

    before = form()
    assert before.imported is not None
    damaged = before.imported.model_copy(update={"original": "{"})

    with pytest.raises(ImportRefused):
        export_questionnaire(before.model_copy(update={"imported": damaged}))
