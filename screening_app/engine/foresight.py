"""What certainly is not so, however the answers that are missing turn out (FORMS 3.6)."""

from dataclasses import replace

from screening_app.domain.answers import AbsentReason, Answer
from screening_app.engine.condition import Condition
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.ground import prepare_ground


def is_ruled_out(condition: Condition, evaluation: Evaluation) -> bool:
    """Tell whether a condition of a form does not hold, and no answer that is missing could make it hold."""
    frame = (evaluation.root,)
    if condition.holds(frame):
        return False
    reasons = condition.because(frame)
    if all(reason.enabled and not _is_settled(reason.answer) for reason in reasons):
        return False
    if all(reason.enabled and _is_settled(reason.answer) for reason in reasons):
        return True
    # Some of it is known. Forms whose scores hang on no condition are evaluated without foresight.
    foreseeing = replace(evaluation.form, uncertain=True)
    ground = prepare_ground(foreseeing, evaluation.answers, evaluation.root.facts.circumstances)
    return condition.outlook((ground.root,)) is False


def _is_settled(answer: Answer | None) -> bool:
    return answer is not None and (bool(answer.values) or answer.absent is AbsentReason.NOT_APPLICABLE)
