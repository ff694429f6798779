"""Whether answers exist that make a condition hold: every way of answering, as far as it matters.

The search chooses answers question by question and leaves a choice as soon as the condition is
decided. Where it ends it is exact; a condition that takes too long is said to be entangled.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from screening_app.questionnaire.lint.formula import (
    FALSE,
    Ask,
    Fixed,
    Formula,
    Joined,
    Named,
    Negated,
    Open,
    parts_of,
)
from screening_app.questionnaire.lint.states import State, agrees, states_of
from screening_app.questionnaire.model import Item

_FOR_ONE = 1_000_000
_FOR_ALL = 4_000_000
"""Most looks at a leaf that one condition, and one whole file, may cost: a second or two, and some more."""
_ORDERS = (1, -1)
"""From the last state of a question to the first, then the other way round."""
_MOST_NAMES = 200
"""So many definitions may lean on one another."""

_Part = Ask | Open
_Chosen = Mapping[str | _Part, State | bool]


class Entangled(Exception):
    """A condition hangs on too many questions to be worked out."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What a search looks at.

    Attributes:
        keys: The questions that matter, in order.
        verdicts: What each leaf about a question says of each of its states.
        enabled: When each question is asked; one that is left out is always asked.
        cost: Of one look.
    """

    goal: Formula
    keys: tuple[str, ...]
    domains: Mapping[str, tuple[State, ...]]
    verdicts: Mapping[str, Mapping[Ask, Mapping[State, bool | None]]]
    enabled: Mapping[str, Formula]
    definitions: Mapping[str, Formula]
    cost: int


class _World:
    """What is known while some things are chosen and others are open.

    Attributes:
        opened: Questions and leaves that may still turn out one way or the other.
    """

    def __init__(self, search: _Search, chosen: _Chosen) -> None:
        self._search = search
        self._chosen = chosen
        self._leaves: dict[Ask, bool | None] = {}
        self._named: dict[str, bool | None] = {}
        self.opened: dict[str | _Part, None] = {}
        for key in search.keys:
            self._settle(key)
        self.value = self._truth(search.goal)

    def _settle(self, key: str) -> None:
        enabled = self._search.enabled.get(key)
        on = True if enabled is None else self._truth(enabled)
        states = self._search.domains[key]
        if key in self._chosen:
            states = tuple(state for state in states if state == self._chosen[key])
        if on is not True:
            states = (None,) if on is False else (*states, None)
        if len(states) > 1 and key not in self._chosen:
            self.opened[key] = None
        for ask, verdict in self._search.verdicts[key].items():
            said = {verdict[state] for state in states}
            self._leaves[ask] = said.pop() if len(said) == 1 else None
            if len(states) == 1 and self._leaves[ask] is None:
                self._leaves[ask] = self._open(ask)

    def _open(self, part: _Part) -> bool | None:
        """Return how a leaf was chosen to turn out that no answer tells."""
        if part not in self._chosen:
            self.opened[part] = None
            return None
        return self._chosen[part] is True

    def _truth(self, formula: Formula) -> bool | None:
        match formula:
            case Fixed():
                return formula.value
            case Open():
                return self._open(formula)
            case Ask():
                return self._leaves[formula]
            case Negated():
                value = self._truth(formula.part)
                return None if value is None else not value
            case Joined():
                return self._joined(formula)
            case Named():
                if formula.name not in self._named:
                    self._named[formula.name] = self._truth(self._search.definitions[formula.name])
                return self._named[formula.name]

    def _joined(self, formula: Joined) -> bool | None:
        is_open = False
        for part in formula.parts:
            value = self._truth(part)
            if value is formula.decisive:
                return value
            is_open = is_open or value is None
        return None if is_open else not formula.decisive


class Worlds:
    """The ways in which the questions of a form or a pathway can be answered."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._order: dict[str, int] = {}
        self._enabled: dict[str, Formula] = {}
        self._definitions: dict[str, Formula] = {}
        self._reached: dict[str, bool] = {}
        self._left = _FOR_ALL

    def add(self, key: str, item: Item, enabled: Formula) -> None:
        """Add a question and when it is asked; each comes after those that its condition reads."""
        self._order.setdefault(key, len(self._order))
        self._items[key] = item
        self._enabled[key] = enabled

    def define(self, name: str, formula: Formula) -> None:
        """Add a definition; each comes after those that it names."""
        self._definitions[name] = formula

    def reaches(self, key: str) -> bool:
        """Tell whether a question can ever be asked. Raises as ``can_hold``."""
        if key not in self._reached:
            self._reached[key] = self.can_hold(self._enabled[key])
        return self._reached[key]

    def can_hold(self, goal: Formula) -> bool:
        """Tell whether some way of answering makes the formula hold, or may.

        Raises:
            Entangled: If that would take too long to say.
        """
        search = self._prepared(goal)
        budget = min(_FOR_ONE, self._left) // len(_ORDERS)
        for order in _ORDERS:
            with suppress(Entangled):
                return self._searched(search, order, budget)
        raise Entangled

    def _searched(self, search: _Search, order: int, budget: int) -> bool:
        """Look for a way of answering, each question's states from one end or the other.

        What an answer decides at once may take for ever where the answer is missing, and the reverse.
        """
        often = Counter(part.key for part in parts_of(search.goal) if isinstance(part, Ask))
        first = sorted(search.keys, key=lambda key: (-often[key], self._order[key]))
        waiting: list[dict[str | _Part, State | bool]] = [{}]
        while waiting:
            chosen = waiting.pop()
            budget -= search.cost
            self._left -= search.cost
            if budget < 0:
                raise Entangled
            world = _World(search, chosen)
            if world.value is False:
                continue
            key = next((key for key in (*first, *world.opened) if key in world.opened), None)
            if world.value or key is None:
                return True
            ways = search.domains[key] if isinstance(key, str) else (False, True)
            waiting += [{**chosen, key: way} for way in ways[::order]]
        return False

    def _prepared(self, goal: Formula) -> _Search:
        direct = {part.key for part in parts_of(goal) if isinstance(part, Ask)}
        is_plain = not any(isinstance(part, Named) for part in parts_of(goal))
        # Whether a question is asked, and what stands there then, are chosen apart. Of one that is
        # known to be asked at times, nothing else matters: a chain of thousands costs a look each.
        alone = is_plain and len(direct) == 1 and self._reached.get(next(iter(direct)), False)
        keys, names = (direct, set[str]()) if alone else self._closure(goal)
        if len(names) > _MOST_NAMES:
            raise Entangled
        enabled = {} if alone else {key: self._enabled[key] for key in keys}
        definitions = {name: self._definitions.get(name, FALSE) for name in names}
        whole = [part for one in (goal, *enabled.values(), *definitions.values()) for part in parts_of(one)]
        asks = {
            key: [part for part in set(whole) if isinstance(part, Ask) and part.key == key] for key in keys
        }
        domains = {key: states_of(self._items[key], (ask.leaf for ask in asks[key])) for key in keys}
        return _Search(
            goal=goal,
            keys=tuple(sorted(keys, key=self._order.__getitem__)),
            domains=domains,
            verdicts={
                key: {
                    ask: {state: agrees(state, ask.leaf) for state in (*domains[key], None)}
                    for ask in asks[key]
                }
                for key in keys
            },
            enabled=enabled,
            definitions=definitions,
            cost=1 + len(keys) + len(whole),
        )

    def _closure(self, goal: Formula) -> tuple[set[str], set[str]]:
        """Return the questions and definitions that a formula hangs on, straight or through others."""
        keys, names = set[str](), set[str]()
        waiting = [goal]
        while waiting:
            for part in parts_of(waiting.pop()):
                if isinstance(part, Named) and part.name not in names:
                    names.add(part.name)
                    waiting.append(self._definitions.get(part.name, FALSE))
                elif isinstance(part, Ask) and part.key not in keys:
                    keys.add(part.key)
                    waiting.append(self._enabled[part.key])
        return keys, names
