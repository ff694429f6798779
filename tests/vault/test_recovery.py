"""Recovery sheets open a vault when every passphrase is lost, and nothing less than enough of them does."""

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.access import Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.storage.store import SqlStore
from screening_app.vault.creating import NewUser
from screening_app.vault.door import DOOR_FILE
from screening_app.vault.errors import (
    HeaderDamaged,
    LoginTaken,
    NoRecovery,
    SheetsDoNotBelong,
    SheetUnreadable,
    TooFewSheets,
    VaultOpenElsewhere,
    WeakPassphrase,
)
from screening_app.vault.header import read_header
from screening_app.vault.opened import OpenVault
from screening_app.vault.recovery import make_sheets, recover, rehearse, retire_earlier_sheets
from screening_app.vault.rotation import rotate
from screening_app.vault.sheets import NEEDED, SHEETS, WORDS_ON_A_SHEET, combine, complete, is_word, split
from tests.vault.making import (
    CHEAP,
    CLOCK,
    ENTROPY,
    LOGIN,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    files,
    make_vault,
    reopen,
)
from tests.vault.spoiling import flip

CARIN = NewUser(login="carin", name="Carin Ek", role=Role.STAFF)
PAIRS = list(itertools.combinations(range(SHEETS), NEEDED))
PATIENT = settings(deadline=None, max_examples=60)


def with_sheets(folder: Path) -> tuple[str, ...]:
    """Make sheets for a vault."""
    vault = reopen(folder)
    sheets = make_sheets(vault)
    vault.close()
    return sheets


def recovered(folder: Path, sheets: tuple[str, ...], new: NewUser = CARIN) -> OpenVault:
    """Recover a vault."""
    return recover(
        folder,
        sheets,
        new,
        OTHER_PASSPHRASE,
        store=SqlStore(),
        clock=CLOCK,
        entropy=ENTROPY,
        kdf=CHEAP,
    )


def tried(folder: Path, sheets: tuple[str, ...]) -> None:
    """Rehearse a recovery."""
    rehearse(folder, sheets, store=SqlStore(), clock=CLOCK)


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("rotations", [0, 1, 2])
def test_any_two_sheets_recover_in_a_fresh_directory_also_after_rotations(
    master: Path, tmp_path: Path, pair: tuple[int, int], rotations: int
) -> None:
    sheets = with_sheets(master)
    for _ in range(rotations):
        vault = reopen(master)
        rotate(vault)
        vault.close()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(master, elsewhere)

    vault = recovered(elsewhere, tuple(sheets[number] for number in pair))

    assert (vault.user.login, vault.user.role) == ("carin", Role.ADMINISTRATOR)
    assert vault.signer.public_key == vault.user.public_key
    vault.close()
    reopen(elsewhere, login="carin", passphrase=OTHER_PASSPHRASE).close()
    reopen(elsewhere, login=LOGIN, passphrase=PASSPHRASE).close()


def test_a_rehearsal_changes_nothing(folder: Path) -> None:
    sheets = with_sheets(folder)
    before = files(folder)

    tried(folder, sheets[:2])

    # A reader leaves an empty log and its index, which say nothing.
    assert {name: content for name, content in files(folder).items() if name in before} == before


def test_a_rehearsal_works_while_the_vault_is_open(folder: Path) -> None:
    sheets = with_sheets(folder)
    vault = reopen(folder)

    tried(folder, sheets[1:])

    with pytest.raises(VaultOpenElsewhere):
        recovered(folder, sheets)
    vault.close()


def test_words_may_be_typed_in_part_in_capitals_and_with_any_spaces(folder: Path) -> None:
    sheets = with_sheets(folder)
    sloppy = ["  " + "\n ".join(word[:4].upper() for word in sheet.split()) for sheet in sheets]

    tried(folder, (sloppy[2], sloppy[0]))


def refusal(folder: Path, sheets: tuple[str, ...], kind: type[ScreeningAppError]) -> str:
    """Hold that neither rehearsal nor recovery works, that nothing changed, and that no word is repeated."""
    before = files(folder)
    for attempt in (tried, recovered):
        with pytest.raises(kind) as caught:
            attempt(folder, sheets)
    assert {name: content for name, content in files(folder).items() if name in before} == before
    said = caught.value.describe()
    # Sentences are fixed but for two numbers: a word of a sheet can stand there by chance only.
    assert all(isinstance(value, int) for value in caught.value.params.values())
    assert "Traceback" not in said
    assert caught.value.__cause__ is None
    return said


def test_one_sheet_is_not_enough_nor_is_it_twice(folder: Path) -> None:
    sheets = with_sheets(folder)

    refusal(folder, (sheets[0],), TooFewSheets)
    refusal(folder, (sheets[0], sheets[0]), TooFewSheets)
    refusal(folder, (), TooFewSheets)


def test_a_foreign_sheet_does_not_belong(folder: Path, tmp_path: Path) -> None:
    make_vault(tmp_path / "other").close()
    sheets, foreign = with_sheets(folder), with_sheets(tmp_path / "other")

    refusal(folder, (sheets[0], foreign[1]), SheetsDoNotBelong)
    refusal(folder, foreign[:2], SheetsDoNotBelong)
    assert b"wrong-sheets" in (folder / DOOR_FILE).read_bytes()


