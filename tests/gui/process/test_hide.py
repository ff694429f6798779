"""Quick hide: neutral within a frame, for eyes and for screen readers, and back only for who may."""

import itertools
import statistics

import pytest

from tests.e2e.desk import PASSPHRASE, Desk
from tests.gui.process.running import Facts, Running, running
from tests.helpers.canaries import CANARIES
from tests.helpers.pace import GROSS, Pace
from tests.vault.making import LOGIN, NAME, answered, begin, make_vault, save

PIN = "294817"
FRAME_SECONDS = 0.05


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Return a vault with a person and what they said."""
    vault = make_vault(desk.folder / "told" / "vault", passphrase=PASSPHRASE)
    begun = begin(vault)
    save(vault, answered(begun, 1, CANARIES[1]), access=begun.access)
    vault.close()
    return Desk(desk.folder / "told")


def hide(application: Running) -> float:
    """Unlock, press F12, and return how long it took to the painted page."""
    application.unlock(LOGIN)
    return press_hide(application)


def press_hide(application: Running) -> float:
    """Press F12 and return how long it took to the painted page."""
    application.order("key", key="F12")
    pressed, returned = application.wait("pressed"), application.wait("returned")
    return float(str(returned["at"])) - float(str(pressed["at"]))


def enter(application: Running, secret: str) -> None:
    """Press any key, type into the field that comes, and press Enter."""
    application.order("key", key="Space", text=secret)
    application.wait("returned")
    application.order("key", key="Return")
    application.wait("returned")


def choose_pin(application: Running) -> None:
    """Choose a PIN in its dialog, at the second try: the first is one that everybody tries."""
    application.order("key", key="F12", modifier="ShiftModifier")
    application.wait("returned")
    for digits in ("123456", PIN):
        application.order("key", key="Return", text=digits)
        application.wait("returned")
        application.order("key", key="Return")
        application.wait("returned")
        still_there = application.state()["windows"]
        assert still_there == (2 if digits != PIN else 1)


def shown(state: Facts) -> str:
    """Return everything that a person or an assistive technology can read."""
    return " ".join(map(str, [*list_of(state["texts"]), *list_of(state["tree"]), state["title"]]))


def list_of(facts: object) -> list[object]:
    """Return a list that the driver sent."""
    return facts if isinstance(facts, list) else []


def test_hidden_screen_and_its_accessible_tree_tell_nothing(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.unlock(LOGIN)
        before = shown(application.state())
        press_hide(application)
        state = application.state()

    assert NAME in before
    assert CANARIES[1] in before
    assert state["page"] == "neutral"
    assert state["title"] == "Conversation Support"
    assert not [word for word in CANARIES if word in shown(state)]
    assert "shell" not in shown(state)


def test_dialogs_are_gone_and_none_comes_while_hidden(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.unlock(LOGIN)
        application.order("dialog")
        application.wait("dialog")
        press_hide(application)
        hidden = application.state()["windows"]
        application.order("late_window")
        application.wait("late")

        assert hidden == application.state()["windows"] == 1


def test_clipboard_is_emptied_if_we_filled_it(desk: Desk, display: str) -> None:
    with running(desk.vault, display=display) as application:
        application.unlock(LOGIN)
        application.order("copy", text=CANARIES[2])
        application.wait("copied")
        press_hide(application)
        application.order("clipboard")

        assert application.wait("clipboard")["text"] == ""


@pytest.mark.parametrize("secret", [PIN, PASSPHRASE])
def test_pin_and_passphrase_bring_the_page_back(desk: Desk, secret: str) -> None:
    with running(desk.vault) as application:
        application.unlock(LOGIN)
        choose_pin(application)
        press_hide(application)
        enter(application, secret)
        application.order("settled")
        application.wait("settled")

        assert application.state()["page"] == "shell"
        assert NAME in shown(application.state())


def test_third_wrong_try_locks_and_says_nothing_of_hiding(desk: Desk) -> None:
    with running(desk.vault) as application:
        hide(application)
        for left in (2, 1, 0):
            assert application.state()["page"] == "neutral"
            enter(application, "112233")
            if left:
                application.order("tried")
                application.wait("tried")
        application.wait("started")
        state = application.state()

    assert state["page"] == "lock-screen"
    assert "hid" not in shown(state)
    assert "Everything is saved" in shown(state)


def test_after_a_minute_it_locks(desk: Desk) -> None:
    with running(desk.vault) as application:
        hide(application)
        application.order("wait_hidden")
        application.wait("started")

        assert application.state()["page"] == "lock-screen"


def test_page_is_painted_within_a_frame(desk: Desk, display: str, capsys: pytest.CaptureFixture[str]) -> None:
    times, pace = list[float](), Pace()
    with running(desk.vault, display=display) as application:
        application.unlock(LOGIN)
        choose_pin(application)
        for _ in itertools.repeat(None, 9):
            times.append(press_hide(application))
            enter(application, PIN)
            application.order("settled")
            application.wait("settled")
            pace.take()
    with capsys.disabled():
        print(f"quick hide: median {statistics.median(times) * 1000:.0f} ms, most {max(times) * 1000:.0f} ms")

    assert statistics.median(times) <= GROSS * FRAME_SECONDS * pace.slowness()
