"""Which document is made: offered where the conversation has something for several."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.records import Attachment
from screening_app.gui.theme.layout import Column
from screening_app.gui.views.compose_parts import KindCard
from screening_app.gui.widgets.option import Option
from screening_app.services.referral_order import APPENDIX, CHILD_REPORT, INJURIES, KINDS
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.gui.compose.desk import DEMO, RECIPIENT, ComposeDesk, compose_desk
from tests.helpers import fakes
from tests.interop.test_pictures import picture
from tests.services.test_injury_record import script_with_injuries


@pytest.fixture
def injured(tmp_path: Path) -> ComposeDesk:
    """Return a desk with a conversation in which marks were examined."""
    return compose_desk(read_script(script_with_injuries(tmp_path)))


def test_without_marks_no_record_of_injuries_is_offered(desk: ComposeDesk) -> None:
    assert [code for code, _title in desk.view.model.kinds] == [KINDS[0], CHILD_REPORT, APPENDIX]
    assert desk.view.model.kind == KINDS[0]


def test_without_marks_and_children_there_is_one_document_and_nothing_to_choose() -> None:
    alone = compose_desk(read_script(DEMO.with_name("no.answers.yaml")))

    assert alone.view.model.kinds == ()


def test_with_marks_the_record_of_injuries_can_be_chosen_and_is_shown(injured: ComposeDesk) -> None:
    assert [code for code, _title in injured.view.model.kinds] == list(KINDS)

    injured.presenter.choose_kind(INJURIES)

    model = injured.view.model
    assert (model.kind, model.heading) == (INJURIES, "Injury documentation – basis record")
    assert (model.recipient, model.missing) == (RECIPIENT, "")
    pdf, decided = injured.view.papers[-1]
    assert "Skadedokumentation" in pdf.decode()
    assert not decided


def test_a_picture_follows_the_record_of_injuries_only_if_its_switch_is_on(injured: ComposeDesk) -> None:
    jpeg = picture()
    keep_under(injured.session, "a" * 64, jpeg)

    injured.presenter.choose_kind(INJURIES)
    (row,) = injured.view.model.locations
    assert (row.text, row.included) == ("Picture 1.1, The picture", False)
    assert injured.view.model.locations_title == "Given only if you choose it"
    assert "title='Bild 1.1'" not in injured.view.papers[-1][0].decode()
    injured.presenter.include(row.address, included=True)

    # The answer of the script names other bytes than those that are kept: nothing is shown in their place.
    assert "picture" in injured.view.problem


def keep_under(session: Session, digest: str, jpeg: bytes) -> None:
    """Keep bytes in the vault under a digest."""
    assert isinstance(session.records, fakes.FakeRecords)
    screening = next(iter(session.records.tables.screenings.values()))
    kept = Attachment(
        id="picture",
        person=screening.person,
        screening=screening.id,
        media_type="image/jpeg",
        content_class="finding",
        sha256=digest,
        size=len(jpeg),
        recorded_at=session.clock.now(),
        recorded_by=session.user.id,
    )
    with session.records.write() as uow:
        uow.attachments.add(kept, jpeg, access=session.access)
        uow.commit()


def test_the_choice_can_be_taken_back(injured: ComposeDesk) -> None:
    injured.presenter.choose_kind(INJURIES)
    injured.presenter.choose_kind(KINDS[0])

    assert injured.view.model.kind == KINDS[0]
    assert "Skadedokumentation" not in injured.view.papers[-1][0].decode()


def test_what_was_typed_stays_with_another_document(injured: ComposeDesk) -> None:
    injured.presenter.choose_basis("HELP_U18_ETC")
    injured.presenter.set_language("en")
    injured.presenter.choose_kind(INJURIES)

    assert injured.view.model.language == "en"
    assert "HELP_U18_ETC" not in [row.code for row in injured.view.model.bases]


def test_the_card_shows_the_kinds_and_tells_which_was_picked(injured: ComposeDesk, qtbot: QtBot) -> None:
    page, card = QWidget(), KindCard()
    qtbot.addWidget(page)
    Column(page).addWidget(card)
    page.show()
    card.show_model(injured.view.model)
    assert card.isVisible()
    rows = {row.code: row for row in card.findChildren(Option)}
    assert rows[KINDS[0]].checked

    with qtbot.waitSignal(card.chosen) as told:
        rows[INJURIES].click()

    assert told.args == [INJURIES]
