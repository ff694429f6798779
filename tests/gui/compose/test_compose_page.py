"""The compose page by keyboard, on a real renderer, and through a real print system."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import archive_press, referral_renderer
from screening_app.domain.audit import AuditAction
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.compose import Workshop
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.theme.apply import ThemeChoice
from screening_app.gui.views.compose import ComposePage, compose_page
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.services.script import Script, run_script
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.compose.cups import QUEUE, Cups, cups
from tests.gui.compose.desk import LIBRARY, RECIPIENT, closed_script
from tests.helpers import fakes
from tests.helpers.appearance import shown, wear
from tests.helpers.overflow import overflows

WAIT_MS = 20_000
WITHOUT_CONSENT = closed_script(consent=None)


class Away:
    """A navigation that remembers where the page led."""

    def __init__(self) -> None:
        self.gone: list[str] = []

    def __getattr__(self, name: str) -> object:
        return lambda *_ids: self.gone.append(name)

    def back(self) -> None:
        self.gone.append("back")

    def lock(self, reason: LockReason = LockReason.USER) -> None:
        self.gone.append(f"lock {reason}")


class Opened:
    """A compose page in a window, over a vault in memory, with what a person can do there."""

    def __init__(
        self, qtbot: QtBot, jobs: Jobs, script: Script, width: int = 1280, height: int = 720
    ) -> None:
        self._qtbot = qtbot
        self.session: Session = fakes.session(LIBRARY)
        told = run_script(self.session, "pathway-health", script, source="yes")
        self.away = Away()
        workshop = Workshop(render=referral_renderer(), check=fakes.check_signature, press=archive_press())
        made = compose_page(
            self.session,
            told.conversation.screening.id,
            self.away,  # type: ignore[arg-type]  # stands for every place
            jobs=jobs,
            workshop=workshop,
        )
        assert isinstance(made, ComposePage)
        self.page = shown(qtbot, made, width, height)
        self.page.activated()
        qtbot.waitUntil(lambda: bool(self.page.heading), timeout=WAIT_MS)

    def part(self, kind: type[QWidget], name: str) -> QWidget:
        """Return a part of the page by its name."""
        found = self.page.findChild(kind, name)
        assert isinstance(found, kind)
        return found

    def press(
        self, keys: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys where the focus is."""
        target = QApplication.focusWidget() or self.page
        if isinstance(keys, Qt.Key):
            QTest.keyClick(target, keys, modifier)
        else:
            # QTest cannot type letters beyond ASCII.
            for letter in keys:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, key_of(letter), modifier, letter))

    def focus(self, kind: type[QWidget], name: str) -> None:
        """Take the focus to a part, once it is there."""
        self._qtbot.waitUntil(lambda: self.part(kind, name).isVisible(), timeout=WAIT_MS)
        self.part(kind, name).setFocus()

    def until_paper(self) -> None:
        """Wait until a page of the paper can be seen."""
        area = self.part(QScrollArea, "sheet-area")
        self._qtbot.waitUntil(
            lambda: area.isVisible() and bool(area.accessibleDescription()), timeout=WAIT_MS
        )

    def until(self, action: AuditAction, count: int = 1) -> None:
        """Wait until something stands in the chain."""
        self._qtbot.waitUntil(lambda: self.actions.count(action) >= count, timeout=WAIT_MS)

    @property
    def actions(self) -> list[str]:
        """Return what the audit chain says happened."""
        assert isinstance(self.session.records, fakes.FakeRecords)
        return [str(event.action) for event in self.session.records.tables.audit]

    @property
    def digests(self) -> list[str]:
        """Return the digests of all that left."""
        assert isinstance(self.session.records, fakes.FakeRecords)
        events = self.session.records.tables.audit
        left = [event for event in events if event.action is AuditAction.EXPORTED]
        return [json.loads(event.body or "")["sha256"] for event in left]


@pytest.fixture(scope="module")
def jobs(qapp: QApplication) -> Jobs:
    wear(qapp)
    return Jobs(qapp)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, jobs: Jobs) -> Opened:
    wear(qapp)
    return Opened(qtbot, jobs, closed_script())


@pytest.fixture
def bare(qtbot: QtBot, qapp: QApplication, jobs: Jobs) -> Opened:
    wear(qapp)
    return Opened(qtbot, jobs, WITHOUT_CONSENT)


