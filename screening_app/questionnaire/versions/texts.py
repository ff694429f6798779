"""What differs between two texts of a form: a correction, other words, or another meaning."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from screening_app.i18n import gettext
from screening_app.questionnaire.model import Sentence
from screening_app.questionnaire.versions.difference import Difference, Effect, differing, paired, sides
from screening_app.questionnaire.vocabulary import quoted

ALIKE = 0.4
"""Texts less alike than this, from 0 to 1, are taken for different ones until somebody says otherwise."""

# Marks between digits stay: 1.5 is not 15. Signs such as < and % are words here.
_WORD = re.compile(r"(?<=\d)[.,:](?=\d)|[^\s.,;:!?…“”„\"«»]+")


def sentence_differences(
    place: str,
    aspect: str,
    what: str,
    before: Sentence | None,
    after: Sentence | None,
    *,
    unlike: Effect = Effect.JUDGE,
) -> Iterator[Difference]:
    """Yield what differs between two texts, by language.

    Two texts that differ in their words mean the same only if a person who compared them says so.

    Args:
        unlike: What it means if the two have next to nothing in common.
    """
    for code, was, now in paired(before or {}, after or {}):
        # Translators: {what} is such as "the text", {language} a code such as sv.
        words = gettext("{what} in {language}").format(what=gettext(what), language=code)
        effects = _effects(before, after, code, unlike)
        yield from differing(place, f"{aspect}.{code}", words, sides(was, now, quoted), *effects)


def _effects(
    before: Sentence | None, after: Sentence | None, code: str, unlike: Effect
) -> tuple[Effect, ...]:
    if before is None or after is None or code not in after:
        return ()
    if not is_alike(before, after):
        return (unlike,)
    if code in before and _words(before[code]) == _words(after[code]):
        return (Effect.CORRECTION,)
    return (Effect.JUDGE,)


def is_alike(before: Sentence, after: Sentence) -> bool:
    """Tell whether two texts are near enough each other in one of their languages."""
    shared = [code for code in before if code in after]
    likeness = (
        SequenceMatcher(None, before[code].casefold(), after[code].casefold(), autojunk=False).ratio()
        for code in shared
    )
    return not shared or max(likeness) >= ALIKE


def is_wording(one: Difference) -> bool:
    """Tell whether a difference is one between the words of a question or of its options."""
    last = one.aspect.rpartition(".")[2]
    return one.aspect.startswith(("text.", "option.")) and last not in {"itemWeight", "exclusive", "order"}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
