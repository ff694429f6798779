"""Is the write-ahead log whole? SQLite itself never says.

On opening after a crash SQLite takes the log up to the first frame that does not fit and forgets
the rest without a word: right for a transaction that a power cut tore, and a silent loss of
acknowledged answers if the log was damaged further back. The two can be told apart: a transaction
is written only after the one before it was synced, so two or more commits behind a bad frame mean
that something acknowledged is gone (promise 2; the format: sqlite.org/fileformat2.html, 4).
"""

import struct
from pathlib import Path

from screening_app.vault.errors import DatabaseDamaged

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
_PAGE_SIZE = 4096
_STEP = _FRAME.size + _PAGE_SIZE
_TORN = 1
"""Commits that an interrupted write may leave behind a bad frame: its own."""


def check_log(database: Path) -> None:
    """Refuse a write-ahead log that lost what had been acknowledged; call it while nobody writes.

    Raises:
        DatabaseDamaged: If so.
    """
    log = database.with_name(database.name + "-wal")
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return
    # A header is synced before the first frame follows: shorter or empty means nothing was stored.
    if len(content) <= _HEADER.size or not any(content[: _HEADER.size]):
        return
    magic, _, page_size, _, salt1, salt2, check1, check2 = _HEADER.unpack_from(content)
    order = ">" if magic & 1 else "<"
    seed = _checksum(content[:24], (0, 0), order)
    if magic & ~1 != _MAGIC or page_size != _PAGE_SIZE or seed != (check1, check2):
        raise DatabaseDamaged(file=log.name)
    if _commits_lost(content, (salt1, salt2), seed, order) > _TORN:
        raise DatabaseDamaged(file=log.name)


def _commits_lost(content: bytes, salts: tuple[int, int], seed: tuple[int, int], order: str) -> int:
    """Count the commits of this log that stand behind its first bad frame, that frame included."""
    sound, lost = True, 0
    for start in range(_HEADER.size, len(content) - _STEP + 1, _STEP):
        _, commit, salt1, salt2, check1, check2 = _FRAME.unpack_from(content, start)
        if sound:
            page = content[start + _FRAME.size : start + _STEP]
            seed = _checksum(page, _checksum(content[start : start + 8], seed, order), order)
            sound = (salt1, salt2) == salts and seed == (check1, check2)
        if not sound and commit and (salt1, salt2) == salts:
            lost += 1
    return lost


def _checksum(content: bytes, seed: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = seed
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second
