"""Every file and every command of the guide to writing a form, as it stands there."""

import re
import shlex
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.bootstrap.rehearsal import rehearsal
from screening_app.cli.main import run_command
from screening_app.gui.rehearsal import Rehearsal
from screening_app.gui.views.conversation import ConversationPage
from screening_app.questionnaire.loader import load_questionnaire
from tests.helpers.surroundings import CHECKOUT
from tests.helpers.workbooks import workbook

GUIDE = (CHECKOUT / "docs" / "guide" / "writing-a-form.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+) ?(\S*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, _, body in BLOCKS if kind == "sh" for line in body.splitlines()]
PREVIEW = "screening-app forms preview own/evening.yaml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with every file of the guide, as the current folder."""
    for _kind, name, body in BLOCKS:
        if name:
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, encoding="utf-8")
    evening = (tmp_path / "own/evening.yaml").read_text(encoding="utf-8")
    changed = evening.replace('"1.0.0"', '"1.1.0"').replace("Let the person think.", "Wait.")
    (tmp_path / "evening-1.1.0.yaml").write_text(changed, encoding="utf-8")
    (tmp_path / "survey.xlsx").write_bytes(workbook(survey="type|name|label\ntext|q|Fråga"))
    (tmp_path / "forms").symlink_to(CHECKOUT / "forms")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> int:
    """Run a command of the guide."""
    program, *words = shlex.split(command)
    assert program == "screening-app"
    return run_command([*words, "--lang", "en"])


def test_the_guide_has_commands_and_files() -> None:
    assert len(COMMANDS) >= 7
    assert PREVIEW in COMMANDS


def test_every_command_does_what_the_guide_says(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said: dict[str, str] = {}
    for command in COMMANDS:
        if command != PREVIEW:
            assert run(command) == 0, capsys.readouterr().err
            said[command] = capsys.readouterr().out

    assert "6 vignettes" in said["screening-app forms check own"]
    assert '"lowest": 1' in said["screening-app forms score own/evening.yaml answers.json"]
    assert "Wait." in said["screening-app forms diff own/evening.yaml evening-1.1.0.yaml"]
    assert load_questionnaire(desk / "own-words/wast-short.yaml").provenance.wording == "official"
    assert load_questionnaire(desk / "own/imported.yaml").status == "draft"


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
