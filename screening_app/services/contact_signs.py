"""Attempts to get in touch as rules over time read them: answers to the form on follow-up (DESIGN 6).

What is noted on the page on contact is said in the words of that form, so the rules need no others.
"""

from collections.abc import Mapping, Sequence

from screening_app.domain.answers import Answer, AnswerKey, Answers
from screening_app.domain.contact import Attempt, Reached
from screening_app.domain.ids import LinkId, PersonId, ScreeningId, StepId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import evaluate
from screening_app.engine.form import CompiledForm, compile_form
from screening_app.engine.history import DatedResponse
from screening_app.services.contact_card import FOLLOW_UP, REACHED
from screening_app.services.contact_notes import entries
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session

_READ = LinkId("contact-read")


def noted_attempts(
    session: Session, uow: UnitOfWork, person: PersonId, runs: Sequence[ScreeningId]
) -> Mapping[ScreeningId, tuple[DatedResponse, ...]]:
    """Return the attempts noted by hand, each with the conversation that it follows up.

    Args:
        runs: The conversations that are looked at, newest first; one that follows up none of them
            belongs to the newest.

    Raises:
        BrokenNote: If what was noted cannot be read.
    """
    found: dict[ScreeningId, tuple[DatedResponse, ...]] = {}
    noted = entries(uow.notes.of_person(person, access=session.access))
    tried = [one for one in noted if isinstance(one, Attempt) and one.reached is not Reached.NOT_TRIED]
    if not tried or not runs:
        return found
    form = compile_form(session.forms.find_questionnaire(FOLLOW_UP))
    for number, attempt in enumerate(tried):
        follows = attempt.screening
        run = follows if follows is not None and follows in runs else runs[0]
        found[run] = (*found.get(run, ()), _as_answers(attempt, form, number))
    return found


def _as_answers(attempt: Attempt, form: CompiledForm, number: int) -> DatedResponse:
    day = attempt.at.astimezone().date()
    said = {_READ: "yes", REACHED: str(attempt.reached)}
    given = {AnswerKey(link_id): Answer(values=(code,)) for link_id, code in said.items()}
    return DatedResponse(
        # Two on one day are two entries.
        step=StepId(f"attempt-{number}"),
        on=day,
        evaluation=evaluate(form, Answers(given=given), Circumstances(today=day)),
    )