def replaced(folder: Path) -> bool:
    """Let earlier sheets open nothing any more."""
    vault = reopen(folder)
    try:
        return retire_earlier_sheets(vault)
    finally:
        vault.close()


def test_new_sheets_replace_the_old_ones(folder: Path) -> None:
    old = with_sheets(folder)
    new = with_sheets(folder)

    assert replaced(folder)

    tried(folder, new[:2])
    refusal(folder, old[:2], SheetsDoNotBelong)
    assert [slot.kind for slot in read_header(folder).slots] == ["user", "recovery"]
    assert not replaced(folder)


@pytest.mark.parametrize("rotations", [0, 2])
def test_until_then_either_set_recovers_also_after_rotations(
    folder: Path, tmp_path: Path, rotations: int
) -> None:
    sets = (with_sheets(folder), with_sheets(folder))
    for _ in range(rotations):
        vault = reopen(folder)
        rotate(vault)
        vault.close()

    for number, sheets in enumerate(sets):
        elsewhere = tmp_path / f"elsewhere-{number}"
        shutil.copytree(folder, elsewhere)
        recovered(elsewhere, sheets[1:]).close()
        reopen(elsewhere, login="carin", passphrase=OTHER_PASSPHRASE).close()
        assert read_header(elsewhere).has_earlier_sheets


def test_sheets_of_both_sets_together_open_nothing(folder: Path) -> None:
    old, new = with_sheets(folder), with_sheets(folder)

    refusal(folder, (old[0], new[1]), SheetsDoNotBelong)


def test_sheets_that_nobody_tried_give_way_when_others_are_made(folder: Path) -> None:
    held, lost, new = with_sheets(folder), with_sheets(folder), with_sheets(folder)

    tried(folder, held[:2])
    tried(folder, new[:2])
    refusal(folder, lost[:2], SheetsDoNotBelong)


def test_sheets_that_were_tried_are_the_ones_that_stay(folder: Path) -> None:
    old, held = with_sheets(folder), with_sheets(folder)
    tried(folder, held[:2])

    new = with_sheets(folder)

    tried(folder, held[:2])
    tried(folder, new[:2])
    refusal(folder, old[:2], SheetsDoNotBelong)


def test_a_word_copied_wrongly_is_told_with_the_number_of_its_sheet(folder: Path) -> None:
    sheets = with_sheets(folder)
    words = sheets[1].split()
    words[7] = "academic" if words[7] != "academic" else "acid"

    assert "2" in refusal(folder, (sheets[0], " ".join(words)), SheetUnreadable)


def test_a_vault_without_sheets_says_so(folder: Path) -> None:
    refusal(folder, split(bytes(32))[:2], NoRecovery)


def test_the_new_user_needs_a_login_and_passphrase_of_their_own(folder: Path) -> None:
    sheets = with_sheets(folder)
    before = files(folder)

    with pytest.raises(LoginTaken):
        recovered(folder, sheets, NewUser(login=LOGIN, name="Somebody", role=Role.STAFF))
    with pytest.raises(WeakPassphrase):
        recover(folder, sheets, CARIN, "short", store=SqlStore(), clock=CLOCK, entropy=ENTROPY, kdf=CHEAP)

    assert files(folder) == before


def test_a_damaged_header_is_told_before_anybody_types_sheets_again(folder: Path) -> None:
    sheets = with_sheets(folder)
    for name in ("vault.json", "vault.json.copy"):
        flip(folder / name, 40)

    with pytest.raises(HeaderDamaged):
        tried(folder, sheets)


def test_a_sheet_has_the_words_that_paper_has_room_for() -> None:
    sheets = split(bytes(range(32)))

    assert [len(sheet.split()) for sheet in sheets] == [WORDS_ON_A_SHEET] * SHEETS
    assert all(is_word(word) for sheet in sheets for word in sheet.split())
    assert complete("ACAD") == "academic"
    assert not is_word("nonsense")
    assert not is_word("aca")


@PATIENT
@given(key=st.binary(min_size=32, max_size=32), order=st.permutations(range(SHEETS)))
def test_every_key_comes_back_from_its_sheets_in_any_order(key: bytes, order: list[int]) -> None:
    sheets = split(key)

    assert combine([sheets[number] for number in order[:NEEDED]]) == key
    assert combine([sheets[number] for number in order]) == key


@PATIENT
@given(st.lists(st.text(max_size=300), max_size=4))
def test_whatever_is_typed_is_refused_with_a_sentence(typed: list[str]) -> None:
    with pytest.raises((SheetUnreadable, TooFewSheets)) as caught:
        combine(typed)

    assert caught.value.__cause__ is None


def test_no_sheet_holds_a_word_that_makes_others_look_twice() -> None:
    words = {word for _ in range(40) for sheet in split(bytes(32)) for word in sheet.split()}

    assert len(words) > 900  # most of the 1 024: the two would be among them
    assert words.isdisjoint({"violence", "victim"})
