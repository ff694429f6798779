"""A conversation that stands at the first question of the enquiry."""

from collections.abc import Mapping

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, ScreeningId, StepId
from screening_app.domain.person import CaseKind
from screening_app.engine.validation import read_answer
from screening_app.services.begin import begin_with_new
from screening_app.services.conversation import give_answer
from screening_app.services.people import NewPerson
from screening_app.services.session import Session

BEFORE: Mapping[str, Mapping[str, object]] = {
    "w1-prepare": {"reason": "routine", "asked-before": "no", "time-left": 25},
    "w2-safe-check": {
        "mode": "on-site",
        "alone": "yes",
        "companion": "no",
        "children": "none",
        "interpreter": "not-needed",
        "capacity": "yes",
        "time": "yes",
        "screen": "yes",
    },
    "w3-inform": {"said": "as-written"},
}


def at_the_first_question(session: Session) -> ScreeningId:
    """Begin with somebody nameless, in a safe place, and informed."""
    pathway = session.forms.find_pathway("pathway-health").canonical
    conversation = begin_with_new(session, NewPerson(kind=CaseKind.PSEUDONYM), pathway)
    for step, answers in BEFORE.items():
        for link_id, raw in answers.items():
            item = conversation.records[StepId(step)].evaluation.form.items[LinkId(link_id)]
            key = AnswerKey(item.link_id)
            conversation = give_answer(session, conversation, StepId(step), key, read_answer(item, raw))
    return conversation.screening.id
