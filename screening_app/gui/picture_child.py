"""What a picture from outside is decoded by: a process of its own that can do nothing else (W-8).

``picture pixels`` reads a picture and writes its size and bare pixels; ``picture jpeg`` reads those and
writes a new picture. Neither holds a key, a name or a path; before the first byte is read, the process can
open no file any more, write none, start nothing, and use no more memory and time than a picture needs.
"""

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

HEAD: Final = struct.Struct(">II")
MOST_BYTES: Final = 40 * 1024 * 1024
MOST_PIXELS: Final = 120_000_000
LONGEST_SIDE: Final = 4000
UNREADABLE, TOO_LARGE, OTHER_KIND = 10, 11, 12
_QUALITY: Final = 90
_BYTES: Final = 3
_MEMORY: Final = 2 * 1024**3
_SECONDS: Final = 20
_FEW_FILES: Final = 32
_ALLOCATION_MIB: Final = 640
_MAGIC: Final = {b"\xff\xd8\xff": b"jpeg", b"\x89PNG\r\n\x1a\n": b"png"}
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT, _NO_NEW_PRIVS = 444, 446, 38
_TELL_VERSION: Final = 1
_FILE_RIGHTS: Final = ((5, 0xFFFF), (3, 0x7FFF), (2, 0x3FFF), (1, 0x1FFF))
"""Every right to a path, by the version of Landlock that knows it first; truncating came with the third."""
_OTHER_RIGHTS: Final = ((4, 0b11), (6, 0b11))
"""To bind and connect, then to reach sockets without a path and other processes."""


def run_picture(words: Sequence[str]) -> int:
    """Do one step from standard input to standard output; return the exit status.

    Args:
        words: ``pixels`` or ``jpeg``.
    """
    step = {"pixels": to_pixels, "jpeg": to_jpeg}.get(" ".join(words))
    if step is None:
        return UNREADABLE
    _load_formats()
    shut_in()
    return step(sys.stdin.buffer, sys.stdout.buffer)


def to_pixels(untrusted: BinaryIO, out: BinaryIO) -> int:
    """Write width, height and bare pixels of a picture, turned upright, and nothing else of it."""
    raw = untrusted.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return TOO_LARGE
    kind = next((name for magic, name in _MAGIC.items() if raw.startswith(magic)), None)
    if kind is None:
        return OTHER_KIND
    buffer = QBuffer()
    buffer.setData(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    QImageReader.setAllocationLimit(_ALLOCATION_MIB)
    size = reader.size()
    if not size.isValid():
        return UNREADABLE
    if size.width() * size.height() > MOST_PIXELS:
        return TOO_LARGE
    reader.setScaledSize(_within(size))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return UNREADABLE
    _write_pixels(_plain(image), out)
    return 0


def _within(size: QSize) -> QSize:
    longest = max(size.width(), size.height())
    if longest <= LONGEST_SIDE:
        return size
    return QSize(
        max(size.width() * LONGEST_SIDE // longest, 1), max(size.height() * LONGEST_SIDE // longest, 1)
    )


def _plain(image: QImage) -> QImage:
    """Return the pixels as a screen shows them, on white, without colour profile."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    if image.hasAlphaChannel():
        ground = QImage(image.size(), QImage.Format.Format_RGB32)
        ground.fill(Qt.GlobalColor.white)
        painter = QPainter(ground)
        painter.drawImage(0, 0, image)
        painter.end()
        image = ground
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _write_pixels(image: QImage, out: BinaryIO) -> None:
    out.write(HEAD.pack(image.width(), image.height()))
    pixels = memoryview(image.constBits())
    for row in range(image.height()):
        start = row * image.bytesPerLine()
        out.write(pixels[start : start + image.width() * _BYTES])
    out.flush()


def to_jpeg(untrusted: BinaryIO, out: BinaryIO) -> int:
    """Write a new picture from bare pixels."""
    head = untrusted.read(HEAD.size)
    if len(head) != HEAD.size:
        return UNREADABLE
    width, height = HEAD.unpack(head)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        return UNREADABLE
    pixels = untrusted.read(width * height * _BYTES)
    if len(pixels) != width * height * _BYTES:
        return UNREADABLE
    image = QImage(pixels, width, height, width * _BYTES, QImage.Format.Format_RGB888)
    written = _jpeg(image)
    out.write(written)
    out.flush()
    return 0 if written else UNREADABLE


def _jpeg(image: QImage) -> bytes:
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(made, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    return bytes(made.data().data()) if writer.write(image) else b""


def _load_formats() -> None:
    """Have Qt load what reads and writes the formats, while files can still be opened."""
    dot = QImage(1, 1, QImage.Format.Format_RGB888)
    for kind in _MAGIC.values():
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.ReadWrite)
        QImageWriter(made, QByteArray(kind)).write(dot)
        made.seek(0)
        QImageReader(made, QByteArray(kind)).read()


def shut_in() -> None:
    """Give up every right but reading what comes in and writing what goes out, for good.

    On Linux by Landlock, where the kernel has it, and by limits; on other POSIX systems by limits alone; on
    Windows not at all (the threat model says so).
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (POSIX only)

    if sys.platform.startswith("linux"):
        _close_the_files()
    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: _SECONDS,
        resource.RLIMIT_FSIZE: 0,
        # Qt converts pixels in threads of its own, which wake each other by pipes.
        resource.RLIMIT_NOFILE: _FEW_FILES,
    }
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))
    signal.alarm(2 * _SECONDS)


def _close_the_files() -> None:
    """Deny every path, port and other process: a Landlock ruleset with all rights and no rule.

    A newer kernel knows more rights; each of those that this one knows is denied.
    """
    system = ctypes.CDLL(None)
    system.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    known = system.syscall(_LANDLOCK_CREATE, None, 0, _TELL_VERSION)
    if known < 1:
        return
    files = next(rights for since, rights in _FILE_RIGHTS if known >= since)
    words = [files, *(rights for since, rights in _OTHER_RIGHTS if known >= since)]
    handled = (ctypes.c_uint64 * len(words))(*words)
    ruleset = system.syscall(_LANDLOCK_CREATE, ctypes.byref(handled), ctypes.sizeof(handled), 0)
    if ruleset >= 0:
        system.syscall(_LANDLOCK_RESTRICT, ruleset, 0)
        os.close(ruleset)
