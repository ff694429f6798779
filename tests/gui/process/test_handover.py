"""What outlives a lock is little, and is not trusted."""

import dataclasses
import datetime as dt
import json
import os
from pathlib import Path

import pytest

from screening_app.bootstrap import hold_vault
from screening_app.gui.handover import VARIABLE, Handover, recent_restarts, take_handover
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.start import find_start, window_options
from screening_app.vault.clock import SystemClock
from screening_app.vault.errors import VaultOpenElsewhere
from screening_app.vault.lock import VaultLock
from tests.e2e.desk import Desk

HANDOVER = Handover(
    data_dir=Path("/data"),
    vault=Path("/data/vault"),
    language="sv",
    theme="dark",
    factor=1.15,
    reason=LockReason.ERROR,
    at=dt.datetime(2026, 11, 26, 13, 32, tzinfo=dt.UTC),
    minutes=3,
    lock_descriptor=7,
    restarts=(1.5, 2.5),
    where="KeyError, page.py:7",
    all_is_saved=False,
)
SPOILT = [
    "",
    "no json",
    "[]",
    "null",
    json.dumps(json.loads(HANDOVER.encode()) | {"reason": "fancy"}),
    json.dumps(json.loads(HANDOVER.encode()) | {"lock_descriptor": 1}),
    json.dumps(json.loads(HANDOVER.encode()) | {"lock_descriptor": True}),
    json.dumps(json.loads(HANDOVER.encode()) | {"vault": 7}),
    json.dumps(json.loads(HANDOVER.encode()) | {"at": "2026-11-26T13:32:00"}),
    json.dumps(json.loads(HANDOVER.encode()) | {"factor": "large"}),
    json.dumps({"vault": "/data"}),
    "[" * 5000,
    HANDOVER.encode() + " " * 10_000,
]


def test_it_arrives_as_it_was_sent_and_leaves_the_environment() -> None:
    environment = {VARIABLE: HANDOVER.encode()}

    assert take_handover(environment) == HANDOVER
    assert environment == {}


@pytest.mark.parametrize("untrusted", SPOILT)
def test_what_is_not_understood_is_a_fresh_start(untrusted: str) -> None:
    assert take_handover({VARIABLE: untrusted}) is None


def test_it_has_no_room_for_anything_from_inside() -> None:
    assert {part.name for part in dataclasses.fields(Handover)} == {
        "data_dir", "vault", "language", "theme", "factor", "reason", "at", "minutes",
        "lock_descriptor", "restarts", "where", "all_is_saved",
    }  # fmt: skip


def test_only_restarts_of_the_last_ten_seconds_count() -> None:
    assert recent_restarts((1.0, 5.5, 12.0, 99.0), 15.0) == (5.5, 12.0, 15.0)


def test_the_third_of_them_stops() -> None:
    assert not HANDOVER.stops
    assert dataclasses.replace(HANDOVER, restarts=(1.0, 2.0, 3.0)).stops


def test_after_a_lock_everything_is_where_it_was() -> None:
    start = find_start({"--vault": "/elsewhere"}, HANDOVER)

    assert (start.vault, start.language, start.theme) == (Path("/data/vault"), "sv", "dark")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ([], {}),
        (["--vault", "v", "--lang=en"], {"--vault": "v", "--lang": "en"}),
        (["--lang", "tlh"], None),
        (["--vault"], None),
        (["forms", "list"], None),
        (["--help"], None),
        (["--vault", "v", "vault", "info"], None),
    ],
)
def test_only_where_to_start_still_means_the_window(words: list[str], meant: dict[str, str] | None) -> None:
    assert window_options(words) == meant


def test_a_lock_handed_over_is_the_same_lock(desk: Desk) -> None:
    first = hold_vault(desk.vault)
    inherited = VaultLock.inherit(desk.vault, first.fileno())

    assert inherited is not None
    assert os.get_inheritable(inherited.fileno())
    with pytest.raises(VaultOpenElsewhere):
        VaultLock.take(desk.vault, SystemClock())
    inherited.release()


def test_a_descriptor_of_something_else_is_not_the_lock(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / "other").open("w") as other:
        assert VaultLock.inherit(desk.vault, other.fileno()) is None
        lock = hold_vault(desk.vault, other.fileno())
    lock.release()
    assert VaultLock.inherit(desk.vault, 9999) is None


def test_a_descriptor_whose_lock_another_holds_is_not_taken(desk: Desk) -> None:
    held = hold_vault(desk.vault)
    with (desk.vault / "vault.lock").open("r+") as stranger:
        assert VaultLock.inherit(desk.vault, stranger.fileno()) is None
    held.release()
