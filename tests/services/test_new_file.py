"""A result is written once, for its user alone, whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from screening_app.services.new_file import CannotWrite, write_new
from tests.helpers.surroundings import CHECKOUT


def test_only_the_user_may_read_it(tmp_path: Path) -> None:
    path = write_new(tmp_path / "new" / "folder", "handling-1.pdf", b"content")

    assert path.read_bytes() == b"content"
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_earlier_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"before")

    with pytest.raises(CannotWrite):
        write_new(tmp_path, "a.pdf", b"after")

    assert (tmp_path / "a.pdf").read_bytes() == b"before"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CannotWrite, match="file/cannot-write"):
        write_new(tmp_path / "file", "a.pdf", b"")


def test_where_there_is_no_room_no_part_is_left_behind(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from screening_app.services.new_file import CannotWrite, write_new\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_new(Path(sys.argv[1]), 'fits.pdf', b'x' * 1000)\n"
        "try:\n"
        "    write_new(Path(sys.argv[1]), 'a.pdf', b'x' * 5000)\n"
        "except CannotWrite:\n"
        "    print('refused')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "refused"
    assert [path.name for path in tmp_path.iterdir()] == ["fits.pdf"]
