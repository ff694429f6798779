"""A started process is hardened before anything else of ours runs."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import screening_app.__main__ as entry

LINUX_ONLY = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux kernel")

TRY = """
import json, socket, sys
from screening_app.__main__ import main
main(["--lang", "en"])

def refused(attempt):
    try:
        attempt()
    except OSError as error:
        return type(error).__name__
    return "allowed"

def datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as speaker:
        speaker.sendto(b"x", ("127.0.0.1", 9))

def listen(family, address):
    with socket.socket(family) as listener:
        listener.bind(address)

def unbound():
    with socket.socket(socket.AF_INET) as listener:
        listener.listen()

print(json.dumps({
    "make": refused(lambda: socket.socket(socket.AF_INET).close()),
    "make, v6": refused(lambda: socket.socket(socket.AF_INET6).close()),
    "make, packet": refused(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()),
    "listen unbound": refused(unbound),
    "connect": refused(lambda: socket.create_connection(("127.0.0.1", 9), timeout=1)),
    "bind": refused(lambda: listen(socket.AF_INET, ("127.0.0.1", 0))),
    "local": refused(lambda: listen(socket.AF_UNIX, "\\0screening-app-test")),
    "send": refused(datagram),
    "look up": refused(lambda: socket.getaddrinfo("localhost", 80)),
    "look up, old": refused(lambda: socket.gethostbyname("localhost")),
    "look up, back": refused(lambda: socket.gethostbyaddr("127.0.0.1")),
}))
"""

LOOK = """
import ctypes, resource
from screening_app.__main__ import main
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
main(["--lang", "en"])
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


LOADED = """
import json
print(json.dumps(list(sys.modules)))
"""


DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
NO_DISPLAY = {name: value for name, value in os.environ.items() if name not in DISPLAYS}


def child(program: str) -> str:
    """Return what a fresh Python prints that runs this program; no window opens."""
    done = subprocess.run(
        [sys.executable, "-c", program], env=NO_DISPLAY, capture_output=True, text=True, check=True
    )
    return done.stdout


@LINUX_ONLY
def test_network_is_refused_in_every_way() -> None:
    outcome = json.loads(child(TRY))

    assert set(outcome.values()) == {"NetworkRefused"}, outcome


@LINUX_ONLY
def test_without_hardening_the_same_attempts_are_not_refused() -> None:
    outcome = json.loads(child(TRY.replace('main(["--lang", "en"])', "")))

    assert outcome["bind"] == outcome["look up"] == outcome["make"] == outcome["listen unbound"] == "allowed"


PAIR = """
import socket
from screening_app.__main__ import main
main(["--lang", "en"])
ours, theirs = socket.socketpair()
ours.sendall(b"awake")
print(theirs.recv(5).decode())
"""


@LINUX_ONLY
def test_threads_may_still_wake_each_other() -> None:
    assert child(PAIR).strip() == "awake"


@LINUX_ONLY
def test_no_core_is_dumped_and_memory_is_not_readable() -> None:
    assert child(LOOK).strip() == "(0, 0) 0"


def test_nothing_of_ours_is_imported_before_hardening() -> None:
    assert entry.__file__ is not None
    tree = ast.parse(Path(entry.__file__).read_text("utf-8"))
    imported = {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)} | {
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    }

    assert imported == {"os", "sys", "collections.abc"}


def test_no_library_is_loaded_before_a_command_needs_it() -> None:
    heavy = {
        "PySide6",
        "alembic",
        "babel",
        "cryptography",
        "pikepdf",
        "pydantic",
        "reportlab",
        "sqlalchemy",
        "yaml",
    }
    loaded = child(f"import sys; from screening_app.__main__ import main; main(['--lang', 'en'])\n{LOADED}")

    assert heavy & set(json.loads(loaded)) == set()


def test_without_a_command_it_says_what_to_run_instead() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "screening_app", "--lang", "sv"],
        env=NO_DISPLAY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "screening-app demo" in done.stderr
    assert "fönster" in done.stderr
