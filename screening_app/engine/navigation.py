"""Which question comes next, came before, or is to be taken up again."""

from screening_app.domain.answers import AnswerKey
from screening_app.engine.evaluation import Evaluation, Place


def find_place(evaluation: Evaluation, key: AnswerKey) -> Place | None:
    """Return the living place of this key, enabled or not."""
    return next((place for place in evaluation.places if place.key == key), None)


def next_place(evaluation: Evaluation, after: AnswerKey | None = None) -> Place | None:
    """Return the next open question where nothing is recorded, in reading order.

    Args:
        after: Where to begin; a key that is not living any more means the beginning.
    """
    rest = evaluation.places[_position(evaluation, after) + 1 :]
    return next((place for place in rest if _is_open(evaluation, place)), None)


def previous_place(evaluation: Evaluation, before: AnswerKey) -> Place | None:
    """Return the question asked before this one, answered or not."""
    earlier = evaluation.places[: max(_position(evaluation, before), 0)]
    return next((place for place in reversed(earlier) if _is_asked(place)), None)


def resume_place(evaluation: Evaluation) -> Place | None:
    """Return where an interrupted response goes on: what is required first, then what is open.

    A required repeating group without instance is such a place too: an instance is to be added.
    """
    if evaluation.missing:
        return find_place(evaluation, evaluation.missing[0])
    return next_place(evaluation)


def _position(evaluation: Evaluation, key: AnswerKey | None) -> int:
    if key is None:
        return -1
    return next((at for at, place in enumerate(evaluation.places) if place.key == key), -1)


def _is_asked(place: Place) -> bool:
    return place.enabled and place.item.is_answerable and not place.item.read_only


def _is_open(evaluation: Evaluation, place: Place) -> bool:
    return _is_asked(place) and place.key not in evaluation.effective
