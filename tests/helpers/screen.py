"""What an X server shows, asked from another process than the one that draws."""

import ctypes
import ctypes.util
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

POLL_SECONDS: Final = 0.002
_ALL_PLANES: Final = (1 << 64) - 1
_Z_PIXMAP: Final = 2
_VIEWABLE: Final = 2
_LEAST: Final = 100

HAS_XVFB: Final = shutil.which("Xvfb") is not None and ctypes.util.find_library("X11") is not None
NO_XVFB: Final = "needs Xvfb and libX11"


class _Attributes(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        ("planes", ctypes.c_ulong),
        ("pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_byte * 128),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the screen at a moment.

    Attributes:
        at: ``time.monotonic`` of the look.
        windows: How many windows of some size are shown.
        corner: Colour near the corner of the first of them, or None.
    """

    at: float
    windows: int
    corner: int | None


class Display:
    """A connection to an X server."""

    def __init__(self, name: str) -> None:
        x = ctypes.CDLL(ctypes.util.find_library("X11"))
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x.XDefaultRootWindow.restype = ctypes.c_ulong
        x.XGetImage.restype = ctypes.c_void_p
        x.XGetImage.argtypes = [
            ctypes.c_void_p,
            ctypes.c_ulong,
            *([ctypes.c_int] * 2),
            *([ctypes.c_uint] * 2),
            ctypes.c_ulong,
            ctypes.c_int,
        ]
        x.XGetPixel.restype = ctypes.c_ulong
        x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        x.XDestroyImage.argtypes = [ctypes.c_void_p]
        x.XFree.argtypes = [ctypes.c_void_p]
        # A window may be gone between two questions: that is an answer too, and no reason to end.
        self._on_error = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        x.XSetErrorHandler(self._on_error)
        self._x = x
        self._display = ctypes.c_void_p(x.XOpenDisplay(name.encode()))
        self._root = x.XDefaultRootWindow(self._display)

    def look(self) -> Seen:
        """Return what is shown now."""
        shown = [window for window in self._top_windows() if self._is_shown(window)]
        return Seen(time.monotonic(), len(shown), self.pixel(5, 5) if shown else None)

    def pixel(self, x: int, y: int) -> int | None:
        """Return the colour at a place of the screen."""
        image = self._x.XGetImage(self._display, self._root, x, y, 1, 1, _ALL_PLANES, _Z_PIXMAP)
        if not image:
            return None
        colour = int(self._x.XGetPixel(image, 0, 0)) & 0xFFFFFF
        self._x.XDestroyImage(image)
        return colour

    def _top_windows(self) -> list[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XQueryTree(
            self._display,
            ctypes.c_ulong(self._root),
            ctypes.byref(root),
            ctypes.byref(parent),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        found = [int(children[at]) for at in range(count.value)]
        if count.value:
            self._x.XFree(children)
        return found

    def _is_shown(self, window: int) -> bool:
        attributes = _Attributes()
        if not self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(attributes)):
            return False
        return bool(attributes.map_state == _VIEWABLE and attributes.width >= _LEAST)

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)


@dataclass
class Recorder:
    """Looks at the screen every two milliseconds, beside the test."""

    display: str
    seen: list[Seen] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look until told to stop; only changes are kept."""
        display = Display(self.display)
        while not self._stop.is_set():
            now = display.look()
            if not self.seen or (now.windows, now.corner) != (self.seen[-1].windows, self.seen[-1].corner):
                self.seen.append(now)
            time.sleep(POLL_SECONDS)
        display.close()

    def first(self, wanted: Callable[[Seen], bool], *, after: float) -> float | None:
        """Return when something was first seen after a moment."""
        return next((seen.at for seen in list(self.seen) if seen.at >= after and wanted(seen)), None)


@contextmanager
def recording(display: str) -> Iterator[Recorder]:
    """Look at a screen while the block runs."""
    recorder = Recorder(display)
    thread = threading.Thread(target=recorder.run, daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        recorder._stop.set()
        thread.join()


@contextmanager
def screen(size: str = "1280x720x24") -> Iterator[str]:
    """Run an X server of our own, without a window manager; gives its display's name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield f":{server.stdout.readline().strip()}" if server.stdout else ""
        finally:
            server.terminate()


def picture(display: str, path: Path, size: tuple[int, int] = (1280, 720)) -> None:
    """Save what a screen shows; slow, for looking at."""
    from PySide6.QtGui import QColor, QImage  # noqa: PLC0415 (only for looking)

    shown, image = Display(display), QImage(*size, QImage.Format.Format_RGB32)
    for y in range(size[1]):
        for x in range(size[0]):
            image.setPixelColor(x, y, QColor.fromRgb(shown.pixel(x, y) or 0))
    image.save(str(path))
