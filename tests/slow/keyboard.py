"""Keys pressed on an X server from outside, as a hand would: for programs that no test can reach into."""

import ctypes
import ctypes.util
import time
from typing import Final

HAS_XTEST: Final = ctypes.util.find_library("Xtst") is not None
NO_XTEST: Final = "needs libXtst (libxtst6)"

RETURN: Final = 0xFF0D
TAB: Final = 0xFF09
CONTROL: Final = 0xFFE3
_BETWEEN_S: Final = 0.01


class Keyboard:
    """The keyboard of a display; letters without accents, digits and spaces can be typed."""

    def __init__(self, display: str) -> None:
        x = ctypes.CDLL(ctypes.util.find_library("X11"))
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        x.XKeysymToKeycode.restype = ctypes.c_ubyte
        x.XFlush.argtypes = [ctypes.c_void_p]
        test = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._x, self._test = x, test
        self._display = ctypes.c_void_p(x.XOpenDisplay(display.encode()))

    def type(self, text: str) -> None:
        """Type lower-case text."""
        for sign in text:
            self.press(ord(sign))

    def press(self, key: int, *, holding: int | None = None) -> None:
        """Press and let go of a key, while another is held down."""
        held = [] if holding is None else [holding]
        for code in (*held, key):
            self._move(code, down=True)
        for code in (key, *held):
            self._move(code, down=False)

    def _move(self, key: int, *, down: bool) -> None:
        code = self._x.XKeysymToKeycode(self._display, key)
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
        self._x.XFlush(self._display)
        time.sleep(_BETWEEN_S)
