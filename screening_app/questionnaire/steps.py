"""What a pathway must keep to by itself: steps, rail, definitions, outcomes (FORMS 5)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from screening_app.domain.ids import StepId
from screening_app.questionnaire.conditions import Asked, asked, group_of
from screening_app.questionnaire.pathway import Pathway, Rail
from screening_app.questionnaire.predicate import (
    BandIs,
    Defined,
    Every,
    OutcomeIs,
    Predicate,
    QuestionIs,
    ScoreIs,
    Some,
)
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach, is_address, is_id, is_version, twice

RAIL: tuple[str, ...] = get_args(Rail)


def step_breaches(pathway: Pathway) -> list[Breach]:
    """Return what is wrong with a pathway, without looking into its forms."""
    address = [] if is_address(pathway.url) else [Breach("wrong-url", ("url",), {"url": pathway.url})]
    breaches = [*address, *_names(pathway), *_ids(pathway), *_rail(pathway), *_definitions(pathway)]
    for _, predicate, path in conditions(pathway):
        breaches += _conditions(predicate, path, pathway)
    breaches += _outcomes(pathway)
    if not breaches:
        breaches += _order(pathway)
    return breaches


def _names(pathway: Pathway) -> Iterator[Breach]:
    """Check what others call the parts by: an address is cut at its slash."""
    if not is_version(pathway.version):
        yield Breach("wrong-version", ("version",), {"version": pathway.version})
    named: list[tuple[str, TreePath]] = [(step.id, ("step", i)) for i, step in enumerate(pathway.step)]
    named += [(outcome.id, ("outcome", i)) for i, outcome in enumerate(pathway.outcome)]
    named += [(rule.id, ("closing", i)) for i, rule in enumerate(pathway.closing)]
    named += [(rule.id, ("follow-up", i)) for i, rule in enumerate(pathway.follow_up)]
    for name, path in named:
        if not is_id(name) or "/" in name:
            yield Breach("wrong-id", path, {"id": name})


def address_of(part: Asked) -> str | None:
    """Return the ``step/linkId`` or ``step/score`` that a leaf reads."""
    match part.leaf:
        case QuestionIs():
            return part.leaf.question
        case ScoreIs():
            return part.leaf.score
        case BandIs():
            return part.leaf.band
        case Every() | Some():
            return group_of(part.leaf)
        case _:
            return None


def split(address: str) -> tuple[str, str]:
    """Return the step and the link id of an address."""
    step, _, name = address.partition("/")
    return step, name


def conditions(pathway: Pathway) -> Iterator[tuple[str, Predicate, TreePath]]:
    """Yield every condition outside ``define``: its kind (when, must), itself, its path."""
    for index, step in enumerate(pathway.step):
        if step.when is not None:
            yield "when", step.when, ("step", index, "when")
        if step.gate is not None:
            yield "gate", step.gate.must, ("step", index, "gate", "must")
    for index, outcome in enumerate(pathway.outcome):
        yield "outcome", outcome.when, ("outcome", index, "when")
    for index, closing in enumerate(pathway.closing):
        yield "closing", closing.must, ("closing", index, "must")
    for index, rule in enumerate(pathway.follow_up):
        # Read inside each instance: the same as if `some` stood around it.
        when = rule.when if rule.each is None else Some(some=rule.each, holds=rule.when)
        yield "follow-up", when, ("follow-up", index, "when")
    for index, carry in enumerate(pathway.carry):
        # Both ends have to be codes of their questions, as if conditions read them.
        yield "carry", _says(carry.from_, carry.has), ("carry", index, "from")
        yield "carry", _says(carry.to, carry.code), ("carry", index, "to")


def _says(question: str, code: str) -> QuestionIs:
    return QuestionIs.model_validate({"question": question, "is": code})


def steps_read(pathway: Pathway) -> Mapping[str, frozenset[str]]:
    """Return the steps that each definition reads, through the definitions it uses."""
    read: dict[str, frozenset[str]] = {}
    for name, predicate in pathway.define.items():
        read[name] = _steps_of(predicate, read)
    return read


def steps_of(predicate: Predicate, pathway: Pathway) -> frozenset[str]:
    """Return the steps that a condition reads, through the definitions it uses."""
    return _steps_of(predicate, steps_read(pathway))


def _steps_of(predicate: Predicate, read: Mapping[str, frozenset[str]]) -> frozenset[str]:
    steps: set[str] = set()
    for part in asked(predicate, ()):
        if isinstance(part.leaf, Defined):
            steps |= read.get(part.leaf.defined, frozenset())
        elif (address := address_of(part)) is not None:
            steps.add(split(address)[0])
    return frozenset(steps)


def _ids(pathway: Pathway) -> Iterator[Breach]:
    for section, ids in (
        ("step", [step.id for step in pathway.step]),
        ("outcome", [outcome.id for outcome in pathway.outcome]),
        ("closing", [closing.id for closing in pathway.closing]),
        ("follow-up", [rule.id for rule in pathway.follow_up]),
    ):
        named: list[tuple[str, TreePath]] = [(name, (section, index)) for index, name in enumerate(ids)]
        yield from twice("duplicate-id", "id", named)


def _rail(pathway: Pathway) -> Iterator[Breach]:
    reached = 0
    for index, step in enumerate(pathway.step):
        place = RAIL.index(step.rail)
        if place < reached:
            yield Breach("rail-goes-back", ("step", index, "rail"), {"rail": step.rail})
        reached = max(reached, place)


def _definitions(pathway: Pathway) -> Iterator[Breach]:
    earlier: list[str] = []
    for name, predicate in pathway.define.items():
        yield from _conditions(predicate, ("define", name), pathway, earlier)
        earlier.append(name)


def _conditions(
    predicate: Predicate, path: TreePath, pathway: Pathway, known: Iterable[str] | None = None
) -> Iterator[Breach]:
    names = set(pathway.define if known is None else known)
    for part in asked(predicate, path):
        leaf = part.leaf
        if isinstance(leaf, Defined) and leaf.defined not in names:
            yield Breach("unknown-definition", part.path, {"name": leaf.defined})
        if isinstance(leaf, OutcomeIs) and leaf.is_ not in {o.id for o in pathway.outcome}:
            yield Breach("unknown-outcome", part.path, {"outcome": leaf.is_})
        address = address_of(part)
        if address is not None:
            yield from _address(address, part.path, pathway)


def _address(address: str, path: TreePath, pathway: Pathway) -> Iterator[Breach]:
    wanted, name = split(address)
    step = next((step for step in pathway.step if step.id == wanted), None)
    if step is None or not name:
        yield Breach("address-without-step", path, {"address": address})
    elif step.questionnaire is None:
        yield Breach("step-without-form", path, {"step": wanted})


def _outcomes(pathway: Pathway) -> Iterator[Breach]:
    known = {outcome.id for outcome in pathway.outcome}
    for name, path in _outcome_names(pathway):
        if name not in known:
            yield Breach("unknown-outcome", path, {"outcome": name})
    for address, path in _questions_named(pathway):
        if address is not None:
            yield from _address(address, path, pathway)


def _questions_named(pathway: Pathway) -> Iterator[tuple[str | None, TreePath]]:
    """Yield the addresses that stand outside conditions."""
    for index, outcome in enumerate(pathway.outcome):
        yield outcome.reason, ("outcome", index, "reason")
    for index, closing in enumerate(pathway.closing):
        yield closing.names, ("closing", index, "names")
    for index, rule in enumerate(pathway.follow_up):
        yield rule.from_, ("follow-up", index, "from")


def _outcome_names(pathway: Pathway) -> Iterator[tuple[str, TreePath]]:
    for index, step in enumerate(pathway.step):
        if step.gate is not None:
            yield step.gate.else_, ("step", index, "gate", "else")
    for index, closing in enumerate(pathway.closing):
        for name in closing.outcome:
            yield name, ("closing", index, "outcome")


def _order(pathway: Pathway) -> Iterator[Breach]:
    """A step is shown or refused by what comes before it only."""
    position: dict[str, int] = {step.id: index for index, step in enumerate(pathway.step)}
    read = steps_read(pathway)
    for kind, predicate, path in conditions(pathway):
        if kind not in {"when", "gate"}:
            continue
        own = path[1]
        for step in sorted(_steps_of(predicate, read)):
            if isinstance(own, int) and position[step] >= own:
                yield Breach("forward-reference", path, {"link_id": step})
    for index, carry in enumerate(pathway.carry):
        earlier, later = split(carry.from_)[0], split(carry.to)[0]
        if position[StepId(earlier)] >= position[StepId(later)]:
            yield Breach("forward-reference", ("carry", index, "to"), {"link_id": later})
