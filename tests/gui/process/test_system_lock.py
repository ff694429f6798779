"""The operating system's own lock is heard on D-Bus, where there is one."""

import shutil
import subprocess
import sys

import pytest

PROGRAM = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from screening_app.gui.system_lock import SystemLock
app = QCoreApplication([])
locked = []
listener = SystemLock(lambda: (locked.append(1), app.quit()), app)
heard = listener.listen()
name, value = sys.argv[1], sys.argv[2]
send = ["dbus-send", "--session", "--type=signal", "/screen"]
QTimer.singleShot(0, lambda: subprocess.Popen([*send, name, f"boolean:{value}"]))
QTimer.singleShot(1500, app.quit)
app.exec()
print(heard > 0, len(locked))
"""
NEEDS_DBUS = pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs dbus-run-session")


def told(interface: str, value: str, *, bus: bool = True) -> str:
    """Return whether it listens, and how often it locked when it was told this."""
    prefix = ["dbus-run-session", "--"] if bus else ["env", "DBUS_SESSION_BUS_ADDRESS=unix:path=/none"]
    command = [*prefix, sys.executable, "-c", PROGRAM, interface, value]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@NEEDS_DBUS
@pytest.mark.parametrize("desktop", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_locked_screen_locks(desktop: str) -> None:
    assert told(f"{desktop}.ActiveChanged", "true") == "True 1"


@NEEDS_DBUS
def test_an_unlocked_screen_does_not() -> None:
    assert told("org.freedesktop.ScreenSaver.ActiveChanged", "false") == "True 0"


def test_without_a_bus_nothing_is_heard_and_nothing_fails() -> None:
    assert told("org.freedesktop.ScreenSaver.ActiveChanged", "true", bus=False).endswith(" 0")
