"""A program that changes a vault and says so when it is done; the tests of durability end it.

It serves: for each line of JSON on standard input it forks a process that stops until it is
continued, so that a tracer can take hold of it, then opens the vault and saves; and it reports
how that process ended. Forking spares every run the start of Python.
"""

import ctypes
import json
import os
import signal
import sys
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.storage.store import SqlStore
from screening_app.storage.unit_of_work import Connect, SqlRecords
from screening_app.vault.opening import open_vault
from tests.vault.deeds import do
from tests.vault.making import CLOCK, LOGIN, PASSPHRASE, answered, find_begun, save

PR_SET_PTRACER = 0x59616D61
PTRACER_ANY = -1
LONGEST_SECONDS = 60
ANSWER = "answer"
"""Saving answers; every other order is one of ``DEEDS``."""


class CarelessStore(SqlStore):
    """A store that does not wait for the disk: what the tests of durability must find out."""

    def records(self, *, reader: Connect, writer: Connect | None) -> SqlRecords:
        """Return records whose writer has ``synchronous`` off."""
        if writer is None:
            raise ValueError("opened for reading")
        connect = writer

        def careless() -> object:
            connection = connect()
            connection.cursor().execute("PRAGMA synchronous = OFF")
            return connection

        return super().records(reader=reader, writer=careless)  # type: ignore[arg-type]


def answer(folder: Path, count: int, store: SqlStore, out: int) -> None:
    """Save so many answers after those that are stored, and say so after each commit."""
    vault = open_vault(folder, LOGIN, PASSPHRASE, mode="write", store=store, clock=CLOCK)
    with vault.records.read() as uow:
        begun = find_begun(uow, vault)
        stored = len(uow.screenings.events(begun.response.id, access=begun.access))
    for number in range(stored + 1, stored + 1 + count):
        save(vault, answered(begun, number), access=begun.access)
        # Not write(): the acknowledgement is no write of the vault's, and no fault is put on it.
        os.writev(out, [f"saved {number}\n".encode()])
    vault.close()


def act(order: dict[str, str | int | bool], out: int) -> None:
    """Do what was ordered."""
    folder, name = Path(str(order["folder"])), str(order["do"])
    if name == ANSWER:
        answer(folder, int(order["count"]), CarelessStore() if order["careless"] else SqlStore(), out)
    else:
        do(name, folder, out)


def child(order: dict[str, str | int | bool]) -> int:
    """Stop until continued, save, and return the exit status that a command would."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, PTRACER_ANY, 0, 0, 0)
    out = os.open(str(order["out"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    signal.alarm(LONGEST_SECONDS)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        act(order, out)
    except ScreeningAppError as error:
        os.writev(out, [f"{error.code}\n".encode()])
        return error.exit_status
    return 0


def serve() -> None:
    """Run one process per line; print its id, and later how it ended (negative: by which signal).

    What is rehearsed is done here: then no process after it has to load what it needs.
    """
    for line in sys.stdin:
        order = json.loads(line)
        if order["rehearse"]:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (no file)
                act(order, nowhere.fileno())
            print("ready", flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            status = 99
            try:
                status = child(order)
            finally:
                os._exit(status)
        # Only a process that has stopped can be taken hold of before it goes on.
        os.waitpid(pid, os.WUNTRACED)
        print(pid, flush=True)
        _, ended = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)


if __name__ == "__main__":
    serve()
