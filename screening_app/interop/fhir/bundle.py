"""A response and its scores in one file, for another system."""

import datetime as dt
from collections.abc import Mapping

from screening_app.domain.events import fold
from screening_app.domain.records import ResponseStatus
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import evaluate
from screening_app.engine.form import compile_form
from screening_app.interop.fhir.json_text import Json, Resource, write_json
from screening_app.interop.fhir.labels import META
from screening_app.interop.fhir.observations import score_observations
from screening_app.interop.fhir.responses import ResponseHead, response_resource
from screening_app.questionnaire.model import Questionnaire


def answers_bundle(
    form: Questionnaire, stated: Mapping[str, object], *, response_id: str, at: dt.datetime
) -> str:
    """Return a Bundle with the QuestionnaireResponse and one Observation for each score.

    The response is completed if no required answer is missing, else in progress.

    Raises:
        NotSayable: If the form cannot be said in FHIR.
        AnswerRefused: If an answer does not fit the form.
    """
    compiled = compile_form(form)
    evaluation = evaluate(compiled, fold(read_changes(compiled, stated)), Circumstances(today=at.date()))
    status = ResponseStatus.COMPLETED if evaluation.is_complete else ResponseStatus.IN_PROGRESS
    head = ResponseHead(id=response_id, status=status, authored=at)
    resources = [response_resource(evaluation, head), *score_observations(evaluation, head)]
    entries: list[Json] = [{"resource": resource} for resource in resources]
    bundle: Resource = {"resourceType": "Bundle", "meta": META, "type": "collection", "entry": entries}
    return write_json(bundle)
