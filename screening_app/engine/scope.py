"""The ground that conditions read: one scope for the form, one for each instance of a repeating group."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from screening_app.domain.answers import Answer
from screening_app.domain.ids import LinkId
from screening_app.domain.result import Score
from screening_app.engine.circumstances import Circumstances


@dataclass(slots=True)
class Facts:
    """What conditions may read besides answers.

    Attributes:
        scores: Those computed so far, by id.
        outcome: Of a pathway, once it is known.
    """

    circumstances: Circumstances
    scores: dict[str, Score] = field(default_factory=dict)
    outcome: str | None = None


@dataclass(slots=True)
class Scope:
    """Answers of one level, filled in while an evaluation runs and only read afterwards.

    Attributes:
        path: Instance numbers of the repeating groups around it.
        given: What was answered here, hidden answers too.
        answers: The effective ones: of enabled items (FORMS 3.1).
        on: Enabled items, and the group itself in the scopes of its instances.
        groups: Living instances of each repeating group that stands here.
        outlook: Whether an item is enabled however absent answers turn out; ``None``: that depends.
            Filled in, like ``unsettled``, only where a scored item is conditional (FORMS 3.6).
        unsettled: Items that an absent answer may still give another value.
    """

    facts: Facts
    path: tuple[int, ...] = ()
    given: dict[LinkId, Answer] = field(default_factory=dict)
    answers: dict[LinkId, Answer] = field(default_factory=dict)
    on: set[LinkId] = field(default_factory=set)
    groups: dict[LinkId, tuple["Scope", ...]] = field(default_factory=dict)
    outlook: dict[LinkId, bool | None] = field(default_factory=dict)
    unsettled: set[LinkId] = field(default_factory=set)

    def instances(self, group: LinkId) -> tuple["Scope", ...]:
        """Return the living instances of a repeating group; none while the group is disabled."""
        return self.groups.get(group, ()) if group in self.on else ()


Frame = Sequence[Scope]
"""The scopes that a condition reads, each at the place that was fixed when it was compiled."""
