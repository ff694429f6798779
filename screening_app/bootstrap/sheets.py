"""Recovery sheets for the window: on paper, and typed back word by word."""

from collections.abc import Sequence
from pathlib import Path

from screening_app.services.sheets_on_paper import SheetFile, sheet_name, sheets_on_paper
from screening_app.settings import shipped_folder
from screening_app.vault.clock import SystemClock

WORDS_ON_A_SHEET = 33


def printed_sheets(sheets: Sequence[str]) -> bytes:
    """Return all sheets as one PDF, a page for each.

    Args:
        sheets: The words of each.
    """
    from screening_app.documents.sheet_pages import set_sheets  # noqa: PLC0415 (fonts and reportlab)

    return set_sheets(sheets_on_paper(sheets, made_at=SystemClock().now()), _fonts())


def sheet_files(sheets: Sequence[str]) -> tuple[SheetFile, ...]:
    """Return each sheet as a PDF of its own, under a neutral name: they belong to different people."""
    from screening_app.documents.sheet_pages import set_sheets  # noqa: PLC0415 (fonts and reportlab)

    papers = sheets_on_paper(sheets, made_at=SystemClock().now())
    return tuple(
        SheetFile(name=sheet_name(number), pdf=set_sheets([paper], _fonts()))
        for number, paper in enumerate(papers, start=1)
    )


class TypedWords:
    """What can be told of words while somebody types them (port ``SheetWords`` of the presenter)."""

    def only_word(self, typed: str) -> str:
        """Return the one word of sheets that begins like this, or nothing."""
        from screening_app.vault.sheets import only_word  # noqa: PLC0415 (loads the list of words)

        return only_word(typed)

    def is_word(self, word: str) -> bool:
        """Tell whether a sheet can hold this word; its first four letters are enough."""
        from screening_app.vault.sheets import is_word  # noqa: PLC0415 (loads the list of words)

        return is_word(word)

    def check_sheet(self, words: str, number: int) -> None:
        """Refuse a sheet that was copied wrongly; raises ``SheetUnreadable``."""
        from screening_app.vault.sheets import check_sheet  # noqa: PLC0415 (loads the list of words)

        check_sheet(words, number)


def _fonts() -> Path:
    return shipped_folder("resources") / "fonts"
