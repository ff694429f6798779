"""Killed at any moment, the window comes back at the same question with nothing lost (promise 2)."""

import random
import re
import shutil
import time
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.ids import ScreeningId
from screening_app.services.last_place import keep_last_place
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk
from tests.e2e.test_killed import begun
from tests.gui.process.running import Running, running

KILLS = 10
QUESTIONS = 5
STEP = "w4-ask"
LONGEST_WAIT = 0.04
SEEN_SECONDS = 0.6
"""A page takes no answer before somebody can have seen it."""


def question(application: Running) -> int:
    """Return the number of the question that is asked, 6 once all are answered."""
    texts = application.state()["texts"]
    words = " ".join(map(str, texts if isinstance(texts, list) else []))
    found = re.search(r"Question (\d) of 5", words)
    if found is None:
        assert "Asked, answers no" in words, words
        return QUESTIONS + 1
    return int(found[1])


def answers(vault: Path, screening: str) -> int:
    """Return how many answers of the step are stored."""
    with open_session(vault, LOGIN, PASSPHRASE, write=False) as session, session.records.read() as uow:
        access = session.access
        runs = [run for run in uow.screenings.drafts(access=access) if run.id == screening]
        heads = uow.screenings.responses(runs[0].id, access=access)
        events = [uow.screenings.events(head.id, access=access) for head in heads if head.step == STEP]
    return sum(
        event.change is not None and event.change.answer is not None for found in events for event in found
    )


@pytest.mark.parametrize("seed", range(KILLS))
def test_after_a_kill_the_same_question_is_asked_and_every_answer_is_there(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (moments, not secrets)
    screening = begun(desk)
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        keep_last_place(session, ScreeningId(screening))
    acknowledged = chance.randrange(QUESTIONS)
    with running(desk.vault, DRIVER_PAGES="product") as application:
        application.unlock()
        time.sleep(SEEN_SECONDS)
        for _ in range(acknowledged):
            application.order("key", key="1")
            application.wait("returned")
        assert question(application) == acknowledged + 1
        application.order("key", key="1")
        time.sleep(chance.uniform(0, LONGEST_WAIT))
        application.process.kill()
        application.process.wait()
    shutil.copytree(desk.vault, desk.folder / "as-left")
    stored = answers(desk.folder / "as-left", screening)

    with running(desk.vault, DRIVER_PAGES="product") as application:
        application.unlock()
        asked = question(application)

    assert stored in (acknowledged, acknowledged + 1)
    assert asked == stored + 1
