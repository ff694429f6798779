"""Looks for texts and keys in the memory of another process, and in files."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 24
_OVERLAP: Final = 4096
_BLOCK: Final = 1 << 12
_MAPPING: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (r)(.)(.)(.) \S+ \S+ (\d+)\s*(.*)")
_ENCODINGS: Final = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")

Patterns = Mapping[str, tuple[bytes, ...]]
"""What is looked for, by a name for it, each in every form it could have."""

CAN_READ_OTHERS: Final = hasattr(os, "geteuid") and os.geteuid() == 0 and Path("/proc/self/mem").exists()
CANNOT: Final = "only root may read the memory of a process that is not dumpable (Linux)"


def forms_of_text(text: str) -> tuple[bytes, ...]:
    """Return a text in every encoding that it could stand in memory, hexadecimal included."""
    plain = [text.encode(encoding) for encoding in _ENCODINGS]
    return tuple(dict.fromkeys([*plain, *(digits for form in plain[:3] for digits in _hex(form))]))


def forms_of_key(key: bytes) -> tuple[bytes, ...]:
    """Return a key as it is, and as hexadecimal text of one or two bytes a sign."""
    digits = _hex(key)
    wide = [text.decode().encode(encoding) for text in digits for encoding in ("utf-16-le", "utf-32-le")]
    return (key, *digits, *wide)


def _hex(content: bytes) -> tuple[bytes, bytes]:
    return content.hex().encode(), content.hex().upper().encode()


def found_in_memory(pid: int, patterns: Patterns) -> set[str]:
    """Return the names of what stands in the memory of a process.

    Pages that mirror a file and were never written to hold that file and nothing else; they are left out.
    """
    found = set[str]()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in _regions(pid):
            for content in _contents(memory.fileno(), first, last):
                for written in _written(content):
                    found |= found_in(written, patterns)
    return found


def found_in(content: bytes, patterns: Patterns) -> set[str]:
    """Return the names of what stands in these bytes."""
    return {name for name, forms in patterns.items() if any(form in content for form in forms)}


def found_in_files(folder: Path, patterns: Patterns) -> set[str]:
    """Return the names of what stands in a file's content or name under a folder."""
    found = set[str]()
    for path in folder.rglob("*"):
        found |= {f"{name} in the name of a file" for name in found_in(path.name.encode(), patterns)}
        if path.is_file():
            found |= {f"{name} in {path}" for name in found_in(path.read_bytes(), patterns)}
    return found


def _written(content: bytes) -> Iterator[bytes]:
    """Return the runs of blocks that hold anything but zeros: much of a process was never written."""
    begun = None
    for at in range(0, len(content) + _BLOCK, _BLOCK):
        block = content[at : at + _BLOCK]
        if block.count(0) < len(block):
            begun = at if begun is None else begun
        elif begun is not None:
            yield content[begun:at]
            begun = None


def _regions(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        match = _MAPPING.match(line)
        if match is None or match[8].startswith("[v"):
            continue
        if match[4] == "w" or match[7] == "0":
            yield int(match[1], 16), int(match[2], 16)


def _contents(descriptor: int, first: int, last: int) -> Iterator[bytes]:
    at = first
    while at < last:
        try:
            content = os.pread(descriptor, min(_CHUNK, last - at), at)
        except OSError:
            return
        if not content:
            return
        yield content
        # What lies across two chunks is in the overlap of both.
        at += len(content) if at + len(content) >= last else max(len(content) - _OVERLAP, 1)
