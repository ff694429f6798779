"""Answer events: the append-only truth of a response; a response is their fold (DESIGN 5)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from screening_app.domain.answers import Answer, AnswerKey, Answers
from screening_app.domain.ids import ResponseId, UserId


class EventKind(StrEnum):
    """What happened at a place in the form."""

    ANSWERED = "answered"
    CLEARED = "cleared"
    INSTANCE_ADDED = "instance-added"
    INSTANCE_REMOVED = "instance-removed"


class Source(StrEnum):
    """Who put an answer in, if not staff (FHIR ``QuestionnaireResponse.source``)."""

    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a user did to a response.

    Attributes:
        key: The question, or for instance events the repeating group *with* the instance's number
            as the last one.
        answer: Stands exactly when ``kind`` is ``ANSWERED``.

    Raises:
        ValueError: If ``answer`` and ``kind`` contradict each other.
    """

    kind: EventKind
    key: AnswerKey
    answer: Answer | None = None

    def __post_init__(self) -> None:
        if (self.kind is EventKind.ANSWERED) != (self.answer is not None):
            raise ValueError("exactly an answered event carries an answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """A change with its place in history, as stored.

    Attributes:
        number: Position within the response, from 1, without gaps.
        at: When it was committed, aware UTC.
        entered_at: When it was said, if entered afterwards from paper; else ``None``.
        salt: 16 random bytes; ``None`` when the value has been erased.
        hash: SHA-256 over salt and content (``domain/integrity.py``); stays when the value goes.
        source: ``PERSON`` if the person gave it at the screen; ``None``: staff wrote it down.
    """

    response_id: ResponseId
    number: int
    at: dt.datetime
    author: UserId
    change: Change | None
    salt: bytes | None
    hash: bytes
    entered_at: dt.datetime | None = None
    source: Source | None = None

    @property
    def said_at(self) -> dt.datetime:
        """Return when it was said: as stated if it was entered afterwards, else when it was committed."""
        return self.entered_at or self.at


def fold(changes: Iterable[Change], start: Answers | None = None) -> Answers:
    """Return the answers as they stand after these changes, in order.

    Answers inside a removed instance stay in ``given``; nothing reads them, since evaluation walks
    the living instances, and completion drops them like any other hidden answer.
    """
    state = start or Answers()
    given, instances, last = dict(state.given), dict(state.instances), dict(state.last_instance)
    for change in changes:
        key = change.key
        match change.kind:
            case EventKind.ANSWERED:
                if change.answer is not None:
                    given[key] = change.answer
            case EventKind.CLEARED:
                given.pop(key, None)
            case EventKind.INSTANCE_ADDED:
                group = AnswerKey(key.link_id, key.instance[:-1])
                instances[group] = (*instances.get(group, ()), key.instance[-1])
                last[group] = max(last.get(group, 0), key.instance[-1])
            case EventKind.INSTANCE_REMOVED:
                group = AnswerKey(key.link_id, key.instance[:-1])
                instances[group] = tuple(n for n in instances.get(group, ()) if n != key.instance[-1])
    return replace(Answers(), given=given, instances=instances, last_instance=last)
