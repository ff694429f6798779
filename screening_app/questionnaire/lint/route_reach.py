"""Conditions of a pathway that can never hold, or always hold, whatever its forms are answered (FORMS 5)."""

from collections.abc import Iterator

from screening_app.questionnaire.lint.asking import Asking
from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.lint.formula import TRUE, Formula, Negated, both
from screening_app.questionnaire.lint.reach import condition_breaches
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.steps import conditions
from screening_app.questionnaire.structure import Breach


def route_reach_breaches(pathway: Pathway, corpus: Corpus) -> Iterator[Breach]:
    """Yield steps never shown, gates that never refuse or never open, outcomes that are never reached."""
    asking = _asking(pathway, corpus)
    for index, step in enumerate(pathway.step):
        if step.when is not None:
            yield from condition_breaches(step.when, ("step", index, "when"), asking)
        if step.gate is not None:
            # A gate is looked at only while its step is part of the conversation.
            around = TRUE if step.when is None else asking.formula(step.when)
            path: TreePath = ("step", index, "gate", "must")
            yield from condition_breaches(step.gate.must, path, asking, around=around)
    earlier: list[Formula] = []
    for index, outcome in enumerate(pathway.outcome):
        # The first outcome that holds counts, so each has to hold where those before it do not.
        around = both(*(Negated(other) for other in earlier))
        yield from condition_breaches(
            outcome.when, ("outcome", index, "when"), asking, around=around, always=False
        )
        earlier.append(asking.formula(outcome.when))
    for index, closing in enumerate(pathway.closing):
        yield from condition_breaches(closing.must, ("closing", index, "must"), asking)
    for kind, predicate, path in conditions(pathway):
        if kind == "follow-up":
            yield from condition_breaches(predicate, path, asking)


def _asking(pathway: Pathway, corpus: Corpus) -> Asking:
    asking = Asking()
    for step in pathway.step:
        outline = corpus.outline(step.questionnaire)
        if outline is None:
            continue
        when = TRUE if step.when is None else asking.formula(step.when)
        asking.add_form(outline, f"{step.id}/", when)
    for name, predicate in pathway.define.items():
        asking.worlds.define(name, asking.formula(predicate))
    return asking
