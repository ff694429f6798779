"""A questionnaire made ready to run: names resolved, conditions compiled, order fixed (FORMS 3.2)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from screening_app.domain.answers import AbsentReason, AnswerKey, PartialDate
from screening_app.domain.ids import Canonical, LinkId
from screening_app.engine.condition import Condition
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.flags import FlagPlan
from screening_app.engine.names import Names
from screening_app.engine.operators import ORDERED, operand
from screening_app.engine.place import Place
from screening_app.engine.predicates import compile_predicate
from screening_app.engine.scoring import ScorePlan, is_scorable, plan_part
from screening_app.questionnaire.conditions import asked, group_of
from screening_app.questionnaire.model import TODAY, Item, ItemType, Questionnaire, ScoreRule
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.predicate import BandIs, Every, Predicate, QuestionIs, Scalar, ScoreIs, Some


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An item, ready to run.

    Attributes:
        parent: The group it stands in, if any.
        group: The innermost repeating group around it, if any.
        open, shut: Its place outside repeating groups, enabled and disabled, made once.
    """

    item: Item
    link_id: LinkId
    parent: LinkId | None
    group: LinkId | None
    when: Condition | None
    answerable: bool
    open: Place
    shut: Place


@dataclass(frozen=True, eq=False)
class CompiledForm:
    """A form ready to run; holds no answers.

    Attributes:
        items: Every item by its link id, in reading order.
        around: The groups around each item, outermost first.
        groups_around: The repeating ones among them: what an instance path runs through.
        order: Position of each item in reading order.
        program: Items and scores so that what is read comes before what reads it.
        always: Items outside repeating groups that no condition can hide, and whether each can be answered.
        conditional: The rest of the program.
        layout: Items of the form, or of one instance of a repeating group, in reading order.
        nested: The repeating groups that stand directly in the form or in a repeating group.
        dates: Dates that conditions compare answers with, by question.
        patterns: Compiled ``regex`` of each item that has one.
        uncertain: Whether an absent answer may enable or disable a scored item.
    """

    questionnaire: Questionnaire
    items: Mapping[LinkId, Item]
    around: Mapping[LinkId, tuple[Item, ...]]
    groups_around: Mapping[LinkId, tuple[LinkId, ...]]
    order: Mapping[LinkId, int]
    program: tuple[Node | ScorePlan, ...]
    always: Mapping[LinkId, bool]
    conditional: tuple[Node | ScorePlan, ...]
    layout: Mapping[LinkId | None, tuple[Node, ...]]
    nested: Mapping[LinkId | None, tuple[LinkId, ...]]
    flags: tuple[FlagPlan, ...]
    dates: Mapping[LinkId, tuple[PartialDate, ...]]
    patterns: Mapping[LinkId, re.Pattern[str]]
    uncertain: bool

    @property
    def canonical(self) -> Canonical:
        """Return ``url|version``."""
        return self.questionnaire.canonical

    @cached_property
    def score_order(self) -> tuple[str, ...]:
        """Return the ids of the scores as the form lists them."""
        return tuple(rule.id for rule in self.questionnaire.score)


_READY: dict[tuple[Canonical, str], CompiledForm] = {}


def compile_form(questionnaire: Questionnaire) -> CompiledForm:
    """Return the form ready to run; the same one for the same file.

    Raises:
        FormCannotRun: If a condition names what does not exist or cannot be read, or reads in a circle.
    """
    key = (questionnaire.canonical, questionnaire.sha256)
    ready = _READY.get(key)
    if ready is not None and (ready.questionnaire is questionnaire or ready.questionnaire == questionnaire):
        return ready
    compiled = _compile(questionnaire)
    _READY[key] = compiled
    return compiled


def _compile(form: Questionnaire) -> CompiledForm:
    outline = Outline(form)
    nodes = {entry.item.link_id: _node(entry, outline) for entry in outline.entries}
    if len(nodes) != len(outline.entries):
        raise FormCannotRun(form=form.canonical, where="item", rule="duplicate-link-id")
    plans = {rule.id: _score_plan(rule, outline) for rule in form.score if rule.sum is not None}
    scored = [part.key.link_id for plan in plans.values() for part in plan.parts]
    entries = outline.by_link_id
    program = tuple(_in_order(outline, nodes, plans))
    always = {
        entry.item.link_id: entry.item.is_answerable for entry in outline.entries if _is_always_on(entry)
    }
    return CompiledForm(
        questionnaire=form,
        items={link_id: node.item for link_id, node in nodes.items()},
        around={entry.item.link_id: entry.around for entry in outline.entries},
        groups_around={entry.item.link_id: entry.repeating for entry in outline.entries},
        order={entry.item.link_id: entry.order for entry in outline.entries},
        program=program,
        always=always,
        conditional=tuple(
            step for step in program if not (isinstance(step, Node) and step.link_id in always)
        ),
        layout=_layout(nodes),
        nested=_nested(nodes),
        flags=tuple(
            FlagPlan(rule, compile_predicate(rule.when, _names(outline, f"flag {rule.id}")))
            for rule in form.flag
        ),
        dates=_dates(outline),
        patterns={node.link_id: _pattern(node.item, form) for node in nodes.values() if node.item.regex},
        uncertain=any(entries[link_id].may_be_hidden for link_id in scored),
    )


def _is_always_on(entry: Entry) -> bool:
    return not (entry.may_be_hidden or entry.repeating or entry.item.is_repeating_group)


def _names(outline: Outline, owner: str, repeating: tuple[LinkId, ...] = ()) -> Names:
    return Names(
        form=outline.form.canonical,
        owner=owner,
        forms={"": outline},
        slots=(("", ""), *(("", group) for group in repeating)),
        defined={},
    )


