"""Where a vault may stand: on a disk of this computer, in a folder that nothing copies away.

Write-ahead logs and locks need a file system of one computer; a program that synchronises may
copy half a transaction, or put an older file back (PEERS 6 and 12).
"""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from screening_app.vault.errors import NetworkFolder, ReadOnlyVault, SynchronisedFolder

_MOUNTS = Path("/proc/mounts")
_NETWORK = """
nfs nfs4 cifs smb smb3 smbfs ncpfs ncp afs 9p ceph glusterfs lustre gpfs beegfs davfs davfs2 coda
orangefs pvfs2 ocfs2 gfs2 webdav fuse.sshfs fuse.rclone fuse.davfs2 fuse.davfs fuse.glusterfs
fuse.smbnetfs fuse.s3fs fuse.gcsfuse fuse.gvfsd-fuse fuse.kio-fuse fuse.curlftpfs fuse.ceph
fuse.google-drive-ocamlfuse fuse.onedriver fuse.mfs fuse.juicefs
"""
_NETWORK_KINDS = frozenset(_NETWORK.split())
_NAMES = (
    (re.compile(r"^onedrive( ?[-–].*)?$"), "OneDrive"),
    (re.compile(r"^dropbox( \(.*\))?$"), "Dropbox"),
    (re.compile(r"^(google ?drive|googledrive-.*|drivefs|my drive|min enhet)$"), "Google Drive"),
    (re.compile(r"^nextcloud\d*$"), "Nextcloud"),
    (re.compile(r"^owncloud\d*$"), "ownCloud"),
    (re.compile(r"^(icloud ?drive|com~apple~clouddocs|mobile documents|iclouddrive)$"), "iCloud"),
    (re.compile(r"^syncthing$"), "Syncthing"),
    (re.compile(r"^(box sync|megasync|pcloud ?drive|proton ?drive|seafile|jottacloud)$"), "a cloud service"),
)
_MARKERS = {
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".dropbox.attr": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".sync_nextcloud.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
    ".seafile-data": "Seafile",
    ".sync": "Resilio Sync",
}
_MARKER_STARTS = {"._sync_": "Nextcloud", ".sync_": "Nextcloud"}
_REMOTE_DRIVE = 4


def check_place(folder: Path, *, mounts: Path = _MOUNTS) -> None:
    """Refuse a folder that would lose or leak a vault, and say why.

    Args:
        mounts: The system's list of mounted file systems.

    Raises:
        NetworkFolder: If it is on a network file system.
        SynchronisedFolder: If another program synchronises it.
    """
    for place in dict.fromkeys((folder.absolute(), folder.resolve())):
        if kind := _network_kind(place, mounts):
            raise NetworkFolder(folder=str(folder), kind=kind)
        if program := _synchroniser(place):
            raise SynchronisedFolder(folder=str(folder), kind=program)


def check_writable(folder: Path, files: Iterable[str]) -> None:
    """Refuse a folder or a file in it that this account may not write.

    Raises:
        ReadOnlyVault: If so.
    """
    present = [folder / name for name in files if (folder / name).exists()]
    if not os.access(folder, os.W_OK | os.X_OK) or not all(os.access(path, os.W_OK) for path in present):
        raise ReadOnlyVault


def _network_kind(place: Path, mounts: Path) -> str | None:
    if sys.platform == "win32":
        return _windows_share(place)
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    best, kind = "", ""
    for line in lines:
        point, fstype = _unescape(line.split(" ")[1]), line.split(" ")[2]
        # Equal points: what was mounted last lies on top.
        if place.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fstype
    return kind if kind in _NETWORK_KINDS else None


def _unescape(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)


def _synchroniser(place: Path) -> str | None:
    for folder in (place, *place.parents):
        for pattern, kind in _NAMES:
            if pattern.match(folder.name.casefold()):
                return kind
        if program := _marked(folder):
            return program
    return None


def _marked(folder: Path) -> str | None:
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.name.startswith(".")]
    except OSError:
        return None
    for name in names:
        if kind := _MARKERS.get(name.casefold()):
            return kind
        for start, kind in _MARKER_STARTS.items():
            if name.startswith(start) and name.endswith(".db"):
                return kind
    return None


def _windows_share(place: Path) -> str | None:
    if str(place).startswith("\\\\"):
        return "a network share"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (Windows only)

        if ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE:
            return "a network drive"
    return None
