"""Libraries of forms that differ from the one that ships in one thing."""

import shutil
from pathlib import Path

from screening_app.questionnaire.library import FileFormLibrary
from screening_app.settings import shipped_folder


def altered(folder: Path, file: str, old: str, new: str) -> FileFormLibrary:
    """Return a library like the one that ships, with something in one of its files replaced."""
    root = folder / "forms"
    shutil.copytree(shipped_folder("forms"), root)
    path = root / file
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        msg = f"{old!r} stands {text.count(old)} times"
        raise ValueError(msg)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return FileFormLibrary(root)


def without_pathways(folder: Path) -> FileFormLibrary:
    """Return a library like the one that ships, without a single pathway."""
    root = folder / "forms"
    shutil.copytree(shipped_folder("forms"), root, ignore=shutil.ignore_patterns("*pathway*"))
    return FileFormLibrary(root)
