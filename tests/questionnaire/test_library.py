"""Forms are found by canonical, read when asked for, and kept (port FormLibrary)."""

from pathlib import Path

import pytest

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import Canonical
from screening_app.questionnaire.errors import (
    FormError,
    FormFileUnreadable,
    FormNotFound,
    OwnFormDiffers,
    PathwayNotFound,
)
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.ports import FormLibrary
from tests.helpers.surroundings import CHECKOUT
from tests.questionnaire.examples import PATHWAY, write

FORMS = CHECKOUT / "forms"

SMALL = Canonical("https://example.org/core/small|1.0.0")
ROUTE = Canonical("https://example.org/xx/pathway-small|1.2.0")


def library(root: Path) -> FormLibrary:
    """Return the library of a folder, as the port."""
    return FileFormLibrary(root)


def test_a_form_is_found_by_url_and_version_and_kept(tmp_path: Path) -> None:
    forms = library(write(tmp_path))

    assert forms.questionnaire(SMALL).canonical == SMALL
    assert forms.questionnaire(SMALL) is forms.questionnaire(SMALL)


@pytest.mark.parametrize("name", [ROUTE, "https://example.org/xx/pathway-small", "pathway-small"])
def test_a_pathway_is_found_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    assert library(write(tmp_path)).find_pathway(name).canonical == ROUTE


def test_the_newest_version_is_found_by_number_not_by_letter(tmp_path: Path) -> None:
    newer = PATHWAY.replace('version: "1.2.0"', 'version: "1.10.0"')
    forms = library(write(tmp_path, {"xx/pathway-newer.yaml": newer}))

    assert forms.find_pathway("pathway-small").version == "1.10.0"
    assert forms.pathway(ROUTE).version == "1.2.0"


@pytest.mark.parametrize("name", ["", "small", "pathway", "../xx/pathway-small"])
def test_no_other_name_finds_a_pathway(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormNotFound):
        library(write(tmp_path)).find_pathway(name)


def test_an_unknown_canonical_is_named_in_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(FormNotFound) as caught:
        library(write(tmp_path)).questionnaire(Canonical("https://example.org/core/small|9"))

    assert "small|9" in caught.value.describe()


def test_a_form_is_no_pathway_and_a_pathway_no_form(tmp_path: Path) -> None:
    forms = library(write(tmp_path))

    with pytest.raises(FormNotFound):
        forms.pathway(SMALL)
    with pytest.raises(FormNotFound):
        forms.questionnaire(ROUTE)


def test_a_file_with_a_mistake_disturbs_only_those_who_ask_for_it(tmp_path: Path) -> None:
    forms = library(write(tmp_path, {"xx/pathway-small.yaml": PATHWAY.replace("step:", "steps:")}))

    assert forms.questionnaire(SMALL).canonical == SMALL
    with pytest.raises(FormError):
        forms.pathway(ROUTE)


def test_packs_are_read_once_for_each_country(tmp_path: Path) -> None:
    forms = library(write(tmp_path))

    assert forms.packs("xx") is forms.packs("xx")
    assert forms.packs("xx").country == "xx"


@pytest.mark.parametrize("country", ["se", "", "..", "../xx", "XX", "x/"])
def test_no_other_country_is_found(tmp_path: Path, country: str) -> None:
    with pytest.raises(FormNotFound):
        library(write(tmp_path / "forms")).packs(country)


def test_all_canonicals_are_listed(tmp_path: Path) -> None:
    assert FileFormLibrary(write(tmp_path)).canonicals() == (SMALL, ROUTE)


def test_a_file_that_vanishes_from_the_disk_is_said_to_be_unreadable(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "core" / "gone.yaml").symlink_to(root / "nowhere.yaml")

    with pytest.raises(FormFileUnreadable) as caught:
        FileFormLibrary(root).canonicals()

    assert "gone.yaml" in caught.value.describe()


