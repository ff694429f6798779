"""Whatever ends it, the person's turn ends in the lock, and staff stand where they stood (DESIGN 7)."""

import time

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.events import Source
from screening_app.domain.ids import ScreeningId
from screening_app.services.last_place import keep_last_place
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk
from tests.e2e.test_killed import begun
from tests.gui.process.running import Running, running

SEEN_SECONDS = 0.6
"""A page takes no answer, and is not confirmed, before somebody can have seen it."""


def words(application: Running) -> str:
    """Return what is shown."""
    texts = application.state()["texts"]
    return " ".join(map(str, texts if isinstance(texts, list) else []))


def press(application: Running, key: str, modifier: str = "NoModifier") -> None:
    """Press a key."""
    application.order("key", key=key, modifier=modifier)
    application.wait("returned")


def hand_over(application: Running) -> None:
    """Give the screen to the person at the second question, and let them answer the first that is open."""
    time.sleep(SEEN_SECONDS)
    press(application, "1")
    press(application, "H")
    time.sleep(SEEN_SECONDS)
    press(application, "Return")
    assert application.state()["page"] == "hand-over"
    press(application, "2")


def end(application: Running, how: str) -> None:
    """End the person's turn."""
    if how == "finish":
        for key in ("Return", *("1", "Return") * 5):
            press(application, key)
        application.order("key", key="Return")
    elif how in {"stop", "hide"}:
        application.order("press", name=how)
        if how == "hide":
            application.wait("pressed")
            assert application.state()["page"] == "neutral"
            application.order("key", key="A")
    elif how == "F12":
        press(application, "F12")
        assert application.state()["page"] == "neutral"
        application.order("key", key="A")
    elif how == "Ctrl+L":
        application.order("key", key="L", modifier="ControlModifier")
    else:
        application.order(how)


@pytest.mark.parametrize("how", ["finish", "stop", "hide", "F12", "Ctrl+L", "idle", "close_window"])
def test_it_ends_in_the_lock_and_staff_stand_where_they_stood(desk: Desk, how: str) -> None:
    screening = begun(desk)
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        keep_last_place(session, ScreeningId(screening))
    with running(desk.vault, DRIVER_PAGES="product") as application:
        application.unlock()
        hand_over(application)

        end(application, how)
        application.wait("started")

        assert application.state()["page"] == "lock-screen"
        application.unlock()
        shown = words(application)
        application.order("key", key="L", modifier="ControlModifier")
        application.wait("started")
    assert "Question 2 of" in shown
    assert "The person answered here alone." in shown
    assert sources(desk, screening)[:2] == [None, Source.PERSON]


def sources(desk: Desk, screening: str) -> list[Source | None]:
    """Return who gave each answer of the asking step."""
    with open_session(desk.vault, LOGIN, PASSPHRASE, write=False) as session, session.records.read() as uow:
        heads = uow.screenings.responses(ScreeningId(screening), access=session.access)
        events = [
            uow.screenings.events(one.id, access=session.access) for one in heads if one.step == "w4-ask"
        ]
    return [event.source for found in events for event in found]
