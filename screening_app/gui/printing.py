"""Printing a document of ours: a neutral job name, no file of ours on a disk, nothing that waits.

With CUPS the document itself goes to the printer, through ``lp`` and a file that exists in memory only:
text stays text, and the bytes are those whose digest stands in the chain. Elsewhere its pages are painted.
The system's own spool is outside us (decision 22).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.sheets import sheets_at
from screening_app.i18n import N_

MEMORY = Path("/dev/shm")  # noqa: S108 (a file system in memory; the folder in it is made private)
_SECONDS = 30
_MOST_DOTS = 600
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


class PrinterRefused(ScreeningAppError):
    """The printer or the print system did not take the document."""

    code = "print/refused"
    user_message = N_("The printer did not take the document. Check it, or choose another printer.")


class NoPrinter(ScreeningAppError):
    """The system knows no printer."""

    code = "print/no-printer"
    user_message = N_("This computer knows no printer. Add one, or save an archive copy.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPrinter:
    """What the user chose in the print dialog.

    Attributes:
        sides: As CUPS calls it; empty for what the printer does by itself.
        pages: Such as ``1-2``; empty for all.
        actual_size: Whether it stays as large as it is, as a card must, whatever the paper.
    """

    name: str
    copies: int = 1
    sides: str = ""
    pages: str = ""
    actual_size: bool = False

    def __call__(self, pdf: bytes, name: str) -> None:
        """Hand a document over under a neutral name.

        Raises:
            PrinterRefused: If the printer did not take it.
        """
        if has_cups():
            print_by_cups(pdf, name, self)
        else:
            print_by_painting(pdf, name, self)


def has_cups() -> bool:
    """Tell whether documents can be handed to CUPS from a file in memory."""
    return sys.platform == "linux" and shutil.which("lp") is not None


def print_by_cups(pdf: bytes, name: str, printer: ChosenPrinter) -> None:
    """Hand the document itself to CUPS.

    Raises:
        PrinterRefused: If CUPS did not take it.
    """
    command = ["lp", "-d", printer.name, "-t", name, "-n", str(printer.copies)]
    if printer.sides:
        command += ["-o", f"sides={printer.sides}"]
    if printer.pages:
        command += ["-P", printer.pages]
    if printer.actual_size:
        command += ["-o", "print-scaling=none"]
    # Whole before lp reads it: a lock in between ends us, and half a document must never be printed.
    document = os.memfd_create("document")
    try:
        with os.fdopen(os.dup(document), "wb") as file:
            file.write(pdf)
        os.lseek(document, 0, os.SEEK_SET)
        done = subprocess.run(  # noqa: S603 (no shell; the printer's name is the system's own)
            [*command, "-"], stdin=document, capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        raise PrinterRefused from None
    finally:
        os.close(document)
    if done.returncode != 0:
        raise PrinterRefused


def print_by_painting(pdf: bytes, name: str, chosen: ChosenPrinter) -> None:
    """Paint the pages at the printer's resolution.

    Raises:
        PrinterRefused: If the printer did not take it.
    """
    printer = QPrinter(QPrinterInfo.printerInfo(chosen.name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCreator("")
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setCopyCount(chosen.copies)
    printer.setResolution(min(printer.resolution(), _MOST_DOTS))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused
    for number, sheet in enumerate(sheets_at(pdf, dots_per_inch=printer.resolution())):
        if number and not printer.newPage():
            painter.end()
            raise PrinterRefused
        _paint(painter, sheet)
    if not painter.end():
        raise PrinterRefused


def _paint(painter: QPainter, sheet: QImage) -> None:
    painter.drawImage(QRect(0, 0, sheet.width(), sheet.height()), sheet)


def ask_for_printer(parent: QWidget, accepted: Callable[[ChosenPrinter], None]) -> QPrintDialog:
    """Open the print dialog and return at once; nothing waits for it, and a lock takes it with it.

    Raises:
        NoPrinter: If there is none to choose from.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    # A clear copy under a name of the user's choosing is what the archive copy is there to replace.
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, on=False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage, on=False)
    dialog.accepted.connect(lambda: accepted(_chosen(printer)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def _chosen(printer: QPrinter) -> ChosenPrinter:
    return ChosenPrinter(
        name=printer.printerName(),
        copies=max(printer.copyCount(), 1),
        sides=_SIDES.get(printer.duplex(), ""),
        pages=printer.pageRanges().toString(),
    )


def keep_temporary_files_in_memory(memory: Path = MEMORY) -> Path | None:
    """Point TMPDIR at a private folder in memory, for Qt's own way to a printer; ``None`` without one.

    The folder belongs to this process id, which stays the same when a lock re-executes us: what an
    earlier life left there is removed, and so is what processes left that are no more.
    """
    if sys.platform == "win32" or not memory.is_dir():
        return None
    name = f"print-{os.getuid()}-"
    folder = memory / f"{name}{os.getpid()}"
    for left in memory.glob(f"{name}*"):
        if left == folder or not _is_alive(left.name.removeprefix(name)):
            shutil.rmtree(left, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700)
    except OSError:
        return None
    os.environ["TMPDIR"] = str(folder)
    return folder


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
