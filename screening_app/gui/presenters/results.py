"""What a closed conversation came to, looked at from the person's page, and what the person objects to."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, ScreeningId, StepId
from screening_app.gui.presenters.conversation_models import OutcomePage
from screening_app.gui.presenters.flow import JUDGEMENT, is_asked
from screening_app.gui.presenters.outcome import outcome_page
from screening_app.gui.presenters.questions import audience_of
from screening_app.gui.presenters.wording import answer_in_words, label_of, text_of
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Audience
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.objections import Place
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsModel:
    """What is shown of a conversation.

    Attributes:
        page: Flags, scores and the person's own view; ``None`` where nothing was counted.
        judgement: What the professional judged, question by question.
        answers: What an objection can be about, the conversation as a whole first: code and words.
    """

    screening: ScreeningId
    page: OutcomePage | None
    judgement: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


def results_of(session: Session, screening_id: ScreeningId) -> ResultsModel:
    """Return what a closed conversation came to, by the forms it was taken with.

    Raises:
        PersonNotFound: If it is out of reach.
        ScreeningAppError: If it cannot be read; its sentence says why.
    """
    conversation = resume_conversation(session, screening_id)
    page = outcome_page(conversation, None, None)
    counted = page.flags or page.scores or page.own
    return ResultsModel(
        screening=screening_id,
        page=page if counted else None,
        judgement=tuple(_judgement(conversation)),
        # Translators: first choice of what an objection is about; sv "Samtalet som helhet".
        answers=(("", _("The conversation as a whole")), *_answers(conversation)),
    )


def place_of(code: str) -> Place | None:
    """Return where the answer of a choice stands; ``None`` for the conversation as a whole."""
    step, _slash, key = code.partition("/")
    return (StepId(step), AnswerKey.parse(key)) if key else None


def _judgement(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Yield what staff answered in the step that asks for own view and judgement."""
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        if record is None or not state.enabled or JUDGEMENT not in record.evaluation.form.items:
            continue
        evaluation = record.evaluation
        for place in evaluation.places:
            answer = evaluation.effective.get(place.key)
            by_staff = is_asked(place.item) and audience_of(evaluation, place.item) is Audience.STAFF
            if by_staff and answer is not None:
                yield label_of(place.item), answer_in_words(place.item, answer)


def _answers(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Yield every answer that counts, with the step it was given in."""
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        if record is None or not state.enabled:
            continue
        for key in record.evaluation.effective:
            item = record.evaluation.form.items[LinkId(key.link_id)]
            yield f"{state.step.id}/{key}", f"{text_of(state.step.title)}: {label_of(item)}"
