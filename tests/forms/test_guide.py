"""Every file and every command of the guide to writing a form, as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import NewColleague, add_user
from screening_app.bootstrap.rehearsal import rehearsal
from screening_app.cli.main import run_command
from screening_app.domain.access import Role
from screening_app.gui.rehearsal import Rehearsal
from screening_app.gui.views.conversation import ConversationPage
from screening_app.questionnaire.loader import load_questionnaire
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk
from tests.helpers.surroundings import CHECKOUT
from tests.helpers.workbooks import workbook

GUIDE = (CHECKOUT / "docs" / "guide" / "writing-a-form.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+) ?(\S*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, _, body in BLOCKS if kind == "sh" for line in body.splitlines()]
EVENING = '    answers: {listening: "sometimes", asking-leave: "sometimes", who-decides: "Han"}\n'
PREVIEW = "screening-app forms preview own/evening.yaml"


RELEASE = "screening-app forms release own/evening.yaml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with every file of the guide, as the current folder."""
    for _kind, name, body in BLOCKS:
        if name:
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, encoding="utf-8")
    (tmp_path / "own/routine.yaml").rename(tmp_path / "routine.yaml")
    (tmp_path / "survey.xlsx").write_bytes(workbook(survey="type|name|label\ntext|q|Fråga"))
    (tmp_path / "forms").symlink_to(CHECKOUT / "forms")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def practice_vault(folder: Path) -> None:
    """Make a vault with somebody of the staff and a method lead."""
    made = make_desk(folder)
    lead = NewColleague(login="lena", name="Lena Ek", role=Role.METHOD_LEAD)
    add_user(made.vault, LOGIN, PASSPHRASE, new=lead, new_passphrase=PASSPHRASE, kdf=CHEAP)


def run(command: str) -> int:
    """Run a command of the guide."""
    program, *words = shlex.split(command)
    if program == "cp":
        shutil.copytree(words[1], words[2], dirs_exist_ok=True)
        return 0
    assert program == "screening-app"
    key = ["--passphrase-file", "key"] if "--user" in words else []
    new = ["--new-passphrase-file", "key"] if "add-user" in words else []
    return run_command([*words, *key, *new, "--lang", "en"])


def altered(file: str, *changes: tuple[str, str]) -> None:
    """Change a file as the guide tells its reader to."""
    text = Path(file).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    Path(file).write_text(text, encoding="utf-8")


def test_the_guide_has_commands_and_files() -> None:
    assert len(COMMANDS) >= 12
    assert PREVIEW in COMMANDS


def test_every_command_does_what_the_guide_says(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "key").write_text(PASSPHRASE, encoding="utf-8")
    said: list[tuple[str, str]] = []
    for command in COMMANDS:
        if command == PREVIEW:
            continue
        times = [told for told, _ in said].count(command)
        if command == RELEASE and times == 0:
            assert run(command) == 1  # a draft is not released
            altered("own/evening.yaml", ('status: "draft"', 'status: "active"'))
        elif command.endswith("check own") and times == 1:
            (desk / "routine.yaml").rename(desk / "own/routine.yaml")
        elif "forms diff" in command:
            altered("own/evening.yaml", ('"1.0.0"', '"1.1.0"'), ("Let the person think.", "Wait."))
        elif command == RELEASE:
            assert run(command) == 1  # its vignettes are those of the version before
            altered("own/evening.vignettes.yaml", ("|1.0.0", "|1.1.0"))
            altered("own/routine.yaml", ("|1.0.0", "|1.1.0"))
        capsys.readouterr()
        assert run(command) == 0, capsys.readouterr().err
        said.append((command, capsys.readouterr().out))

    told = dict(reversed(said))
    assert "2 files, 6 vignettes" in told["screening-app forms check own"]
    assert "1 to 3 points" in told["screening-app forms score own/evening.yaml answers.json"]
    assert "evening|1.0.0" in told["screening-app forms list --vault vault"]
    (diff,) = (out for command, out in said if "forms diff" in command)
    assert "Wait." in diff
    assert "A person must judge" in diff
    (talk,) = (out for command, out in said if " run " in command)
    assert "Closed." in talk
    assert "permitted by The owner" in said[-1][1]
    assert (desk / "own/released/evening-1.1.0.yaml").is_file()
    assert load_questionnaire(desk / "own-words/wast-short.yaml").provenance.wording == "official"
    assert load_questionnaire(desk / "own/imported.yaml").status == "draft"


def test_a_method_lead_who_runs_a_conversation_is_told_who_may(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice_vault(desk)
    (talk,) = (command for command in COMMANDS if " run " in command)
    altered("talk.yaml", ('  - step: "evening"\n', ""), (EVENING, ""))

    assert run(talk.replace(LOGIN, "lena")) == 1

    assert "it is for: staff, supervisor." in capsys.readouterr().err


def test_the_preview_of_the_guide_shows_the_form(desk: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with rehearsal(desk / shlex.split(PREVIEW)[-1]) as (session, screening):
        shown = Rehearsal(session, screening, end=lambda: None)
        qtbot.addWidget(shown.frame)
        shown.frame.show()
        qtbot.waitExposed(shown.frame)

        assert isinstance(shown.shell.page, ConversationPage)


def test_without_a_screen_the_preview_is_one_sentence(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert run(PREVIEW) == 1

    assert "A preview needs a screen" in capsys.readouterr().err


def test_a_form_with_a_mistake_is_not_previewed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = desk / "own/evening.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("range: [0, 4]", "range: [0, 5]"), "utf-8")

    assert run(PREVIEW) == 1

    assert "range-not-points" in capsys.readouterr().err
