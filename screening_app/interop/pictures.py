"""Photographs from outside: decoded and made anew by two processes that can do nothing else (W-8).

This process holds the key, so it never looks at the bytes of a picture. It opens the file and hands the open
file to a child that writes bare pixels into a pipe; a second child makes a new picture of the pixels. A
picture made to break a decoder has only the first child, which has no key, no path and no rights.
"""

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_

_SECONDS: Final = 40
_MOST_BYTES: Final = 16 * 1024 * 1024
_TOO_LARGE, _OTHER_KIND = 11, 12
_OURS: Final = Path(__file__).resolve().parents[2]
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from screening_app.__main__ import main; sys.exit(main(sys.argv[1:]))"
)


class PictureRefused(ScreeningAppError):
    """A file that is no picture to be kept."""


class PictureUnreadable(PictureRefused):
    """The file cannot be opened, or cannot be read as a picture."""

    code = "picture/unreadable"
    user_message = N_("The picture cannot be read. Nothing was kept of it. Take it again, or choose another.")


class PictureTooLarge(PictureRefused):
    """The file or the picture in it is larger than anybody needs."""

    code = "picture/too-large"
    user_message = N_("The picture is too large. Save it smaller, at most 40 MB, and choose it again.")


class PictureOfOtherKind(PictureRefused):
    """The file is neither JPEG nor PNG."""

    code = "picture/other-kind"
    user_message = N_("Only JPEG and PNG pictures can be kept. Have the camera save JPEG, or convert it.")


class ChildPictures:
    """Port ``Pictures``.

    Args:
        program: What starts this program; left out, as it was started itself.
    """

    def __init__(self, program: Sequence[str] | None = None) -> None:
        self._program = tuple(program) if program is not None else _ourselves()

    def take_in(self, path: Path) -> bytes:
        """Return a new JPEG picture of what the file shows: upright, and nothing but pixels.

        Raises:
            PictureRefused: One of its kinds; nothing was kept.
        """
        file = _opened(path)
        try:
            decoding = self._child("pixels", file)
        finally:
            os.close(file)
        with decoding:
            if decoding.stdout is None:
                raise PictureUnreadable
            with self._child("jpeg", decoding.stdout.fileno()) as making:
                decoding.stdout.close()
                return _outcome(decoding, making)

    def _child(self, step: str, source: int) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 (ourselves)
                [*self._program, "picture", step],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=Path(sys.executable).anchor,
                close_fds=True,
            )
        except OSError:
            raise PictureUnreadable from None


def _outcome(decoding: subprocess.Popen[bytes], making: subprocess.Popen[bytes]) -> bytes:
    try:
        made, _ = making.communicate(timeout=_SECONDS)
        status = decoding.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise PictureTooLarge from None
    finally:
        for child in (decoding, making):
            if child.poll() is None:
                child.kill()
    if status in {_TOO_LARGE, _OTHER_KIND}:
        raise PictureTooLarge if status == _TOO_LARGE else PictureOfOtherKind
    if status or making.returncode or not made or len(made) > _MOST_BYTES:
        raise PictureUnreadable
    return made


def _opened(path: Path) -> int:
    """Return the file, open for reading and of no other kind than a file."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        raise PictureUnreadable from None
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise PictureUnreadable
    return file


def _ourselves() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    # -I: nothing of the environment, the working folder or the user's own packages is looked at.
    return (sys.executable, "-I", "-B", "-c", _START, str(_OURS))


def _environment() -> dict[str, str]:
    """Return nothing; on Windows what the system needs to load its own libraries."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
