"""Starts the application with its driver in a process of its own, and talks to it."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.desk import LOGIN, PASSPHRASE
from tests.helpers.surroundings import CHECKOUT

PATIENCE = 20.0

Facts = dict[str, object]


class Silent(AssertionError):
    """The application did not say what it should have said."""


@dataclass
class Running:
    """A running application."""

    process: subprocess.Popen[bytes]
    told: list[Facts] = field(default_factory=list)
    _fresh: queue.SimpleQueue[Facts | None] = field(default_factory=queue.SimpleQueue)

    @property
    def pid(self) -> int:
        """Return its process id, the same after every lock."""
        return self.process.pid

    def listen(self) -> None:
        """Take what the driver says."""
        for line in self.process.stdout or ():
            self._fresh.put(json.loads(line))
        self._fresh.put(None)

    def order(self, what: str, **how: str) -> None:
        """Have the driver do something."""
        if self.process.stdin is None:
            raise AssertionError
        self.process.stdin.write(json.dumps({"do": what, **how}).encode() + b"\n")
        self.process.stdin.flush()

    def wait(self, event: str, patience: float = PATIENCE) -> Facts:
        """Wait until the driver says this, and return it."""
        while True:
            try:
                facts = self._fresh.get(timeout=patience)
            except queue.Empty:
                raise Silent(event, self.told[-5:]) from None
            if facts is None:
                raise Silent(event, self.told[-5:], self.end())
            self.told.append(facts)
            if facts["event"] == event:
                return facts

    def state(self) -> Facts:
        """Return what the application shows now."""
        self.order("state")
        return self.wait("state")

    def unlock(self, login: str = LOGIN, passphrase: str = PASSPHRASE) -> None:
        """Get in."""
        self.order("unlock", login=login, passphrase=passphrase)
        self.wait("opened")

    def end(self) -> tuple[int, str]:
        """Return exit status and what stands on stderr."""
        self.process.wait(PATIENCE)
        return self.process.returncode, (self.process.stderr.read() if self.process.stderr else b"").decode()


@contextmanager
def running(vault: Path, *, display: str = "", **environment: str) -> Iterator[Running]:
    """Run the application on a vault, on an X server or, without one, off the screen."""
    shown = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"}
    home = Path(os.environ["HOME"])
    home.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.process.driver", "--vault", str(vault), "--lang", "en"],
        cwd=CHECKOUT,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | shown | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    application = Running(process)
    threading.Thread(target=application.listen, daemon=True).start()
    try:
        application.wait("started")
        yield application
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
