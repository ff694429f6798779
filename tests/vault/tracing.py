"""Runs ``answering`` under strace, with a fault at one chosen system call, and reads the trace.

A trace also tells what a power cut at any of its points would leave: what was written *and*
synced. A process that is killed loses nothing of what it wrote, synced or not; so only this
shows whether an answer was on the disk before it was acknowledged.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.helpers.surroundings import CHECKOUT

WRITES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
SYNCS = frozenset({"fsync", "fdatasync"})
LONGEST_SECONDS = 20
_TRACED = (*WRITES, "writev", "openat")
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FD = re.compile(r"\d+<((?:\\x[0-9a-f]{2})*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that returned.

    Attributes:
        path: Of the file it was about.
        content: What was written; for ``rename`` the new path.
        place: Offset of ``pwrite64``, size of ``ftruncate``.
    """

    name: str
    path: str
    content: bytes
    place: int


@dataclass(frozen=True, slots=True)
class Run:
    """How one process went.

    Attributes:
        status: Its exit status, negative if a signal ended it.
        saved: Numbers of the answers that it acknowledged.
        code: Code of the error that it ended with.
    """

    status: int
    saved: tuple[int, ...]
    code: str | None
    calls: tuple[Call, ...]


class Answering:
    """The serving process; use it with ``with``."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [sys.executable, "-B", "-m", "tests.vault.answering"],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        with self._server:
            if self._server.stdin is not None:
                self._server.stdin.close()

    def run(
        self,
        folder: Path,
        count: int = 1,
        *,
        do: str = "answer",
        fault: str | None = None,
        careless: bool = False,
    ) -> Run:
        """Do something in a process of its own.

        Args:
            count: How many answers to save.
            do: ``answer``, or the name of a deed.
            fault: What strace shall inject, such as ``fsync:error=ENOSPC:when=2+``.
        """
        out, trace = self._scratch / "out", self._scratch / "trace"
        out.unlink(missing_ok=True)
        trace.unlink(missing_ok=True)
        pid = self._ask(do, folder, count=count, careless=careless, out=str(out))
        with subprocess.Popen(_strace(pid, trace, fault), stderr=subprocess.PIPE, text=True) as tracer:
            if tracer.stderr is None or "attached" not in (said := tracer.stderr.readline()):
                raise RuntimeError(said)
            _continue(int(pid), trace)
            status = int(self._answer())
            tracer.stderr.read()
        lines = out.read_text().splitlines()
        saved = tuple(int(line.split()[1]) for line in lines if line.startswith("saved "))
        code = next((line for line in lines if "/" in line), None)
        return Run(status, saved, code, tuple(_calls(trace.read_text())))

    def rehearse(self, folder: Path, *, do: str) -> None:
        """Do it in the serving process: what it needs is loaded then, and no run waits for it."""
        if self._ask(do, folder, rehearse=True) != "ready":
            raise RuntimeError(do)

    def _ask(self, do: str, folder: Path, *, rehearse: bool = False, **more: object) -> str:
        if self._server.stdin is None:
            raise RuntimeError("not serving")
        order = {"do": do, "folder": str(folder), "rehearse": rehearse, **more}
        print(json.dumps(order), file=self._server.stdin, flush=True)
        return self._answer()

    def _answer(self) -> str:
        if self._server.stdout is None:
            raise RuntimeError("not serving")
        return self._server.stdout.readline().strip()


def power_cuts(
    before: Path, folder: Path, calls: tuple[Call, ...], scratch: Path
) -> Iterator[tuple[int, Path]]:
    """Give, for every point of a trace, the answers acknowledged by then and what a power cut leaves.

    Args:
        before: Copy of the folder as it was before the run.
        folder: The folder of the run.
        scratch: Where the remains may be laid out; each is overwritten by the next.
    """
    written = {str(folder / path.name): bytearray(path.read_bytes()) for path in before.iterdir()}
    synced = {path: bytes(content) for path, content in written.items()}
    acknowledged = 0
    for call in calls:
        acknowledged += call.name == "writev"
        _replay(call, written, synced)
        yield acknowledged, _lay_out(synced, scratch)


def _replay(call: Call, written: dict[str, bytearray], synced: dict[str, bytes]) -> None:
    content = written.setdefault(call.path, bytearray())
    match call.name:
        case "pwrite64":
            content.extend(bytes(max(0, call.place + len(call.content) - len(content))))
            content[call.place : call.place + len(call.content)] = call.content
        case "write":
            content.extend(call.content)
        case "ftruncate":
            content[:] = content[: call.place].ljust(call.place, b"\0")
        case "fsync" | "fdatasync":
            synced[call.path] = bytes(content)
        case "unlink":
            written.pop(call.path, None)
            synced.pop(call.path, None)


def _lay_out(synced: dict[str, bytes], scratch: Path) -> Path:
    remains = scratch / "remains"
    shutil.rmtree(remains, ignore_errors=True)
    remains.mkdir()
    for path, content in synced.items():
        # The shared-memory index is never synced and made again from the log.
        if not path.endswith("-shm") and content:
            (remains / Path(path).name).write_bytes(content)
    return remains


def _continue(pid: int, trace: Path) -> None:
    """Let a stopped process go on, once its tracer has seen it stand still.

    A signal that comes while strace is still taking hold can be missed, and the process stands for ever.
    """
    latest = time.monotonic() + LONGEST_SECONDS
    while "SIGCONT" not in (seen := trace.read_text() if trace.exists() else ""):
        if time.monotonic() > latest:
            raise RuntimeError(seen)
        if "stopped by SIGSTOP" in seen:
            os.kill(pid, signal.SIGCONT)
        time.sleep(0.002)


def _strace(pid: str, trace: Path, fault: str | None) -> list[str]:
    names = ",".join(_TRACED)
    # What was written is of interest where nothing is injected, and takes time.
    how = ["-e", f"inject={fault}", "-s", "0"] if fault else ["-s", "1000000"]
    return [
        "strace",
        "-p",
        pid,
        "-o",
        str(trace),
        "-y",
        "-xx",
        "-e",
        f"trace={names}",
        *how,
    ]


def _calls(trace: str) -> Iterator[Call]:
    for line in trace.splitlines():
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0 or found[1] == "openat":
            continue
        name, rest = found[1], found[2]
        texts = [_bytes(text) for text in _TEXT.findall(rest)]
        file = _FD.match(rest)
        path = _bytes(file[1]).decode() if file else texts.pop(0).decode()
        numbers = re.findall(r"[ ,](\d+)(?=$|,)", rest)
        place = int(numbers[-1]) if numbers and name in {"pwrite64", "ftruncate"} else 0
        yield Call(name, path, texts[0] if texts else b"", place)


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
