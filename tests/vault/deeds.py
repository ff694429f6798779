"""What a process can be in the middle of when it is ended, or when the disk takes nothing more.

Each deed has a folder of its own: ``vault`` in it, and whatever else it needs. The process that is ended runs
``do``; everything it was promised by then, ``said``, must be there afterwards, whatever else is.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.vault import deeds_of_backups as backups
from tests.vault import deeds_of_keys as keys
from tests.vault import deeds_of_records as records
from tests.vault.keeping import Say, told


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that changes a vault, or is made from one.

    Attributes:
        prepare: Makes what the deed needs, in an empty folder.
        do: Does it there; calls ``say`` each time that something is promised.
        holds: Raises unless everything promised so often is there; returns in a word how it stands.
    """

    prepare: Callable[[Path], None]
    do: Callable[[Path, Say], None]
    holds: Callable[[Path, int], str]


DEEDS = {
    "complete": Deed(lambda place: told(place, close=False), records.complete, records.completed),
    "document": Deed(told, records.sign, records.signed),
    "migrate": Deed(records.for_later, records.move, records.moved),
    "header": Deed(told, records.write_again, records.written_again),
    "backup": Deed(told, backups.copy, backups.copied),
    "restore": Deed(backups.with_backup, backups.put_back, backups.is_back),
    "prove": Deed(backups.with_backup, backups.prove, backups.proven),
    "rotate": Deed(keys.told_to_two, keys.turn, keys.turned),
    "change passphrase": Deed(told, keys.change, keys.changed),
    "new sheets": Deed(keys.with_sheets, keys.replace_sheets, keys.sheets_replaced),
    "recover": Deed(keys.with_sheets, keys.recover, keys.recovered),
    "add user": Deed(told, keys.give_key, keys.key_given),
    "remove user": Deed(keys.told_to_two, keys.take_key, keys.key_taken),
}


def fresh(master: Path) -> Path:
    """Return a copy of a prepared folder to spoil."""
    place = master.with_name("spoiled")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(master, place)
    return place


def do(name: str, place: Path, out: int) -> None:
    """Do a deed; write a line for each promise.

    Not with ``write``: a promise is no write of the vault's, and no fault is put on it.
    """
    promised = 0

    def say() -> None:
        nonlocal promised
        promised += 1
        os.writev(out, [f"saved {promised}\n".encode()])

    DEEDS[name].do(place, say)
