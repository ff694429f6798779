"""What was told once is known where a later question asks for it again."""

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.carrying import Given, carried
from screening_app.questionnaire.pathway import Pathway
from tests.helpers.scenario import shipped_pathway

DANGER, HAPPENED, CHILDREN = StepId("w5-danger"), StepId("w5-what-happened"), StepId("w6-children")
PATHWAY: Pathway = shipped_pathway("se/pathway-health").pathway


def said(step: StepId, link_id: str, *values: str) -> Given:
    """Return one answer."""
    return {step: {AnswerKey(LinkId(link_id)): Answer(values=values)}}


def codes(given: Given, step: StepId) -> dict[str, str]:
    """Return what is carried to the questions of a step."""
    return {str(key): carry.code for key, carry in carried(PATHWAY, given, step).items()}


def test_an_answer_is_carried_to_the_question_that_asks_for_it_again() -> None:
    given = said(DANGER, "change", "worse", "followed")

    assert codes(given, HAPPENED) == {"direction": "worse"}
    assert codes(given, StepId("w7-danger-signs")) == {"stalking": "yes"}


def test_another_answer_is_not_carried() -> None:
    assert codes(said(DANGER, "change", "none"), HAPPENED) == {}


def test_what_was_not_answered_is_not_carried() -> None:
    declined: Given = {DANGER: {AnswerKey(LinkId("change")): Answer(absent=AbsentReason.DECLINED)}}

    assert codes(declined, HAPPENED) == {}
    assert codes({}, HAPPENED) == {}


def test_two_answers_that_say_different_things_leave_the_question_open() -> None:
    assert codes(said(HAPPENED, "children-home", "yes"), CHILDREN) == {"any-child": "yes"}
    assert codes(said(HAPPENED, "children-home", "yes", "expected"), CHILDREN) == {}
