"""Whatever is in a form file: a sentence, exit 1, in bounded time and memory (FORMS 1)."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.surroundings import CHECKOUT
from tests.questionnaire.entangled import entangled
from tests.questionnaire.examples import FORM, PATHWAY, broken, write

MOST_SECONDS = 10.0
MOST_MIB = 30
"""Above what a check of good forms takes; a file of 50 MB read whole would take more."""

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
)
WHEN = 'enableWhen: {question: "hurt", is: "yes"}'


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    said: str
    seconds: float
    mebibytes: float


# The most memory that a process held is asked of itself: what its parent is told counts the parent too.
COMMAND = """\
import sys
from screening_app.cli.main import run_command
status = run_command(sys.argv[1:])
print(open("/proc/self/status").read())
sys.exit(status)
"""


def check(path: Path) -> Ran:
    """Run ``forms check`` in a process of its own."""
    said, held = path.parent / "said.txt", path.parent / "held.txt"
    with said.open("wb") as errors, held.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "--lang", "en", "forms", "check", str(path)],
            cwd=CHECKOUT,
            stdout=output,
            stderr=errors,
        )
        _pid, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    peak = next(line for line in held.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
    seconds = usage.ru_utime + usage.ru_stime
    return Ran(process.returncode, said.read_text("utf-8"), seconds, int(peak.split()[1]) / 1024)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return how the check of good forms ends."""
    return check(write(tmp_path_factory.mktemp("good") / "forms"))


def test_good_forms_pass(good: Ran) -> None:
    assert good.status == 0


TEXTS: Mapping[str, tuple[str, str]] = {
    "bomb": (BOMB, "alias"),
    "bomb of merges": ("a: &a {x: 1}\nb: {<<: *a}\n", "alias"),
    "keys twice": (
        broken(FORM, 'audience: "person"', 'audience: "person"\naudience: "staff"'),
        "duplicate-key",
    ),
    "wrong types": (broken(FORM, "range: [0, 2]", 'range: "all"'), "wrong-type"),
    "unquoted no": (FORM.replace('code: "no"', "code: no"), "ambiguous-scalar"),
    "unquoted on": (broken(FORM, 'status: "active"', "status: on"), "ambiguous-scalar"),
    "unquoted 1.0": (broken(FORM, 'version: "1.0.0"', "version: 1.0"), "ambiguous-scalar"),
    "conditions in a circle": (
        broken(FORM, WHEN, 'enableWhen: {question: "when", is: "now"}'),
        "circular-reference",
    ),
    "definitions in a circle": (
        broken(PATHWAY, '{score: "one/total", at-least: 2}', '{defined: "any-yes"}'),
        "unknown-definition",
    ),
    "deep": ("a: " + "[" * 900_000, "too-deep"),
    "deep conditions": (
        broken(FORM, WHEN, "enableWhen: " + "{not: " * 60 + '{question: "hurt", is: "yes"}' + "}" * 60),
        "too-deep",
    ),
    "beyond trying": (entangled(FORM), "too-entangled"),
    "empty": ("", "empty-file"),
    "a list": ("- 1\n", "wrong-root"),
    "another kind": ('{"resourceType": "Patient"}\n', "unknown-kind"),
    "a tag that runs": ("a: !!python/object/apply:os.system [true]\n", "tag"),
    "a pattern that cannot be": (
        broken(
            FORM, '    contentClass: "safe-contact"\n', '    contentClass: "safe-contact"\n    regex: "((("\n'
        ),
        "wrong-pattern",
    ),
}


def ends_well(ran: Ran, good: Ran, code: str) -> None:
    """See to it that a refusal is a sentence and costs little."""
    assert ran.status == 1
    assert f"[{code}]" in ran.said
    assert "Traceback" not in ran.said
    assert ran.seconds < MOST_SECONDS
    assert ran.mebibytes < good.mebibytes + MOST_MIB


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_that_is_no_form_is_refused_with_a_sentence(tmp_path: Path, good: Ran, name: str) -> None:
    text, code = TEXTS[name]
    path = tmp_path / "form.yaml"
    path.write_text(text, encoding="utf-8")

    ends_well(check(path), good, code)


BYTES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "fifty megabytes of comment": (lambda: b"#" * 50_000_000, "too-large"),
    "fifty megabytes of form": (lambda: FORM.encode() + b'x: "' + b"y" * 50_000_000 + b'"\n', "too-large"),
    "not UTF-8": (lambda: FORM.encode("latin-1"), "not-utf-8"),
    "UTF-16": (lambda: FORM.encode("utf-16"), "not-utf-8"),
    "a program": (lambda: Path(sys.executable).read_bytes()[:1_000_000], "not-utf-8"),
    "zeros": (lambda: bytes(1_000_000), "not-yaml"),
}


@pytest.mark.parametrize("name", sorted(BYTES))
def test_bytes_that_are_no_text_are_refused_with_a_sentence(tmp_path: Path, good: Ran, name: str) -> None:
    content, code = BYTES[name]
    path = tmp_path / "form.yaml"
    path.write_bytes(content())

    ends_well(check(path), good, code)


@pytest.mark.parametrize("kind", ["folder", "named like a form", "absent", "device"])
def test_what_is_no_file_is_refused_with_a_sentence(tmp_path: Path, good: Ran, kind: str) -> None:
    path = tmp_path / "form.yaml"
    if kind == "folder":
        path = tmp_path / "empty"
        path.mkdir()
    elif kind == "named like a form":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")

    ran = check(path)

    assert ran.status == 1
    assert len(ran.said.strip().splitlines()) == 1
    assert "Traceback" not in ran.said
    assert ran.seconds < MOST_SECONDS
    assert ran.mebibytes < good.mebibytes + MOST_MIB
