"""What a conversation still needs before it closes, and where to go for it (FORMS 5, promise 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.condition import Condition, Reason
from screening_app.engine.names import Names
from screening_app.engine.predicates import compile_predicate
from screening_app.engine.scope import Frame, Scope
from screening_app.i18n import Text
from screening_app.questionnaire.model import Sentence
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.pathway import ClosingRule

_PLACEHOLDER = "{names}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNeed:
    """A closing rule that is not kept.

    Attributes:
        text: What is missing; holds ``{names}`` where ``names`` go. Where there is no instance to
            name, the title of the group stands there already.
        names: Of the instances that fail: the value of the naming question, else the number.
        where: Places to go to, step by step in reading order.
    """

    id: str
    text: Text
    names: tuple[str, ...]
    where: tuple[tuple[StepId, AnswerKey], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """The question whose value names an instance.

    Attributes:
        groups: The repeating groups around it, outermost first.
        title: Of the innermost, for when there is no instance.
        outline: Of its form.
    """

    step: str
    slot: int
    link_id: LinkId
    groups: tuple[LinkId, ...]
    title: Sentence
    outline: Outline

    def paths(self, reasons: Sequence[Reason]) -> list[tuple[int, ...]]:
        """Return the instances that the reasons stand in, each once."""
        depth = len(self.groups)
        paths = [
            reason.key.instance[:depth]
            for reason in reasons
            if reason.step == self.step and self._around(reason.key) == self.groups
        ]
        return list(dict.fromkeys(paths))

    def _around(self, key: AnswerKey) -> tuple[LinkId, ...]:
        entry = self.outline.entry(key.link_id)
        return entry.repeating[: len(self.groups)] if entry is not None else ()

    def name(self, frame: Frame, path: tuple[int, ...]) -> str:
        """Return what an instance is called, or its number."""
        scope: Scope | None = frame[self.slot]
        for depth, group in enumerate(self.groups, start=1):
            around = scope.groups[group] if scope is not None else ()
            scope = next((inner for inner in around if inner.path == path[:depth]), None)
        answer = scope.answers.get(self.link_id) if scope is not None else None
        return str(answer.values[0]) if answer is not None and answer.values else str(path[-1])


@dataclass(frozen=True, slots=True, eq=False)
class ClosingPlan:
    """A closing rule, ready to run."""

    rule: ClosingRule
    must: Condition
    naming: Naming | None
    order: Mapping[tuple[str, LinkId], tuple[int, int]]

    def need(self, frame: Frame) -> ClosingNeed:
        """Return what is missing, given that the rule is not kept."""
        reasons = self.must.because(frame)
        names: tuple[str, ...] = ()
        text: Text = self.rule.text
        if self.naming is not None:
            naming = self.naming
            names = tuple(naming.name(frame, path) for path in naming.paths(reasons))
            if not names:
                text = {
                    language: sentence.replace(_PLACEHOLDER, _title(naming.title, language))
                    for language, sentence in text.items()
                }
        return ClosingNeed(id=self.rule.id, text=text, names=names, where=self._where(reasons))

    def _where(self, reasons: Sequence[Reason]) -> tuple[tuple[StepId, AnswerKey], ...]:
        """Return where something can be recorded: open places first, what must not be so last."""
        wanted = [reason for reason in reasons if not reason.negated] or reasons
        chosen = [reason for reason in wanted if reason.enabled] or wanted
        places = {(StepId(reason.step), reason.key) for reason in chosen}
        return tuple(sorted(places, key=lambda place: (self._position(place), place[1].instance)))

    def _position(self, place: tuple[StepId, AnswerKey]) -> tuple[int, int]:
        return self.order[place[0], place[1].link_id]


def _title(title: Sentence, language: str) -> str:
    return title.get(language) or next(iter(title.values()), "")


def plan_closing(rule: ClosingRule, names: Names) -> ClosingPlan:
    """Return the rule, ready to run.

    Raises:
        FormCannotRun: If it names what does not exist, or names instances by a question outside them.
    """
    own = names.of(f"closing {rule.id}")
    return ClosingPlan(
        rule=rule,
        must=compile_predicate(rule.must, own),
        naming=_naming(rule.names, own) if rule.names is not None else None,
        order={
            (step, link_id): (at, entry.order)
            for at, (step, outline) in enumerate(names.forms.items())
            for link_id, entry in ((entry.item.link_id, entry) for entry in outline.entries)
        },
    )


def _naming(address: str, names: Names) -> Naming:
    step, entry = names.entry(address)
    if not entry.repeating:
        raise names.broken("names-outside-a-repeating-group")
    group = next(item for item in reversed(entry.around) if item.is_repeating_group)
    return Naming(
        step=step,
        slot=names.slots.index((step, "")),
        link_id=entry.item.link_id,
        groups=entry.repeating,
        title=group.text or {},
        outline=names.forms[step],
    )
