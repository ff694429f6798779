"""Recovery sheets: a key split by SLIP-39, so that some of the sheets give it back and fewer tell nothing.

Words are SLIP-39's own 1 024 English ones: each is known by its first four letters, and a sheet tells
whether it was copied wrongly. What a person typed never stands in an error.
"""

from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORDLIST

from screening_app.vault.errors import SheetsDoNotBelong, SheetUnreadable, TooFewSheets

SHEETS = 3
NEEDED = 2
WORDS_ON_A_SHEET = 33
_TELLING = 4

_LOUD = frozenset({"violence", "victim"})
_WHOLE = {word[:_TELLING]: word for word in WORDLIST}


def split(key: bytes) -> tuple[str, ...]:
    """Return the words of each sheet; none of them is a word that makes others look twice.

    The words are chance, and chance may write "violence" on a paper that has to be neutral. About one set in
    six is drawn anew for that (two words of 1 024, some 99 drawn); each is as random as the last.
    """
    while True:
        sheets = tuple(generate_mnemonics(1, [(NEEDED, SHEETS)], key)[0])
        if not any(_LOUD.intersection(sheet.split()) for sheet in sheets):
            return sheets


def combine(sheets: Sequence[str]) -> bytes:
    """Return the key that these sheets give; more than are needed are welcome, in any order.

    Args:
        sheets: Words of each, in full or their first four letters, in any case and spacing.

    Raises:
        SheetUnreadable: If one was copied wrongly; says which, counted from one.
        TooFewSheets: If there are not enough, or the same one twice.
        SheetsDoNotBelong: If they are of different sets.
    """
    shares = dict[int, Share]()
    identifiers = set[int]()
    for number, sheet in enumerate(sheets, start=1):
        share = _read(sheet, number)
        shares[share.index] = share
        identifiers.add(share.identifier)
    if len(identifiers) > 1:
        raise SheetsDoNotBelong
    if not shares or len(shares) < (needed := next(iter(shares.values())).member_threshold):
        raise TooFewSheets(needed=NEEDED)
    chosen = list(shares.values())[:needed]
    try:
        return bytes(combine_mnemonics([share.mnemonic() for share in chosen]))
    except MnemonicError:
        raise SheetsDoNotBelong from None


def complete(word: str) -> str:
    """Return the word that these first letters stand for, or what was given."""
    typed = word.strip().lower()
    return _WHOLE.get(typed[:_TELLING], typed) if len(typed) >= _TELLING else typed


def only_word(typed: str) -> str:
    """Return the one word that begins like this, or nothing while there are several or none."""
    begun = typed.strip().lower()
    found = [word for word in WORDLIST if begun and word.startswith(begun)]
    return found[0] if len(found) == 1 else ""


def check_sheet(words: str, number: int) -> None:
    """Refuse a sheet that was copied wrongly.

    Args:
        words: In their order.
        number: What to call the sheet.

    Raises:
        SheetUnreadable: If so; the checksum of the sheet tells.
    """
    _read(words, number)


def is_word(word: str) -> bool:
    """Tell whether a sheet can hold this word."""
    return complete(word) in _KNOWN


def _read(sheet: str, number: int) -> Share:
    words = [complete(word) for word in sheet.split()]
    try:
        return Share.from_mnemonic(" ".join(words))
    except (MnemonicError, ValueError):
        raise SheetUnreadable(number=number) from None


_KNOWN = frozenset(WORDLIST)
