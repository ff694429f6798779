"""A vault stands on a disk of this computer, where no other program copies it."""

from pathlib import Path

import pytest

from screening_app.vault.errors import NetworkFolder, SynchronisedFolder, UnsafeFolder
from screening_app.vault.place import check_place


def mounted(tmp_path: Path, *lines: tuple[Path, str]) -> Path:
    """Return a list of mounts with an ordinary disk at the root."""
    table = tmp_path / "mounts"
    rows = [(Path("/"), "ext4"), *lines]
    escaped = [(str(point).replace(" ", "\\040"), kind) for point, kind in rows]
    table.write_text("".join(f"device {point} {kind} rw 0 0\n" for point, kind in escaped))
    return table


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "davfs", "9p", "afs"]
)
def test_network_file_systems_are_refused_by_name(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "on the net" / "vault"

    with pytest.raises(NetworkFolder) as caught:
        check_place(folder, mounts=mounted(tmp_path, (tmp_path / "on the net", kind)))

    assert kind in caught.value.describe()
    assert isinstance(caught.value, UnsafeFolder)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "ntfs3", "vfat", "overlay", "tmpfs", "fuseblk"])
def test_disks_of_this_computer_are_taken(tmp_path: Path, kind: str) -> None:
    check_place(tmp_path / "disk" / "vault", mounts=mounted(tmp_path, (tmp_path / "disk", kind)))


def test_a_disk_mounted_inside_a_share_is_a_disk(tmp_path: Path) -> None:
    mounts = mounted(tmp_path, (tmp_path / "share", "nfs"), (tmp_path / "share" / "disk", "ext4"))

    check_place(tmp_path / "share" / "disk" / "vault", mounts=mounts)


def test_what_is_mounted_last_lies_on_top(tmp_path: Path) -> None:
    mounts = mounted(tmp_path, (tmp_path / "place", "ext4"), (tmp_path / "place", "cifs"))

    with pytest.raises(NetworkFolder):
        check_place(tmp_path / "place", mounts=mounts)


def test_a_name_that_only_begins_alike_is_another_folder(tmp_path: Path) -> None:
    check_place(tmp_path / "shared", mounts=mounted(tmp_path, (tmp_path / "share", "nfs")))


def test_a_link_to_a_share_is_the_share(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")

    with pytest.raises(NetworkFolder):
        check_place(tmp_path / "link", mounts=mounted(tmp_path, (tmp_path / "share", "nfs")))


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Exempelstads kommun", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Privat)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2", "Nextcloud"),
        ("iCloud Drive", "iCloud"),
        ("com~apple~CloudDocs", "iCloud"),
        ("Syncthing", "Syncthing"),
        ("ownCloud", "ownCloud"),
    ],
)
def test_folders_of_synchronising_programs_are_refused_by_name(
    tmp_path: Path, name: str, program: str
) -> None:
    with pytest.raises(SynchronisedFolder) as caught:
        check_place(tmp_path / name / "work" / "vault")

    assert program in caught.value.describe()


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_a1b2c3.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    ],
)
def test_what_such_programs_leave_in_a_folder_above_is_noticed(
    tmp_path: Path, marker: str, program: str
) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / marker).touch()

    with pytest.raises(SynchronisedFolder) as caught:
        check_place(tmp_path / "work" / "deep" / "vault")

    assert program in caught.value.describe()


@pytest.mark.parametrize("name", ["Dropboxes", "drivers", "my onedrive notes", "cloud", "sync"])
def test_names_that_only_look_alike_are_taken(tmp_path: Path, name: str) -> None:
    check_place(tmp_path / name / "vault")
