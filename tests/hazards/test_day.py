"""After a day's work, with a crash in it, no file, argument, log, title or clipboard tells what was said.

A conversation, a document, a backup and its proof, a window killed while it shows somebody, and a lock.
The paper itself, which is meant to leave, goes to a folder of its own.
"""

from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.services.script import Said, Script, run_script
from screening_app.services.script_file import read_script
from tests.e2e.desk import DEMO, LOGIN, PASSPHRASE, RECIPIENT, Desk, make_desk
from tests.gui.process.running import Running, running
from tests.hazards.test_memory import keys_of, lock, look_up, reopen_desk
from tests.helpers.canaries import CANARIES
from tests.helpers.memory import (
    CAN_READ_OTHERS,
    CANNOT,
    Patterns,
    forms_of_key,
    forms_of_text,
    found_in,
    found_in_files,
)

pytestmark = pytest.mark.skipif(not CAN_READ_OTHERS, reason=CANNOT)

NAME, SAID, CONTACT = CANARIES[0], CANARIES[1], CANARIES[4]


def with_canaries() -> Script:
    """Return the demo's conversation, of somebody with a name and words that are found again."""
    script = read_script(DEMO / "yes.answers.yaml")
    parts = [
        part.model_copy(update={"answers": part.answers | {"own-words": f"{SAID}. {CONTACT}"}})
        if isinstance(part, Said) and "own-words" in part.answers
        else part
        for part in script.conversation
    ]
    person = script.person.model_copy(update={"name": NAME})
    return script.model_copy(update={"person": person, "conversation": tuple(parts)})


def outside_of(application: Running) -> bytes:
    """Return what other processes can see of one: arguments, environment, titles and the clipboard."""
    application.order("clipboard")
    clipboard = str(application.wait("clipboard")["text"])
    seen = f"{application.state()['title']}\n{clipboard}".encode()
    parts = ("environ", "cmdline", "comm")
    return seen + b"".join(Path(f"/proc/{application.pid}/{part}").read_bytes() for part in parts)


def work(desk: Desk, paper: Path) -> None:
    """Hold a conversation, make its document with an archive copy, back up, prove, and check."""
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        screening = run_script(
            session, "pathway-health", with_canaries(), source="day"
        ).conversation.screening
    commands = (
        ("document", screening.id, "--to", RECIPIENT, "--basis", "CONSENT", "--out", str(paper), "--archive"),
        ("vault", "backup", str(desk.folder / "copy.samtalsstod")),
        ("vault", "prove", str(desk.folder / "copy.samtalsstod")),
        ("vault", "verify"),
    )
    for words in commands:
        said = desk.run(*words)
        assert said.status == 0, said
        assert not found_in((said.out + said.err).encode(), {NAME: forms_of_text(NAME)})


def patterns_of(desk: Desk) -> Patterns:
    """Return what may stand nowhere: what was said, the passphrase, and the keys."""
    keys = {name: forms for name, forms in keys_of(reopen_desk(desk)).items() if name != "salt"}
    return {text: forms_of_text(text) for text in (NAME, SAID, CONTACT, PASSPHRASE)} | keys


def test_a_whole_day_leaves_nothing_in_clear_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = tmp_path / "home"
    (machine / "tmp").mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(machine / "tmp"))
    desk = make_desk(machine / "desk")
    desk.key.rename(tmp_path / "key")
    desk.key.symlink_to(tmp_path / "key")
    work(desk, tmp_path / "paper")
    patterns, seen = patterns_of(desk), b""
    with running(desk.vault, DRIVER_PAGES="product") as application:
        application.unlock(LOGIN, PASSPHRASE)
        look_up(application, NAME)
        seen += outside_of(application)
        application.process.kill()
        seen += application.end()[1].encode()
    with running(desk.vault, DRIVER_PAGES="product") as application:
        application.unlock(LOGIN, PASSPHRASE)
        look_up(application, NAME)
        lock(application, "key")
        application.wait("started")
        seen += outside_of(application)

    desk.key.unlink()
    assert b"--vault" in seen
    assert b"Conversation Support" in seen
    assert found_in(seen, patterns) == set()
    assert found_in_files(machine, patterns) == set()
    assert len(list((tmp_path / "paper").glob("*.pdf"))) == 2
    (machine / "tmp" / "left").write_text(f"over there {NAME} said", encoding="utf-16-le")
    assert found_in_files(machine, patterns), "the scan is blind"


@pytest.mark.parametrize("form", range(10))
def test_the_scan_finds_each_canary_in_every_encoding(tmp_path: Path, form: int) -> None:
    patterns = {text: forms_of_text(text) for text in (*CANARIES, PASSPHRASE)}
    key = bytes(range(200, 232))
    patterns["key"] = forms_of_key(key)
    planted = {name: forms[form] for name, forms in patterns.items() if form < len(forms)}
    for number, content in enumerate(planted.values()):
        place = tmp_path / f"{number}" / ".cache"
        place.mkdir(parents=True)
        (place / "left").write_bytes(b"\x00before" + content + b"after\xff")

    assert {
        found.split(f" in {tmp_path}")[0] for found in found_in_files(tmp_path, patterns)
    } == planted.keys()
    assert all(found_in(b"x" + content, patterns) >= {name} for name, content in planted.items())