def _node(entry: Entry, outline: Outline) -> Node:
    item = entry.item
    _check_limits(item, outline.form)
    key = AnswerKey(item.link_id)
    condition = item.enable_when
    names = _names(outline, item.link_id, entry.repeating)
    return Node(
        item=item,
        link_id=item.link_id,
        parent=entry.around[-1].link_id if entry.around else None,
        group=entry.repeating[-1] if entry.repeating else None,
        when=compile_predicate(condition, names) if condition is not None else None,
        answerable=item.is_answerable,
        open=Place(key, item, enabled=True, required=item.required),
        shut=Place(key, item, enabled=False, required=False),
    )


def _check_limits(item: Item, form: Questionnaire) -> None:
    """Refuse a limit that no answer to the item could be compared with."""
    for limit in (item.min_value, item.max_value):
        if limit is not None and not _is_limit(item, limit):
            raise FormCannotRun(form=form.canonical, where=item.link_id, rule="wrong-limit")


def _is_limit(item: Item, limit: Scalar) -> bool:
    if limit == TODAY and item.type is ItemType.DATE:
        return True
    try:
        operand(item, limit)
    except ValueError:
        return False
    return item.type in ORDERED


def _score_plan(rule: ScoreRule, outline: Outline) -> ScorePlan:
    names = _names(outline, f"score {rule.id}")
    entries = [names.entry(link_id)[1] for link_id in rule.sum or ()]
    for entry in entries:
        if entry.repeating:
            raise names.broken("scored-in-repeating-group")
        if not is_scorable(entry.item):
            raise names.broken("not-scorable")
    return ScorePlan(
        rule=rule,
        parts=tuple(plan_part(entry.item) for entry in sorted(entries, key=lambda entry: entry.order)),
        when=compile_predicate(rule.when, names) if rule.when is not None else None,
    )


def _in_order(
    outline: Outline, nodes: Mapping[LinkId, Node], plans: Mapping[str, ScorePlan]
) -> Iterator[Node | ScorePlan]:
    """Yield items in reading order, each after what it reads, and every score after its items."""
    steps: dict[str, Node | ScorePlan] = {str(link_id): node for link_id, node in nodes.items()}
    steps.update((_of_score(name), plan) for name, plan in plans.items())
    begun: set[str] = set()
    done: set[str] = set()

    def visit(name: str) -> Iterator[Node | ScorePlan]:
        if name in done or name not in steps:
            return
        if name in begun:
            raise FormCannotRun(form=outline.form.canonical, where=name, rule="circular-reference")
        begun.add(name)
        for needed in _read_by(steps[name]):
            yield from visit(needed)
        done.add(name)
        yield steps[name]

    for name in steps:
        yield from visit(name)


def _of_score(name: str) -> str:
    return f"score {name}"


def _read_by(step: Node | ScorePlan) -> Iterator[str]:
    """Yield the names of what must be known before."""
    if isinstance(step, ScorePlan):
        yield from (part.key.link_id for part in step.parts)
        yield from _read_in(step.rule.when)
        return
    if step.parent is not None:
        yield step.parent
    yield from _read_in(step.item.enable_when)


def _read_in(predicate: Predicate | None) -> Iterator[str]:
    for part in asked(predicate, ()) if predicate is not None else ():
        match part.leaf:
            case QuestionIs():
                yield part.leaf.question
            case ScoreIs():
                yield _of_score(part.leaf.score)
            case BandIs():
                yield _of_score(part.leaf.band)
            case Every() | Some():
                yield group_of(part.leaf)
            case _:
                pass


def _layout(nodes: Mapping[LinkId, Node]) -> dict[LinkId | None, tuple[Node, ...]]:
    repeating = (node.link_id for node in nodes.values() if node.item.is_repeating_group)
    groups: tuple[LinkId | None, ...] = (None, *repeating)
    return {group: tuple(node for node in nodes.values() if node.group == group) for group in groups}


def _nested(nodes: Mapping[LinkId, Node]) -> dict[LinkId | None, tuple[LinkId, ...]]:
    return {
        group: tuple(node.link_id for node in inside if node.item.is_repeating_group)
        for group, inside in _layout(nodes).items()
    }


def _dates(outline: Outline) -> dict[LinkId, tuple[PartialDate, ...]]:
    form = outline.form
    predicates = [entry.item.enable_when for entry in outline.entries]
    predicates += [rule.when for rule in form.score] + [rule.when for rule in form.flag]
    found: dict[LinkId, set[PartialDate]] = {}
    for predicate in predicates:
        for part in asked(predicate, ()) if predicate is not None else ():
            leaf = part.leaf
            entry = outline.entry(LinkId(leaf.question)) if isinstance(leaf, QuestionIs) else None
            if isinstance(leaf, QuestionIs) and entry is not None and entry.item.type is ItemType.DATE:
                found.setdefault(entry.item.link_id, set()).update(_stated_dates(leaf))
    return {link_id: tuple(sorted(dates, key=str)) for link_id, dates in found.items() if dates}


def _stated_dates(leaf: QuestionIs) -> Iterator[PartialDate]:
    stated = getattr(leaf, leaf.operators()[0])
    for value in stated if isinstance(stated, tuple) else (stated,):
        if isinstance(value, str) and not isinstance(value, AbsentReason):
            yield PartialDate.parse(value)


def _pattern(item: Item, form: Questionnaire) -> re.Pattern[str]:
    try:
        return re.compile(item.regex or "")
    except re.error:
        raise FormCannotRun(form=form.canonical, where=item.link_id, rule="regex") from None
