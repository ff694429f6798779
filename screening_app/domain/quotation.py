"""Quotation marks that somebody typed around what was said."""

import re

_BLANKS = " \t\r\n"
_WHOLE = re.compile(
    r"""["“”„»«]([^"“”„»«]+)["“”»«]|['‘’]((?:[^'‘’]|(?<=\w)['’](?=\w))+)['’]""",
)
"""One pair around all of it; an apostrophe inside a word is no mark."""


def without_marks(said: str) -> str:
    """Return what was said without the quotation marks around all of it, for whoever adds their own.

    Marks around a part stay: they tell another's words from the speaker's.
    """
    whole = said.strip(_BLANKS)  # not strip(): control characters are shown, not lost
    found = _WHOLE.fullmatch(whole)
    return (found[1] or found[2]).strip(_BLANKS) if found else whole
