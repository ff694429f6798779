"""What the file is: the same bytes for the same model, neutral, accessible, black on white."""

import hashlib
import io
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from screening_app.documents.referral import ReferralPdf
from screening_app.services.ports import ReferralRenderer
from tests.documents.examples import ENGLISH, LONG, SWEDISH, row
from tests.documents.reading import FONTS, pages_of
from tests.documents.test_referral import with_rows
from tests.helpers.surroundings import CHECKOUT
from tests.helpers.verapdf import validate_all

render: ReferralRenderer = ReferralPdf(FONTS)

STRANGE = replace(
    with_rows(
        row("", "Utan etikett"),
        row("Tom"),
        row("Tecken", "😀 سلام \ud800\x00\x07 a\u0327\u0301 <b>&</b> \u202eabc", "ż" * 2000, " "),
        row("x" * 300, *"många"),
    ),
    neutral_title="Document <&> \x00 1",
)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Return the file, opened."""
    return pikepdf.open(io.BytesIO(pdf))


def test_the_same_model_gives_the_same_bytes() -> None:
    assert render(SWEDISH) == render(replace(SWEDISH))


def test_the_same_model_gives_the_same_bytes_after_other_documents_were_made() -> None:
    first = ReferralPdf(FONTS)(ENGLISH)
    render(LONG)

    assert render(ENGLISH) == first


def test_other_processes_give_the_same_bytes() -> None:
    program = (
        "import hashlib\n"
        "from screening_app.documents.referral import ReferralPdf\n"
        "from tests.documents.examples import SWEDISH\n"
        "from tests.documents.reading import FONTS\n"
        "print(hashlib.sha256(ReferralPdf(FONTS)(SWEDISH)).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=CHECKOUT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "Europe/Stockholm"), ("2", "Pacific/Auckland"))
    }

    assert said == {hashlib.sha256(render(SWEDISH)).hexdigest()}


def test_the_clock_does_not_show_in_the_bytes() -> None:
    first = render(ENGLISH)
    time.sleep(1.1)  # a file id made from the clock changes by the second

    assert render(ENGLISH) == first


def test_threads_that_set_at_once_give_the_same_bytes() -> None:
    alone = [render(SWEDISH), render(ENGLISH)]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(render, [SWEDISH, ENGLISH] * 8))

    assert together == alone * 8


def test_setting_writes_no_file() -> None:
    program = (
        "import os, sys\n"
        "from screening_app.documents.referral import ReferralPdf\n"
        "from tests.documents.examples import SWEDISH\n"
        "from tests.documents.reading import FONTS\n"
        "ReferralPdf(FONTS)(SWEDISH)\n"
        "writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT\n"
        "opened = []\n"
        "sys.addaudithook(lambda name, said: opened.append(said) if name == 'open' else None)\n"
        "ReferralPdf(FONTS)(SWEDISH)\n"
        "print([said for said in opened if said[2] & writing])\n"
        "open(os.devnull, 'w').close()\n"
        "print(any(said[2] & writing for said in opened))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["[]", "True"]


def test_another_time_gives_other_bytes() -> None:
    assert render(replace(SWEDISH, made_at=SWEDISH.made_at + timedelta(seconds=1))) != render(SWEDISH)


def test_the_only_time_in_the_file_is_the_document_s() -> None:
    with opened(render(replace(SWEDISH, made_at=datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)))) as file:
        assert str(file.docinfo["/CreationDate"]) == str(file.docinfo["/ModDate"]) == "D:20310102030405Z"
        assert file.Root.Metadata.read_bytes().count(b"2031-01-02T03:04:05Z") == 2


def test_metadata_is_neutral() -> None:
    with opened(render(SWEDISH)) as file:
        assert set(file.docinfo) == {"/Title", "/CreationDate", "/ModDate"}
        assert str(file.docinfo["/Title"]) == "Handling 148"
        assert str(file.Root.Lang) == "sv"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)


def test_nothing_but_the_pages_says_what_the_document_is_about() -> None:
    with opened(render(SWEDISH)) as file:
        for page in file.pages:
            page.obj.Contents = file.make_stream(b"")
        bare = io.BytesIO()
        file.save(bare, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    strings = bare.getvalue().decode("latin-1") + bare.getvalue().decode("utf-16-be", "ignore")

    words = [
        "Exempelsson",
        "Lindqvist",
        "Norrland",
        "Linden",
        "Socialtj",
        "lämning",
        "Kontaktkort",
        "SEKRETESS",
    ]
    words += ["ReportLab", "anonymous", "untitled", "LIN 2026", str(FONTS), "1234"]
    assert [word for word in words if word in strings] == []
    assert "Handling 148" in strings


def test_every_font_is_embedded_and_ours() -> None:
    with opened(render(SWEDISH)) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.as_dict().values()]

        assert {str(font.BaseFont).partition("+")[2] for font in fonts} == {
            "Inter-Regular",
            "Inter-SemiBold",
            "Inter-Bold",
        }
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_verapdf_finds_nothing_wrong_and_fails_an_untagged_control(tmp_path: Path) -> None:
    files = {"sv": SWEDISH, "en": ENGLISH, "long": LONG, "strange": STRANGE}
    for name, referral in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(render(referral))
    control = Canvas(str(tmp_path / "control.pdf"))
    control.drawString(72, 720, SWEDISH.title)
    control.save()

    found = validate_all(sorted(tmp_path.glob("*.pdf")))

    wrong = {path.stem: failures["ua1"] for path, failures in found.items()}
    assert wrong.pop("control")
    assert wrong == {name: [] for name in files}


def test_all_ink_is_black() -> None:
    colours = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "gs", "sh", "Do", "Tr"}

    used = [operator for page in pages_of(render(LONG)) for operator in page.operators]

    # No operator sets a colour, so all is drawn in the colour a page begins with: black.
    assert [operator for operator in used if operator[0] in colours] == []


def faint_characters(pdf: bytes, number: int) -> list[str]:
    """Return the characters of a page that leave no ink at 200 dpi in black and white only."""
    scale = 200 / 72
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    bits = page.render(scale=scale, grayscale=True).to_pil().point([0] * 128 + [255] * 128)
    text, height = page.get_textpage(), page.get_height()
    faint = []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index)
        box = (left * scale - 1, (height - top) * scale - 1, right * scale + 1, (height - bottom) * scale + 1)
        if character.strip() and bits.crop(tuple(map(round, box))).histogram()[0] < 3:
            faint.append(character)
    document.close()
    return faint


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_character_has_ink_in_a_one_bit_rendering(number: int) -> None:
    assert faint_characters(render(SWEDISH), number) == []


def test_grey_text_would_have_no_ink_in_a_one_bit_rendering(tmp_path: Path) -> None:
    control = Canvas(str(tmp_path / "control.pdf"))
    control.setFillGray(0.6)
    control.drawString(72, 720, "faint")
    control.save()

    assert faint_characters((tmp_path / "control.pdf").read_bytes(), 0) == list("faint")


def test_loading_the_renderer_loads_no_pdf_library() -> None:
    program = (
        "import sys\n"
        "import screening_app.documents.referral\n"
        "print(sorted({'reportlab', 'pikepdf', 'PIL', 'lxml'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
