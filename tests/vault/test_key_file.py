"""A key file is whole or nothing, tells a finder nothing, and never takes a file's place."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening_app.vault.errors import KeyFileBesideVault, KeyFileExists, KeyFileNotWritten
from screening_app.vault.key_file import (
    Credential,
    credential,
    credential_with,
    find_key_files,
    is_key_file,
    make_key_file,
    neutral_name,
    read_key_file,
    shares_disk,
)
from screening_app.vault.media import removable_media


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return the folder of a medium."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def made(stick: Path, name: str = "a.key") -> bytes:
    """Make a key file and return what it holds."""
    return make_key_file(stick / name, vault=stick.parent / "vault")


def test_a_key_file_gives_back_32_random_bytes(stick: Path) -> None:
    held = made(stick)

    assert len(held) == 32
    assert read_key_file(stick / "a.key") == held
    assert made(stick, "b.key") != held


def test_name_and_content_tell_neither_product_nor_unit_nor_user(stick: Path) -> None:
    make_key_file(stick, vault=stick.parent / "vault")

    (file,) = stick.iterdir()
    told = (file.name + file.read_text()).casefold()
    assert len(neutral_name()) == len(file.name) == len("00000000.key")
    assert not any(word in told for word in ("samtal", "screening", "vault", "user", "unit"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists instead")
def test_only_its_owner_may_read_it(stick: Path) -> None:
    made(stick)

    assert (stick / "a.key").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_left_as_it_is(stick: Path) -> None:
    (stick / "a.key").write_text("a letter", encoding="utf-8")

    with pytest.raises(KeyFileExists):
        made(stick)

    assert (stick / "a.key").read_text(encoding="utf-8") == "a letter"


def test_it_may_not_stand_with_the_vault(tmp_path: Path) -> None:
    (tmp_path / "vault" / "inner").mkdir(parents=True)
    (tmp_path / "way").symlink_to(tmp_path / "vault")

    for place in (tmp_path / "vault", tmp_path / "vault" / "inner" / "x", tmp_path / "way" / "x.key"):
        with pytest.raises(KeyFileBesideVault):
            make_key_file(place, vault=tmp_path / "vault")
    assert not list((tmp_path / "vault").rglob("*.key"))


def test_a_medium_that_takes_no_file_is_said_so(stick: Path) -> None:
    with pytest.raises(KeyFileNotWritten) as caught:
        made(stick, "missing/a.key")

    assert "a.key" in caught.value.describe()


@given(cut=st.integers(0, 80), place=st.integers(0, 80), flip=st.integers(1, 255))
def test_a_key_file_that_was_cut_or_changed_holds_nothing(
    tmp_path_factory: pytest.TempPathFactory, cut: int, place: int, flip: int
) -> None:
    folder = tmp_path_factory.mktemp("stick")
    held = made(folder)
    whole = (folder / "a.key").read_bytes().rstrip()
    at = place % len(whole)
    changed = whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :]
    (folder / "cut.key").write_bytes(whole[: min(cut, len(whole) - 1)])
    (folder / "changed.key").write_bytes(changed)

    assert read_key_file(folder / "cut.key") == b""
    assert read_key_file(folder / "changed.key") == b""
    assert read_key_file(folder / "a.key") == held


@pytest.mark.parametrize(
    "content", [b"", b"key-file-1", b"\xff" * 100, b"{}", b"key-file-1 " + b"0" * 10_000]
)
def test_any_other_file_holds_nothing(stick: Path, content: bytes) -> None:
    (stick / "a.key").write_bytes(content)

    assert read_key_file(stick / "a.key") == b""
    assert not is_key_file(stick / "a.key")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_plain_file_is_not_waited_for(stick: Path) -> None:
    os.mkfifo(stick / "pipe.key")

    assert read_key_file(stick / "pipe.key") == b""
    assert read_key_file(stick) == b""
    assert read_key_file(stick / "missing") == b""
    assert read_key_file(Path("a\0b")) == b""


def test_key_files_are_found_at_the_top_of_a_medium_among_other_files(stick: Path) -> None:
    made(stick, "b.key")
    made(stick, "a.key")
    made(stick, "other.txt")
    (stick / "c.key").write_text("not one", encoding="utf-8")
    (stick / "d.key").mkdir()

    assert find_key_files((stick, stick / "missing")) == (stick / "a.key", stick / "b.key")


def test_a_credential_shows_nothing_of_itself() -> None:
    assert repr(Credential("hemligt", b"secret")) == str(Credential("x", None)) == "Credential(…)"


def test_a_named_file_that_is_none_is_a_wrong_one_and_not_a_missing_one(stick: Path) -> None:
    assert credential("ord") == Credential("ord", None) == credential_with("ord", None)
    assert credential_with("ord", stick / "missing") == Credential("ord", b"")
    assert credential_with("ord", stick / "a.key") == Credential("ord", b"")
    assert credential_with("ord", stick / "b.key") != Credential("ord", made(stick, "b.key"))


def test_a_file_on_the_vaults_own_disk_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    file.touch()

    assert shares_disk(file, tmp_path)
    assert not shares_disk(Path("/proc/self/stat"), tmp_path)
    assert not shares_disk(tmp_path / "missing", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows tells drives by their letters")
def test_media_are_where_desktops_mount_what_was_plugged_in(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /run/media/anna/MY\\040STICK vfat rw 0 0\n"
        "/dev/sdc1 /media/anna/Å vfat rw 0 0\n"
        "tmpfs /media/other tmpfs rw 0 0\n"
        "host:/share /mnt/net nfs rw 0 0\n",
        encoding="utf-8",
    )

    assert removable_media(mounts=mounts) == (Path("/media/anna/Å"), Path("/run/media/anna/MY STICK"))
    assert removable_media(mounts=tmp_path / "missing") == ()
