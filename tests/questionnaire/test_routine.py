"""A unit's routine adds steps to a pathway, behind its gates and read by nothing."""

from pathlib import Path

import pytest

from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.linter import lint
from screening_app.questionnaire.loader import load_pathway, parse_pathway
from screening_app.questionnaire.routine import Addition, CannotAdd, with_steps
from screening_app.questionnaire.rules import ROUTINE
from screening_app.settings import shipped_folder
from tests.questionnaire.examples import FORM, PATHWAY, VIGNETTES, broken, write

URL = "https://example.org/xx/pathway-small"
OWN = FORM.replace("example.org/core/small", "unit.example/own")
OWN_CASES = VIGNETTES.replace("example.org/core/small", "unit.example/own")
ADDED = """\
version: "1.0.0"
languages: ["sv", "en"]
add:
  - pathway: "https://example.org/xx/pathway-small"
    after: "paper"
    step:
      id: "evening"
      title: {sv: "Kvällen", en: "The evening"}
      questionnaire: "https://unit.example/own|1.0.0"
      when: {defined: "any-yes"}
"""
SHIPPED = sorted(
    path for path in shipped_folder("forms").rglob("pathway*.yaml") if "vignettes" not in path.name
)


def folders(folder: Path, routine: str = ADDED, form: str = OWN) -> tuple[Path, Path]:
    """Write what ships and what is the unit's own, and return both folders."""
    own = folder / "own"
    own.mkdir()
    files = {
        "own.yaml": form,
        "own.vignettes.yaml": OWN_CASES,
        "routine.yaml": routine,
        "released/own-1.0.0.yaml": form,
    }
    for name, text in files.items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    return write(folder / "ships"), own


def found(folder: Path, routine: str = ADDED, form: str = OWN) -> list[str]:
    """Return what the linter finds in the unit's own files."""
    ships, own = folders(folder, routine, form)
    return [finding.code for finding in lint([own], shipped=ships).findings]


def addition(after: str, url: str = URL) -> Addition:
    """Return one more step."""
    step = {"id": "more", "title": {"sv": 'Mer: "{a}"', "en": "More"}, "questionnaire": "https://u/e|1"}
    return Addition.model_validate({"pathway": url, "after": after, "step": step})


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_a_step_can_follow_any_step_and_everything_else_stays(file: Path) -> None:
    pathway = load_pathway(file)

    for position, step in enumerate(pathway.step):
        longer = with_steps(pathway, [addition(step.id, pathway.url)])

        assert longer.step[position + 1].id == "more"
        assert longer.step[position + 1].optional
        assert longer.step[position + 1].rail == step.rail
        rest = {"step": longer.step[: position + 1] + longer.step[position + 2 :], "source_text": ""}
        as_it_was = {"sha256": pathway.sha256, **rest}
        assert longer.model_copy(update=as_it_was) == pathway.model_copy(update={"source_text": ""})
        assert parse_pathway(longer.source_text, "stored") == longer


def test_a_step_is_added_for_its_own_pathway_alone() -> None:
    pathway = parse_pathway(PATHWAY, "a")

    assert with_steps(pathway, [addition("paper", "https://example.org/other")]) is pathway


@pytest.mark.parametrize(("after", "code"), [("nowhere", "added-after-nothing")])
def test_a_step_without_a_place_is_refused(after: str, code: str) -> None:
    with pytest.raises(CannotAdd) as refused:
        with_steps(parse_pathway(PATHWAY, "a"), [addition(after)])

    assert refused.value.code == code


def test_a_step_may_follow_one_that_was_added(tmp_path: Path) -> None:
    second = (
        ADDED[ADDED.index("  - pathway") :].replace('"evening"', '"night"').replace('"paper"', '"evening"')
    )

    assert found(tmp_path, ADDED + second) == []