def test_whatever_is_listed_can_be_asked_for_without_knowing_its_kind(tmp_path: Path) -> None:
    root = write(tmp_path)

    assert FileFormLibrary(root).form(ROUTE).canonical == ROUTE
    assert FileFormLibrary(root).form(SMALL).canonical == SMALL


def test_a_units_own_form_stands_in_for_the_one_that_ships(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped")
    own = tmp_path / "own"
    own.mkdir()
    text = (shipped / "core/small.yaml").read_text(encoding="utf-8")
    (own / "mine.yaml").write_text(text.replace("Small questions", "Own questions"), encoding="utf-8")

    forms = FileFormLibrary(shipped, own)

    assert forms.questionnaire(SMALL).title["en"] == "Own questions"


def test_a_folder_of_own_forms_need_not_exist(tmp_path: Path) -> None:
    forms = FileFormLibrary(write(tmp_path / "shipped"), tmp_path / "none")

    assert forms.questionnaire(SMALL).title["en"] == "Small questions"


def test_a_pathway_is_not_taken_from_a_units_own_forms(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped")
    own = tmp_path / "own"
    own.mkdir()
    (own / "route.yaml").write_text(PATHWAY.replace('"1.2.0"', '"9.0.0"'), encoding="utf-8")

    assert FileFormLibrary(shipped, own).pathways() == (ROUTE,)


def stand_in(tmp_path: Path, *changes: tuple[str, str]) -> FileFormLibrary:
    """Return the library with a unit's own HARK, changed so."""
    text = (FORMS / "instruments" / "hark.yaml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    (tmp_path / "hark.yaml").write_text(text, encoding="utf-8")
    return FileFormLibrary(FORMS, tmp_path)


HARK = Canonical("https://samtalsstod.example/instruments/hark|1.0.0")


def test_a_units_own_file_may_change_the_words_of_a_form_that_ships(tmp_path: Path) -> None:
    changed = stand_in(tmp_path, ("HARK (anpassad formulering)", "Egna ord"))

    assert "Egna ord" in str(changed.questionnaire(HARK).title)


@pytest.mark.parametrize(
    "change",
    [
        ("itemWeight: 1", "itemWeight: 0"),
        ('permission: "needed"', 'permission: "not-needed"'),
        ("from: 1", "from: 2"),
    ],
)
def test_a_units_own_file_never_changes_what_a_form_that_ships_counts(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    own = stand_in(tmp_path, change)

    with pytest.raises(ScreeningAppError) as refusal:
        own.questionnaire(HARK)

    assert "hark" in refusal.value.describe()


def test_a_units_own_file_may_not_ask_otherwise_in_the_name_of_a_form_without_scores(tmp_path: Path) -> None:
    text = (FORMS / "core" / "safe-check.yaml").read_text(encoding="utf-8")
    head, question, rest = text.partition('  - linkId: "alone"')
    start = question + rest[: rest.index("    text:")]
    after = rest[rest.index("\n", rest.index("    text:")) :]
    other = f'{head}{start}    text: {{sv: "Trivs du i dag?", en: "Do you like it here?"}}{after}'
    (tmp_path / "safe-check.yaml").write_text(other, encoding="utf-8")
    own = FileFormLibrary(FORMS, tmp_path)

    with pytest.raises(OwnFormDiffers):
        own.find_questionnaire("safe-check")


def test_a_form_that_is_no_pathway_is_told_from_one(tmp_path: Path) -> None:
    library = FileFormLibrary(write(tmp_path))

    with pytest.raises(PathwayNotFound) as refusal:
        library.find_pathway("small")

    assert "pathway-small" in refusal.value.describe()


def test_a_flag_taken_out_of_a_units_own_file_is_noticed(tmp_path: Path) -> None:
    text = (FORMS / "instruments" / "hark.yaml").read_text(encoding="utf-8")
    own = stand_in(tmp_path, (text[text.index("\nflag:") :], "\n"))

    with pytest.raises(OwnFormDiffers):
        own.questionnaire(HARK)