@pytest.fixture(scope="module")
def print_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with cups(tmp_path_factory.mktemp("cups")):
        yield


def key_of(letter: str) -> int:
    """Return the key of a letter: its code where that is ASCII, as Qt numbers keys."""
    return ord(letter.upper()) if letter.isascii() else 0


def dialogs(kind: type[QWidget]) -> list[QWidget]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    ]


@pytest.mark.usefixtures("print_system")
def test_from_a_closed_conversation_to_the_printer_by_keyboard_alone(page: Opened, qtbot: QtBot) -> None:
    queue = Cups()
    page.until_paper()

    page.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialogs(QPrintDialog)))
    (dialog,) = dialogs(QPrintDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    pressed = 2

    page.until(AuditAction.EXPORTED)
    job = queue.new_job()
    print(f"closed conversation with a consent to printed referral: {pressed} key presses")
    assert job.title == "handling-1"
    assert [hashlib.sha256(job.content).hexdigest()] == page.digests
    assert list(Path(os.environ["TMPDIR"]).iterdir()) == []


@pytest.mark.usefixtures("print_system")
def test_the_print_dialog_holds_nothing_up(page: Opened, qtbot: QtBot) -> None:
    assert QUEUE
    page.until_paper()
    page.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialogs(QPrintDialog)))

    # The page is still served: what ends the process needs no answer from the dialog.
    page.page._navigation.lock()
    assert page.away.gone == ["lock user"]
    for widget in dialogs(QPrintDialog):
        widget.hide()
    assert dialogs(QPrintDialog) == []
    assert AuditAction.DOCUMENT_DECIDED not in page.actions


def test_the_focus_begins_at_the_basis_when_the_recipient_is_known(page: Opened) -> None:
    focused = QApplication.focusWidget()

    assert isinstance(focused, Option)
    assert focused.code == "CONSENT"


def test_the_focus_begins_at_the_recipient_when_nobody_is_named(bare: Opened) -> None:
    assert QApplication.focusWidget() is bare.part(QWidget, "recipient").findChild(QLineEdit)


def test_a_digit_chooses_a_basis_and_takes_the_focus_there(page: Opened) -> None:
    page.press("2")

    focused = QApplication.focusWidget()
    assert isinstance(focused, Option)
    assert focused.code == "HELP_U18_ETC"
    assert focused.checked


def test_a_digit_typed_into_a_field_is_only_typed(bare: Opened) -> None:
    bare.press("Mottagningen 2")

    assert [one.code for one in bare.page.findChildren(Option) if one.checked] == ["referral-social-services"]


def test_enter_in_a_field_prints_nothing(page: Opened) -> None:
    page.until_paper()
    page.focus(QWidget, "recipient")

    page.press(Qt.Key.Key_Return)

    assert dialogs(QPrintDialog) == []
    assert AuditAction.DOCUMENT_DECIDED not in page.actions


def test_conditions_are_ticked_with_the_space_bar_and_then_print_is_ready(page: Opened) -> None:
    page.press("2")
    button = page.part(Button, "print")
    assert isinstance(button, Button)
    assert not button.is_ready
    assert button.accessibleDescription() == "Left: 2 conditions"
    for place in range(2):
        page.focus(Option, f"condition-{place}")
        page.press(Qt.Key.Key_Space)
    assert button.is_ready


def test_what_is_typed_is_taken_over_once_nobody_types(bare: Opened, qtbot: QtBot) -> None:
    bare.press("Kvinnojouren Exempel")
    bare.focus(Option, "CANNOT_CONSENT")
    bare.press(Qt.Key.Key_Space)

    bare.until(AuditAction.DOCUMENT_PREVIEWED)
    bare.until_paper()
    assert "Kvinnojouren Exempel" in bare.part(QScrollArea, "sheet-area").accessibleDescription()


def test_a_consent_is_recorded_by_keyboard(bare: Opened) -> None:
    bare.press(RECIPIENT)
    bare.focus(Option, "CONSENT")
    bare.press("1")
    bare.focus(Button, "new-consent")
    bare.press(Qt.Key.Key_Space)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    bare.press("Allt som vi har talat om.")
    bare.focus(Button, "take-consent")
    bare.press(Qt.Key.Key_Space)

    bare.until(AuditAction.CONSENT_GIVEN)
    bare.until_paper()
    assert "Allt som vi har talat om" in bare.part(QScrollArea, "sheet-area").accessibleDescription()


