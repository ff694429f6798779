"""Locked means gone (promise 3): after a lock no memory and no file of ours holds what was inside.

Canaries are planted, unlocked and shown. Before each lock the scan from another process must find every
one of them, or it proves nothing; after each lock it must find none.
"""

import itertools
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.person import CaseKind
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.people import NewPerson
from screening_app.vault.keys import database_key
from screening_app.vault.opened import OpenVault
from tests.e2e.desk import LOGIN as DESK_LOGIN
from tests.e2e.desk import Desk, make_desk
from tests.gui.process.running import Running, running
from tests.helpers.canaries import CANARIES
from tests.helpers.memory import (
    CAN_READ_OTHERS,
    CANNOT,
    Patterns,
    forms_of_key,
    forms_of_text,
    found_in,
    found_in_files,
    found_in_memory,
)
from tests.helpers.pace import GROSS, Pace
from tests.helpers.screen import Recorder, recording
from tests.vault.making import LOGIN, NAME, PASSPHRASE, answered, begin, make_vault, reopen, save

pytestmark = pytest.mark.skipif(not CAN_READ_OTHERS, reason=CANNOT)

LOCKS = 20
VANISHED_SECONDS = 0.1
PAINTED_SECONDS = 0.4
BACKGROUND = 0xF2F4F3
WRONG_PIN = "918273"
REASONS = (
    "key",
    "idle",
    "screen_saver",
    "fail",
    "fail_beside",
    "hidden",
    "wrong-pin",
    "job",
    "backup",
    "dialog",
    "print",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A vault with canaries."""

    vault: Path
    patterns: Patterns


def keys_of(vault: OpenVault) -> Patterns:
    """Return the keys of a vault as what to look for, and close it."""
    key_and_salt = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    vault.close()
    keys = {"vault key": vault.vault_key, "database key": key_and_salt[:32], "salt": key_and_salt[32:]}
    return {name: forms_of_key(key) for name, key in keys.items()}


def reopen_desk(desk: Desk) -> OpenVault:
    """Open the desk's vault for reading, with its keys at hand."""
    return reopen(desk.vault, login=DESK_LOGIN, passphrase=PASSPHRASE, mode="read")


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """Return a vault with canaries in it, and what to look for."""
    vault = make_vault(tmp_path / "vault")
    begun = begin(vault)
    texts = [text for text in CANARIES if text != NAME]
    save(vault, *(answered(begun, at, text) for at, text in enumerate(texts, start=1)), access=begun.access)
    keys = keys_of(vault)
    patterns = {text: forms_of_text(text) for text in (*texts, NAME, PASSPHRASE)}
    return Planted(tmp_path / "vault", {**patterns, **keys})


def lock(application: Running, reason: str) -> float:
    """Lock for a reason; return when its key was pressed or its cause set in."""
    if reason in {"job", "backup", "dialog", "print"}:
        application.order(reason)
        application.wait("busy" if reason in {"job", "backup"} else "dialog")
        reason = "key"
    if reason in {"hidden", "wrong-pin"}:
        application.order("key", key="F12")
        application.wait("returned")
        if reason == "hidden":
            application.order("wait_hidden")
        else:
            return _wrong_pin(application)
    elif reason == "key":
        application.order("key", key="L", modifier="ControlModifier")
    else:
        application.order(reason)
    return float(str(application.wait("pressed")["at"]))


def _wrong_pin(application: Running) -> float:
    pressed = 0.0
    for last in (False, False, True):
        application.order("key", key="F1", text=WRONG_PIN)
        application.wait("returned")
        application.order("key", key="Return")
        pressed = float(str(application.wait("pressed")["at"]))
        if not last:
            application.wait("returned")
            application.order("tried")
            application.wait("tried")
    return pressed


def times_after(recorder: Recorder, pressed: float) -> tuple[float, float]:
    """Return how long something was visible, and how long until the lock screen was painted."""
    gone = recorder.first(lambda seen: seen.windows == 0, after=pressed)
    assert gone is not None, "the window never vanished"
    painted = recorder.first(lambda seen: seen.windows > 0 and seen.corner == BACKGROUND, after=gone)
    assert painted is not None, "the lock screen was never painted"
    return gone - pressed, painted - pressed


def test_no_memory_of_ours_holds_what_was_inside_after_twenty_locks(
    planted: Planted, display: str, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = set(planted.patterns)
    gone, painted, on_idle, pace = list[float](), list[float](), list[float](), Pace()
    with recording(display) as recorder, running(planted.vault, display=display) as application:
        for reason in itertools.islice(itertools.cycle(REASONS), LOCKS):
            application.unlock(LOGIN, PASSPHRASE)
            before = found_in_memory(application.pid, planted.patterns)
            pressed = lock(application, reason)
            application.wait("started")
            assert application.state()["page"] == "lock-screen"
            after = found_in_memory(application.pid, planted.patterns)
            vanished, shown = times_after(recorder, pressed)
            _say(
                capsys,
                f"{reason:>13}: found {len(before)} of {len(everything)} before, {len(after)} after; "
                f"nothing visible after {vanished * 1000:.0f} ms, lock screen after {shown * 1000:.0f} ms",
            )
            slow = pace.take()
            gone.append(vanished)
            painted.append(shown)
            on_idle.append(shown / slow)
            assert before == everything, f"the scan is blind to {everything - before}"
            assert after == set(), f"still there after {reason}"
    _tell(
        capsys, {"nothing visible": gone, "lock screen painted": painted, "the same, idle machine": on_idle}
    )

    assert statistics.median(gone) <= GROSS * VANISHED_SECONDS * pace.slowness()
    assert statistics.median(on_idle) <= GROSS * PAINTED_SECONDS


def _say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(line)


def _tell(capsys: pytest.CaptureFixture[str], measured: Mapping[str, list[float]]) -> None:
    for what, times in measured.items():
        middle, least, most = (round(1000 * figure(times)) for figure in (statistics.median, min, max))
        _say(capsys, f"{what}: median {middle} ms, {least} to {most} ms, {len(times)} locks")


def test_the_products_own_pages_leave_nothing_either(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with open_session(desk.vault, DESK_LOGIN, PASSPHRASE) as session:
        pathway = pathways_allowed(session)[0].canonical
        begin_with_new(session, NewPerson(kind=CaseKind.IDENTIFIED, name=NAME), pathway)
    texts = {text: forms_of_text(text) for text in (NAME, PASSPHRASE)}
    patterns: Patterns = {**texts, **keys_of(reopen_desk(desk))}
    with running(desk.vault, DRIVER_PAGES="product") as application:
        for reason in ("key", "fail", "fail_beside"):
            application.unlock(DESK_LOGIN, PASSPHRASE)
            look_up(application, NAME)
            before = found_in_memory(application.pid, patterns)
            lock(application, reason)
            application.wait("started")
            after = found_in_memory(application.pid, patterns)

            assert (before, after) == (set(patterns), set())


def look_up(application: Running, name: str) -> None:
    """Search for a person by keyboard, until the name stands in the list."""
    application.order("key", key="F", modifier="ControlModifier")
    application.wait("returned")
    application.order("key", key="Return", text=name)
    application.wait("returned")
    application.order("key", key="Return")
    application.wait("returned")
    tree = application.state()["tree"]
    assert isinstance(tree, list)
    assert tree.count(name) > 1, "the name was typed and not found"


def test_no_file_of_ours_holds_what_was_inside(
    planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    secret = {name: forms for name, forms in planted.patterns.items() if name != "salt"}
    with running(planted.vault) as application:
        for reason in ("key", "fail", "job"):
            application.unlock(LOGIN, PASSPHRASE)
            lock(application, reason)
            application.wait("started")
            assert found_in_files(tmp_path, secret) == set()
    (scratch / "left").write_bytes(f"over there {NAME} said".encode("utf-16-le"))

    assert found_in_files(tmp_path, secret), "the scan of files is blind"


def test_what_is_handed_over_holds_nothing_from_inside(planted: Planted) -> None:
    with running(planted.vault) as application:
        application.unlock(LOGIN, PASSPHRASE)
        lock(application, "fail")
        application.wait("started")
        outside = b"".join(
            Path(f"/proc/{application.pid}/{part}").read_bytes() for part in ("environ", "cmdline")
        )

    assert b"SCREENING_APP_HANDOVER" in outside
    assert found_in(outside, planted.patterns) == set()
    assert LOGIN.encode() not in outside
