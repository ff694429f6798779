"""One thing that differs between two versions, in words, with what it means for what was answered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from screening_app.i18n import N_, gettext
from screening_app.questionnaire.vocabulary import quoted, value_in_words

_Thing = TypeVar("_Thing")


class Kind(StrEnum):
    """What happened to a thing."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


class Effect(StrEnum):
    """What a difference means.

    ``DRAFTS``: an answer already given may not fit. ``ASKS``: a draft has more to answer.
    ``SCORES``: results of the two versions are not comparable. ``MEANING``: what stands under the
    same name in both is no longer the same thing. ``JUDGE``: whether it is the same thing, only a
    person can tell. ``PAPERS``: an answer may stand on other papers, or is kept from some.
    ``CORRECTION``: the words are the same; only capitals, spaces and marks are not.
    """

    DRAFTS = "drafts"
    ASKS = "asks"
    SCORES = "scores"
    MEANING = "meaning"
    JUDGE = "judge"
    PAPERS = "papers"
    CORRECTION = "correction"


_SENTENCES: Mapping[Kind, str] = {
    Kind.NEW: N_("{place}: {what} is new: {after}."),
    Kind.GONE: N_("{place}: {what} is gone: {before}."),
    Kind.CHANGED: N_("{place}: {what} was {before}, and is {after}."),
}
_NOTES: Mapping[Effect, str] = {
    Effect.MEANING: N_("That is another thing under the same name."),
    Effect.JUDGE: N_("Whether it means the same, a person must judge."),
    Effect.CORRECTION: N_("The words are the same: a correction."),
}
"""What is added to the sentence, of the gravest that holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference.

    Attributes:
        place: Link id, or id of a score, flag, step …; empty for the whole file.
        what: Which part of it, in the language in use.
        aspect: The same as a word that scripts read, such as ``enableWhen``.
        before, after: In words; empty where there was or is nothing.
    """

    kind: Kind
    place: str
    aspect: str
    what: str
    before: str = ""
    after: str = ""
    effects: frozenset[Effect] = frozenset()

    @property
    def sentence(self) -> str:
        """Say it, in the language in use."""
        place = self.place or gettext("The whole")
        said = gettext(_SENTENCES[self.kind]).format(
            place=place, what=self.what, before=_one_line(self.before), after=_one_line(self.after)
        )
        note = next((words for effect, words in _NOTES.items() if effect in self.effects), None)
        return said if note is None else f"{said} {gettext(note)}"


def differing(
    place: str, aspect: str, what: str, sides: tuple[object, object], *effects: Effect
) -> Iterator[Difference]:
    """Yield a difference if there is one: new, gone or changed, as values stand on either side."""
    before, after = sides
    if before == after:
        return
    kind = Kind.NEW if before is None else Kind.GONE if after is None else Kind.CHANGED
    yield Difference(
        kind=kind,
        place=place,
        aspect=aspect,
        what=what,
        before=_said(aspect, before),
        after=_said(aspect, after),
        effects=frozenset(effects),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _said(aspect: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, tuple | list):
        return ", ".join(_said(aspect, part) for part in value) or gettext("nothing")
    words = value_in_words(aspect, str(value))
    return words if words == str(value) else quoted(words)


def sides(was: _Thing | None, now: _Thing | None, of: Callable[[_Thing], object]) -> tuple[object, object]:
    """Return what stands on either side; ``None`` where the thing itself is not."""
    return None if was is None else of(was), None if now is None else of(now)


def paired(
    before: Mapping[str, _Thing], after: Mapping[str, _Thing]
) -> Iterable[tuple[str, _Thing | None, _Thing | None]]:
    """Return everything that stands on either side, by name, in the order of the new side, then the old."""
    names = [*after, *(name for name in before if name not in after)]
    return [(name, before.get(name), after.get(name)) for name in names]
