"""The validator tells an untagged page from what the standard asks."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.helpers.verapdf import validate_all


def test_an_untagged_page_fails_and_says_why(tmp_path: Path) -> None:
    plain, second = tmp_path / "plain.pdf", tmp_path / "second.pdf"
    for path in (plain, second):
        page = Canvas(str(path))
        page.drawString(72, 720, "untagged")
        page.save()

    found = validate_all([plain, second], ("ua1", "3a"))

    assert any(failure.startswith("7.1-3 ") for failure in found[plain]["ua1"]), found
    assert found[plain]["3a"]
    assert found[second] == found[plain]
