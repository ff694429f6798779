"""What is left out of the frozen application, and what never is (fast: nothing is built)."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers.surroundings import CHECKOUT

PLUGINS = "PySide6/Qt/plugins"


@pytest.fixture(scope="module")
def parts() -> ModuleType:
    """Return ``tools/build_parts.py``, which is no package."""
    spec = importlib.util.spec_from_file_location("build_parts", CHECKOUT / "tools" / "build_parts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def data(*destinations: str) -> list[tuple[str, str, str]]:
    return [(destination, f"/somewhere/{destination}", "DATA") for destination in destinations]


def test_words_of_other_languages_are_left_out_and_everything_else_stays(parts: ModuleType) -> None:
    stays = data(
        "babel/locale-data/root.dat",
        "babel/locale-data/sv_SE.dat",
        "babel/locale-data/en.dat",
        "PySide6/Qt/translations/qtbase_sv.qm",
        "forms/se/contacts.yaml",
    )
    goes = data("babel/locale-data/svx.dat", "babel/locale-data/fi.dat", "PySide6/Qt/translations/qt_sv.qm")

    assert parts.kept_data([*stays, *goes], ("sv", "en"), []) == stays


def test_a_link_goes_with_what_it_points_to(parts: ModuleType) -> None:
    there, gone = "PySide6/Qt/lib/libQt6Core.so.6", "PySide6/Qt/lib/libQt6Network.so.6"
    links = [("libQt6Core.so.6", there, "SYMLINK"), ("libQt6Network.so.6", gone, "SYMLINK")]

    assert parts.kept_data(links, ("sv",), [(there, "/x", "BINARY")]) == links[:1]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads libraries with ldd")
def test_a_library_stays_as_long_as_something_that_stays_asks_for_it(parts: ModuleType) -> None:
    module = next(Path(sys.prefix).rglob("sqlcipher3/_sqlite3*.so"))
    used, unused, plugin, theme = (
        ("libm.so.6", "/lib/libm.so.6", "BINARY"),
        ("libgtk-3.so.0", "/lib/libgtk-3.so.0", "BINARY"),
        (f"{PLUGINS}/platforms/libqoffscreen.so", str(module), "BINARY"),
        (f"{PLUGINS}/platformthemes/libqgtk3.so", str(module), "BINARY"),
    )
    top = ("_cffi_backend.cpython-311-x86_64-linux-gnu.so", str(module), "EXTENSION")

    assert parts.kept_binaries([used, unused, plugin, theme, top]) == [used, plugin, top]


def test_the_packages_that_run_are_listed_and_those_that_check_are_not(parts: ModuleType) -> None:
    names = {line.split()[0] for line in parts.inventory("screening-app").splitlines()}

    assert {"screening-app", "sqlcipher3", "pyside6-essentials", "argon2-cffi-bindings"} <= names
    assert not {"pytest", "mypy", "pyinstaller", "hypothesis"} & names
