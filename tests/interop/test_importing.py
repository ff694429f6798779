"""What a file is shows in what it holds; whatever it is not is refused by name."""

from pathlib import Path

import pytest

from screening_app.interop.errors import (
    ImportNotAFile,
    ImportRefused,
    ImportTooLarge,
    ImportUnreadable,
    UnknownFormat,
)
from screening_app.interop.importing import import_file, import_form
from screening_app.questionnaire.source import MAX_BYTES


@pytest.mark.parametrize(
    "untrusted", [b"", b"   ", b"hello", b"<Questionnaire/>", b"\x00\xff", b"\xef\xbb\xbf"]
)
def test_a_file_of_no_known_format_is_refused(untrusted: bytes) -> None:
    with pytest.raises(UnknownFormat):
        import_form(untrusted, "form.json")


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ImportUnreadable):
        import_file(tmp_path / "none.json")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ImportNotAFile):
        import_file(tmp_path)


def test_a_file_without_end_is_no_file() -> None:
    with pytest.raises(ImportNotAFile):
        import_file(Path("/dev/zero"))


def test_the_limit_is_that_of_form_files() -> None:
    with pytest.raises(ImportTooLarge) as caught:
        import_form(b"{" * (MAX_BYTES + 1), "form.json")

    assert str(MAX_BYTES) in caught.value.describe()


def test_every_refusal_has_a_code_of_its_own() -> None:
    kinds = ImportRefused.__subclasses__()

    assert len({kind.code for kind in kinds}) == len(kinds)
