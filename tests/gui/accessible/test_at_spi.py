"""What a screen reader is told on every main page, by the accessibility bus of a real desktop session."""

import gettext
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.person import CaseKind
from screening_app.i18n import DOMAIN
from screening_app.services.begin import begin_with_new
from screening_app.services.people import NewPerson
from screening_app.settings import catalogs_folder
from tests.gui.accessible.known import Known
from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT
from tests.services.test_marks import agreed

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PROGRAMS = ("bash", "dbus-run-session", "Xvfb", "openbox", LAUNCHER, SYSTEM_PYTHON)
HERE = CHECKOUT / "tests" / "gui" / "accessible"
PATIENCE_S = 900
WORDS = (
    *("After a yes", "Authority or provider", "Back", "Cannot ask now…", "Code", "Folder", "Matches"),
    *("Name", "Name, identity number or case number", "Page {number} of {count}", "Passphrase"),
    *("Passphrase once more", "Pause", "Phone numbers", "Places", "Print", "Recipient"),
    *("Postpone…", "Postpone all the same", "Print the three sheets…", "Show the words"),
    *("Add a user…", "Continue", "Folder for backups", "Keys and backups", "Make sheets", "Passphrase now"),
    *("Place for a new key file", "The unit's routine", "Save as PDF…", "Close"),
    *("Word {word}, sheet {sheet}", "Your passphrase"),
    *(
        "Hand over the screen",
        "I want to stop",
        "Copy the protected part",
        "Registration number",
        "Said as written",
        "Show the summary",
    ),
    *("Text for the journal", "The paper"),
    *("Did you reach the person?", "Note an attempt", "Only spoken", "Lines on the card"),
    *("Correct an answer…", "Search the list", "Why is the answer corrected?"),
    *("Who may mark the genital area", "The whole routine"),
    *("Six digits", "Size of text", "Sweden", "Text and contrast", "To Today", "To the conversation"),
    *("Unlock", "Urgent: do this", "User", "Write document"),
    *("Add", "Go on", "Later", "New mark", "Near by", "Next item", "Results"),
    *("By when", "The person considers something not right …", "What the person considers not right"),
)
OF_FORMS = {
    "Contact list": "Kontaktlista",
    "Who asks": "Vem frågar",
}
"""Words that come from the country's texts, in Swedish."""
DATA = (
    "Anna Exempelsson",
    "Barn A",
    "Barn B",
    "Barnmorskemottagningen Norr",
    "R-TEST-0001",
    "Provperson Berg",
    "Testperson Ek",
    "Socialtjänsten i Exempelkommun",
    "Svenska",
    "English",
    "Det som jag har berättat i dag och hur ni når mig",
)
"""What the demo calls people and places."""
SILENT = {"neutral": ["filler"], "neutral-asked": ["filler"]}
"""The page that hides everything takes every key and says nothing, not even that it does."""
FIELDS = {"text", "password text", "combo box", "spin button"}
UNLABELLED = {("neutral-asked", "password text"), ("set-up-rehearsal", "text")}
"""The page that hides everything says nothing to the eye; a word of a sheet has its number in its field."""
ROLES = {
    "set-up-place": {"text", "push button"},
    "set-up-numbers": {"filler", "push button"},
    "set-up-unit": {"text", "combo box", "radio button", "push button"},
    "set-up-first": {"text", "password text", "push button"},
    "set-up-second": {"text", "password text", "push button"},
    "set-up-sheets": {"push button"},
    "set-up-rehearsal": {"text", "push button"},
    "lock": {"text", "password text", "push button"},
    "lock-numbers": {"filler", "push button"},
    "today": {"push button"},
    "people": {"text", "push button"},
    "matches": {"text", "table", "table cell", "push button"},
    "person": {"push button"},
    "person-forms": {"combo box", "text", "push button"},
    "compose": {"filler", "text", "combo box", "radio button", "check box", "push button"},
    "journal": {"push button"},
    "amend": {"text", "push button"},
    "amend-answer": {"radio button", "text", "push button"},
    "contact": {"push button"},
    "contact-attempt": {"combo box", "text", "push button"},
    "appearance": {"radio button", "push button"},
    "upkeep": {"push button"},
    "passphrase": {"password text", "push button"},
    "key-file": {"text", "password text", "push button"},
    "users": {"push button"},
    "sheets": {"push button"},
    "backups": {"text", "combo box", "push button"},
    "routine": {"push button"},
    "markers": {"push button"},
    "routine-item": {"push button"},
    "contacts": {"push button"},
    "duties": {"push button"},
    "marks": {"push button"},
    "marks-new": {"radio button", "push button"},
    "start": {"radio button", "check box", "push button"},
    "start-with-a-name": {"text", "combo box", "radio button", "check box", "push button"},
    "prepare": {"radio button", "push button"},
    "gate": {"check box", "push button"},
    "reasons": {"radio button", "push button"},
    "inform": {"radio button", "push button"},
    "question": {"radio button", "push button"},
    "after-yes": {"push button"},
    "emergency": {"check box", "push button"},
    "hand-over-ask": {"push button"},
    "hand-over": {"radio button", "push button"},
    "closing": {"push button"},
    "outcome": {"push button"},
    "closed": {"push button"},
    "take-home": {"radio button", "check box", "text", "push button"},
    "six-digits": {"password text", "push button"},
    "neutral": {"filler"},
    "neutral-asked": {"filler", "password text"},
}
"""The pages in their order, and what each must have; a filler is something long to scroll by the keyboard."""


