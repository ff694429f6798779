"""Work beside the window: outcomes arrive on the GUI thread, for owners that are still there."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from screening_app.gui.jobs import Jobs

TraceFunction = Callable[[FrameType, str, object], "TraceFunction | None"]


def test_success_arrives_on_the_gui_thread(qtbot: QtBot) -> None:
    jobs, told = Jobs(), list[object]()

    def work() -> bool:
        return threading.current_thread() is not threading.main_thread()

    def success(beside: bool) -> None:
        told.extend([beside, threading.current_thread() is threading.main_thread()])

    jobs.run(work, owner=jobs, success=success, failure=told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [True, True]


def test_failure_arrives_as_the_error(qtbot: QtBot) -> None:
    jobs, told = Jobs(), list[object]()

    def work() -> None:
        raise ZeroDivisionError

    jobs.run(work, owner=jobs, success=told.append, failure=told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert isinstance(told[0], ZeroDivisionError)


def test_one_after_the_other_in_order(qtbot: QtBot) -> None:
    jobs, told = Jobs(), list[int]()
    for number in range(20):
        jobs.run(partial(int, number), owner=jobs, success=told.append, failure=print)
    qtbot.waitUntil(lambda: len(told) == 20)

    assert told == list(range(20))


def test_nobody_is_told_who_is_gone(qtbot: QtBot) -> None:
    jobs, owner, told = Jobs(), QObject(), list[str]()
    go = threading.Event()
    jobs.run(go.wait, owner=owner, success=lambda _done: told.append("gone"), failure=print)
    jobs.run(lambda: None, owner=jobs, success=lambda _done: told.append("there"), failure=print)
    delete(owner)
    go.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["there"]


@pytest.mark.parametrize("count", [3])
def test_a_failure_does_not_end_the_worker(qtbot: QtBot, count: int) -> None:
    jobs, told = Jobs(), list[object]()
    for _ in range(count):
        jobs.run(lambda: 1 // 0, owner=jobs, success=told.append, failure=told.append)
    qtbot.waitUntil(lambda: len(told) == count)

    assert {type(error) for error in told} == {ZeroDivisionError}


class Held:
    """Says on which thread it went."""

    def __init__(self, went: list[threading.Thread]) -> None:
        self._went = went

    def __del__(self) -> None:
        """Tell."""
        self._went.append(threading.current_thread())


@pytest.fixture
def slow_worker() -> Iterator[None]:
    """Let a worker started from now on rest before each of its lines: the GUI thread comes first."""

    def rest(frame: FrameType, event: str, arg: object) -> TraceFunction | None:
        if frame.f_code.co_name != "_work":
            return None
        time.sleep(0.002)
        return rest

    before = threading.gettrace()
    threading.settrace(rest)
    yield
    threading.settrace(before)


def test_what_a_job_holds_goes_on_the_gui_thread(qtbot: QtBot, slow_worker: None) -> None:
    jobs, went, told = Jobs(), list[threading.Thread](), list[None]()

    def run_one(held: Held) -> None:
        def success(_done: None) -> None:
            told.append(None)
            assert held

        jobs.run(lambda: None, owner=jobs, success=success, failure=print)

    for _ in range(20):
        run_one(Held(went))
    qtbot.waitUntil(lambda: len(told) == 20 == len(went))

    assert set(went) == {threading.main_thread()}


def test_the_thread_ends_with_what_runs_jobs(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    jobs = Jobs()
    (thread,) = set(threading.enumerate()) - before
    delete(jobs)

    qtbot.waitUntil(lambda: not thread.is_alive())
