"""Scoring answers without a vault, with the reasons (``forms score``)."""

from collections.abc import Mapping

from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import evaluate
from screening_app.engine.explanation import Json, explain
from screening_app.engine.form import compile_form
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.ports import Clock
from screening_app.services.stated import stated_answers


def score_answers(form: Questionnaire, stated: Mapping[str, object], clock: Clock) -> dict[str, Json]:
    """Return interval, band, rule, what counted and flags with evidence, ready for JSON.

    Raises:
        UnknownQuestion, AnswerRefused: If the answers do not fit the form.
    """
    compiled = compile_form(form)
    circumstances = Circumstances(today=clock.now().date())
    return explain(evaluate(compiled, stated_answers(compiled, stated), circumstances))
