"""What answers mean in a form: what is asked, what counts, what is missing (FORMS 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from screening_app.domain.answers import Answer, AnswerKey, Answers, PartialDate
from screening_app.domain.result import Flag, Score
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.form import CompiledForm, Node
from screening_app.engine.ground import Ground, prepare_ground
from screening_app.engine.issue import Issue
from screening_app.engine.operators import compare_dates
from screening_app.engine.place import Place
from screening_app.engine.scope import Scope

__all__ = ["Evaluation", "Issue", "Place", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A response seen through its form.

    Attributes:
        places: Every living place in reading order, groups, displays and disabled ones too.
        effective: Answers of enabled items; the only ones that expressions read (FORMS 3.1).
        scores: Those meant for this person, in the form's order.
        flags: Those raised, in the form's order, whatever the scores say.
        issues: What a person should know of the answers, such as a date too coarse to compare.
        missing: Enabled required places without a value or an allowed reason; of a repeating group
            without instance, the group's own.
        hidden: Given but not effective: what completion drops.
        root: What conditions of a pathway read; not for anybody else.
    """

    form: CompiledForm
    answers: Answers
    places: tuple[Place, ...]
    effective: Mapping[AnswerKey, Answer]
    scores: tuple[Score, ...]
    flags: tuple[Flag, ...]
    issues: tuple[Issue, ...]
    missing: tuple[AnswerKey, ...]
    hidden: tuple[AnswerKey, ...]
    root: Scope = field(repr=False, compare=False)

    @property
    def is_complete(self) -> bool:
        """Tell whether every required answer stands."""
        return not self.missing


def evaluate(form: CompiledForm, answers: Answers, circumstances: Circumstances) -> Evaluation:
    """Return what the answers mean; the same inputs always mean the same."""
    ground = prepare_ground(form, answers, circumstances)
    root = ground.root
    places: list[Place] = []
    missing: list[AnswerKey] = []
    _collect(form, root, form.layout[None], places, missing)
    effective, hidden = _split(form, answers, ground)
    frame = (root,)
    scores = root.facts.scores
    return Evaluation(
        form=form,
        answers=answers,
        places=tuple(places),
        effective=effective,
        scores=tuple(scores[name] for name in form.score_order if name in scores),
        flags=tuple(plan.raised(frame, form.order) for plan in form.flags if plan.when.holds(frame)),
        issues=_date_issues(form, ground) if form.dates else (),
        missing=tuple(missing),
        hidden=hidden,
        root=root,
    )


def _collect(
    form: CompiledForm,
    scope: Scope,
    layout: tuple[Node, ...],
    places: list[Place],
    missing: list[AnswerKey],
) -> None:
    on = scope.on
    for node in layout:
        enabled = node.link_id in on
        place = _place(node, scope, enabled=enabled)
        places.append(place)
        if place.required and _is_missing(node, scope):
            missing.append(place.key)
        for instance in scope.groups.get(node.link_id, ()):
            places.append(_place_in(node, instance.path, enabled=enabled, required=False))
            _collect(form, instance, form.layout[node.link_id], places, missing)


def _place(node: Node, scope: Scope, *, enabled: bool) -> Place:
    if not scope.path:
        return node.open if enabled else node.shut
    return _place_in(node, scope.path, enabled=enabled, required=enabled and node.item.required)


# Instance numbers are small and few: the same places are made over and over while a person answers.
@lru_cache(maxsize=4096)
def _place_in(node: Node, path: tuple[int, ...], *, enabled: bool, required: bool) -> Place:
    return Place(AnswerKey(node.link_id, path), node.item, enabled=enabled, required=required)


def _is_missing(node: Node, scope: Scope) -> bool:
    """Tell whether a required place lacks a value or an allowed reason (FORMS 3.5)."""
    if not node.answerable:
        return node.item.is_repeating_group and not scope.groups[node.link_id]
    answer = scope.answers.get(node.link_id)
    return answer is None or (answer.absent is not None and answer.absent not in node.item.absent)


def _split(
    form: CompiledForm, answers: Answers, ground: Ground
) -> tuple[Mapping[AnswerKey, Answer], tuple[AnswerKey, ...]]:
    given = answers.given
    counted = len(ground.root.answers) + sum(len(scope.answers) for scope in ground.instances.values())
    if counted == len(given):
        return given, ()
    effective = dict(given)
    at_root = ground.root.answers
    hidden: list[AnswerKey] = []
    for key in given:
        if not key.instance and key.link_id in at_root:
            continue
        scope = ground.scope_of(key, form.groups_around)
        if scope is None or key.link_id not in scope.answers:
            hidden.append(key)
            del effective[key]
    return effective, tuple(hidden)


def _date_issues(form: CompiledForm, ground: Ground) -> tuple[Issue, ...]:
    """Name dates too coarse for a comparison of the form: the comparison is false (FORMS 3.9)."""
    issues: list[Issue] = []
    for link_id, dates in form.dates.items():
        around = form.groups_around[link_id]
        for frame in ground.frames.get(around[-1] if around else None, ()):
            scope = frame[-1]
            answer = scope.answers.get(link_id)
            if answer is not None and _is_too_coarse(answer, dates):
                issues.append(Issue(AnswerKey(link_id, scope.path), "answer/date-too-coarse"))
    return tuple(issues)


def _is_too_coarse(answer: Answer, dates: tuple[PartialDate, ...]) -> bool:
    values = [value for value in answer.values if isinstance(value, PartialDate)]
    return any(compare_dates(value, date) is None for value in values for date in dates)
