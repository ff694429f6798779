"""What is the matter with an answer or a change, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from screening_app.domain.answers import AnswerKey


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a person should know, or that makes a change impossible.

    Attributes:
        code: Stable, such as ``answer/unknown-code``.
        params: For the sentence; words of the form only, never of an answer.
    """

    key: AnswerKey
    code: str
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
