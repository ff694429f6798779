"""The one way in which files that somebody names are read: ordinary files only, and never without end."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.questionnaire.errors import FormFileUnreadable, short

MOST_ENTRIES = 20_000
"""More files and folders than a folder of forms has, by far."""

# A pipe that nobody writes to would be waited for at its opening; Windows knows neither word.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotAFile(ScreeningAppError):
    """A folder, a pipe, a device or a socket, where a file was meant."""

    code = "form/not-a-file"
    user_message = N_("{file} is no ordinary file but a folder, a pipe or a device. Name a file.")


class FolderTooLarge(ScreeningAppError):
    """A folder that cannot be one of forms."""

    code = "form/folder-too-large"
    user_message = N_("{folder} holds more than {limit} files and folders. Name the folder of the forms.")


def read_regular(path: Path, most: int) -> bytes:
    """Return what an ordinary file holds, at most one byte more than ``most``; the caller refuses that.

    Raises:
        NotAFile: If it is none.
        FormFileUnreadable: If the disk does not give it.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: that alone can move a device
            raise NotAFile(file=short(path.name or path))
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotAFile(file=short(path.name or path))
            return file.read(most + 1)
    except (OSError, ValueError):  # a name with a null character is a ValueError
        raise FormFileUnreadable(file=short(path.name or path)) from None


def form_files(path: Path) -> list[Path]:
    """Return the form files that a path means: itself, or every ``.yaml`` below it, in order.

    Raises:
        NotAFile: If it is neither a folder nor an ordinary file.
        FolderTooLarge: If it is a folder of much else.
        FormFileUnreadable: If it does not exist, or the disk does not give a folder.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISDIR(mode):
            if not stat.S_ISREG(mode):
                raise NotAFile(file=short(path.name or path))
            return [path]
        return sorted(found for found in _below(path) if found.name.endswith(".yaml"))
    except (OSError, ValueError):
        raise FormFileUnreadable(file=short(path.name or path)) from None


def unread_files(path: Path) -> list[Path]:
    """Return the files below a folder whose names only look like a form file's, in order; errors as above."""
    try:
        if not path.is_dir():
            return []
        return sorted(found for found in _below(path) if _is_like_a_form(found))
    except (OSError, ValueError):
        raise FormFileUnreadable(file=short(path.name or path)) from None


def _is_like_a_form(path: Path) -> bool:
    return path.suffix != ".yaml" and path.suffix.lower() in {".yaml", ".yml"}


def _below(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder and the folders below it, which are no links to others."""
    seen = 0
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_ENTRIES:
                    raise FolderTooLarge(folder=short(folder), limit=MOST_ENTRIES)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                else:
                    yield Path(entry.path)
