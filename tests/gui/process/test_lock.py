"""Lock: whatever the reason and whatever is in the way, the window goes and the lock screen comes."""

import pytest

from tests.e2e.desk import Desk
from tests.gui.process.running import Running, running

REASONS = {
    "key": "Locked at",
    "idle": "without activity",
    "screen_saver": "together with the computer",
    "fail": "something unexpected happened (ValueError, driver.py:",
    "fail_beside": "something unexpected happened (ValueError, driver.py:",
}
HELD_UP = 5.0
"""Seconds; the obstacles last for thirty, or for ever."""

ORDERS: dict[str, dict[str, str]] = {"key": {"key": "L", "modifier": "ControlModifier"}}


def lock(application: Running, reason: str) -> None:
    """Lock for a reason, and wait for the process that comes after."""
    application.order(reason, **ORDERS.get(reason, {}))
    application.wait("started")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_ends_at_the_lock_screen_of_the_same_process(desk: Desk, reason: str) -> None:
    with running(desk.vault) as application:
        application.unlock()
        lock(application, reason)
        state = application.state()

        assert state["page"] == "lock-screen"
        assert application.told[0]["pid"] == application.told[-2]["pid"] == application.pid
        assert REASONS[reason] in " ".join(map(str, state["texts"]))  # type: ignore[call-overload]


@pytest.mark.parametrize(("obstacle", "begun"), [("dialog", "dialog"), ("print", "dialog"), ("job", "busy")])
def test_nothing_holds_up_a_lock(desk: Desk, obstacle: str, begun: str) -> None:
    with running(desk.vault) as application:
        application.unlock()
        application.order(obstacle)
        application.wait(begun)
        application.order("key", **ORDERS["key"])
        pressed = float(str(application.wait("pressed")["at"]))
        started = application.wait("started")

        assert application.state()["page"] == "lock-screen"
        assert float(str(started["at"])) - pressed < HELD_UP


def test_the_vault_opens_again_after_a_job_was_cut_off(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.unlock()
        application.order("job")
        application.wait("busy")
        lock(application, "key")
        application.unlock()
    report = desk.run("vault", "verify")

    assert (report.status, report.err) == (0, "")


def test_a_third_restart_within_ten_seconds_says_so_and_stops(desk: Desk) -> None:
    with running(desk.vault, DRIVER_RESTARTS="keep") as application:
        for _time in range(2):
            application.unlock()
            lock(application, "fail")
        application.unlock()
        application.order("fail")
        application.wait("started")
        application.order("close_box")
        status, said = application.end()

    assert status == 1
    assert said.startswith("The application had to start again three times within ten seconds")
    assert "ValueError, driver.py:" in said
    assert said.count("\n") == 1


def test_an_unexpected_error_shows_no_text_of_its_own(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.unlock()
        lock(application, "fail")
        state = application.state()
        application.process.kill()
        _status, said = application.end()

    assert said == ""
    assert "nothing" not in " ".join(map(str, state["tree"])).replace("nothing personal", "")  # type: ignore[call-overload]
