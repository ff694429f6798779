"""Scoring answers without a vault, with the reasons (``forms score``)."""

from collections.abc import Mapping

from screening_app.domain.events import fold
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import evaluate
from screening_app.engine.explanation import Json, explain
from screening_app.engine.form import compile_form
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.ports import Clock


def score_stated(form: Questionnaire, stated: Mapping[str, object], clock: Clock) -> dict[str, Json]:
    """Return interval, band, rule, what counted and flags with evidence, ready for JSON.

    Args:
        stated: Link id to code, value, list, ``{absent: reason}`` or list of answer sets.

    Raises:
        AnswerRefused: If an answer does not fit the form.
    """
    compiled = compile_form(form)
    circumstances = Circumstances(today=clock.now().date())
    return explain(evaluate(compiled, fold(read_changes(compiled, stated)), circumstances))
