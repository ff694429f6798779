"""Out of a damaged file comes every row that can still be reached, and a list of the rest."""

import random
from pathlib import Path

import pytest

from screening_app.domain.person import PersonField, SearchQuery
from screening_app.storage.store import SqlStore
from screening_app.vault.cipher import connect
from screening_app.vault.door import SALVAGED, DoorLog
from screening_app.vault.errors import DatabaseDamaged, UserDisabled, VaultExists, WrongPassphrase
from screening_app.vault.inspection import verify
from screening_app.vault.keys import database_key
from screening_app.vault.salvage import Salvaged, salvage
from tests.vault.making import (
    CLOCK,
    LOGIN,
    NAME,
    PASSPHRASE,
    access_of,
    answered,
    begin,
    files,
    make_vault,
    new_person,
    reopen,
)
from tests.vault.spoiling import DATABASE, flip

PAGE = 4096
ANSWERS = 140


@pytest.fixture(scope="module")
def full_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with some hundred answers of different length, and their row ids far apart."""
    folder = tmp_path_factory.mktemp("full") / "vault"
    vault = make_vault(folder)
    begun = begin(vault)
    begin(vault, new_person(vault, name="Berit Öst", number=None))
    lengths = random.Random(1)  # noqa: S311 (the same vault every time)
    with vault.records.write() as uow:
        for number in range(1, ANSWERS + 1):
            text = f"answer {number}" + " and more" * lengths.choice((0, 3, 40, 900))
            uow.screenings.add_event(answered(begun, number, text), access=begun.access)
        uow.commit()
    vault.close()
    return folder


@pytest.fixture
def full(full_once: Path, tmp_path: Path) -> Path:
    """Return a copy of it to spoil."""
    folder = tmp_path / "vault"
    folder.mkdir()
    for path in full_once.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def salvaged(folder: Path) -> tuple[Path, Salvaged]:
    """Salvage a vault into a folder beside it."""
    target = folder.with_name("new")
    return target, salvage(folder, LOGIN, PASSPHRASE, target, store=SqlStore(), clock=CLOCK)


def key_of(folder: Path) -> bytes:
    """Return the key of a sound vault's records; a salvaged one has the same."""
    vault = reopen(folder, mode="read")
    vault.close()
    return database_key(vault.vault_key, vault.header.id, vault.header.cipher)


def everything(folder: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return every row of every table, row id in front."""
    connection = connect(folder / DATABASE, key_of(folder), mode="read")
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 "
        "AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    found = {
        str(name): set(connection.execute(f'SELECT rowid, * FROM "{name}"').fetchall())  # noqa: S608 (own names)
        for (name,) in names
    }
    connection.close()
    return found


def test_of_a_sound_vault_everything_comes_over(full: Path) -> None:
    before = files(full)

    target, found = salvaged(full)

    assert everything(target) == everything(full)
    assert (found.lost, found.dangling) == ({}, {})
    assert {name: content for name, content in files(full).items() if name in before} == before
    vault = reopen(target)
    assert verify(vault).is_sound
    vault.close()
    assert b"salvaged" in (target / "door.log").read_bytes()


def test_people_are_found_again_after_a_salvage(full: Path) -> None:
    target, _ = salvaged(full)

    vault = reopen(target)
    with vault.records.read() as uow:
        query = SearchQuery(field=PersonField.NAME, text=NAME.split()[0])
        matches = uow.persons.search(query, access=access_of(vault))
    vault.close()
    assert [match.name for match in matches] == [NAME]


def test_whatever_single_page_is_damaged_all_other_rows_come_over(full_once: Path, tmp_path: Path) -> None:
    whole, key = everything(full_once), key_of(full_once)
    pages = (full_once / DATABASE).stat().st_size // PAGE
    unreadable = loses = 0
    for page in range(pages):
        folder = tmp_path / f"page-{page}" / "vault"
        folder.mkdir(parents=True)
        for path in full_once.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        flip(folder / DATABASE, page * PAGE + 1000)
        damaged = (folder / DATABASE).read_bytes()
        try:
            target, found = salvaged(folder)
        except DatabaseDamaged:
            unreadable += 1
            assert not folder.with_name("new").exists()
            continue
        assert (folder / DATABASE).read_bytes() == damaged
        loses += hold_all_but_what_is_listed(whole, target, found, key)
    print(f"{pages} pages: {unreadable} make the list of tables unreadable, {loses} cost rows")
    assert unreadable < pages // 4
    assert loses


def hold_all_but_what_is_listed(
    whole: dict[str, set[tuple[object, ...]]], target: Path, found: Salvaged, key: bytes
) -> bool:
    """Hold that each row is there or inside a stretch that is told; tell whether one is missing."""
    connection = connect(target / DATABASE, key, mode="read")
    missing_any = False
    for table, rows in whole.items():
        kept = set(connection.execute(f'SELECT rowid, * FROM "{table}"').fetchall())  # noqa: S608 (own)
        assert kept <= rows, table
        lost = found.lost.get(table)
        for row in rows - kept:
            missing_any = True
            assert lost is not None, (table, row[0])
            number = int(str(row[0]))
            assert any(first <= number and (last is None or number <= last) for first, last in lost.ranges)
        if lost is not None and lost.rows is not None:
            assert lost.rows == len(rows - kept)
    connection.close()
    return missing_any


def test_many_damaged_pages_cost_only_their_own_rows(full: Path, full_once: Path) -> None:
    whole, key = everything(full_once), key_of(full_once)
    pages = (full / DATABASE).stat().st_size // PAGE
    drawn = random.Random(7).sample(range(pages // 2, pages), 8)  # noqa: S311 (the same every time)
    for page in drawn:
        flip(full / DATABASE, page * PAGE + 2000)

    target, found = salvaged(full)

    assert hold_all_but_what_is_listed(whole, target, found, key)
    assert sum(found.rows.values()) > sum(map(len, whole.values())) // 2


def test_a_truncated_file_gives_what_is_left(full: Path, full_once: Path) -> None:
    whole, key = everything(full_once), key_of(full_once)
    size = (full / DATABASE).stat().st_size
    with (full / DATABASE).open("r+b") as file:
        file.truncate(size - 3 * PAGE)

    target, found = salvaged(full)

    hold_all_but_what_is_listed(whole, target, found, key)


def test_nothing_is_made_over_a_vault_or_without_the_passphrase(full: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultExists):
        salvage(full, LOGIN, PASSPHRASE, full, store=SqlStore(), clock=CLOCK)
    with pytest.raises(WrongPassphrase):
        salvage(
            full, LOGIN, "sju gröna krokodiler äter glass", tmp_path / "new", store=SqlStore(), clock=CLOCK
        )

    assert not (tmp_path / "new").exists()


def test_whoever_is_shut_out_can_salvage_and_the_copy_says_who_it_was(full: Path) -> None:
    vault = reopen(full)
    with vault.records.write() as uow:
        uow.office.disable_user(vault.user.id)
        uow.commit()
    vault.close()
    with pytest.raises(UserDisabled):
        reopen(full)

    target, _found = salvaged(full)

    with pytest.raises(UserDisabled):
        reopen(target)
    (told,) = (event for event in DoorLog(target, CLOCK).events() if event.kind == SALVAGED)
    assert told.slot == vault.user.id
