"""The body map at the screen: marks by mouse and by keyboard, map and list always at one (VISUAL 13)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import AnswerKey
from screening_app.domain.body import BodySpot, BodyView
from screening_app.domain.ids import LinkId, StepId
from screening_app.gui.presenters.flow import stop_of
from screening_app.gui.presenters.marks_models import MarksPage, PhotoModel
from screening_app.gui.theme.apply import Appearance, ThemeChoice, apply_appearance
from screening_app.gui.theme.current import theme
from screening_app.gui.views.mark_actions import take_in
from screening_app.gui.views.marks import MarksView
from screening_app.gui.widgets.body_map import BodyMap
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.photo import Photo
from screening_app.gui.widgets.pick_list import PickList
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.marks import place_mark
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.typist import Typist
from tests.helpers.overflow import overflows
from tests.interop.test_pictures import CANARY, keep, photograph
from tests.services.conftest import say
from tests.services.test_marks import ARM, GROIN, INJURIES, MARKS, agreed, said

THEMES: tuple[ThemeChoice, ...] = ("light", "dark", "hc-dark", "hc-light")
At = Callable[..., "Desk"]


class Desk:
    """The page of the marks in a window, and what is stored of it."""

    def __init__(self, typist: Typist, session: Session) -> None:
        self.typist, self.session = typist, session
        self.id = typist.page.screening_id
        self.go_there()

    def reopen(self) -> None:
        """Open the conversation anew: it was written in beside the page."""
        self.typist.shell.conversation(self.id)
        self.go_there()

    def go_there(self) -> None:
        """Go to the marks."""
        self.presenter = self.typist.page.presenter
        self.presenter._go(stop_of(self.presenter.conversation, INJURIES, MARKS))
        QTest.qWait(30)

    @property
    def page(self) -> MarksPage:
        """The page shown."""
        shown = self.typist.page.screen_shown
        assert isinstance(shown, MarksPage)
        return shown

    @property
    def photos(self) -> tuple[PhotoModel, ...]:
        """The photographs of the mark that is chosen."""
        return self.page.editor.photos if self.page.editor is not None else ()

    @property
    def view(self) -> MarksView:
        """What shows it."""
        content = self.typist.page.content
        assert isinstance(content, MarksView)
        return content

    @property
    def map(self) -> BodyMap:
        """The drawing."""
        return self.view.map

    def stored(self, key: str) -> str | None:
        """Return what is on the disk at a question."""
        again = resume_conversation(self.session, self.presenter.conversation.screening.id)
        return said(again, key)

    def click(self, spot: BodySpot) -> None:
        """Press the mouse at a place of the map."""
        point = self.map.point_of(spot).toPoint()
        QTest.mouseClick(self.map, Qt.MouseButton.LeftButton, pos=point)
        QTest.qWait(20)

    def part(self, kind: type[QWidget], name: str) -> QWidget:
        """Return a part of the page by its name."""
        found = self.view.findChild(kind, name)
        assert isinstance(found, QWidget), name
        return found

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QTest.qWait(20)


@pytest.fixture
def at(sit: Sit, desk: Session, conversation: Conversation) -> At:
    """Return what opens the page, with marks placed there before."""

    def open_it(*spots: BodySpot) -> Desk:
        ready = agreed(desk, conversation)
        for spot in spots:
            ready, _ = place_mark(desk, ready, INJURIES, MARKS, spot)
        return Desk(sit(desk, ready), desk)

    return open_it


def test_a_click_puts_a_numbered_mark_there_and_asks_for_its_side(at: At) -> None:
    desk = at()

    desk.click(ARM)

    stored = desk.stored("mark-place@1")
    assert stored is not None
    spot = BodySpot.parse(stored)
    assert (spot.view, spot.region) == (ARM.view, ARM.region)
    assert abs(spot.x - ARM.x) <= 5
    assert abs(spot.y - ARM.y) <= 5
    assert [mark.number for mark in desk.page.marks] == [1]
    assert desk.page.editor is not None
    assert "left" in desk.page.editor.side_note
    assert desk.stored("mark-side@1") is None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "mark-side@1.left"


def test_by_keyboard_alone_a_mark_is_put_and_its_side_said(at: At) -> None:
    desk = at()
    assert QApplication.focusWidget() is desk.map
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert desk.map.region == (BodyView.FRONT, "neck-front")
    assert desk.map.accessibleDescription() == "Neck, front"

    desk.press(Qt.Key.Key_Return)
    assert (desk.stored("mark-place@1") or "").startswith("front:neck-front:")
    desk.press(Qt.Key.Key_3)

    assert desk.stored("mark-side@1") == "middle"
    assert desk.stored("mark-region@1") == "neck"
    desk.press(Qt.Key.Key_M)
    assert QApplication.focusWidget() is desk.map
    assert desk.page.editor is None


def test_the_arrows_reach_every_open_region_of_each_view_and_never_a_closed_one(at: At) -> None:
    desk = at()
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        desk.map.setFocus()
        desk.press(digit)
        desk.map.setFocus()
        desk.press(Qt.Key.Key_Space)
        ways = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        reached: set[tuple[BodyView, str] | None] = set()
        waiting = [desk.map.region]
        while waiting:
            region = waiting.pop()
            if region in reached:
                continue
            reached.add(region)
            for way in ways:
                desk.map.region = region
                QTest.keyClick(desk.map, way)
                waiting.append(desk.map.region)
        shown = {view for row in desk.page.views for view in row}
        names = {region[1] for region in reached if region is not None}
        offered = {place.partition(":")[2] for place in desk.page.regions}
        wanted = {code for view in shown for code in desk.map._drawing[view].regions}
        assert names == wanted & offered
    assert "front:groin" not in desk.page.regions


def test_the_wrong_side_is_refused_with_a_sentence_and_not_stored(at: At) -> None:
    desk = at(ARM)
    desk.presenter.marks.pick("mark@1")

    desk.presenter.choose("mark-side@1", "right")

    assert desk.stored("mark-side@1") is None
    assert desk.page.editor is not None
    assert desk.page.editor.side is not None
    assert "other side of the body" in desk.page.editor.side.error


def test_choosing_a_mark_on_the_map_chooses_it_in_the_list_and_back(at: At) -> None:
    desk = at(ARM, BodySpot.parse("head-left:eye-left:700,300"))
    desk.click(ARM)
    assert [mark.chosen for mark in desk.page.marks] == [True, False]
    assert len(desk.page.marks) == 2

    row = desk.part(Option, "mark@2.row")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.qWait(20)

    assert [mark.chosen for mark in desk.page.marks] == [False, True]
    assert [panel.code for panel in desk.page.panels if panel.chosen] == ["head"]
    assert [mark.key for mark in desk.map._marks if mark.chosen] == ["mark@2"]
    badge = desk.map.badges()["mark@2"].toPoint()
    desk.presenter.marks.new()
    QTest.mouseClick(desk.map, Qt.MouseButton.LeftButton, pos=badge)
    QTest.qWait(20)
    assert desk.page.editor is not None
    assert desk.page.editor.key == "mark@2"


def test_a_mark_is_moved_by_the_next_click_and_by_the_list_of_places(at: At) -> None:
    desk = at(ARM)
    desk.presenter.marks.pick("mark@1")
    QTest.mouseClick(desk.part(Button, "mark@1.move"), Qt.MouseButton.LeftButton)
    QTest.qWait(20)
    desk.click(BodySpot.parse("front:shin-left:650,760"))
    assert (desk.stored("mark-place@1") or "").startswith("front:shin-left:")
    assert len(desk.page.marks) == 1

    desk.presenter.marks.place_in("head-right:ear-right")

    assert (desk.stored("mark-place@1") or "").startswith("head-right:ear-right:")
    assert [panel.code for panel in desk.page.panels if panel.chosen] == ["head"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_arrow_in_a_list_opens_it_and_stores_nothing(at: At, qtbot: QtBot) -> None:
    desk = at(ARM)
    desk.presenter.marks.pick("mark@1")
    kinds = next(one for one in desk.view.findChildren(PickList) if one.input.objectName() == "mark-type@1")
    kinds.input.setFocus()
    QTest.keyClick(kinds.input, Qt.Key.Key_Down)
    qtbot.waitUntil(kinds.input.view().isVisible)

    assert desk.stored("mark-type@1") is None
    QTest.keyClick(kinds.input.view(), Qt.Key.Key_Down)
    QTest.keyClick(kinds.input.view(), Qt.Key.Key_Return)
    QTest.qWait(30)
    assert desk.stored("mark-type@1") == "bruise"
    assert desk.page.marks[0].title == "Bruise, upper arm, front, left"


def test_not_measured_stands_for_length_and_width_and_a_number_takes_it_back(at: At) -> None:
    desk = at(ARM)
    desk.presenter.marks.pick("mark@1")

    QTest.mouseClick(desk.part(Option, "mark@1.absent:unknown"), Qt.MouseButton.LeftButton)
    QTest.qWait(20)
    assert desk.page.marks[0].size == "Not measured"

    length = desk.part(QLineEdit, "mark-length@1.value")
    QTest.keyClicks(length, "30")
    assert desk.presenter.keep_typed()
    assert desk.stored("mark-length@1") == "30"


def test_taking_a_mark_away_asks_first_and_numbers_stay_in_order(at: At) -> None:
    desk = at(ARM, BodySpot.parse("front:shin-left:650,760"))
    desk.presenter.marks.pick("mark@1")
    desk.presenter.marks.remove("mark@1")
    assert len(desk.page.marks) == 2
    desk.presenter.marks.remove("mark@1")

    assert [(mark.key, mark.number) for mark in desk.page.marks] == [("mark@2", 1)]
    assert desk.page.editor is None


def test_what_is_still_missing_leads_to_the_mark_that_lacks_it(at: At) -> None:
    desk = at(ARM)
    missing = AnswerKey(LinkId("mark-type"), (1,))
    stop = stop_of(desk.presenter.conversation, StepId("w8-injuries"), missing)

    desk.presenter._go(stop)

    assert stop.key == MARKS
    assert desk.page.editor is not None
    assert desk.page.editor.key == "mark@1"


def test_a_closed_region_takes_no_mark(at: At) -> None:
    desk = at()
    desk.click(GROIN)
    assert desk.page.marks == ()


@pytest.mark.parametrize("name", THEMES)
def test_mark_and_number_are_seen_without_colour(at: At, qapp: QApplication, name: ThemeChoice) -> None:
    desk = at(ARM)
    apply_appearance(qapp, Appearance(theme=name))
    QTest.qWait(30)
    image = desk.map.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ratio = image.devicePixelRatio()
    ground = theme().color("surface").lightness()
    for point in (desk.map.point_of(ARM).toPoint(), desk.map.badges()["mark@1"].toPoint() - QPoint(12, 0)):
        around = [
            image.pixelColor(round((point.x() + x) * ratio), round((point.y() + y) * ratio)).lightness()
            for x in range(-2, 3)
            for y in range(-2, 3)
        ]
        assert max(abs(one - ground) for one in around) > 100


@pytest.mark.parametrize(("width", "factor"), [(1280, 1.0), (960, 1.0), (1280, 1.5), (1280, 2.0)])
def test_no_text_is_cut_off(at: At, qapp: QApplication, width: int, factor: float) -> None:
    desk = at(ARM, BodySpot.parse("front:shin-left:650,760"))
    desk.presenter.marks.pick("mark@1")
    desk.typist.shell.resize(width, 720)
    apply_appearance(qapp, Appearance(theme="light", factor=factor))
    QTest.qWait(60)

    assert overflows(desk.typist.page) == []


def test_left_and_right_are_not_mirrored(at: At, qapp: QApplication) -> None:
    desk = at(ARM)
    before = desk.map.point_of(ARM).x() - desk.map.width() / 2
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        QTest.qWait(30)
        assert (desk.map.point_of(ARM).x() - desk.map.width() / 2) * before > 0
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_picture_is_added_shown_and_taken_away_on_the_page(at: At, qtbot: QtBot, tmp_path: Path) -> None:
    desk = at(ARM)
    say(desk.session, resume_conversation(desk.session, desk.id), "w8-injuries", {"photo-consent": "yes"})
    taken = keep(tmp_path, photograph())
    desk.reopen()
    desk.presenter.marks.pick("mark@1")

    take_in(desk.typist.page, desk.presenter.marks.photos, desk.typist.shell.jobs, taken)
    qtbot.waitUntil(lambda: bool(desk.photos), timeout=20_000)

    (photo,) = desk.photos
    assert photo.picture.startswith(b"\xff\xd8\xff")
    assert CANARY not in photo.picture
    assert desk.part(Photo, "").accessibleName() == "Picture 1.1"
    banner = desk.typist.page.presenter._walk.banner
    assert banner is not None
    assert "still where it was" in banner.text
    assert taken.exists()
    desk.presenter.choose("photo-shows@1.1", "close-up")
    assert desk.stored("photo-shows@1.1") == "close-up"
    assert overflows(desk.typist.page) == []

    desk.presenter.marks.photos.remove("photo@1.1")
    assert len(desk.photos) == 1
    desk.presenter.marks.photos.remove("photo@1.1")
    assert len(desk.photos) == 0


def test_a_hostile_picture_costs_a_sentence(at: At, qtbot: QtBot, tmp_path: Path) -> None:
    desk = at(ARM)
    say(desk.session, resume_conversation(desk.session, desk.id), "w8-injuries", {"photo-consent": "some"})
    desk.reopen()
    desk.presenter.marks.pick("mark@1")

    hostile = keep(tmp_path, b"\xff\xd8\xff" + bytes(500))
    take_in(desk.typist.page, desk.presenter.marks.photos, desk.typist.shell.jobs, hostile)

    def told() -> bool:
        banner = desk.typist.page.presenter._walk.banner
        return banner is not None and banner.tone == "warn"

    qtbot.waitUntil(told, timeout=20_000)
    assert len(desk.photos) == 0


def test_without_consent_no_picture_can_be_added(at: At) -> None:
    desk = at(ARM)
    desk.presenter.marks.pick("mark@1")
    assert desk.page.editor is not None
    assert not desk.page.editor.may_photograph
    assert desk.page.editor.no_photos
    assert desk.view.findChild(Button, "mark@1.add-picture") is None
