"""Rules of a pathway that look into the forms of its steps (FORMS 5)."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from screening_app.questionnaire.conditions import Asked, asked, group_of
from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.lint.route_reach import route_reach_breaches
from screening_app.questionnaire.model import ItemType
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.predicate import (
    BandIs,
    Defined,
    Every,
    Predicate,
    QuestionIs,
    ScoreIs,
    Some,
)
from screening_app.questionnaire.references import leaf_breaches
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.steps import address_of, conditions, split, steps_of
from screening_app.questionnaire.structure import Breach

_ADDRESS_FIELD: Mapping[type[BaseModel], str] = {
    QuestionIs: "question",
    ScoreIs: "score",
    BandIs: "band",
    Every: "every",
    Some: "some",
}
"""Where each leaf keeps the address that it reads."""


def pathway_breaches(pathway: Pathway, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with a pathway that can be loaded."""
    for index, step in enumerate(pathway.step):
        form = step.questionnaire
        if form is not None and corpus.outline(form) is None and not corpus.is_broken(form):
            yield Breach("unknown-form", ("step", index, "questionnaire"), {"form": form})
    for predicate, path in _all_conditions(pathway):
        for part in asked(predicate, path):
            yield from _part(part, pathway, corpus)
    yield from route_reach_breaches(pathway, corpus)
    yield from _unused(pathway)
    yield from _switchable(pathway)
    yield from _reasons(pathway, corpus)
    for index in range(len(pathway.closing)):
        yield from _names(pathway, index, corpus)
        yield from _emptiness(pathway, index)
    for index in range(len(pathway.follow_up)):
        yield from _day(pathway, index, corpus)


def entry_at(address: str, pathway: Pathway, corpus: Corpus) -> Entry | None:
    """Return the item at ``step/linkId``, or ``None`` if there is none."""
    outline, link_id = _outline_at(address, pathway, corpus)
    return None if outline is None else outline.entry(link_id)


def _outline_at(address: str, pathway: Pathway, corpus: Corpus) -> tuple[Outline | None, str]:
    wanted, name = split(address)
    form = next((step.questionnaire for step in pathway.step if step.id == wanted), None)
    return corpus.outline(form), name


def _all_conditions(pathway: Pathway) -> Iterator[tuple[Predicate, TreePath]]:
    for name, predicate in pathway.define.items():
        yield predicate, ("define", name)
    for _, predicate, path in conditions(pathway):
        yield predicate, path


def _part(part: Asked, pathway: Pathway, corpus: Corpus) -> Iterator[Breach]:
    """Read a leaf inside its step's form, by that form's own rules."""
    address = address_of(part)
    if address is None:
        return
    outline, name = _outline_at(address, pathway, corpus)
    if outline is None:
        return
    step = split(address)[0]
    opened = tuple(split(group)[1] for group in part.opened if split(group)[0] == step)
    local = part.leaf.model_copy(update={_ADDRESS_FIELD[type(part.leaf)]: name})
    for breach in leaf_breaches(Asked(local, opened, part.path), outline, ()):
        if breach.code in {"unknown-link-id", "unknown-score"}:
            yield Breach("unknown-address", part.path, {"address": address})
        else:
            yield breach


def _unused(pathway: Pathway) -> Iterator[Breach]:
    used = {
        part.leaf.defined
        for predicate, path in _all_conditions(pathway)
        for part in asked(predicate, path)
        if isinstance(part.leaf, Defined)
    }
    for name in pathway.define:
        if name not in used:
            yield Breach("unused-definition", ("define", name), {"name": name})


def _switchable(pathway: Pathway) -> Iterator[Breach]:
    read: set[str] = set()
    for kind, predicate, _ in conditions(pathway):
        if kind in {"gate", "closing"}:
            read |= steps_of(predicate, pathway)
    for index, step in enumerate(pathway.step):
        if step.switchable and step.id in read:
            yield Breach("switchable-but-read", ("step", index, "switchable"), {"step": step.id})


def _reasons(pathway: Pathway, corpus: Corpus) -> Iterator[Breach]:
    for index, outcome in enumerate(pathway.outcome):
        if outcome.reason is None or _outline_at(outcome.reason, pathway, corpus)[0] is None:
            continue
        entry = entry_at(outcome.reason, pathway, corpus)
        path: TreePath = ("outcome", index, "reason")
        if entry is None:
            yield Breach("unknown-address", path, {"address": outcome.reason})
        elif entry.item.type is not ItemType.CHOICE:
            yield Breach("reason-not-a-choice", path, {"address": outcome.reason})


def _names(pathway: Pathway, index: int, corpus: Corpus) -> Iterator[Breach]:
    closing = pathway.closing[index]
    if closing.names is None:
        return
    path: TreePath = ("closing", index, "names")
    entry = entry_at(closing.names, pathway, corpus)
    if entry is None:
        if _outline_at(closing.names, pathway, corpus)[0] is not None:
            yield Breach("unknown-address", path, {"address": closing.names})
        return
    groups = {split(group)[1] for group in _quantified(closing.must, Every)}
    if groups.isdisjoint(entry.repeating):
        yield Breach("names-outside-group", path, {"address": closing.names})
    if not all("{names}" in text for text in closing.text.values()):
        yield Breach("names-not-shown", ("closing", index, "text"), {})


def _day(pathway: Pathway, index: int, corpus: Corpus) -> Iterator[Breach]:
    """Yield what makes a follow-up fall due on no day that can be read."""
    rule = pathway.follow_up[index]
    if rule.from_ is None or _outline_at(rule.from_, pathway, corpus)[0] is None:
        return
    path: TreePath = ("follow-up", index, "from")
    entry = entry_at(rule.from_, pathway, corpus)
    if entry is None:
        yield Breach("unknown-address", path, {"address": rule.from_})
        return
    around = [f"{split(rule.from_)[0]}/{group}" for group in entry.repeating]
    if around != ([rule.each] if rule.each else []):
        yield Breach("due-outside-group", path, {"address": rule.from_})
    elif entry.item.type is not ItemType.DATE:
        yield Breach("due-not-a-date", path, {"address": rule.from_})


def _quantified(predicate: Predicate, kind: type[Every] | type[Some]) -> set[str]:
    parts = (part.leaf for part in asked(predicate, ()))
    return {group_of(leaf) for leaf in parts if isinstance(leaf, kind)}


def _emptiness(pathway: Pathway, index: int) -> Iterator[Breach]:
    """``every`` holds of nobody too, so for each outcome some rule must say ``some`` (FORMS 3.3)."""
    closing = pathway.closing[index]
    for group in sorted(_quantified(closing.must, Every)):
        for outcome in closing.outcome:
            asked_for = any(
                outcome in other.outcome and group in _quantified(other.must, Some)
                for other in pathway.closing
            )
            if not asked_for:
                yield Breach("every-without-some", ("closing", index, "must"), {"group": group})
                break
