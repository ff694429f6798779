"""An installed wheel finds its forms and speaks Swedish, far from any checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT

ASK = """
import json, screening_app
from screening_app.i18n import gettext, use_language
from screening_app.settings import catalogs_folder, shipped_folder
use_language("sv", catalogs_folder())
print(json.dumps({
    "package": screening_app.__file__,
    "forms": sorted(path.name for path in shipped_folder("forms").rglob("*.yaml")),
    "resources": str(shipped_folder("resources")),
    "said": gettext("No person matches. Check the number, or ask your supervisor."),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the wheel's content."""
    made, target = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(CHECKOUT)]
    subprocess.run([sys.executable, *build], env=REAL_ENVIRONMENT, capture_output=True, check=True)
    (wheel,) = made.glob("*.whl")
    install = ["-m", "pip", "install", "--no-deps", "--quiet", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, *install], env=REAL_ENVIRONMENT, capture_output=True, check=True)
    return target


def test_what_is_shipped_is_found(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)

    assert found["package"].startswith(str(installed))
    assert found["resources"] == str(installed / "screening_app" / "_data" / "resources")
    assert found["forms"] == sorted(path.name for path in (CHECKOUT / "forms").rglob("*.yaml"))
    assert found["said"].startswith("Ingen person")


def test_licence_travels_with_it(installed: Path) -> None:
    (licence,) = installed.glob("screening_app-*.dist-info/licenses/LICENSE")

    assert licence.read_text("utf-8") == (CHECKOUT / "LICENSE").read_text("utf-8")


def test_tests_do_not_travel(installed: Path) -> None:
    assert not (installed / "tests").exists()
