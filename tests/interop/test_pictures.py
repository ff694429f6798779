"""Photographs from outside: nothing of them is kept but pixels, and a hostile one has only a child (W-8)."""

import json
import os
import struct
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from screening_app.interop.pictures import (
    ChildPictures,
    PictureOfOtherKind,
    PictureRefused,
    PictureTooLarge,
    PictureUnreadable,
)
from screening_app.settings import shipped_folder

CANARY = b"59.3293N 18.0686E hemlig adress"
RED, BLUE = QColor(200, 30, 30), QColor(30, 30, 200)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")


def picture(width: int = 60, height: int = 40, kind: bytes = b"JPG") -> bytes:
    """Return a picture whose left half is red and right half blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, BLUE)
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(made, kind.decode(), 95)  # type: ignore[call-overload]
    return bytes(made.data().data())


def exif(orientation: int) -> bytes:
    """Return an EXIF block: orientation, a GPS directory, a comment, and a thumbnail after them."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    gps = struct.pack(">HHII", 0x8825, 4, 1, 38)
    directory = struct.pack(">H", 2) + entry + gps + struct.pack(">I", 0)
    place = struct.pack(">H", 1) + struct.pack(">HHII", 0x001D, 2, len(CANARY), 56) + struct.pack(">I", 0)
    return b"Exif\x00\x00MM\x00*\x00\x00\x00\x08" + directory + place + CANARY + picture(16, 16) + CANARY


def segment(marker: int, body: bytes) -> bytes:
    """Return a segment of a JPEG file."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def photograph(orientation: int = 1) -> bytes:
    """Return a JPEG file as a telephone writes it, with all that it tells besides."""
    plain = picture()
    told = segment(0xE1, exif(orientation)) + segment(0xED, b"Photoshop 3.0\x00" + CANARY)
    told += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + CANARY) + segment(0xFE, CANARY)
    return plain[:2] + told + plain[2:] + CANARY


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def drawing() -> bytes:
    """Return a PNG file with text in every chunk that may hold some."""
    plain = picture(kind=b"PNG")
    head = 8 + 25
    told = chunk(b"tEXt", b"Comment\x00" + CANARY) + chunk(b"zTXt", b"Author\x00\x00" + zlib.compress(CANARY))
    told += chunk(b"iTXt", b"Place\x00\x00\x00\x00\x00" + CANARY) + chunk(b"eXIf", exif(1)[6:])
    return plain[:head] + told + plain[head:] + CANARY


def keep(tmp_path: Path, untrusted: bytes, name: str = "IMG_0001.jpg") -> Path:
    """Write a file from outside."""
    path = tmp_path / name
    path.write_bytes(untrusted)
    return path


def read(made: bytes) -> QImage:
    """Return a picture that was made."""
    return QImage.fromData(QByteArray(made))


@pytest.mark.parametrize("untrusted", [photograph(), drawing()], ids=["jpeg", "png"])
def test_place_comments_and_thumbnail_are_gone_and_the_pixels_are_there(
    tmp_path: Path, untrusted: bytes
) -> None:
    assert CANARY in untrusted
    made = ChildPictures().take_in(keep(tmp_path, untrusted))

    assert not any(
        told in made for told in (CANARY, b"Exif", b"GPS", b"Photoshop", b"ns.adobe.com", b"Place")
    )
    assert [made.count(marker) for marker in (b"\xff\xe1", b"\xff\xed", b"\xff\xfe")] == [0, 0, 0]
    image = read(made)
    assert (image.width(), image.height()) == (60, 40)
    assert image.textKeys() == []
    assert image.pixelColor(5, 20).red() > 150 > image.pixelColor(55, 20).red()


def test_a_picture_taken_sideways_stands_upright_without_its_note(tmp_path: Path) -> None:
    image = read(ChildPictures().take_in(keep(tmp_path, photograph(orientation=6))))

    assert (image.width(), image.height()) == (40, 60)
    assert image.pixelColor(20, 5).red() > 150 > image.pixelColor(20, 55).red()


def test_a_see_through_picture_stands_on_white(tmp_path: Path) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    path = tmp_path / "clear.png"
    assert image.save(str(path))

    assert read(ChildPictures().take_in(path)).pixelColor(10, 10).lightness() > 250


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    image = QImage(6000, 1500, QImage.Format.Format_RGB32)
    image.fill(RED)
    path = tmp_path / "large.jpg"
    assert image.save(str(path))

    made = read(ChildPictures().take_in(path))

    assert (made.width(), made.height()) == (4000, 1000)


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG file that says it is immense."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("untrusted", "refusal"),
    [
        (b"", PictureOfOtherKind),
        (b"GIF89a" + bytes(100), PictureOfOtherKind),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PictureOfOtherKind),
        (b"%PDF-1.7", PictureOfOtherKind),
        (b"\xff\xd8\xff" + bytes(1000), PictureUnreadable),
        (photograph()[:400], PictureUnreadable),
        (bomb(60_000, 60_000), PictureTooLarge),
        (b"\xff\xd8\xff" + bytes(41 * 1024 * 1024), PictureTooLarge),
    ],
    ids=["empty", "gif", "svg", "pdf", "noise", "cut", "bomb", "long"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    tmp_path: Path, untrusted: bytes, refusal: type[PictureRefused]
) -> None:
    with pytest.raises(PictureRefused) as refused:
        ChildPictures().take_in(keep(tmp_path, untrusted))

    assert type(refused.value) is refusal
    assert str(tmp_path) not in refused.value.describe()


@POSIX
def test_what_is_no_file_is_refused_and_waited_for_by_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    for path in (tmp_path / "pipe.jpg", tmp_path, tmp_path / "none.jpg", Path("/dev/zero")):
        with pytest.raises(PictureUnreadable):
            ChildPictures().take_in(path)


SPY = """
import json, os, sys
step = sys.argv[-1]
if step == "pixels":
    fds = [int(one) for one in os.listdir("/proc/self/fd")]
    told = {"argv": sys.argv[1:], "env": dict(os.environ), "cwd": os.getcwd(), "fds": fds}
    told["parent"] = os.readlink("/proc/self/fd/1").split(":")[0]
    sys.stdout.write(json.dumps(told))
