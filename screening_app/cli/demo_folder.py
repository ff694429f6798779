"""The folder of a demo: what it holds, and what of it a later demo may take away."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_

VAULT = "vault"
KEY = "passphrase.txt"
PICTURES = "pictures"

_MARKER = "demo.json"
_FRESH_MARKER = "demo.json.new"
_MADE_BY = "screening-app demo"
_MAKES = re.compile(rf"{VAULT}|{re.escape(KEY)}|{PICTURES}|[^/\\\\]+\.pdf")
"""What a demo may claim to have made, whatever its marker says."""
_INSIDE = {
    VAULT: re.compile(r"vault\.json(\.copy)?(\.new)?|vault\.lock|door\.log|records-\d+\.db.*"),
    PICTURES: re.compile(r"\d\d-[a-z]+(-[a-z]+)*\.png"),
}
"""What its folders may hold."""


class FolderInUse(ScreeningAppError):
    """The folder holds something that no demo made."""

    code = "demo/folder-in-use"
    user_message = N_("{folder} holds something else. Choose a new or empty folder with --out.")


def make_room(folder: Path) -> None:
    """Take away what an earlier demo made, finished or not, and claim the folder before anything is made.

    Raises:
        FolderInUse: If there is something that no demo made; nothing is taken away.
        CannotWrite: If the folder cannot be made or written.
    """
    from screening_app.services.new_file import CannotWrite  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _made_before(folder):
            path.rmdir() if path.is_dir() else path.unlink()
        mark(folder, [])
    except FileExistsError:
        raise FolderInUse(folder=str(folder)) from None
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=error.strerror or "") from None


def _made_before(folder: Path) -> list[Path]:
    """Return what an earlier demo made, files before their folder and the marker last."""
    there = {path.name: path for path in folder.iterdir()}
    there.pop(_FRESH_MARKER, None)
    marker = there.pop(_MARKER, None)
    made = _claimed(marker) if marker else frozenset[str]()
    if made is None or not set(there) <= made or any(path.is_symlink() for path in there.values()):
        raise FolderInUse(folder=str(folder))
    inside = list[Path]()
    for name, path in there.items():
        if path.is_dir() != (name in _INSIDE):
            raise FolderInUse(folder=str(folder))
        if name in _INSIDE:
            inside += _only(path, _INSIDE[name])
    return [*inside, *there.values(), *([marker] if marker else [])]


def _only(folder: Path, names: re.Pattern[str]) -> list[Path]:
    """Return the files of a folder that holds no others than these."""
    found = list(folder.iterdir())
    if any(path.is_symlink() or path.is_dir() or not names.fullmatch(path.name) for path in found):
        raise FolderInUse(folder=str(folder.parent))
    return found


def _claimed(marker: Path) -> frozenset[str] | None:
    """Return the names that a marker of ours lists, or ``None`` if it is no marker of ours."""
    try:
        found = json.loads(marker.read_bytes())
        ours = found["madeBy"] == _MADE_BY
        names = frozenset(name for name in found["makes"] if _MAKES.fullmatch(name))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return names if ours else None


def mark(folder: Path, papers: list[str], facts: Mapping[str, object] | None = None) -> None:
    """Write down what the demo makes, before it makes it: an interrupted one can be taken away too.

    Args:
        papers: Names of the documents.
        facts: What else is worth knowing of a demo that is whole.
    """
    content = {"madeBy": _MADE_BY, "makes": [VAULT, KEY, PICTURES, *papers], **(facts or {})}
    fresh = folder / _FRESH_MARKER
    fresh.unlink(missing_ok=True)
    with fresh.open("x", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
    fresh.replace(folder / _MARKER)
