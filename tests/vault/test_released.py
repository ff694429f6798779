"""A vault of every released version opens with everything, and a backup of it comes back (DESIGN 5)."""

import itertools
import json
import shutil
import struct
from pathlib import Path

import pytest

from screening_app.bootstrap import check_signature, open_session, session_of
from screening_app.bootstrap.backups import restore_backup
from screening_app.bootstrap.keys import recover_vault, rehearse_recovery, rotate_vault
from screening_app.domain.audit import ChainHead
from screening_app.domain.ids import ScreeningId
from screening_app.services.audit import verify_audit
from screening_app.services.integrity import is_intact
from screening_app.storage.store import SqlStore
from screening_app.vault.errors import VaultNeedsUpgrade
from screening_app.vault.opening import open_vault
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE
from tests.vault.keeping import rows
from tests.vault.making import CLOCK, OTHER_PASSPHRASE, files
from tests.vault.released.make import BACKUP, BESIDE, FACTS, RELEASED

VERSIONS = sorted(path.name for path in RELEASED.iterdir() if path.name.isdecimal())
_END = struct.Struct(">Q20s")
"""Of a backup: how long the header before it is, and a mark."""


def laid_out(version: str, folder: Path) -> Path:
    """Return a version's vault in a folder of its own; the records are the first part of its backup."""
    folder.mkdir()
    for name in BESIDE:
        shutil.copyfile(RELEASED / version / name, folder / name)
    content = (RELEASED / version / BACKUP).read_bytes()
    length, _mark = _END.unpack(content[-_END.size :])
    database = json.loads((folder / "vault.json").read_text())["database"]
    (folder / database).write_bytes(content[: -_END.size - length])
    return folder


def facts_of(version: str) -> dict[str, object]:
    """Return what a version's vault holds."""
    facts: dict[str, object] = json.loads((RELEASED / version / FACTS).read_text())
    return facts


def test_there_is_a_vault_of_each_version_of_the_format() -> None:
    assert VERSIONS[0] == "1"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("way", ["as it was", "from its backup"])
def test_it_opens_with_every_row_and_its_chain_holds_the_printed_head(
    version: str, way: str, tmp_path: Path
) -> None:
    if way == "as it was":
        laid_out(version, tmp_path / "vault")
    else:
        restore_backup(RELEASED / version / BACKUP, tmp_path / "vault")
    facts = facts_of(version)
    expected = facts["rows"]
    assert isinstance(expected, dict)

    found = rows(tmp_path / "vault")

    assert {table: found.get(table, 0) - count for table, count in expected.items() if count} == {
        table: 0 for table, count in expected.items() if count
    }
    vault = open_vault(tmp_path / "vault", LOGIN, PASSPHRASE, mode="read", store=SqlStore(), clock=CLOCK)
    head = ChainHead.parse(str(facts["head"]))
    assert verify_audit(session_of(vault), check_signature, head).faults == ()
    vault.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_signed_then_is_intact_now(version: str, tmp_path: Path) -> None:
    laid_out(version, tmp_path / "vault")

    with open_session(tmp_path / "vault", LOGIN, PASSPHRASE) as session, session.records.read() as uow:
        access = session.access
        screening = ScreeningId(str(facts_of(version)["screening"]))
        responses = uow.screenings.responses(screening, access=access)
        keys = uow.office.user(responses[0].author).public_keys
        intact = [
            is_intact(one, uow.screenings.events(one.id, access=access), keys, check_signature)
            for one in responses
        ]

    assert len(intact) > 5
    assert all(intact)


@pytest.mark.parametrize("version", VERSIONS)
def test_everybody_gets_in_and_stays_in_after_a_rotation(version: str, tmp_path: Path) -> None:
    folder = laid_out(version, tmp_path / "vault")

    rotate_vault(folder, LOGIN, PASSPHRASE)

    rows(folder)
    rows(folder, "berit", OTHER_PASSPHRASE)


@pytest.mark.parametrize("version", VERSIONS)
def test_any_two_of_its_sheets_recover(version: str, tmp_path: Path) -> None:
    folder = laid_out(version, tmp_path / "vault")
    sheets = facts_of(version)["sheets"]
    assert isinstance(sheets, list)

    # On the vault as it was: nobody may be left to open it first.
    recover_vault(folder, sheets[1:], login="carin", name="Carin", passphrase=OTHER_PASSPHRASE, kdf=CHEAP)
    for pair in itertools.combinations(sheets, 2):
        rehearse_recovery(folder, pair)

    rows(folder, "carin", OTHER_PASSPHRASE)


@pytest.mark.parametrize("version", VERSIONS)
def test_looking_at_it_changes_nothing_even_where_it_has_to_be_brought_up_to_date_first(
    version: str, tmp_path: Path
) -> None:
    folder = laid_out(version, tmp_path / "vault")
    before = files(folder)

    with pytest.raises(VaultNeedsUpgrade):
        open_vault(folder, LOGIN, PASSPHRASE, mode="read", store=SqlStore(), clock=CLOCK)
    assert {name: files(folder)[name] for name in before} == before

    rows(folder)
    before = files(folder)
    open_vault(folder, LOGIN, PASSPHRASE, mode="read", store=SqlStore(), clock=CLOCK).close()
    assert {name: files(folder)[name] for name in before} == before
