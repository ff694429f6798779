"""What was released stays as it was, and a name keeps its meaning (FORMS 4, PEERS 23)."""

from pathlib import Path

import pytest

from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.linter import check
from tests.questionnaire.examples import FORM, PATHWAY, broken, write

OLD = FORM.replace('version: "1.0.0"', 'version: "0.9.0"')
KEPT = "released/core/small-0.9.0.yaml"


def found(root: Path) -> list[tuple[str, str]]:
    """Return code and link id of what is found in a folder."""
    return [(finding.code, finding.link_id) for finding in check([root])]


def test_a_version_that_only_adds_breaks_nothing(tmp_path: Path) -> None:
    old = broken(OLD, 'en: "First question"', 'en: "First, question"')

    assert found(write(tmp_path, {KEPT: old})) == []


def test_words_that_nobody_compared_are_found(tmp_path: Path) -> None:
    turned = broken(FORM, 'text: {sv: "Nummer", en: "Number"}', 'text: {sv: "Nummer?", en: "No number"}')
    compared = broken(turned, 'audience: "person"', 'audience: "person"\nreworded: ["phone"]')

    assert found(write(tmp_path / "a", {KEPT: OLD, "core/small.yaml": turned})) == [
        ("words-not-compared", "phone")
    ]
    assert found(write(tmp_path / "b", {KEPT: OLD, "core/small.yaml": compared})) == []


@pytest.mark.parametrize(
    ("old", "new", "link_id"),
    [
        ('type: "integer"', 'type: "decimal"', "minutes"),
        ('text: {sv: "Nummer", en: "Number"}', 'text: {sv: "Vem var där?", en: "Who was there?"}', "phone"),
        ('{sv: "Nu", en: "Now"}', '{sv: "Aldrig någonsin", en: "Never ever"}', "when"),
    ],
)
def test_a_link_id_that_asks_something_else_is_found(
    tmp_path: Path, old: str, new: str, link_id: str
) -> None:
    root = write(tmp_path, {KEPT: broken(OLD, old, new)})

    assert found(root) == [("link-id-reused", link_id)]


def test_a_link_id_that_comes_back_with_another_meaning_is_found(tmp_path: Path) -> None:
    phone = OLD[OLD.index('  - linkId: "phone"\n') : OLD.index("score:\n")]
    first = OLD.replace(phone, phone.replace('"string"', '"date"'))
    second = OLD.replace(phone, "").replace('"0.9.0"', '"0.9.5"')
    root = write(tmp_path, {KEPT: first, "released/core/small-0.9.5.yaml": second})

    assert found(root) == [("link-id-reused", "phone")]


def test_words_that_somebody_compared_may_be_new(tmp_path: Path) -> None:
    old = broken(
        OLD, 'text: {sv: "Nummer", en: "Number"}', 'text: {sv: "Vem var där?", en: "Who was there?"}'
    )
    stated = broken(FORM, 'audience: "person"', 'audience: "person"\nreworded: ["phone"]')
    typed = broken(old, 'linkId: "phone"\n    type: "string"', 'linkId: "phone"\n    type: "date"')

    assert found(write(tmp_path / "a", {KEPT: old, "core/small.yaml": stated})) == []
    assert found(write(tmp_path / "b", {KEPT: typed, "core/small.yaml": stated})) == [
        ("link-id-reused", "phone")
    ]


def test_the_owners_words_may_replace_ours(tmp_path: Path) -> None:
    old = broken(
        OLD, 'text: {sv: "Nummer", en: "Number"}', 'text: {sv: "Vem var där?", en: "Who was there?"}'
    )
    official = broken(FORM, 'wording: "own"', 'wording: "official"')
    official = broken(official, "owner: null", 'owner: "Somebody"')
    official = broken(official, "citation: null", 'citation: "A book"')

    assert found(write(tmp_path, {KEPT: old, "core/small.yaml": official})) == []


def test_a_released_version_is_not_changed(tmp_path: Path) -> None:
    same = {"released/core/small-1.0.0.yaml": FORM, "released/xx/pathway-small-1.2.0.yaml": PATHWAY}
    other = {"released/xx/pathway-small-1.2.0.yaml": PATHWAY + "# then\n"}

    assert found(write(tmp_path / "a", same)) == []
    assert [code for code, _ in found(write(tmp_path / "b", other))] == ["changed-after-release"]


def test_a_kept_copy_has_only_to_be_read(tmp_path: Path) -> None:
    lax = broken(OLD, 'action: ["child-report"]', 'action: ["something-old"]')

    assert found(write(tmp_path / "a", {KEPT: lax})) == []
    assert found(write(tmp_path / "b", {KEPT: "url: ["})) == [("not-yaml", "")]


def test_the_library_gives_every_released_version_and_prefers_the_file_that_is_worked_on(
    tmp_path: Path,
) -> None:
    now = FORM + "# as it is\n"
    files = {KEPT: OLD, "released/core/small-1.0.0.yaml": FORM, "core/small.yaml": now}
    library = FileFormLibrary(write(tmp_path, files))

    canonicals = [canonical for canonical in library.canonicals() if "core/small" in canonical]

    assert [canonical.rpartition("|")[2] for canonical in canonicals] == ["0.9.0", "1.0.0"]
    assert library.questionnaire(canonicals[0]).source_text == OLD
    assert library.questionnaire(canonicals[1]).source_text == now
    assert {path.name for path in library.files(canonicals[1])} == {
        "small.yaml",
        "small.vignettes.yaml",
        "small-0.9.0.yaml",
        "small-1.0.0.yaml",
        "forbidden-terms.yaml",
    }
