"""What was told once and a later question asks for again (FORMS 5, "nothing is entered twice")."""

from collections.abc import Mapping

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.questionnaire.pathway import Carry, Pathway

Given = Mapping[StepId, Mapping[AnswerKey, Answer]]


def carried(pathway: Pathway, given: Given, step: StepId) -> dict[AnswerKey, Carry]:
    """Return what earlier answers say to the questions of a step.

    A question to which they say two different things gets none: staff ask it.

    Args:
        given: The answers that count, by step.
    """
    found = dict[AnswerKey, Carry]()
    twofold = set[AnswerKey]()
    for carry in pathway.carry:
        where, to = _place(carry.to)
        if where != step or not _holds(carry, given):
            continue
        if to in found and found[to].code != carry.code:
            twofold.add(to)
        found.setdefault(to, carry)
    return {key: carry for key, carry in found.items() if key not in twofold}


def _holds(carry: Carry, given: Given) -> bool:
    step, key = _place(carry.from_)
    answer = given.get(step, {}).get(key)
    return answer is not None and carry.has in answer.values


def _place(address: str) -> tuple[StepId, AnswerKey]:
    step, _slash, link_id = address.partition("/")
    return StepId(step), AnswerKey(LinkId(link_id))
