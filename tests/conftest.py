"""What holds for every test: no network, a home of its own, English, and clean logs."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from screening_app import settings
from screening_app.__main__ import refuse_network
from screening_app.i18n import use_language
from tests.helpers.canaries import CANARIES

HOMES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_DATA_HOME": "home/share",
    "XDG_STATE_HOME": "home/state",
    settings.DATA_DIR_VARIABLE: "home/data",
}

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# An audit hook cannot be taken away again, by no test either: what the application promises of
# itself holds for everything that runs here. Child processes, such as pip, have none.
sys.addaudithook(refuse_network)

# Two workers share two cores with a compiler and a Java machine: time says nothing about a test.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


class LogWatch(logging.Handler):
    """Keeps every record of ours, and warnings of everybody's."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)

    def alarms(self) -> list[str]:
        """Return the warnings and worse."""
        return [said(record) for record in self.records if record.levelno >= logging.WARNING]

    def leaks(self, canaries: list[str]) -> list[str]:
        """Return the canaries found in message, arguments, extras or exception of a record."""
        everything = "\n".join(map(said, self.records))
        return [canary for canary in canaries if canary in everything or ascii(canary)[1:-1] in everything]


def said(record: logging.LogRecord) -> str:
    """Return all that a record holds, as a formatter could show it."""
    error = record.exc_info[1] if record.exc_info else None
    return f"{record.name}: {record.getMessage()} {record.__dict__} {error!s}"


@pytest.fixture
def canaries() -> list[str]:
    """Return the words that no log may hold; add what your test has people say."""
    return list(CANARIES)


@pytest.fixture(autouse=True)
def clean_logs(request: pytest.FixtureRequest, canaries: list[str]) -> Iterator[LogWatch]:
    """Fail a test that logs a warning it did not announce, or anything a person said."""
    watch, root, ours = LogWatch(), logging.getLogger(), logging.getLogger("screening_app")
    before = ours.level
    root.addHandler(watch)
    ours.setLevel(logging.DEBUG)
    yield watch
    root.removeHandler(watch)
    ours.setLevel(before)
    leaks = watch.leaks(canaries)
    assert not leaks, f"a log record holds what a person said: {leaks}"
    announced = request.node.get_closest_marker("expects_log")
    assert announced or not watch.alarms(), f"unexpected in the log: {watch.alarms()}"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home, and a data folder, that nobody else has; they are not made yet."""
    for variable, place in HOMES.items():
        monkeypatch.setenv(variable, str(tmp_path / place))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def plain_english() -> None:
    """Begin in English: the language is the process's, and the order of tests is random."""
    use_language("en", settings.catalogs_folder())
