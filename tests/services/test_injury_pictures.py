"""Photographs of the record of injuries: an annex of what was chosen, with what is known of each (D-6)."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from screening_app.bootstrap import referral_renderer
from screening_app.documents.archive_press import ArchivePdf
from screening_app.documents.jpeg import JpegSize, PictureDamaged, jpeg_size
from screening_app.domain.document import OwnPage
from screening_app.domain.records import Attachment
from screening_app.services.compose import compose_choices
from screening_app.services.errors import LocationNotOffered, PhotographMissing
from screening_app.services.preview import preview_referral
from screening_app.services.referral import Made, make_referral
from screening_app.services.referral_order import INJURIES
from screening_app.services.script import ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.documents.reading import plain_text
from tests.helpers import fakes
from tests.helpers.verapdf import validate_all
from tests.interop.test_pictures import picture
from tests.services.test_child_report import PROFILE
from tests.services.test_injury_record import script_with_injuries
from tests.services.test_referral import Press, made, order, tables

WIDE, CLOSE = picture(600, 200), picture(300, 500)
OF_WIDE, OF_CLOSE = "w8-injuries/photo-file@1.1", "w8-injuries/photo-file@1.2"


def digest(jpeg: bytes) -> str:
    """Return the digest of a picture."""
    return hashlib.sha256(jpeg).hexdigest()


@dataclass
class Kept:
    """A desk with a conversation whose two pictures are kept in its vault."""

    desk: Session
    told: ScriptRun

    def record(self, *opened: str) -> Made:
        """Return the record of injuries with these pictures."""
        return made(self.desk, order(self.told, kind=INJURIES, opened=opened))

    def file(self, *opened: str) -> bytes:
        """Return the same as a file."""
        wanted = order(self.told, kind=INJURIES, opened=opened)
        return make_referral(self.desk, wanted, render=referral_renderer(), check=fakes.check_signature).pdf


@pytest.fixture
def kept(desk: Session, tmp_path: Path) -> Kept:
    """Return them."""
    path = script_with_injuries(tmp_path)
    text = path.read_text(encoding="utf-8").replace("a" * 64, digest(WIDE)).replace("b" * 64, digest(CLOSE))
    path.write_text(text, encoding="utf-8")
    told = run_script(desk, "pathway-health", read_script(path), source="pictures")
    with desk.records.write() as uow:
        for jpeg in (WIDE, CLOSE):
            uow.attachments.add(_attachment(desk, told, jpeg), jpeg, access=desk.access)
        uow.commit()
    return Kept(desk, told)


def _attachment(desk: Session, told: ScriptRun, jpeg: bytes) -> Attachment:
    return Attachment(
        id=desk.entropy.new_id(),
        person=told.conversation.screening.person,
        screening=told.conversation.screening.id,
        media_type="image/jpeg",
        content_class="finding",
        sha256=digest(jpeg),
        size=len(jpeg),
        recorded_at=desk.clock.now(),
        recorded_by=desk.user.id,
    )


def rows(page: OwnPage) -> dict[str, str]:
    """Return what stands at each label."""
    return {row.label: " ".join(line.text for line in row.lines) for row in page.rows}


def test_no_picture_follows_unless_it_was_chosen(kept: Kept) -> None:
    document = kept.record()

    assert document.referral.own_pages == ()
    with pikepdf.open(io.BytesIO(kept.file())) as pdf:
        assert not any(page.get_images() for page in pdf.pages)


def test_a_picture_that_was_chosen_has_a_page_with_all_that_is_known_of_it(kept: Kept) -> None:
    document = kept.record(OF_CLOSE)

    (page,) = document.referral.own_pages
    said = rows(page)
    assert page.title == "Bild 1.2"
    assert page.picture is not None
    assert page.picture.jpeg == CLOSE
    assert "Överarm, framsida, vänster" in said.values()
    assert said["Sida"] == "Vänster"
    assert (said["Längd i mm"], said["Bredd i mm"]) == ("40", "Ej mätt")
    assert (said["Bilden visar"], said["Linjal i bilden"]) == ("Närbild", "Ja")
    assert kept.desk.user.name in said["Lagd till samtalet"]
    assert said["Kontrollsumma, början"] == digest(CLOSE)[:16]
    assert "Närbild" in page.picture.alt
    assert document.document.opened == (OF_CLOSE,)


def test_each_picture_is_offered_by_itself_and_none_is_chosen_beforehand(kept: Kept) -> None:
    choices = compose_choices(
        kept.desk, kept.told.conversation.screening.id, check=fakes.check_signature, kind=INJURIES
    )

    assert [one.address for one in choices.locations] == [OF_WIDE, OF_CLOSE]


@pytest.mark.parametrize(
    "item", ["w8-injuries/photo-file@1.3", "w8-injuries/photo-file", "w8-injuries/mark-type@1"]
)
def test_nothing_but_a_picture_of_the_conversation_can_be_chosen(kept: Kept, item: str) -> None:
    with pytest.raises(LocationNotOffered):
        kept.record(item)


def test_a_picture_whose_bytes_are_gone_is_neither_offered_nor_made_up(kept: Kept) -> None:
    held = tables(kept.desk).attachments
    with kept.desk.records.write() as uow:
        uow.attachments.erase(next(iter(held)), access=kept.desk.access)
        uow.commit()

    with pytest.raises(LocationNotOffered):
        kept.record(OF_WIDE)


def test_other_bytes_under_the_same_digest_stop_the_record(kept: Kept) -> None:
    held = tables(kept.desk).attachments
    first = next(iter(held))
    held[first] = (held[first][0], CLOSE)

    with pytest.raises(PhotographMissing):
        kept.record(OF_WIDE)


def test_another_document_takes_no_picture(kept: Kept) -> None:
    with pytest.raises(LocationNotOffered):
        made(kept.desk, order(kept.told, opened=(OF_WIDE,)))


def test_the_preview_shows_what_was_chosen(kept: Kept) -> None:
    press = Press()
    wanted = order(kept.told, kind=INJURIES, opened=(OF_WIDE,))

    preview_referral(kept.desk, wanted, render=press, check=fakes.check_signature)

    assert [page.title for page in press.set[-1].own_pages] == ["Bild 1.1"]


def test_each_picture_stands_on_a_page_of_its_own_byte_for_byte(kept: Kept) -> None:
    file = kept.file(OF_WIDE, OF_CLOSE)

    pages = plain_text(file)
    with pikepdf.open(io.BytesIO(file)) as pdf:
        found = [bytes(image.read_raw_bytes()) for page in pdf.pages for image in page.get_images().values()]
        on = [number for number, page in enumerate(pdf.pages) if page.get_images()]
    assert found == [WIDE, CLOSE]
    assert on == [len(pages) - 2, len(pages) - 1]
    assert all(digest(jpeg)[:16] in pages[number] for number, jpeg in zip(on, found, strict=True))


def test_the_text_of_the_file_names_no_file_and_no_folder(kept: Kept, tmp_path: Path) -> None:
    text = " ".join(plain_text(kept.file(OF_WIDE, OF_CLOSE)))

    assert not any(sign in text.casefold() for sign in (".jpg", ".jpeg", ".png", str(tmp_path), "photo"))


def test_the_same_record_gives_the_same_bytes(kept: Kept) -> None:
    referral = kept.record(OF_WIDE).referral

    assert referral_renderer()(referral) == referral_renderer()(referral)


def test_with_pictures_the_file_is_sound_for_archive_and_screen_reader(kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(ArchivePdf(PROFILE).archival(kept.file(OF_WIDE, OF_CLOSE)))

    assert validate_all([path], ("3a", "ua1")) == {path: {"3a": [], "ua1": []}}


def test_the_size_of_a_picture_is_read_and_nothing_else_of_it() -> None:
    assert jpeg_size(WIDE) == JpegSize(600, 200, 3)


@pytest.mark.parametrize("cut", [0, 1, 2, 20, 150])
def test_what_is_no_picture_is_damaged_and_never_guessed_at(cut: int) -> None:
    with pytest.raises(PictureDamaged):
        jpeg_size(WIDE[:cut])
    with pytest.raises(PictureDamaged):
        jpeg_size(b"\x89PNG" + WIDE)