def test_each_place_has_a_switch(page: Opened) -> None:
    page.until_paper()
    boxes = page.page.findChildren(QCheckBox)
    assert len(boxes) >= 2
    boxes[0].setFocus()

    page.press(Qt.Key.Key_Space)

    page.until(AuditAction.DOCUMENT_PREVIEWED, count=2)
    assert boxes[0].isChecked()
    assert not boxes[1].isChecked()


def test_the_pages_of_the_paper_are_turned(page: Opened, qtbot: QtBot) -> None:
    page.until_paper()
    area = page.part(QScrollArea, "sheet-area")
    assert area.accessibleName().startswith("Page 1 of ")
    first = area.accessibleDescription()
    page.focus(Button, "next")

    page.press(Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: area.accessibleDescription() != first, timeout=WAIT_MS)
    assert area.accessibleName().startswith("Page 2 of ")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_enlarged_page_leaves_its_title_on_one_line_and_the_scroll_bar_its_room(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, language: str
) -> None:
    wear(qapp)
    use_language(language, catalogs_folder())
    try:
        page = Opened(qtbot, jobs, closed_script())
        page.until_paper()
        area, sheet = page.page.findChild(QScrollArea, "sheet-area"), page.part(QWidget, "sheet")
        assert area is not None
        [title] = [one for one in page.page.findChildren(Prose) if one.objectName() == "paper-title"]
        page.focus(Button, "enlarge")
        page.press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible(), timeout=WAIT_MS)
        qtbot.wait(100)
    finally:
        use_language("en", catalogs_folder())

    assert title.sizeHint().width() <= title.width()
    bar = area.verticalScrollBar()
    assert sheet.mapTo(area, QPoint(sheet.width(), 0)).x() + 4 <= bar.mapTo(area, QPoint(0, 0)).x()


def test_escape_leads_back_and_nothing_has_left(page: Opened) -> None:
    page.press(Qt.Key.Key_Escape)

    assert page.away.gone == ["back"]
    assert AuditAction.DOCUMENT_DECIDED not in page.actions


def test_the_archive_copy_goes_to_the_folder_chosen_and_the_place_is_not_remembered(
    page: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    page.until_paper()
    folder = tmp_path / "a-folder-for-the-archive"
    folder.mkdir()
    page.focus(Button, "archive")
    page.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(dialogs(QFileDialog)))
    (dialog,) = dialogs(QFileDialog)
    assert isinstance(dialog, QFileDialog)

    dialog.selectFile(str(folder))
    dialog.accept()

    page.until(AuditAction.EXPORTED)
    (file,) = folder.iterdir()
    qtbot.waitUntil(lambda: file.stat().st_size > 0, timeout=WAIT_MS)  # named before it is full
    assert file.name == "handling-1-pdfa.pdf"
    assert [hashlib.sha256(file.read_bytes()).hexdigest()] == page.digests
    QApplication.processEvents()
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != file]
    assert not [path for path in kept if b"a-folder-for-the-archive" in path.read_bytes()]


def test_every_control_has_a_name(page: Opened) -> None:
    page.until_paper()
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QScrollArea)
    controls = [
        widget
        for widget in page.page.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]

    assert len(controls) > 10
    assert [type(widget).__name__ for widget in controls if not widget.accessibleName()] == []


@pytest.mark.parametrize(
    ("width", "height", "theme", "factor"),
    [
        (1280, 720, "light", 1.0),
        (1280, 640, "dark", 1.0),
        (1920, 1080, "light", 1.15),
        (1280, 720, "light", 2.0),
        (960, 600, "hc-dark", 1.3),
    ],
)
def test_no_text_is_cut(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, width: int, height: int, theme: ThemeChoice, factor: float
) -> None:
    wear(qapp, theme, factor)
    page = Opened(qtbot, jobs, closed_script(), width, height)
    page.until_paper()
    assert overflows(page.page) == []
    page.focus(Option, "HELP_U18_ETC")
    page.press(Qt.Key.Key_Space)
    page.until(AuditAction.DOCUMENT_PREVIEWED, count=2)
    assert overflows(page.page) == []
    wear(qapp)
