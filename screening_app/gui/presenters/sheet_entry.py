"""Typing recovery sheets: each word checked as it comes, each sheet when it is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import gettext as _

WORDS: Final = 33
SHEETS: Final = 2
"""How many have to be typed."""


class SheetWords(Protocol):
    """What can be told of words while they are typed."""

    def only_word(self, typed: str) -> str:
        """Return the one word of sheets that begins like this, or nothing."""

    def is_word(self, word: str) -> bool:
        """Tell whether a sheet can hold this word; its first four letters are enough."""

    def check_sheet(self, words: str, number: int) -> None:
        """Refuse a sheet that was copied wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetState:
    """How a sheet stands.

    Attributes:
        said: A sentence.
        strange: Places, from 0, of words that stand on no sheet.
        is_right: Whether it is whole and fits its own checksum.
    """

    title: str
    said: str
    strange: frozenset[int]
    is_right: bool


class SheetEntryView(Protocol):
    """What the presenter asks of the page."""

    def show_sheet(self, number: int, state: SheetState) -> None:
        """Show how a sheet stands, counted from 0."""

    def show_open(self, number: int | None) -> None:
        """Open one sheet for typing and close the others; ``None`` when all are right."""


class SheetEntry:
    """Keeps what was typed until it is used; what was typed never stands in a sentence."""

    def __init__(self, view: SheetEntryView, words: SheetWords) -> None:
        self._view, self._words = view, words
        self._typed: list[tuple[str, ...]] = [("",) * WORDS for _sheet in range(SHEETS)]
        self._states = [self._state(number) for number in range(SHEETS)]
        self._has_come_right = False

    def show(self) -> None:
        """Show every sheet, and open the first."""
        for number, state in enumerate(self._states):
            self._view.show_sheet(number, state)
        self._view.show_open(self._next())

    def typed(self, number: int, words: Sequence[str]) -> None:
        """Take the words of a sheet as they stand now."""
        was_right = self._states[number].is_right
        self._typed[number] = tuple(words)
        self._states[number] = self._state(number)
        self._view.show_sheet(number, self._states[number])
        self._has_come_right |= self._states[number].is_right and not was_right

    def go_on(self) -> None:
        """Open the next sheet if one has come right; the person has left its last word."""
        # Not while the word is being typed: the key that goes on from it would land elsewhere.
        if self._has_come_right:
            self._has_come_right = False
            self._view.show_open(self._next())

    @property
    def missing(self) -> str:
        """Say what is still to be typed; empty when all sheets are right."""
        # Translators: beside a button; sv "Nästa steg öppnas när båda bladen stämmer".
        return _("This goes on when both sheets are right.") if self._next() is not None else ""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The words of each sheet."""
        return tuple(" ".join(words) for words in self._typed)

    def forget(self) -> None:
        """Let go of everything that was typed."""
        self._typed = [("",) * WORDS for _sheet in range(SHEETS)]

    def _next(self) -> int | None:
        return next((number for number, state in enumerate(self._states) if not state.is_right), None)

    def _state(self, number: int) -> SheetState:
        words = [word.strip() for word in self._typed[number]]
        written = sum(map(bool, words))
        strange = frozenset(at for at, word in enumerate(words) if word and not self._words.is_word(word))
        is_right = written == WORDS and not strange and self._fits(words, number)
        return SheetState(
            # Translators: a sheet that is being typed, not a number printed on it; sv "{number}:a bladet".
            title=_("First sheet") if number == 0 else _("Second sheet"),
            said=_said(written, len(strange), is_right=is_right),
            strange=strange,
            is_right=is_right,
        )

    def _fits(self, words: Sequence[str], number: int) -> bool:
        try:
            self._words.check_sheet(" ".join(words), number + 1)
        except ScreeningAppError:
            return False
        return True


def _said(written: int, strange: int, *, is_right: bool) -> str:
    if is_right:
        # Translators: sv "{count} av {count} ord. Bladet stämmer."
        return _("{count} of {count} words. The sheet is right.").format(count=WORDS)
    if strange:
        return _("The words marked stand on no sheet. Look at the paper again.")
    if written == WORDS:
        return _("All words are there, but they do not fit together. Compare each with the paper, in order.")
    # Translators: sv "{written} av {count} ord. De fyra första bokstäverna räcker."
    return _("{written} of {count} words. The first four letters are enough.").format(
        written=written, count=WORDS
    )
