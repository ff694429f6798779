"""Vignettes of the rules over time: a stated history, run through the engine (FORMS 5)."""

from collections.abc import Iterator, Mapping

from screening_app.domain.events import fold
from screening_app.domain.ids import Canonical, ScreeningId, StepId
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import evaluate
from screening_app.engine.form import CompiledForm
from screening_app.engine.history import DatedResponse, PastConversation
from screening_app.engine.over_time import OverTime, look_over_time
from screening_app.engine.signs import CompiledRules
from screening_app.questionnaire.over_time import OverTimeVignette, StatedConversation


def look_at(
    rules: CompiledRules, vignette: OverTimeVignette, forms: Mapping[Canonical, CompiledForm]
) -> OverTime:
    """Return what the rules say of the history of a vignette.

    Raises:
        AnswerRefused: If an answer does not fit its form.
    """
    history = [_conversation(stated, forms) for stated in vignette.history]
    return look_over_time(rules, history, vignette.today)


def expected_and_found(vignette: OverTimeVignette, found: OverTime) -> tuple[object, object]:
    """Return the notices that a vignette expects and those that came, each with its conversations."""
    expected = {notice.rule: list(notice.conversation) for notice in vignette.notice}
    came = {
        notice.rule: list(dict.fromkeys(str(trigger.screening) for trigger in notice.triggers))
        for notice in found.notices
    }
    return expected, came


def _conversation(stated: StatedConversation, forms: Mapping[Canonical, CompiledForm]) -> PastConversation:
    return PastConversation(
        screening=ScreeningId(stated.id),
        on=stated.date,
        outcome=stated.outcome,
        reason=stated.reason,
        responses=tuple(_responses(stated, forms)),
    )


def _responses(
    stated: StatedConversation, forms: Mapping[Canonical, CompiledForm]
) -> Iterator[DatedResponse]:
    circumstances = Circumstances(today=stated.date)
    for canonical, answers in stated.answers.items():
        form = forms[Canonical(canonical)]
        yield DatedResponse(
            step=StepId(form.questionnaire.url.rpartition("/")[2]),
            on=stated.date,
            evaluation=evaluate(form, fold(read_changes(form, answers)), circumstances),
        )
