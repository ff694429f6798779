"""Work beside the window: outcomes arrive on the GUI thread, for owners that are still there."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from screening_app.gui.jobs import Jobs


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
