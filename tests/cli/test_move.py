"""``forms move`` on a real vault: what could move, what changes, and moving it; one sentence where not."""

import json
from pathlib import Path

import pytest

from screening_app.bootstrap import forms_library, open_session, own_forms
from screening_app.cli.main import run_command
from screening_app.domain.ids import ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.conversation import resume_conversation
from screening_app.services.people import NewPerson
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk, make_desk
from tests.helpers.newer_forms import ASKED, GONE, write_own_prepare
from tests.services.conftest import say

ANSWER = 137


class Office:
    """A vault with a draft, and a unit's own form in its folder."""

    def __init__(self, folder: Path) -> None:
        self.desk: Desk = make_desk(folder)
        with open_session(self.desk.vault, LOGIN, PASSPHRASE) as session:
            pathway = pathways_allowed(session)[0].canonical
            draft = begin_with_new(session, NewPerson(kind=CaseKind.PSEUDONYM), pathway)
            draft = say(session, draft, "w1-prepare", {"reason": "routine", "time-left": ANSWER})
        self.id: ScreeningId = draft.screening.id
        write_own_prepare(own_forms(self.desk.vault))

    def move(self, *words: str) -> int:
        """Run the command."""
        # As in a process of its own: a unit's own forms are read once, when the vault is opened.
        forms_library.cache_clear()
        opening = ("--vault", str(self.desk.vault), "--user", LOGIN, "--passphrase-file", str(self.desk.key))
        return run_command(["forms", "move", *words, *opening, "--lang", "en"])

    def is_closed(self, screening: ScreeningId) -> bool:
        """Tell whether a run is closed in the vault."""
        with open_session(self.desk.vault, LOGIN, PASSPHRASE) as session:
            return resume_conversation(session, screening).is_closed


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_drafts_that_could_move_are_listed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.move() == 0
    assert capsys.readouterr().out.startswith(f"{office.id}  ")

    assert office.move("--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["screening"] == office.id
    assert one["pathway"].endswith("|1.0.0")


@pytest.mark.parametrize("words", [[], ["--preview"]])
def test_a_preview_says_what_changes_and_moves_nothing(
    office: Office, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert office.move(office.id, *words) == 0

    said = capsys.readouterr().out
    assert f"The answer does not go along: {GONE}" in said
    assert ASKED in said
    assert str(ANSWER) not in said
    assert "comparable" in said
    assert not office.is_closed(office.id)


def test_told_to_the_draft_moves_once(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.move(office.id, "--yes", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert [step["setAside"] for step in told["steps"] if step["setAside"]] == [["time-left"]]
    assert told["moved"] not in {None, office.id}
    assert office.is_closed(office.id)
    assert not office.is_closed(ScreeningId(told["moved"]))
    assert office.move() == 0
    assert "No draft of yours stands in an older version." in capsys.readouterr().out
    assert office.move(office.id, "--yes") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_draft_in_the_newest_version_is_refused_in_one_sentence(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_forms(office.desk.vault) / "prepare.yaml").unlink()

    assert office.move(office.id, "--preview") == 1

    assert capsys.readouterr().err.strip() == (
        "This conversation stands in the newest version of its forms already. Go on with it."
    )


def test_a_conversation_that_nobody_knows_is_refused_in_one_sentence(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.move("nobody", "--yes") == 1

    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize("flag", ["--yes", "--preview"])
def test_which_draft_has_to_be_said(office: Office, flag: str) -> None:
    assert office.move(flag) == 2
