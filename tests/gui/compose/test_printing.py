"""What reaches the printer: the document itself under a neutral name, and nothing stays behind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from screening_app.documents.referral import ReferralPdf
from screening_app.gui.printing import (
    ChosenPrinter,
    PrinterRefused,
    ask_for_printer,
    keep_temporary_files_in_memory,
    print_by_cups,
    print_by_painting,
)
from screening_app.gui.sheets import sheet_count, sheet_picture, sheet_text
from tests.documents.examples import SWEDISH
from tests.documents.reading import FONTS, plain_text
from tests.gui.compose.cups import QUEUE, Cups, cups
from tests.helpers.surroundings import CHECKOUT

NAME = "handling-148"
PDF = ReferralPdf(FONTS)(SWEDISH)
PRINTER = ChosenPrinter(name=QUEUE)


@pytest.fixture(scope="module")
def print_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with cups(tmp_path_factory.mktemp("cups")):
        yield


@pytest.fixture
def queue(print_system: None) -> Cups:
    return Cups()


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that TMPDIR points at, as the application sets it."""
    monkeypatch.setenv("TMPDIR", "")
    folder = keep_temporary_files_in_memory(tmp_path)
    assert folder is not None
    return folder


def test_cups_gets_the_document_itself_under_a_neutral_name(queue: Cups, memory: Path) -> None:
    print_by_cups(PDF, NAME, PRINTER)

    job = queue.new_job()
    assert job.title == NAME
    assert job.content == PDF
    assert "Exempelsson" in "".join(plain_text(job.content))
    assert list(memory.iterdir()) == []


def test_the_print_system_keeps_no_word_of_the_document_in_what_it_shows(queue: Cups) -> None:
    print_by_cups(PDF, NAME, PRINTER)

    control = queue.new_job().control
    for word in ("Exempelsson", "Överlämning", "Socialtjänst", "Norrland", "screening"):
        assert word.encode() not in control


def test_copies_sides_and_pages_reach_the_print_system(queue: Cups) -> None:
    print_by_cups(PDF, NAME, ChosenPrinter(name=QUEUE, copies=2, sides="two-sided-long-edge", pages="1-2"))

    control = queue.new_job().control
    assert b"two-sided-long-edge" in control
    assert b"copies" in control
    assert b"page-ranges" in control


def test_painted_pages_have_the_neutral_name_too_and_leave_no_file(
    queue: Cups, memory: Path, qtbot: QtBot
) -> None:
    print_by_painting(PDF, NAME, PRINTER)

    job = queue.new_job()
    assert job.title == NAME
    assert sheet_count(job.content) == sheet_count(PDF)
    assert list(memory.iterdir()) == []


def test_painted_pages_look_like_the_document(queue: Cups, qtbot: QtBot) -> None:
    print_by_painting(PDF, NAME, PRINTER)

    printed, wanted = ink(queue.new_job().content), ink(PDF)

    assert [abs(a - b) <= 3 for a, b in zip(printed, wanted, strict=True)] == [True] * 4


def ink(pdf: bytes) -> tuple[int, int, int, int]:
    """Return the edges of what stands on the first page: left, top, right, bottom."""
    picture = sheet_picture(pdf, 0, width=600)
    places = [
        (x, y) for y in range(picture.height()) for x in range(picture.width()) if grey(picture, x, y) < 128
    ]
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), min(down), max(across), max(down)


def grey(picture: QImage, x: int, y: int) -> int:
    return picture.pixelColor(x, y).lightness()


@pytest.mark.usefixtures("print_system")
def test_a_printer_that_is_not_there_is_told() -> None:
    with pytest.raises(PrinterRefused):
        print_by_cups(PDF, NAME, ChosenPrinter(name="absent"))


def test_the_dialog_offers_the_queue_and_no_file_and_does_not_wait(queue: Cups, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    chosen: list[ChosenPrinter] = []

    dialog = ask_for_printer(window, chosen.append)

    assert dialog.isVisible()
    names = [box.itemText(at) for box in dialog.findChildren(QComboBox) for at in range(box.count())]
    assert QUEUE in names
    assert not [name for name in names if "PDF" in name and "File" in name]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert [one.copies for one in chosen] == [1]


def test_closing_the_dialog_prints_nothing(queue: Cups, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    chosen: list[ChosenPrinter] = []
    dialog: QPrintDialog = ask_for_printer(window, chosen.append)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert chosen == []


def test_without_a_printer_there_is_a_sentence(tmp_path: Path) -> None:
    program = (
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "from screening_app.gui.printing import NoPrinter, ask_for_printer\n"
        "app = QApplication([])\n"
        "try:\n"
        "    ask_for_printer(QWidget(), print)\n"
        "except NoPrinter as error:\n"
        "    print(error.describe())\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        # Asked of a print system that is not there.
        env=os.environ | {"CUPS_SERVER": str(tmp_path / "socket"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "This computer knows no printer. Add one, or save an archive copy."


def test_temporary_files_go_to_a_private_folder_in_memory(memory: Path) -> None:
    assert os.environ["TMPDIR"] == str(memory)
    assert memory.stat().st_mode & 0o077 == 0


def test_what_an_earlier_life_left_there_is_removed(memory: Path) -> None:
    (memory / "left").write_bytes(PDF)

    assert keep_temporary_files_in_memory(memory.parent) == memory

    assert list(memory.iterdir()) == []


def test_what_processes_left_that_are_no_more_is_removed(memory: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    left = memory.with_name(f"print-{os.getuid()}-{gone.pid}")
    alive = memory.with_name(f"print-{os.getuid()}-{os.getppid()}")
    for folder in (left, alive):
        folder.mkdir()
        (folder / "document").write_bytes(PDF)

    keep_temporary_files_in_memory(memory.parent)

    assert not left.exists()
    assert (alive / "document").exists()


def test_without_a_file_system_in_memory_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "before")

    assert keep_temporary_files_in_memory(tmp_path / "absent") is None

    assert os.environ["TMPDIR"] == "before"


def test_a_sheet_can_be_read_aloud() -> None:
    assert "Maja Exempelsson" in sheet_text(PDF, 0)
    assert sheet_count(PDF) == 3


def test_a_picture_is_as_wide_as_asked() -> None:
    picture = sheet_picture(PDF, 0, width=480)

    assert picture.width() == 480
    assert abs(picture.height() - 480 * 297 / 210) <= 2
