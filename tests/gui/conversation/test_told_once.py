"""What was told once is not asked for again."""

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.gui.presenters.conversation_models import QuestionPage
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.test_presenter import YES, present
from tests.services.conftest import ready_to_ask, say


def test_what_was_told_earlier_is_shown_as_chosen_and_stored_by_going_on(
    desk: Session, conversation: Conversation
) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", {**YES, "who": ["partner"]})
    conversation = say(desk, conversation, "w5-danger", {"change": ["worse"]})
    so_far = {"types": ["physical"], "relation": ["partner"], "latest-time": "2026-03", "frequency": "few"}
    conversation = say(desk, conversation, "w5-what-happened", {**so_far, "latest-recent": "past-year"})
    presenter, view, _ = present(desk, conversation)
    presenter.open_step("w5-what-happened")
    question = view.screens[-1]
    assert isinstance(question, QuestionPage)
    assert [one.code for one in question.question.options if one.chosen] == ["worse"]
    assert question.question.told.startswith("Told earlier: Recent change.")
    direction = AnswerKey(LinkId("direction"))
    now = resume_conversation(desk, conversation.screening.id).records[StepId("w5-what-happened")]
    assert direction not in now.answers.given

    presenter.go_on()

    now = resume_conversation(desk, conversation.screening.id).records[StepId("w5-what-happened")]
    assert now.answers.given[direction].values == ("worse",)