else:
    sys.stdout.write(sys.stdin.read())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_the_child_is_told_nothing_and_inherits_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENING_SECRET", "kanariefågel")
    with (tmp_path / "vault.db").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        told = json.loads(
            ChildPictures([sys.executable, "-I", "-c", SPY]).take_in(keep(tmp_path, photograph()))
        )

    assert told["argv"] == ["picture", "pixels"]
    assert set(told["env"]) <= {"LC_CTYPE"}
    assert told["cwd"] == "/"
    assert set(told["fds"]) <= {0, 1, 2, 3}
    assert str(tmp_path) not in json.dumps(told)


SHUT = """
import json, os, socket, subprocess, sys
sys.path.insert(0, sys.argv[1])
from screening_app.gui.picture_child import shut_in
mine = os.open(sys.argv[2], os.O_RDONLY)
shut_in()
def tried(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"
print(json.dumps({
    "read": tried(lambda: open("/etc/passwd").close()),
    "write": tried(lambda: open(sys.argv[2] + ".new", "w").close()),
    "change": tried(lambda: os.truncate(sys.argv[2], 0)),
    "remove": tried(lambda: os.unlink(sys.argv[2])),
    "list": tried(lambda: os.listdir("/home")),
    "start": tried(lambda: subprocess.run(["/bin/true"])),
    "held": os.read(mine, 3).decode(),
}))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock is Linux's")
def test_the_child_can_read_write_remove_and_start_nothing(tmp_path: Path) -> None:
    held = tmp_path / "records.db"
    held.write_text("abc")
    root = str(shipped_folder("forms").parent)
    done = subprocess.run(
        [sys.executable, "-B", "-c", SHUT, root, str(held)], capture_output=True, text=True, check=True
    )

    told = json.loads(done.stdout)
    assert told.pop("held") == "abc"
    assert "done" not in told.values(), told
    assert held.read_text() == "abc"


WATCHED = """
import json, os, sys
from pathlib import Path
from screening_app.interop.pictures import ChildPictures
wrote = []
def watch(event, arguments):
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & writing:
        wrote.append(str(arguments[0]))
    if event in {"os.mkdir", "os.rename", "os.link", "os.symlink", "shutil.copyfile"}:
        wrote.append(event)
sys.addaudithook(watch)
made = ChildPictures().take_in(Path(sys.argv[1]))
print(json.dumps({"wrote": wrote, "size": len(made)}))
"""


def test_no_file_is_written_on_the_way_and_the_original_is_as_it_was(tmp_path: Path) -> None:
    taken = keep(tmp_path, photograph())
    for folder in ("home", "temporary"):
        (tmp_path / folder).mkdir()
    environment = {
        **os.environ,
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temporary"),
        "XDG_CACHE_HOME": str(tmp_path / "home"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(taken)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    told = json.loads(done.stdout)
    assert told["size"] > 100
    assert [one for one in told["wrote"] if one != os.devnull] == []
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["IMG_0001.jpg", "home", "temporary"]
    assert taken.read_bytes() == photograph()


@POSIX
def test_a_child_that_dies_or_hangs_costs_a_sentence_and_nothing_else(tmp_path: Path) -> None:
    dies = [sys.executable, "-I", "-c", "import os; os.abort()"]
    floods = [sys.executable, "-I", "-c", "import sys; sys.stdout.buffer.write(bytes(20 * 1024 * 1024))"]
    for program in (dies, floods, ["/nowhere/at/all"]):
        before = threading.active_count()
        with pytest.raises(PictureUnreadable):
            ChildPictures(program).take_in(keep(tmp_path, photograph()))
        assert threading.active_count() == before
