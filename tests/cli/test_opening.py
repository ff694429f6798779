"""The passphrase is taken whole from wherever it comes, or one sentence says why not."""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screening_app.cli.opening import (
    PassphraseMissing,
    PassphraseTooLong,
    PassphraseUnreadable,
    typed_passphrase,
)
from tests.helpers.surroundings import CHECKOUT

WHOLE = "vinter gröt lampa åska cykel tröja"


def given(*, fd: int | None = None, file: Path | None = None) -> argparse.Namespace:
    return argparse.Namespace(passphrase_fd=fd, passphrase_file=file)


@contextmanager
def piped(*parts: bytes, pause: float = 0.0) -> Iterator[int]:
    """Return the reading end of a pipe that gets these parts, one after the other, and then ends."""
    reading, writing = os.pipe()

    def write() -> None:
        for part in parts:
            os.write(writing, part)
            time.sleep(pause)
        os.close(writing)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield reading
    finally:
        writer.join()
        os.close(reading)


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_slow_pipe_is_read_to_the_end_of_the_line(end: str) -> None:
    raw = f"{WHOLE}{end}".encode()
    # The cut goes through a letter of two bytes.
    at = raw.index("ö".encode()) + 1

    with piped(raw[:at], raw[at:], pause=0.05) as reading:
        assert typed_passphrase(given(fd=reading)) == WHOLE


def test_a_line_that_has_ended_is_not_waited_behind() -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{WHOLE}\n".encode())

    assert typed_passphrase(given(fd=reading)) == WHOLE

    os.close(writing)
    os.close(reading)


def test_a_file_gives_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{WHOLE}\nnot this\n", encoding="utf-8")

    assert typed_passphrase(given(file=tmp_path / "key")) == WHOLE


@pytest.mark.parametrize("descriptor", [-1, 987, 99999999999999])
def test_a_descriptor_that_is_none_is_said_so(descriptor: int) -> None:
    with pytest.raises(PassphraseUnreadable):
        typed_passphrase(given(fd=descriptor))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\n")

    with pytest.raises(PassphraseUnreadable):
        typed_passphrase(given(file=tmp_path / "key"))


def test_a_source_without_end_is_not_read_for_ever() -> None:
    with pytest.raises(PassphraseTooLong):
        typed_passphrase(given(file=Path("/dev/zero")))


def test_without_a_standard_input_nobody_can_type_one(tmp_path: Path) -> None:
    command = f"exec {sys.executable} -m screening_app --lang en --vault {tmp_path} --user a vault verify <&-"
    done = subprocess.run(["sh", "-c", command], cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.strip() == PassphraseMissing.user_message
