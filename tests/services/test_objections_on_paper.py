"""An objection goes on paper with its answer, under the same rules (L-19)."""

import pytest

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.services.errors import ProtectedWordInText
from screening_app.services.objections import note_objection
from screening_app.services.script import ScriptRun
from screening_app.services.session import Session
from tests.gui.shell.desk import tables
from tests.services.test_referral import made, order, text_of, told

__all__ = ["told"]


def test_an_objection_goes_wherever_its_answer_goes_and_nowhere_else(desk: Session, told: ScriptRun) -> None:
    run = told.conversation.screening.id
    printed = (StepId("w4-ask"), AnswerKey(LinkId("hurt")))
    closed = (StepId("w9-plan"), AnswerKey(LinkId("review-date")))
    note_objection(desk, run, "det hände i mars", about=printed)
    note_objection(desk, run, "fel datum i planen", about=closed)
    note_objection(desk, run, "samtalet var för kort")

    text = text_of(made(desk, order(told)).referral.sections)

    assert "Personen anser att följande inte stämmer: det hände i mars" in text
    assert "fel datum i planen" not in text
    assert "samtalet var för kort" not in text


def test_an_objection_that_repeats_a_way_of_contact_stops_the_paper(desk: Session, told: ScriptRun) -> None:
    printed = (StepId("w4-ask"), AnswerKey(LinkId("hurt")))
    secret = next(
        str(event.change.answer.values[0])
        for event in tables(desk).events
        if event.change is not None
        and event.change.answer is not None
        and event.change.key.link_id == "channel-value"
    )
    note_objection(desk, told.conversation.screening.id, f"ring {secret} i stället", about=printed)

    with pytest.raises(ProtectedWordInText):
        made(desk, order(told))
