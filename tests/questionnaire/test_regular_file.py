"""Only ordinary files are read, and no folder without end is looked through."""

import os
import stat
from pathlib import Path

import pytest

from screening_app.questionnaire.errors import FormFileUnreadable
from screening_app.questionnaire.regular_file import (
    MOST_ENTRIES,
    FolderTooLarge,
    NotAFile,
    form_files,
    read_regular,
)


def test_an_ordinary_file_is_read_to_one_byte_more_than_the_most(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcdef")

    assert read_regular(tmp_path / "a", 10) == b"abcdef"
    assert read_regular(tmp_path / "a", 3) == b"abcd"


def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")

    with pytest.raises(NotAFile):
        read_regular(tmp_path / "pipe.yaml", 10)
    with pytest.raises(NotAFile):
        form_files(tmp_path / "pipe.yaml")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/"])
def test_a_device_or_folder_is_no_file(path: str) -> None:
    with pytest.raises(NotAFile):
        read_regular(Path(path), 10)


def test_a_socket_is_no_file(tmp_path: Path) -> None:
    os.mknod(tmp_path / "socket", 0o600 | stat.S_IFSOCK)

    with pytest.raises(NotAFile):
        read_regular(tmp_path / "socket", 10)


@pytest.mark.parametrize("name", ["none", "a\0b", "x" * 300])
def test_what_is_not_there_is_unreadable(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormFileUnreadable):
        read_regular(tmp_path / name, 10)
    with pytest.raises(FormFileUnreadable):
        form_files(tmp_path / name)


def test_a_folder_means_every_form_file_below_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.yaml", "sub/a.yaml", "c.txt"):
        (tmp_path / name).write_bytes(b"")

    assert form_files(tmp_path) == [tmp_path / "b.yaml", tmp_path / "sub/a.yaml"]
    assert form_files(tmp_path / "c.txt") == [tmp_path / "c.txt"]


def test_a_link_to_a_folder_above_is_not_followed_round(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"")
    (tmp_path / "round").symlink_to(tmp_path)

    assert form_files(tmp_path) == [tmp_path / "a.yaml"]


def test_a_folder_of_much_else_is_refused(tmp_path: Path) -> None:
    for number in range(MOST_ENTRIES + 1):
        os.mknod(tmp_path / str(number))

    with pytest.raises(FolderTooLarge):
        form_files(tmp_path)
