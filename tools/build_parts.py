"""What the frozen application leaves out, and what it must bring along; read by build_installer.spec.

Left out is by name, and of system libraries what nothing that stays asks for, so that a new dependency is
never lost. Kept by name are only Qt's plugins, since each one opens another door into the process.
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""Destination, source and kind, as PyInstaller lists them."""

UNUSED_MODULES = (
    # What checks the program, pulled in by the plugins that pydantic has for it.
    *("hypothesis", "mypy", "pydantic.mypy", "pytest", "_pytest"),
    # What a dependency uses for something that we do not do.
    *(
        "lxml.html",
        "lxml.isoschematron",
        "lxml.objectify",
        "fontTools",
        "numpy",
        "tkinter",
        "setuptools",
        "pkg_resources",
        "PySide6.QtNetwork",
    ),
    # Decoders of picture formats that no document of ours holds: less to attack, and 10 MB.
    *("PIL.AvifImagePlugin", "PIL._avif", "PIL.WebPImagePlugin", "PIL._webp", "PIL.ImageTk"),
)

QT_PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqwayland.so",
    "platforms/libqoffscreen.so",
    "platforminputcontexts/*",
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-decoration-client/*",
    "printsupport/*",
)
"""No theme of the desktop's: its file dialogs keep lists of recent files (promise 10)."""

_PLUGIN = "PySide6/Qt/plugins/"
_LIBRARY = re.compile(r"(PySide6/Qt/lib/|[^/]+\.libs/)?lib[^/]+\.so[.0-9]*")
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*", re.IGNORECASE)


def kept_binaries(binaries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without unwanted plugins and without libraries that nothing kept asks for."""
    wanted = [entry for entry in binaries if _is_wanted(entry[0])]
    roots = [entry for entry in wanted if not _is_library(entry)]
    needed = {name for _destination, source, _kind in roots for name in _asked_for(source)}
    return [entry for entry in wanted if entry in roots or Path(entry[0]).name in needed]


def kept_data(entries: Iterable[Entry], languages: Iterable[str], kept: Iterable[Entry]) -> list[Entry]:
    """Return the entries without languages the interface lacks, and without links to what is not kept."""
    spoken, there = tuple(languages), {destination for destination, _source, _kind in kept}
    return [
        (destination, source, kind)
        for destination, source, kind in entries
        if (source in there if kind == "SYMLINK" else _is_spoken(PurePosixPath(destination), spoken))
    ]


def licences(distribution: str) -> Iterator[Entry]:
    """Give the licence files of everything that a distribution needs to run, itself included."""
    for name in sorted(_needed_to_run(distribution)):
        found = metadata.distribution(name)
        for file in found.files or ():
            if ".dist-info" in str(file) and _LICENCE.fullmatch(file.name):
                yield f"licences/{name}/{file.name}", str(found.locate_file(file)), "DATA"


def inventory(distribution: str) -> str:
    """Return a line for each package that a distribution needs to run: name, version and licence."""
    lines = []
    for name in sorted(_needed_to_run(distribution)):
        told = metadata.metadata(name)
        licence = told.get("License-Expression") or told.get("License", "").partition("\n")[0]
        classes = [text.split(" :: ")[-1] for text in told.get_all("Classifier", []) if "License ::" in text]
        lines.append(f"{name} {told['Version']}: {licence or ', '.join(classes) or 'see its home page'}")
    return "\n".join(lines) + "\n"


def _is_wanted(destination: str) -> bool:
    if not destination.startswith(_PLUGIN):
        return True
    return any(fnmatch(destination.removeprefix(_PLUGIN), pattern) for pattern in QT_PLUGINS)


def _is_library(entry: Entry) -> bool:
    """Tell whether it was collected only because something else asks for it."""
    destination, _source, kind = entry
    return kind == "BINARY" and bool(_LIBRARY.fullmatch(destination)) and "libpython" not in destination


def _asked_for(library: str) -> set[str]:
    from PyInstaller.depend.bindepend import get_imports  # noqa: PLC0415 (only where something is built)

    return {Path(path or name).name for name, path in get_imports(library)}


def _is_spoken(destination: PurePosixPath, spoken: tuple[str, ...]) -> bool:
    if destination.is_relative_to("babel/locale-data"):
        return destination.stem == "root" or destination.stem.split("_")[0] in spoken
    if destination.is_relative_to("PySide6/Qt/translations"):
        return destination.name in {f"qtbase_{language}.qm" for language in spoken}
    return True


def _needed_to_run(distribution: str) -> set[str]:
    """Return the names of what is installed of a distribution's requirements, and of theirs."""
    from packaging.requirements import Requirement  # noqa: PLC0415 (only where something is built)

    found, ahead = set[str](), [distribution]
    while ahead:
        name = ahead.pop().lower().replace("_", "-")
        if name in found:
            continue
        found.add(name)
        for text in metadata.distribution(name).requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                ahead.append(requirement.name)
    return found
