"""What the entries of repeating groups are called on paper, such as a child or a mark."""

from screening_app.domain.answers import AnswerKey
from screening_app.engine.evaluation import Evaluation
from screening_app.questionnaire.model import ContentClass
from screening_app.services.paper_words import PaperWords


def name_of_instance(
    evaluation: Evaluation, instance: tuple[int, ...], words: PaperWords, *, named: bool = True
) -> tuple[str, AnswerKey | None]:
    """Return what an instance is called, such as the child's name, and the question that says so.

    Without an answer of class identity it is called by its group and number.

    Args:
        named: Whether it may be called by name at all.
    """
    inside = [place for place in evaluation.places if place.key.instance == instance]
    for place in inside if named else ():
        answer = evaluation.effective.get(place.key)
        if place.item.content_class is ContentClass.IDENTITY and answer is not None and answer.values:
            return str(answer.values[0]), place.key
    group = next((place.item for place in inside if place.item.is_repeating_group), None)
    number = number_of(evaluation, AnswerKey(group.link_id, instance)) if group else ""
    return words.fixed("instance", group=words.label_of(group) if group else "", number=number), None


def number_of(evaluation: Evaluation, key: AnswerKey) -> str:
    """Return the place of an entry among those that are left, outermost first, such as ``2.1``."""
    form = evaluation.form
    own = [key.link_id] if form.items[key.link_id].is_repeating_group else []
    groups = [*form.groups_around[key.link_id], *own]
    siblings = [
        evaluation.answers.instances.get(AnswerKey(group, key.instance[:depth]), ())
        for depth, group in enumerate(groups)
    ]
    return ".".join(str(among.index(part) + 1) for among, part in zip(siblings, key.instance, strict=True))
