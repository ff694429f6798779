"""Killed at any write of saving an answer, the conversation goes on at the right question (promise 2).

The enumeration of every write of the vault stands in ``tests/vault/test_durability.py``; here the real
services, forms and resuming are on top, and the writes of one answer are enumerated.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.services.script import Script, run_script
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk
from tests.helpers.surroundings import CHECKOUT

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")

TRACED = ("pwrite64", "fdatasync", "fsync", "ftruncate")
BEFORE, AFTER = "w4-ask/controlled", "w4-ask/hurt"


def begun(desk: Desk) -> str:
    """Store a conversation that has come to its first question; return its id."""
    script = Script.model_validate(
        {
            "person": {"kind": "pseudonym"},
            "close": False,
            "conversation": [
                {"step": "w1-prepare", "answers": {"reason": "routine", "case-kind": "pseudonym"}},
                {
                    "step": "w2-safe-check",
                    "answers": {
                        "mode": "on-site",
                        "alone": "yes",
                        "companion": "no",
                        "children": "none",
                        "interpreter": "not-needed",
                        "capacity": "yes",
                        "time": "yes",
                        "screen": "yes",
                    },
                },
                {"step": "w3-inform", "answers": {"said": "as-written"}},
                {"step": "w4-ask", "answers": {}},
            ],
        }
    )
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        run = run_script(session, "pathway-health", script, source="test")
    return run.conversation.screening.id


def answering(desk: Desk, screening: str, *words: str, prefix: tuple[str, ...] = ()) -> list[str]:
    """Run the answering process; return the lines that it printed."""
    command = [*prefix, sys.executable, "-B", "-m", "tests.e2e.answering", str(desk.vault), screening, *words]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout.splitlines()


def writes_of_one_answer(desk: Desk, screening: str, trace: Path) -> list[tuple[str, int]]:
    """Return the write calls between the question and the acknowledgement: name and number of the name."""
    calls = ",".join((*TRACED, "write"))
    answering(desk, screening, "answer", prefix=("strace", "-f", "-o", str(trace), "-e", f"trace={calls}"))
    counts = dict.fromkeys(TRACED, 0)
    found, asking = list[tuple[str, int]](), False
    for line in trace.read_text(encoding="utf-8").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if call is None:
            continue
        if call[1] == "write":
            if 'write(1, "next' in line:
                asking = True
            elif 'write(1, "saved' in line:
                return found
            continue
        counts[call[1]] += 1
        if asking:
            found.append((call[1], counts[call[1]]))
    raise AssertionError("the process never acknowledged")


def test_killed_at_any_write_of_an_answer_the_right_question_comes_next(desk: Desk, tmp_path: Path) -> None:
    screening = begun(desk)
    master = tmp_path / "master"
    shutil.copytree(desk.folder, master)
    places = writes_of_one_answer(desk, screening, tmp_path / "trace")
    names = {name for name, _ in places}
    assert "pwrite64" in names
    assert names & {"fdatasync", "fsync"}
    seen = set()
    for name, nth in places:
        shutil.rmtree(desk.folder)
        shutil.copytree(master, desk.folder)

        inject = f"inject={name}:signal=SIGKILL:when={nth}"
        lines = answering(desk, screening, "answer", prefix=("strace", "-f", "-o", "/dev/null", "-e", inject))
        after = answering(desk, screening, "look")

        assert lines == [f"next {BEFORE}"], (name, nth, lines)
        assert after in ([f"next {BEFORE}"], [f"next {AFTER}"]), (name, nth, after)
        seen.add(after[0])
    print(f"{len(places)} places, next question afterwards: {sorted(seen)}")


def test_an_acknowledged_answer_is_there_after_a_kill_right_behind_it(desk: Desk, tmp_path: Path) -> None:
    screening = begun(desk)

    lines = answering(desk, screening, "answer")

    assert lines == [f"next {BEFORE}", "saved", f"next {AFTER}"]
    assert answering(desk, screening, "look") == [f"next {AFTER}"]
