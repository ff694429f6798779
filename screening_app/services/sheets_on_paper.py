"""Recovery sheets in words, ready to set: neutral, for whoever finds one learns nothing from it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date

from screening_app.domain.document import SheetOnPaper
from screening_app.i18n import gettext as _
from screening_app.i18n import language, locale_of

NEEDED = 2
"""Sheets that open the records together (DESIGN 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFile:
    """A sheet as a file, under a neutral name."""

    name: str
    pdf: bytes


def sheets_on_paper(sheets: Sequence[str], *, made_at: dt.datetime) -> tuple[SheetOnPaper, ...]:
    """Return the sheets with what has to be said on each, in the language in use.

    Args:
        sheets: The words of each.
    """
    day = format_date(made_at.astimezone().date(), format="long", locale=locale_of(language()))
    return tuple(
        _sheet(words, number=number, count=len(sheets), day=day, made_at=made_at)
        for number, words in enumerate(sheets, start=1)
    )


def sheet_name(number: int) -> str:
    """Return what the file of a sheet is called."""
    # Translators: name of a file, without its ending; sv "blad-{number}".
    return _("sheet-{number}").format(number=number) + ".pdf"


def _sheet(words: str, *, number: int, count: int, day: str, made_at: dt.datetime) -> SheetOnPaper:
    # Translators: title of a printed page; sv "Blad {number} av {count}".
    title = _("Sheet {number} of {count}").format(number=number, count=count)
    return SheetOnPaper(
        language=language(),
        title=title,
        sentences=(
            _(
                "Keep this sheet locked in, apart from the other sheets. Any {needed} of the {count} "
                "together give access when no passphrase is known. One alone gives none."
            ).format(needed=NEEDED, count=count),
            _("Never photograph it or type it anywhere else. Newer sheets make this one worthless."),
        ),
        words=tuple(words.split()),
        foot=(
            _("Kept by: ______________________________"),
            _("Made {day}. Words by the public standard SLIP-39.").format(day=day),
        ),
        neutral_title=title,
        made_at=made_at,
    )
