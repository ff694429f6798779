"""A form is walked through in the window of every day; the band stands, and no file is made."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from screening_app.bootstrap.rehearsal import rehearsal
from screening_app.domain.ids import ScreeningId
from screening_app.gui.rehearsal import Rehearsal
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.script import Script
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.services.conversation import resume_conversation
from screening_app.services.session import Session
from tests.helpers.surroundings import CHECKOUT

HITS = CHECKOUT / "forms" / "instruments" / "hits.yaml"
BAND = "Practice. Nothing that is written here is kept."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return a form that nobody may use for a person yet."""
    path = tmp_path / "draft.yaml"
    path.write_text(HITS.read_text(encoding="utf-8").replace('status: "active"', 'status: "draft"'))
    return path


@pytest.fixture
def begun(draft: Path) -> Iterator[tuple[Session, ScreeningId]]:
    """Return the session of a form that is being tried."""
    with rehearsal(draft) as found:
        yield found


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, begun: tuple[Session, ScreeningId]) -> Rehearsal:
    """Return the window of that form."""
    apply_appearance(qapp, Appearance(theme="light"))
    made = Rehearsal(*begun, end=lambda: None)
    qtbot.addWidget(made.frame)
    made.frame.resize(1280, 720)
    made.frame.show()
    qtbot.waitExposed(made.frame)
    return made


def test_the_forms_first_question_is_shown_under_the_band(shown: Rehearsal) -> None:
    page = shown.shell.page

    assert isinstance(page, ConversationPage)
    assert BAND in [banner.accessibleName() for banner in shown.frame.findChildren(Banner)]


def test_what_staff_have_to_know_does_not_stand_among_the_words_to_say(shown: Rehearsal) -> None:
    page = shown.shell.page
    assert page is not None
    adapted = "Adapted wording by the topics of HITS"

    said = [label.text() for script in page.findChildren(Script) for label in script.findChildren(QLabel)]
    notes = [label.text() for note in page.findChildren(StaffNote) for label in note.findChildren(QLabel)]

    assert not any(adapted in text for text in said)
    assert any(adapted in text for text in notes)


def test_the_band_stands_on_every_page(shown: Rehearsal) -> None:
    shown.shell.home()

    bands = [banner for banner in shown.frame.findChildren(Banner) if banner.accessibleName() == BAND]
    assert [band.isVisible() for band in bands] == [True]


def test_a_form_is_asked_to_its_result(begun: tuple[Session, ScreeningId], shown: Rehearsal) -> None:
    page = shown.shell.page
    assert isinstance(page, ConversationPage)
    for link_id in ("hurts", "insults", "threatens", "shouts"):
        page.presenter.choose(link_id, "very-often")

    conversation = resume_conversation(*begun)
    (record,) = conversation.records.values()
    assert [int(score.lowest) for score in record.evaluation.scores] == [20]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_nothing_is_written_to_any_disk(tmp_path: Path, draft: Path) -> None:
    before = set(tmp_path.rglob("*"))
    with rehearsal(draft) as (session, screening):
        assert resume_conversation(session, screening).screening.id == screening
        links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        opened = [str(link.readlink()) for link in links if link.exists()]

    assert not [name for name in opened if name.endswith((".db", "-wal", "-journal"))]
    assert set(tmp_path.rglob("*")) == before


def test_another_rehearsal_knows_nothing_of_the_first(draft: Path) -> None:
    drafts = []
    with rehearsal(draft) as (first, screening), rehearsal(draft) as (second, other):
        for session in (first, second):
            with session.records.read() as uow:
                drafts.append([run.id for run in uow.screenings.drafts(access=session.access)])
    assert drafts == [[screening], [other]]
