"""What is signed and stored of a response that is finished, at closing and by a correction (DESIGN 5)."""

import json
from collections.abc import Collection, Sequence

from screening_app.domain.answers import AnswerKey, Answers
from screening_app.domain.events import AnswerEvent, EventKind
from screening_app.domain.records import Response, StoredResult
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.explanation import explain_flag, explain_score


def is_answer(event: AnswerEvent) -> bool:
    """Tell whether an event gives an answer that was not erased."""
    return event.change is not None and event.change.kind is EventKind.ANSWERED


def key_of(event: AnswerEvent) -> AnswerKey | None:
    """Return what an event is about; ``None`` once erased."""
    return event.change.key if event.change is not None else None


def kept_events(
    events: Sequence[AnswerEvent], answers: Answers, hidden: Collection[AnswerKey]
) -> list[AnswerEvent]:
    """Return the event that gives each answer that counts, in the order in which they were given.

    Args:
        events: All that the answers are the fold of, in order.
        hidden: What is answered and does not belong.
    """
    latest = {key_of(event): event for event in events if is_answer(event)}
    given = {latest[key].hash for key in answers.given if key in latest and key not in hidden}
    return [event for event in events if event.hash in given]


def results_of(response: Response, evaluation: Evaluation) -> list[StoredResult]:
    """Return scores and flags as they stand, each with its explanation."""
    explained = [("score", score.id, explain_score(evaluation, score)) for score in evaluation.scores]
    explained += [("flag", flag.id, explain_flag(evaluation, flag)) for flag in evaluation.flags]
    return [
        StoredResult(response=response.id, id=name, kind=kind, body=json.dumps(body, ensure_ascii=False))
        for kind, name, body in explained
    ]
