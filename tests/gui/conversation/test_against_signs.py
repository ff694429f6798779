"""A judgement contrary to the answers: it is asked why, and the professional decides (FORMS 3.8)."""

import pytest

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import StepId
from screening_app.domain.records import ResponseStatus
from screening_app.gui.presenters.conversation_models import (
    ClosedPage,
    ClosingPage,
    OutcomePage,
    QuestionPage,
)
from screening_app.gui.presenters.results import results_of
from screening_app.gui.tour.typist import Lost
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.typist import Typist
from tests.gui.conversation.walking import UNITS, Told, Walker, begun, told

WHY = "w7-against-signs"
PATHWAYS = [name for name in UNITS if name != "core/pathway-user-of-violence"]


def told_against(pathway: str) -> Told:
    """Return somebody who believes that someone may be killed, and staff who see no signs and say not why."""
    every = told()
    one = next(o for o in every if o.pathway == pathway and o.name == "yes-no-sign-despite-danger-and-why")
    steps = {step: said for step, said in one.steps.items() if step != WHY}
    return Told(pathway=pathway, name=one.name, steps=steps, outcome=one.outcome)


def at_the_end(library: FileFormLibrary, sit: Sit, pathway: str) -> tuple[Session, Conversation, Typist]:
    """Walk to the closing page, where the reason is missing."""
    one = told_against(pathway)
    desk, conversation = begun(library, one)
    typist = sit(desk, conversation)
    with pytest.raises(Lost):
        Walker(typist=typist, steps=one.steps).to_the_end()
    return desk, conversation, typist


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_closing_page_says_the_contradiction_and_leads_to_the_reason(
    library: FileFormLibrary, sit: Sit, pathway: str
) -> None:
    desk, conversation, typist = at_the_end(library, sit, pathway)
    page = typist.shows(ClosingPage)
    assert not page.can_close
    assert [need.text for need in page.needs] == [
        "Your judgement is that no signs call for action now, but answers in the conversation are "
        "signs of danger now: record why, or change the judgement."
    ]

    typist.press("Enter")
    assert typist.shows(QuestionPage).question.key == "reason"
    typist.write("grown up, moved abroad")
    typist.press("Enter", "Enter")

    typist.shows(ClosedPage)
    record = resume_conversation(desk, conversation.screening.id).records[StepId(WHY)]
    assert record.answers.given[AnswerKey.parse("reason")].values == ("grown up, moved abroad",)
    assert record.response is not None
    assert record.response.status is ResponseStatus.COMPLETED
    flags = results_of(desk, conversation.screening.id).page
    assert flags is not None
    assert any("needs a second look" in flag.text.lower() for flag in flags.flags)


def test_another_judgement_closes_without_that_reason(library: FileFormLibrary, sit: Sit) -> None:
    _desk, _conversation, typist = at_the_end(library, sit, "se/pathway-health")

    typist.page.presenter.open_step("w7-own-view")
    while not isinstance(typist.screen, OutcomePage):
        typist.press("Enter")
    typist.press("4")

    typist.page.presenter.open_place("close")
    assert typist.shows(ClosingPage).can_close
