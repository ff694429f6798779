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
