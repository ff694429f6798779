"""Deeds about backups: one is made, put back, proven."""

from contextlib import suppress
from pathlib import Path

from screening_app.bootstrap.backups import back_up_vault, prove_backup, restore_backup
from screening_app.vault.errors import HeaderDamaged, VaultExists, VaultMissing
from tests.e2e.desk import LOGIN, PASSPHRASE
from tests.vault.keeping import BACK, BACKUP, VAULT, Say, keeps_all, told


def copy(place: Path, say: Say) -> None:
    """Make a backup."""
    back_up_vault(place / VAULT, LOGIN, PASSPHRASE, place / BACKUP)
    say()


def copied(place: Path, said: int) -> str:
    """Hold that there is a whole backup, or none by its name."""
    keeps_all(place)
    is_there = (place / BACKUP).exists()
    if said and not is_there:
        raise AssertionError("no backup")
    if not is_there:
        copy(place, lambda: None)
    restore_backup(place / BACKUP, place / BACK)
    keeps_all(place, BACK)
    return "there" if is_there else "none"


def with_backup(place: Path) -> None:
    """Make a vault and a backup of it."""
    told(place)
    copy(place, lambda: None)


def put_back(place: Path, say: Say) -> None:
    """Restore a backup."""
    restore_backup(place / BACKUP, place / BACK)
    say()


def is_back(place: Path, said: int) -> str:
    """Hold that the vault is back, or that it can be put back; what it came from is as it was."""
    keeps_all(place)
    back = place / BACK
    if (back / "vault.json").exists() and b'"restored"' not in (back / "door.log").read_bytes():
        raise AssertionError("a vault that does not say where it is from")
    try:
        keeps_all(place, BACK)
    except (VaultMissing, HeaderDamaged) as error:
        if said:
            raise AssertionError from error
        with suppress(VaultExists):
            restore_backup(place / BACKUP, place / BACK)
            keeps_all(place, BACK)
            return "can be put back there"
        restore_backup(place / BACKUP, place / "elsewhere")
        keeps_all(place, "elsewhere")
        return "can be put back elsewhere"
    return "back"


def prove(place: Path, say: Say) -> None:
    """Prove a backup."""
    if prove_backup(place / VAULT, place / BACKUP, LOGIN, PASSPHRASE, scratch=place / "scratch").is_sound:
        say()


def proven(place: Path, said: int) -> str:
    """Hold that nothing is left of the proof after the next one, and that both files are as they were."""
    keeps_all(place)
    counted = (place / VAULT / "door.log").read_bytes().count(b"backup-proven")
    if counted < said:
        raise AssertionError(counted)
    prove(place, lambda: None)
    left = list((place / "scratch").iterdir())
    if left:
        raise AssertionError(left)
    return f"proven {counted} times"
