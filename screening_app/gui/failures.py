"""What happens to an error that nobody expected: the vault locks (DESIGN 4).

No text of it goes anywhere: a message may repeat what a person said. Kind and line of code are enough
to find it.
"""

import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

Failed = Callable[[str], None]
"""Takes kind of error and line of code."""


def where_in_code(error: BaseException) -> str:
    """Return kind of error, file and line, never what was being handled."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "screening_app" in Path(frame.filename).parts]
    last = (ours or frames)[-1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in last]
    return ", ".join([type(error).__name__, *places])


def catch_everything(failed: Failed) -> None:
    """Have errors of every thread and of Qt's own end in ``failed``."""

    def of_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        failed(where_in_code(error))

    def of_thread(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            failed(where_in_code(caught.exc_value))

    def of_qt(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
        # Other messages are dropped: they can hold the text of a widget.
        if kind is QtMsgType.QtFatalMsg:
            failed(f"Qt, {context.category or 'default'}")

    sys.excepthook = of_main
    threading.excepthook = of_thread
    sys.unraisablehook = lambda _caught: None
    qInstallMessageHandler(of_qt)
