"""What an entry of a repeating group, such as a child, is called on screen."""

from screening_app.domain.answers import AnswerKey
from screening_app.engine.evaluation import Evaluation
from screening_app.gui.presenters.wording import text_of
from screening_app.questionnaire.model import ItemType


def instance_name(evaluation: Evaluation, instance: AnswerKey) -> str:
    """Return what an entry is called: what its first question says, else title and number."""
    group = evaluation.form.items[instance.link_id]
    for item in group.item:
        answer = evaluation.effective.get(AnswerKey(item.link_id, instance.instance))
        named = item.type is ItemType.STRING and answer is not None and answer.values
        if named and answer is not None:
            return str(answer.values[0])
        if item.type is ItemType.CHOICE and answer is not None and answer.values:
            option = item.option(str(answer.values[0]))
            return text_of(option.display) if option else str(answer.values[0])
        break
    siblings = evaluation.answers.instances.get(AnswerKey(instance.link_id, instance.instance[:-1]), ())
    number = instance.instance[-1]
    position = siblings.index(number) + 1 if number in siblings else number
    return f"{text_of(group.text or group.short_text)} {position}"


def entry_name(evaluation: Evaluation, key: AnswerKey) -> str:
    """Return what the innermost entry around a question is called; empty outside any."""
    groups = [group for group in evaluation.form.around[key.link_id] if group.is_repeating_group]
    if not groups:
        return ""
    return instance_name(evaluation, AnswerKey(groups[-1].link_id, key.instance[: len(groups)]))
