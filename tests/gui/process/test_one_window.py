"""One window per vault: a second start says who has it open and since when, at every moment."""

import datetime as dt
import threading
import time
from pathlib import Path

import pytest

from screening_app.bootstrap import hold_vault
from screening_app.vault.errors import VaultOpenElsewhere
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk
from tests.gui.process.running import Running, running

LOCKS = 3
ANSWERS = Path(__file__).parents[3] / "resources" / "demo" / "no.answers.yaml"


def said(application: Running) -> str:
    """Return the words on the page, once there is more than the form."""
    for _ in range(200):
        texts = application.state()["texts"]
        words = " ".join(map(str, texts if isinstance(texts, list) else []))
        if "have been open in another window" in words:
            break
        time.sleep(0.02)
    return words


def test_second_window_says_who_has_the_vault_and_since_when(desk: Desk) -> None:
    with running(desk.vault) as first:
        first.unlock()
        with running(desk.vault) as second:
            words = said(second)
            second.order("unlock", login=LOGIN, passphrase=PASSPHRASE)
            second.wait("typed")
            assert second.state()["page"] == "lock-screen"

    assert (
        f"The records have been open in another window since {dt.datetime.now().astimezone():%Y-%m-%d}"
        in words
    )


def test_commands_that_write_are_refused_and_those_that_read_are_not(desk: Desk) -> None:
    with running(desk.vault) as window:
        window.unlock()
        writing = desk.run("run", "pathway-health", "--answers", str(ANSWERS))
        reading = desk.run("vault", "verify")

    assert writing.is_one_sentence
    assert "have been open in another window since" in writing.err
    assert reading.status == 0, reading.err


def test_nobody_slips_in_while_the_process_becomes_a_new_one(desk: Desk) -> None:
    taken, tries, stop = list[float](), list[float](), threading.Event()

    def grab() -> None:
        while not stop.is_set():
            tries.append(time.monotonic())
            try:
                lock = hold_vault(desk.vault)
            except VaultOpenElsewhere:
                continue
            taken.append(time.monotonic())
            lock.release()

    with running(desk.vault) as window:
        window.unlock()
        thread = threading.Thread(target=grab)
        thread.start()
        for _ in range(LOCKS):
            window.order("key", key="L", modifier="ControlModifier")
            window.wait("started")
            window.unlock()
        stop.set()
        thread.join()

    assert len(tries) > LOCKS * 10
    assert taken == []


def test_the_vault_is_free_once_the_window_is_gone(desk: Desk) -> None:
    with running(desk.vault) as window:
        window.unlock()
        with pytest.raises(VaultOpenElsewhere):
            hold_vault(desk.vault)
    hold_vault(desk.vault).release()
