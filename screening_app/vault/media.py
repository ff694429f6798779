"""Where removable media stand on this system."""

import os
import sys
from pathlib import Path
from string import ascii_uppercase

_MOUNTS = Path("/proc/mounts")
_REMOVABLE_DRIVE = 2
_PLACES = ("/media/", "/run/media/", "/mnt/")


def removable_media(*, mounts: Path = _MOUNTS) -> tuple[Path, ...]:
    """Return the top folders of what was plugged in, as far as the system tells.

    Args:
        mounts: The system's list of mounted file systems.
    """
    if sys.platform == "win32":
        return _windows_drives()
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ()
    points = (_unescape(line.split(" ")[1]) for line in lines if line.startswith("/dev/"))
    return tuple(sorted({Path(point) for point in points if point.startswith(_PLACES)}))


def _unescape(point: str) -> str:
    """Return a mount point as it is: the list writes blanks and the like as octal numbers."""
    return os.fsdecode(point.encode("utf-8", "surrogateescape").decode("unicode_escape").encode("latin-1"))


def _windows_drives() -> tuple[Path, ...]:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (Windows only)

        kernel = ctypes.windll.kernel32
        drives = [Path(f"{letter}:\\") for letter in ascii_uppercase]
        return tuple(drive for drive in drives if kernel.GetDriveTypeW(str(drive)) == _REMOVABLE_DRIVE)
    return ()
