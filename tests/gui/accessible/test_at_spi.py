"""What a screen reader is told on every main page, by the accessibility bus of a real desktop session."""

import gettext
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml

from screening_app.i18n import DOMAIN
from screening_app.settings import catalogs_folder, shipped_folder
from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PROGRAMS = ("dbus-run-session", "Xvfb", "openbox", LAUNCHER, SYSTEM_PYTHON)
WORDS = (
    "After a yes",
    "Code",
    "Name, identity number or case number",
    "Passphrase",
    "Pause",
    "Print",
    "Text and contrast",
    "To the conversation",
    "Write document",
)
PAGES = 14
DATA = (
    "Anna Exempelsson",
    "Barn A",
    "Barn B",
    "Barnmorskemottagningen Norr",
    "R-TEST-0001",
    "Testperson Ek",
    "Socialtjänsten i Exempelkommun",
    "Svenska",
    "English",
    "Det som jag har berättat i dag och hur ni når mig",
)
"""What the demo calls people and places."""
_CASE = r"[0-9A-Z]{4}-[0-9A-Z]{4}"
_DIGITS = r"[0-9][0-9 \u00a0.:–%-]*"
_SESSION = """
Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>display 2>/dev/null & server=$!
while [ ! -s display ]; do sleep 0.1; done
export DISPLAY=:$(cat display)
(until openbox; do sleep 0.2; done) >/dev/null 2>&1 &
{launcher} --launch-immediately >/dev/null & bus=$!
sleep 1
{python} -m screening_app --data-dir "$PWD/data" --vault "$PWD/demo/vault" --lang sv >window 2>&1 & window=$!
{client} {script}; status=$?
kill $window $bus $server
exit $status
"""


def missing() -> str:
    """Return why the test cannot run here, or nothing."""
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    if absent:
        return f"needs {', '.join(absent)}"
    bindings = "import gi; gi.require_version('Atspi', '2.0')"
    found = subprocess.run([SYSTEM_PYTHON, "-c", bindings], capture_output=True, check=False)
    return "" if found.returncode == 0 else "needs the bindings of AT-SPI (gir1.2-atspi-2.0, python3-pyatspi)"


@dataclass(frozen=True, slots=True)
class Heard:
    """What can be used on a page.

    Attributes:
        used: Role and name of each part.
    """

    page: str
    used: tuple[tuple[str, str], ...]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Heard, ...]:
    """Return what was heard in one visit to every page."""
    if reason := missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("at-spi")
    environment = REAL_ENVIRONMENT | {
        "HOME": str(folder),
        "PYTHONPATH": str(CHECKOUT),
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LC_ALL": "C.UTF-8",
    }
    demo = [sys.executable, "-m", "screening_app", "demo", "--out", str(folder / "demo")]
    subprocess.run(demo, cwd=folder, env=environment, check=True, capture_output=True)
    catalog = gettext.translation(DOMAIN, catalogs_folder(), ["sv"])
    given = {
        "words": {word: catalog.gettext(word) for word in WORDS},
        "passphrase": (folder / "demo" / "passphrase.txt").read_text(encoding="utf-8").strip(),
    }
    client = CHECKOUT / "tests" / "gui" / "accessible" / "client.py"
    session = _SESSION.format(launcher=LAUNCHER, python=sys.executable, client=SYSTEM_PYTHON, script=client)
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", session],
        cwd=folder,
        env=environment,
        input=json.dumps(given) + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    window = (folder / "window").read_text(encoding="utf-8") if (folder / "window").exists() else ""
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-4000:], window[-2000:])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return tuple(Heard(line["page"], tuple((role, name) for role, name in line["used"])) for line in lines)


@pytest.mark.slow
def test_everything_that_can_be_used_has_a_name(heard: tuple[Heard, ...]) -> None:
    for page in heard:
        unnamed = [role for role, name in page.used if not name.strip()]
        print(f"{page.page}: {len(page.used)} parts, {len(unnamed)} unnamed {unnamed}")

    assert len(heard) == PAGES
    # The page that hides everything offers nothing before somebody presses a key.
    assert [page.page for page in heard if not page.used] == ["neutral"]
    assert [(page.page, role) for page in heard for role, name in page.used if not name.strip()] == []


@pytest.mark.slow
def test_every_name_is_a_sentence_of_the_catalog_the_forms_or_the_records(heard: tuple[Heard, ...]) -> None:
    known = re.compile("|".join(sorted(_sentences(), key=len, reverse=True)))

    strange = sorted(
        {name for page in heard for _role, name in page.used if name and not _is_known(known, name)}
    )

    assert not strange, "\n".join(strange)


def _is_known(known: re.Pattern[str], name: str) -> bool:
    """Tell whether a name is one known sentence, or several side by side."""
    if known.fullmatch(name):
        return True
    ends = [found.end() for found in re.finditer(r"[.,:?!]? ", name)]
    for end in ends:
        first = name[:end].strip()
        alone = first.rstrip(".,:")
        if (known.fullmatch(first) or known.fullmatch(alone)) and _is_known(known, name[end:]):
            return True
    return False


def _sentences() -> Iterator[str]:
    """Return a pattern for each sentence that the window may say in Swedish."""
    spoken = gettext.translation(DOMAIN, catalogs_folder(), ["sv"])
    catalog: dict[str, str] = spoken._catalog  # type: ignore[attr-defined]  # gettext lists it nowhere else
    for sentence in catalog.values():
        if sentence and "Content-Type" not in sentence:
            parts = re.split(r"\{[^{}]*\}", sentence)
            if any(re.search(r"\w", part) for part in parts):
                yield ".+?".join(map(re.escape, parts))
    for folder in (shipped_folder("forms"), shipped_folder("resources")):
        for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.json")]):
            yield from map(re.escape, _swedish(yaml.safe_load(path.read_text(encoding="utf-8"))))
    yield from map(re.escape, DATA)
    yield from (_CASE, _DIGITS)


def _swedish(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "sv" and isinstance(value, str):
                yield value.strip()
            else:
                yield from _swedish(value)
    elif isinstance(node, list):
        for value in node:
            yield from _swedish(value)
