"""A folder is tried before anything is decided, and a file is written whole or not at all."""

import os
import subprocess
from pathlib import Path

import pytest

from screening_app.services.new_file import CannotWrite, check_folder, write_new


def test_a_folder_is_made_and_tried_and_nothing_stays_in_it(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b")

    assert list((tmp_path / "a" / "b").iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/below", "n" * 300])
def test_what_can_be_no_folder_is_said_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(CannotWrite):
        check_folder(tmp_path / name)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
@pytest.mark.parametrize("place", ["/proc", "/proc/x"])
def test_a_file_system_that_takes_no_files_is_said_so(place: str) -> None:
    with pytest.raises(CannotWrite):
        check_folder(Path(place))


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_with_little_room_is_said_so_and_left_as_it_was(tmp_path: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)], check=True)
    try:
        with pytest.raises(CannotWrite):
            check_folder(tmp_path)
        assert list(tmp_path.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_an_earlier_file_is_never_written_over(tmp_path: Path) -> None:
    write_new(tmp_path, "a.pdf", b"first")

    with pytest.raises(CannotWrite):
        write_new(tmp_path, "a.pdf", b"second")

    assert (tmp_path / "a.pdf").read_bytes() == b"first"
