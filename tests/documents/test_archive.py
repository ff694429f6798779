"""An archive copy keeps the pages, is lawful for archives and screen readers, and betrays any change."""

import datetime as dt
import io
import json
import random
import shutil
import statistics
import subprocess
import time
from base64 import b64decode, b64encode
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from screening_app.documents.archive_press import ArchivePdf
from screening_app.documents.certificate import open_certificate
from screening_app.documents.errors import CertificateDamaged, ColourProfileMissing
from screening_app.documents.referral import ReferralPdf
from screening_app.documents.signature_check import check_file
from screening_app.services.archive import ArchivePress, Holder
from screening_app.services.verify_document import FileCheck, FileSignature, SignatureBroken
from screening_app.settings import shipped_folder
from tests.documents.examples import ENGLISH, LONG, SWEDISH
from tests.documents.reading import FONTS, pages_of, structure_of
from tests.helpers.pace import GROSS
from tests.helpers.verapdf import validate_all

PROFILE = shipped_folder("resources") / "colour" / "sRGB.icc"
SECRET = bytes(range(64))
AT = dt.datetime(2026, 11, 26, 13, 40, 7, tzinfo=dt.UTC)
HEAD = "1234 · 8f3a77c109de4b52"
HOLDER = Holder(name="Åsa Exempelsson", unit="Mottagning Linden", authority="Region Norrland")

OPENSSL = (
    "openssl",
    "cms",
    "-verify",
    "-noverify",
    "-binary",
    "-inform",
    "DER",
    "-in",
    "cms",
    "-out",
    "out",
    "-content",
)

press: ArchivePress = ArchivePdf(PROFILE)
check: FileCheck = check_file
render = ReferralPdf(FONTS)


@pytest.fixture(scope="module")
def certificate() -> str:
    return press.new_certificate(HOLDER, secret=SECRET, at=AT)


@pytest.fixture(scope="module")
def signed(certificate: str) -> bytes:
    return press.sign(press.archival(render(SWEDISH)), certificate, secret=SECRET, at=AT, head=HEAD)


def is_broken(file: bytes) -> bool:
    """Whether the check notices; a file that looks as if it had never been signed is noticed too."""
    try:
        return check(file) is None
    except SignatureBroken:
        return True


def test_the_same_model_gives_the_same_unsigned_bytes() -> None:
    first = press.archival(render(ENGLISH))
    press.archival(render(LONG))
    time.sleep(1.1)  # a time or an id made from the clock would change by the second

    assert ArchivePdf(PROFILE).archival(render(ENGLISH)) == first


def test_the_archive_copy_shows_what_the_printed_document_shows(signed: bytes) -> None:
    printed = render(SWEDISH)

    assert pages_of(signed) == pages_of(printed)
    assert structure_of(signed) == structure_of(printed)


def test_verapdf_finds_nothing_wrong_in_signed_copies_and_fails_what_is_only_printed(
    tmp_path: Path, certificate: str
) -> None:
    for name, referral in {"sv": SWEDISH, "en": ENGLISH, "long": LONG}.items():
        unsigned = press.archival(render(referral))
        (tmp_path / f"{name}-unsigned.pdf").write_bytes(unsigned)
        file = press.sign(unsigned, certificate, secret=SECRET, at=AT, head=HEAD)
        (tmp_path / f"{name}.pdf").write_bytes(file)
    (tmp_path / "control.pdf").write_bytes(render(SWEDISH))

    found = validate_all(sorted(tmp_path.glob("*.pdf")), ("3a", "ua1"))

    wrong = {path.stem: failures for path, failures in found.items()}
    assert wrong.pop("control")["3a"]
    assert all(failures == {"3a": [], "ua1": []} for failures in wrong.values()), wrong


