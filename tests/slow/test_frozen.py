"""The frozen application does the whole job where there is no Python, no checkout and no home."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.memory import CAN_READ_OTHERS, CANNOT, forms_of_text, found_in_memory
from tests.helpers.screen import HAS_XVFB, NO_XVFB, Display, screen
from tests.helpers.surroundings import CHECKOUT
from tests.slow.building import LOGIN, PASSPHRASE, PLAIN, Frozen, build
from tests.slow.keyboard import CONTROL, HAS_XTEST, NO_XTEST, RETURN, TAB, Keyboard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the list of parts is for Linux"),
]

NAME = "Anna Exempelsson"
RECIPIENT = "Socialtjänsten i Exempelkommun"
PATIENCE_S = 20
HANDED_OVER = b"SCREENING_APP_HANDOVER="
FROM_THE_SYSTEM = {
    *("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1"),
    "libresolv.so.2",
    *("libEGL.so.1", "libGL.so.1", "libGLX.so.0", "libGLdispatch.so.0", "libOpenGL.so.0"),
    *("libxcb.so.1", "libwayland-client.so.0", "libwayland-cursor.so.0", "linux-vdso.so.1"),
}
"""What docs/shipping.md says that the machine has to bring."""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    """Return the built application."""
    shared = tmp_path_factory.getbasetemp()
    return build((shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "frozen")


@pytest.fixture
def vault(frozen: Frozen, tmp_path: Path) -> list[str]:
    """Return the options that open a vault which the frozen application made."""
    (tmp_path / "key").write_text(PASSPHRASE, encoding="utf-8")
    opening = ["--vault", "vault", "--user", LOGIN, "--passphrase-file", "key", "--lang", "sv"]
    unit = ["--authority", "Region Exempel", "--unit", "Mottagning Linden", "--phone", "010-555 01 00"]
    who = ["--country", "se", "--regime", "HSL_PUBLIC", "--name", NAME]
    done = frozen.run("vault", "create", *unit, *who, *opening, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return opening


def test_a_conversation_becomes_a_referral_whose_control_line_is_in_the_chain(
    frozen: Frozen, vault: list[str], tmp_path: Path
) -> None:
    answers = CHECKOUT / "resources" / "demo" / "yes.answers.yaml"
    held = frozen.run("run", "pathway-health", "--answers", answers, "--json", *vault, cwd=tmp_path)
    assert held.returncode == 0, held.stderr
    order = ["--to", RECIPIENT, "--basis", "CONSENT", "--out", "out", "--archive", "--json"]
    made = frozen.run("document", json.loads(held.stdout)["screening"], *order, *vault, cwd=tmp_path)
    assert made.returncode == 0, made.stderr

    told = json.loads(made.stdout)

    assert (tmp_path / told["file"]).read_bytes().startswith(b"%PDF-")
    assert (tmp_path / told["archive"]).read_bytes().startswith(b"%PDF-")
    sound = frozen.run("audit", "verify", "--head", told["head"], *vault, cwd=tmp_path)
    assert sound.returncode == 0, sound.stderr
    wrong = frozen.run("audit", "verify", "--head", "3 · 0123456789abcdef", *vault, cwd=tmp_path)
    assert wrong.returncode == 3


def test_the_demo_speaks_swedish_and_every_command_is_there(frozen: Frozen, tmp_path: Path) -> None:
    done = frozen.run("demo", "--out", "demo", cwd=tmp_path)
    help_text = frozen.run("--help", cwd=tmp_path).stdout

    assert done.returncode == 0, done.stderr
    assert "Ej tillfrågad" in done.stdout
    assert "33 bilder av fönstren" in done.stdout
    assert len(list((tmp_path / "demo" / "pictures").glob("*.png"))) == 33
    assert all(name in help_text for name in ("forms", "vault", "run", "document", "audit", "demo"))


def test_nothing_that_only_checks_the_program_is_inside(frozen: Frozen) -> None:
    from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415 (only where something is built)

    archive = CArchiveReader(str(frozen.program))
    inside = {name.split(".")[0] for name in archive.open_embedded_archive("PYZ.pyz").toc}
    beside = {path.name for path in (frozen.folder / "_internal").iterdir()}

    assert {"screening_app", "sqlalchemy", "argon2", "reportlab"} <= inside
    assert not {"pytest", "hypothesis", "mypy", "PyInstaller", "pip", "tkinter"} & (inside | beside)


def test_only_what_every_desktop_has_comes_from_the_system(frozen: Frozen) -> None:
    found = set[str]()
    for path in frozen.folder.rglob("*.so*"):
        if path.is_file():
            found |= _from_outside(path, frozen.folder)

    assert "libc.so.6" in found
    assert found - FROM_THE_SYSTEM - _below(FROM_THE_SYSTEM) == set()


@pytest.mark.skipif(not HAS_XVFB, reason=NO_XVFB)
@pytest.mark.skipif(not HAS_XTEST, reason=NO_XTEST)
@pytest.mark.skipif(not CAN_READ_OTHERS, reason=CANNOT)
def test_the_window_unlocks_and_is_a_new_process_after_a_lock(
    frozen: Frozen, vault: list[str], tmp_path: Path, display: str
) -> None:
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": display}
    words = [str(frozen.program), "--vault", str(tmp_path / vault[1]), "--lang", "sv"]
    with subprocess.Popen(words, cwd=tmp_path, env=PLAIN | home, stderr=subprocess.PIPE) as process:
        try:
            _unlock(display)
            assert HANDED_OVER not in _file(process.pid, "environ")
            assert _knows_who(process.pid)

            Keyboard(display).press(ord("l"), holding=CONTROL)
            _wait_until(lambda: HANDED_OVER in _file(process.pid, "environ"))
            shown = Display(display)
            _wait_until(lambda: shown.look().windows == 1 and shown.look().corner not in (None, 0))

            assert process.poll() is None
            assert not _knows_who(process.pid)
        finally:
            process.kill()


@pytest.fixture
def display() -> Iterator[str]:
    """Return an X server of its own."""
    with screen() as name:
        yield name


def _unlock(display: str) -> None:
    """Type name and passphrase into the lock screen, and wait until the door stops standing there."""
    shown, keys = Display(display), Keyboard(display)
    _wait_until(lambda: shown.look().windows == 1 and shown.look().corner not in (None, 0))
    time.sleep(1.5)
    locked = _picture(shown)
    keys.type(LOGIN)
    keys.press(TAB)
    keys.type(PASSPHRASE)
    keys.press(RETURN)
    _wait_until(lambda: _difference(_picture(shown), locked) > len(locked) // 4)


def _picture(shown: Display) -> list[int | None]:
    return [shown.pixel(x, y) for x in range(10, 1280, 40) for y in range(10, 720, 40)]


def _difference(one: list[int | None], other: list[int | None]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _knows_who(pid: int) -> bool:
    """Tell whether the user's name, which only the vault knows, stands anywhere in a process's memory."""
    return bool(found_in_memory(pid, {"name": forms_of_text(NAME)}))


def _file(pid: int, name: str) -> bytes:
    return Path(f"/proc/{pid}/{name}").read_bytes()


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def _from_outside(library: Path, folder: Path) -> set[str]:
    """Return what a library loads that does not stand in the folder."""
    inside = {path.name for path in folder.rglob("*.so*")}
    done = subprocess.run(["ldd", str(library)], capture_output=True, text=True, check=False)
    return {line.split()[0].split("/")[-1] for line in done.stdout.splitlines() if line.strip()} - inside


def _below(names: set[str]) -> set[str]:
    """Return what the system's own libraries load in turn."""
    found = set[str]()
    for name in names:
        for place in ("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"):
            if Path(place, name).exists():
                done = subprocess.run(["ldd", f"{place}/{name}"], capture_output=True, text=True, check=False)
                found |= {line.split()[0].split("/")[-1] for line in done.stdout.splitlines() if line.strip()}
    return found
