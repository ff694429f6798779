"""A place in a form as it stands for one response."""

from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.questionnaire.model import Item


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer, a group or a text stands.

    A repeating group has a place of its own, where instances are added, and one for each instance,
    whose key ends with the instance's number.

    Attributes:
        required: Whether it is required *and* enabled: only then it counts (FORMS 3.5).
    """

    key: AnswerKey
    item: Item
    enabled: bool
    required: bool