def missing() -> str:
    """Return why the test cannot run here, or nothing."""
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    if absent:
        return f"needs {', '.join(absent)}"
    bindings = "import gi; gi.require_version('Atspi', '2.0')"
    found = subprocess.run([SYSTEM_PYTHON, "-c", bindings], capture_output=True, check=False)
    return "" if found.returncode == 0 else "needs the bindings of AT-SPI (gir1.2-atspi-2.0, python3-pyatspi)"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be used.

    Attributes:
        label: Name of the label that belongs to it.
    """

    page: str
    role: str
    name: str
    label: str


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a desktop session of its own."""
    return REAL_ENVIRONMENT | {
        "HOME": str(folder),
        "PYTHONPATH": str(CHECKOUT),
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LC_ALL": "C.UTF-8",
        "PYTHONFAULTHANDLER": "1",
    }


def visit(folder: Path, code: str, given: dict[str, object]) -> int:
    """Walk through every page in a session of its own; what is heard is written to ``heard``."""
    programs = [LAUNCHER, sys.executable, SYSTEM_PYTHON, str(HERE / "client.py"), code]
    command = ["dbus-run-session", "--", "bash", str(HERE / "session.sh"), *programs]
    with (
        (folder / "heard").open("wb") as heard,
        (folder / "said").open("wb") as said,
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=heard,
            stderr=said,
            text=True,
            start_new_session=True,
        ) as session,
    ):
        try:
            if session.stdin is not None:
                session.stdin.write(json.dumps(given) + "\n")
                session.stdin.flush()
            return session.wait(PATIENCE_S)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(session.pid, signal.SIGKILL)


def end_of(path: Path) -> str:
    """Return how a text ends, for a message."""
    return path.read_text(encoding="utf-8")[-3000:] if path.exists() else ""


@pytest.fixture(scope="module", params=["sv", "en"])
def code(request: pytest.FixtureRequest) -> str:
    """Return the language in which the window is visited."""
    return str(request.param)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with people in it, its passphrase beside it."""
    if reason := missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("at-spi-demo")
    command = [sys.executable, "-m", "screening_app", "demo", "--out", str(folder / "demo")]
    subprocess.run(command, cwd=folder, env=environment(folder), check=True, capture_output=True)
    passphrase = (folder / "demo" / "passphrase.txt").read_text(encoding="utf-8").strip()
    with open_session(folder / "demo" / "vault", "anna", passphrase) as session:
        pathway = session.forms.find_pathway("pathway-health").canonical
        new = NewPerson(kind=CaseKind.IDENTIFIED, name="Provperson Berg")
        agreed(session, begin_with_new(session, new, pathway))
    return folder / "demo"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory, demo: Path, code: str) -> dict[str, tuple[Part, ...]]:
    """Return what was heard on each page, in one visit to all of them."""
    folder = tmp_path_factory.mktemp("at-spi")
    shutil.copytree(demo, folder / "demo")
    catalog = gettext.translation(DOMAIN, catalogs_folder(), ["sv"])
    given: dict[str, object] = {
        "words": {word: catalog.gettext(word) if code == "sv" else word for word in WORDS}
        | {word: swedish if code == "sv" else word for word, swedish in OF_FORMS.items()},
        "passphrase": (folder / "demo" / "passphrase.txt").read_text(encoding="utf-8").strip(),
    }
    if visit(folder, code, given):
        pytest.fail("\n".join(end_of(folder / name) for name in ("heard", "said", "window")), pytrace=False)
    pages: dict[str, tuple[Part, ...]] = {}
    for line in (folder / "heard").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        pages[page["page"]] = tuple(Part(page["page"], *part) for part in page["used"])
    return pages


@pytest.mark.slow
def test_every_page_is_reached_and_everything_on_it_has_a_name(
    heard: dict[str, tuple[Part, ...]], code: str
) -> None:
    unnamed = {page: [one.role for one in parts if not one.name.strip()] for page, parts in heard.items()}
    for page, parts in heard.items():
        print(f"{code} {page}: {len(parts)} parts, {len(unnamed[page])} unnamed {unnamed[page]}")
    print(f"{code}: {len(heard)} pages, {sum(map(len, heard.values()))} parts")

    assert list(heard) == list(ROLES)
    assert {page: roles for page, roles in unnamed.items() if roles} == SILENT


@pytest.mark.slow
def test_every_name_is_a_sentence_of_the_catalog_the_forms_or_the_records(
    heard: dict[str, tuple[Part, ...]], code: str
) -> None:
    known = Known(code, DATA)

    strange = [
        f"{page}: {name}"
        for page, parts in heard.items()
        for name in known.strange(one.name for one in parts)
    ]

    assert not strange, "\n".join(strange)


@pytest.mark.slow
def test_every_page_has_the_roles_that_it_needs(heard: dict[str, tuple[Part, ...]]) -> None:
    found = {page: {one.role for one in parts} for page, parts in heard.items()}

    assert {page: roles - found[page] for page, roles in ROLES.items() if roles - found[page]} == {}


@pytest.mark.slow
def test_every_field_belongs_to_its_label(heard: dict[str, tuple[Part, ...]]) -> None:
    fields = [one for parts in heard.values() for one in parts if one.role in FIELDS]
    alone = [one for one in fields if not one.label and (one.page, one.role) not in UNLABELLED]

    assert alone == []
    # What is chosen in a list may be its name; a field to write into is called as its label is.
    assert [one for one in fields if one.role != "combo box" and one.label not in ("", one.name)] == []
