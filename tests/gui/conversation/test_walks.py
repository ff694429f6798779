"""Every outcome of every pathway, walked at the keyboard from the first page to the stored end."""

import pytest

from screening_app.domain.records import ResponseStatus
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.walking import UNITS, Told, Walker, begun, one_of_each, told

EVERY = told()
OUTCOMES = {"asked-yes", "asked-no", "declined", "suspicion", "not-asked"}


@pytest.mark.parametrize("one", one_of_each(EVERY), ids=str)
def test_an_outcome_is_reached_with_keys_only_and_is_stored(
    one: Told, sit: Sit, library: FileFormLibrary
) -> None:
    desk, conversation = begun(library, one)
    typist = sit(desk, conversation)
    walker = Walker(typist=typist, steps=one.steps)

    walker.to_the_end()

    stored = resume_conversation(desk, conversation.screening.id).screening
    keys = typist.pressed
    print(f"\n{one}: {stored.outcome}, {len(keys)} keys, {keys.count('Enter')} Enter")
    assert (stored.outcome, stored.status) == (one.outcome, ResponseStatus.COMPLETED)
    if "w2-safe-check" in one.steps:
        assert walker.refused == 1, "a gate with open conditions let on"


def test_every_outcome_of_every_pathway_is_among_the_walks() -> None:
    walked = {(one.pathway, one.outcome) for one in one_of_each(EVERY)}

    assert walked == {(pathway, outcome) for pathway in UNITS for outcome in OUTCOMES}
