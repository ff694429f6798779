"""A stolen folder tells nothing: no word of a record, of a user or of a key is in any file."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from screening_app.vault.cipher import connect
from screening_app.vault.errors import DatabaseDamaged
from tests.vault.making import (
    LOGIN,
    NAME,
    NUMBER,
    PASSPHRASE,
    answered,
    begin,
    make_vault,
    new_person,
    reopen,
    save,
)

SAID = "han låste in mig i källaren"
ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")


def test_no_file_of_an_open_or_closed_vault_holds_what_was_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "vault"
    vault = make_vault(folder)
    begun = begin(vault, new_person(vault))
    save(vault, answered(begun, 1, SAID), access=begun.access)
    texts = (SAID, NAME, NUMBER, LOGIN, PASSPHRASE, begun.person.case_number, vault.user.name)
    secret = vault.vault_key
    needles = [text.encode(encoding) for text in texts for encoding in ENCODINGS]
    needles += [secret, secret.hex().encode(), secret.hex().upper().encode()]

    opened = b"".join(path.read_bytes() for path in folder.iterdir())
    vault.close()
    closed = b"".join(path.read_bytes() for path in folder.iterdir())

    assert len(opened) > len(closed) > 100_000
    assert not [needle for needle in needles if needle in opened or needle in closed]
    assert capfd.readouterr() == ("", "")


def test_a_wrong_key_reads_nothing_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make_vault(tmp_path / "vault").close()
    file = tmp_path / "vault" / "records-1.db"

    with pytest.raises(DatabaseDamaged):
        connect(file, bytes(48), mode="read")

    assert capfd.readouterr() == ("", "")
    plain = dbapi2.connect(str(file))
    with pytest.raises(dbapi2.DatabaseError):
        plain.execute("SELECT * FROM person")
    plain.close()


def test_a_connection_has_every_protection_set(tmp_path: Path) -> None:
    make_vault(tmp_path / "vault").close()
    vault = reopen(tmp_path / "vault")
    writer = vault.records.write()
    with writer as uow:
        connection = uow.screenings._connection  # type: ignore[attr-defined]

        def setting(name: str) -> str:
            return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

        wanted = {
            "journal_mode": "wal",
            "synchronous": "2",
            "foreign_keys": "1",
            "secure_delete": "1",
            "trusted_schema": "0",
            "recursive_triggers": "1",
            "cipher_page_size": "4096",
            "cipher_memory_security": "0",
            "busy_timeout": "5000",
            "temp_store": "0",
        }
        assert {name: setting(name) for name in wanted} == wanted
        driver = connection.connection.dbapi_connection
        with pytest.raises(dbapi2.OperationalError, match="not authorized"):
            driver.execute("SELECT load_extension('libm.so.6')")
    vault.close()