def test_a_whole_routine_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("added-to-nothing", "pathway-small", "pathway-none"),
        ("added-after-nothing", 'after: "paper"', 'after: "leaf"'),
        ("added-before-gate", 'after: "paper"', 'after: "one"'),
        ("duplicate-id", 'id: "evening"', 'id: "one"'),
        ("unknown-form", "own|1.0.0", "own|2.0.0"),
        ("unknown-definition", 'defined: "any-yes"', 'defined: "none-such"'),
        ("unknown-address", '{defined: "any-yes"}', '{question: "one/nothing", is: "yes"}'),
        ("forward-reference", '{defined: "any-yes"}', '{question: "evening/hurt", is: "yes"}'),
        ("unknown-key", '      id: "evening"', '      optional: false\n      id: "evening"'),
        (
            "unknown-key",
            '      id: "evening"',
            '      gate: {must: {defined: "any-yes"}, else: "no"}\n      id: "evening"',
        ),
        ("language-missing", ', en: "The evening"', ""),
    ],
)
def test_a_broken_routine_is_found(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert code in found(tmp_path, broken(ADDED, old, new))


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("added-form-not-active", 'status: "active"', 'status: "draft"'),
        ("added-with-immediate-flag", 'level: "same-day"', 'level: "immediate"'),
    ],
)
def test_a_form_that_must_not_be_added_is_found(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert found(tmp_path, form=broken(OWN, old, new)) == [code]


def test_a_part_that_is_wrong_does_not_make_its_list_look_empty(tmp_path: Path) -> None:
    assert found(tmp_path, broken(ADDED, 'after: "paper"', 'efter: "paper"')) == [
        "missing-key",
        "unknown-key",
    ]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("wrong-id", 'id: "evening"', 'id: ""'),
        ("wrong-id", 'id: "evening"', 'id: "evening/listening"'),
        ("wrong-id", 'id: "evening"', 'id: "eve\\u202ening"'),
        ("duplicate-id", 'id: "evening"', 'id: "One"'),
        ("added-to-nothing", "pathway-small", "pathway-small|1.0.0"),
    ],
)
def test_a_step_that_cannot_be_told_from_others_is_found(
    tmp_path: Path, code: str, old: str, new: str
) -> None:
    assert code in found(tmp_path, broken(ADDED, old, new))


def test_a_form_that_nobody_released_is_found(tmp_path: Path) -> None:
    ships, own = folders(tmp_path)
    (own / "released/own-1.0.0.yaml").unlink()

    assert [one.code for one in lint([own], shipped=ships).findings] == ["added-form-not-released"]


def test_a_form_for_staff_may_stand_before_a_gate(tmp_path: Path) -> None:
    staff = broken(OWN, 'audience: "person"', 'audience: "staff"')
    early = broken(ADDED, 'after: "paper"', 'after: "one"').replace('      when: {defined: "any-yes"}\n', "")

    assert found(tmp_path, early, staff) == []


def test_every_rule_of_routines_is_broken_here() -> None:
    assert set(ROUTINE) == {
        "added-to-nothing",
        "added-after-nothing",
        "added-before-gate",
        "added-form-not-active",
        "added-form-not-released",
        "added-with-immediate-flag",
    }


def test_the_library_gives_the_pathway_with_the_step_and_names_every_file(tmp_path: Path) -> None:
    ships, own = folders(tmp_path)
    library = FileFormLibrary(ships, own)
    shipped = load_pathway(ships / "xx/pathway-small.yaml")

    pathway = library.find_pathway("pathway-small")

    assert [step.id for step in pathway.step] == ["one", "two", "paper", "evening"]
    assert pathway.canonical == shipped.canonical
    assert pathway.made_of[0] == shipped.sha256
    assert {own / "routine.yaml", own / "own.yaml", own / "own.vignettes.yaml"} < set(
        library.files(pathway.canonical)
    )


def test_a_routine_with_a_mistake_adds_nothing_and_its_file_is_still_checked(tmp_path: Path) -> None:
    ships, own = folders(tmp_path, broken(ADDED, 'after: "paper"', 'after: "leaf"'))
    library = FileFormLibrary(ships, own)

    pathway = library.find_pathway("pathway-small")

    assert [step.id for step in pathway.step] == ["one", "two", "paper"]
    assert own / "routine.yaml" in library.files(pathway.canonical)
