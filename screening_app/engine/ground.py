"""The scopes of one evaluation: where each answer stands, what is enabled, what is scored."""

from collections.abc import Mapping
from dataclasses import dataclass

from screening_app.domain.answers import AbsentReason, AnswerKey, Answers
from screening_app.domain.ids import LinkId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.form import CompiledForm, Node
from screening_app.engine.scope import Facts, Frame, Scope
from screening_app.engine.scoring import ScorePlan, compute_score


@dataclass(slots=True)
class Ground:
    """All scopes of a response.

    Attributes:
        frames: Of the form (``None``) and of each living instance of each repeating group: the
            scopes from the root to it.
        instances: The scope of each living instance, by group and instance path.
    """

    root: Scope
    frames: dict[LinkId | None, list[Frame]]
    instances: dict[tuple[LinkId, tuple[int, ...]], Scope]

    def scope_of(self, key: AnswerKey, groups_around: Mapping[LinkId, tuple[LinkId, ...]]) -> Scope | None:
        """Return the scope where an answer stands; ``None`` if its place is not living or unknown."""
        around = groups_around.get(key.link_id)
        if not around or not key.instance:
            return self.root if around == () and not key.instance else None
        return self.instances.get((around[-1], key.instance))


def prepare_ground(form: CompiledForm, answers: Answers, circumstances: Circumstances) -> Ground:
    """Return the scopes with what was given in each, and what is enabled and scored worked out."""
    root = Scope(facts=Facts(circumstances))
    ground = Ground(root=root, frames={None: [(root,)]}, instances={})
    for link_id in form.nested[None]:
        _add_instances(ground, form, answers, (root,), link_id)
    _distribute(ground, form, answers)
    if not form.uncertain:
        # What no condition hides needs no look of its own; nothing in it can be absent and matter.
        root.on.update(form.always)
        root.answers.update((link_id, one) for link_id, one in root.given.items() if form.always.get(link_id))
    for step in form.program if form.uncertain else form.conditional:
        if isinstance(step, ScorePlan):
            score = compute_score(step, ground.frames[None][0], uncertain=form.uncertain)
            if score is not None:
                root.facts.scores[score.id] = score
        elif step.group is None:
            _enable(step, ground.frames[None][0], uncertain=form.uncertain)
        else:
            for frame in ground.frames.get(step.group, ()):
                _enable(step, frame, uncertain=form.uncertain)
    return ground


def _add_instances(ground: Ground, form: CompiledForm, answers: Answers, frame: Frame, group: LinkId) -> None:
    around = frame[-1]
    scopes = []
    for number in answers.instances.get(AnswerKey(group, around.path), ()):
        scope = Scope(facts=around.facts, path=(*around.path, number))
        scopes.append(scope)
        inner = (*frame, scope)
        ground.frames.setdefault(group, []).append(inner)
        ground.instances[(group, scope.path)] = scope
        for nested in form.nested[group]:
            _add_instances(ground, form, answers, inner, nested)
    around.groups[group] = tuple(scopes)


def _distribute(ground: Ground, form: CompiledForm, answers: Answers) -> None:
    at_root = ground.root.given
    for key, answer in answers.given.items():
        if not key.instance:
            at_root[key.link_id] = answer
            continue
        scope = ground.scope_of(key, form.groups_around)
        if scope is not None:
            scope.given[key.link_id] = answer


def _enable(node: Node, frame: Frame, *, uncertain: bool) -> None:
    """Enable the item if its parent is and its own condition holds (FORMS 3.2)."""
    scope = frame[-1]
    if uncertain:
        _foresee(node, frame)
    if node.parent is not None and node.parent not in scope.on:
        return
    if node.when is not None and not node.when.holds(frame):
        return
    scope.on.add(node.link_id)
    if node.answerable:
        answer = scope.given.get(node.link_id)
        if answer is not None:
            scope.answers[node.link_id] = answer
    elif node.link_id in scope.groups:
        for instance in scope.groups[node.link_id]:
            instance.on.add(node.link_id)


def _foresee(node: Node, frame: Frame) -> None:
    """Tell whether the item is enabled, and has its value, however absent answers turn out."""
    scope = frame[-1]
    link_id = node.link_id
    verdict: bool | None = True
    if node.parent is not None:
        verdict = scope.outlook[node.parent]
    if verdict is not False and node.when is not None:
        own = node.when.outlook(frame)
        verdict = own if verdict or own is False else None
    scope.outlook[link_id] = verdict
    for instance in scope.groups.get(link_id, ()):
        instance.outlook[link_id] = verdict
    if verdict is None or (verdict and not _is_settled(node, scope)):
        scope.unsettled.add(link_id)


def _is_settled(node: Node, scope: Scope) -> bool:
    """Tell whether something stands there that no absent answer can replace."""
    if node.item.is_repeating_group:
        return bool(scope.groups[node.link_id])
    answer = scope.given.get(node.link_id)
    if not node.answerable:
        return True
    return answer is not None and (answer.absent is None or answer.absent is AbsentReason.NOT_APPLICABLE)