def test_the_only_times_are_the_document_s_and_the_signature_s(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as file:
        (field,) = file.Root.AcroForm.Fields
        assert str(file.docinfo["/ModDate"]) == "D:20261126133200Z"
        assert str(field.V.M) == "D:20261126134007Z"
        assert b"2026-11-26T13:32:00Z" in file.Root.Metadata.read_bytes()


def test_metadata_stays_neutral_and_names_no_program(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as file:
        assert set(file.docinfo) == {"/Title", "/CreationDate", "/ModDate"}
        assert str(file.docinfo["/Title"]) == "Handling 148"
        metadata = file.Root.Metadata.read_bytes().decode()
    assert [word for word in ("Hanko", "pikepdf", "Exempelsson", "Socialtj") if word in metadata] == []


def test_the_field_is_invisible_and_covers_the_whole_file(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as file:
        (field,) = file.Root.AcroForm.Fields
        assert [float(edge) for edge in field.Rect] == [0, 0, 0, 0]
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
        begin, first, second, rest = (int(part) for part in field.V.ByteRange)
    assert begin == 0
    assert second + rest == len(signed)
    assert signed[first : first + 1] + signed[second - 1 : second] == b"<>"


def test_openssl_too_finds_the_signature_good(signed: bytes, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing")
    with pikepdf.open(io.BytesIO(signed)) as file:
        value = file.Root.AcroForm.Fields[0].V
        _, first, second, _ = (int(part) for part in value.ByteRange)
        (tmp_path / "cms").write_bytes(bytes(value.Contents))
    for name, content in {"good": signed[:first] + signed[second:], "bad": signed[:first]}.items():
        (tmp_path / name).write_bytes(content)

    said = {
        name: subprocess.run(
            [*OPENSSL, name],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        ).returncode
        for name in ("good", "bad")
    }

    assert said["good"] == 0
    assert said["bad"] != 0


def test_an_unchanged_file_says_who_signed_it_and_when(signed: bytes, certificate: str) -> None:
    public = b64decode(json.loads(certificate)["certificate"])

    told = check(signed)

    assert told == FileSignature(
        signer=HOLDER.name,
        certificate=load_der_x509_certificate(public).fingerprint(SHA256()).hex(),
        signed_at=AT,
        head=HEAD,
    )


def test_a_document_that_was_only_printed_carries_no_signature() -> None:
    assert check(render(SWEDISH)) is None


def test_one_changed_byte_is_found_wherever_it_is(signed: bytes) -> None:
    chance = random.Random(20261126)  # noqa: S311 (which bytes are tried must not change from run to run)
    begin = signed.index(b"/Contents <3082")
    places = [
        *range(0, len(signed), 211),
        *range(begin, begin + 2600, 29),  # the signature itself, which no signature covers
        *chance.sample(range(begin + 2600, begin + 8200), 25),  # the room left beside it
        *range(len(signed) - 40, len(signed)),
    ]
    unnoticed = []
    for place in places:
        for flip in (0x01, 0x20):  # 0x20 turns a hex digit's letter small, which says the same number
            changed = bytearray(signed)
            changed[place] ^= flip
            if not is_broken(bytes(changed)):
                unnoticed.append((place, flip))

    assert unnoticed == []
    assert not is_broken(signed)


@pytest.mark.parametrize("tail", [b"\n", b"%", b"\0" * 1000])
def test_a_file_that_grew_is_found(signed: bytes, tail: bytes) -> None:
    assert is_broken(signed + tail)


@pytest.mark.parametrize("kept", [0, 1, 100, 20_000, -1, -700])
def test_a_file_that_was_cut_is_found(signed: bytes, kept: int) -> None:
    assert is_broken(signed[:kept])


def test_a_lawful_update_after_the_signature_is_found(signed: bytes) -> None:
    update = IncrementalPdfFileWriter(io.BytesIO(signed))
    update.add_object(TextStringObject("one more thing"))
    out = io.BytesIO()
    update.write(out)  # type: ignore[no-untyped-call] # pyHanko leaves it untyped

    assert out.getvalue().startswith(signed)
    assert is_broken(out.getvalue())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\xff" * 5000, b"plain text"])
def test_what_is_no_document_is_found(content: bytes) -> None:
    assert is_broken(content)


def test_two_signings_of_a_document_differ_and_both_hold(signed: bytes, certificate: str) -> None:
    again = press.sign(press.archival(render(SWEDISH)), certificate, secret=SECRET, at=AT, head=HEAD)

    assert again != signed
    assert check(again) == check(signed)


def test_the_private_key_is_not_in_what_the_vault_keeps(certificate: str) -> None:
    opened = open_certificate(certificate, secret=SECRET)

    kept = b"".join(b64decode(part) for part in json.loads(certificate).values())
    assert opened.private not in kept
    assert opened.private[36:68] not in kept  # the number itself


def test_another_user_s_secret_does_not_open_the_certificate(certificate: str) -> None:
    with pytest.raises(CertificateDamaged):
        press.sign(b"", certificate, secret=SECRET[::-1], at=AT, head=HEAD)


@pytest.mark.parametrize("name", ["certificate", "key"])
def test_a_damaged_certificate_is_refused(certificate: str, name: str) -> None:
    parts = json.loads(certificate)
    raw = bytearray(b64decode(parts[name]))
    raw[-1] ^= 1
    parts[name] = b64encode(raw).decode()

    with pytest.raises(CertificateDamaged):
        open_certificate(json.dumps(parts), secret=SECRET)


@pytest.mark.parametrize("kept", ["", "{}", "[]", "null", '{"certificate": 1, "key": "="}'])
def test_what_is_no_certificate_is_refused(kept: str) -> None:
    with pytest.raises(CertificateDamaged):
        open_certificate(kept, secret=SECRET)


def test_names_too_long_for_a_certificate_are_cut() -> None:
    long = Holder(name="Å" * 200, unit="", authority="R" * 65)

    kept = press.new_certificate(long, secret=SECRET, at=AT)

    assert open_certificate(kept, secret=SECRET).public


def test_a_missing_profile_has_its_own_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.icc").write_text("not a profile " * 10)
    for name in ("absent.icc", "text.icc"):
        with pytest.raises(ColourProfileMissing):
            ArchivePdf(tmp_path / name).archival(render(ENGLISH))


def test_a_referral_is_set_and_archived_in_its_budget() -> None:
    press.archival(render(SWEDISH))
    took = []
    for _ in range(9):
        begin = time.perf_counter()
        press.archival(render(SWEDISH))
        took.append(time.perf_counter() - begin)

    print(f"referral tagged and archived: median {statistics.median(took) * 1000:.1f} ms")
    assert statistics.median(took) <= GROSS * 0.1
