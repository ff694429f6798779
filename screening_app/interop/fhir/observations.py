"""Scores as FHIR R4 Observations: a number where it is certain, else its range (FORMS 3.6)."""

from decimal import Decimal

from screening_app.domain.records import ResponseStatus
from screening_app.domain.result import Score
from screening_app.engine.evaluation import Evaluation
from screening_app.i18n import text_in
from screening_app.interop.fhir.json_text import Json, Resource
from screening_app.interop.fhir.labels import META
from screening_app.interop.fhir.loinc import codings
from screening_app.interop.fhir.responses import ResponseHead
from screening_app.questionnaire.model import Questionnaire

_UCUM = "http://unitsofmeasure.org"
_SURVEY = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}
_STATUS = {
    ResponseStatus.IN_PROGRESS: "preliminary",
    ResponseStatus.COMPLETED: "final",
    ResponseStatus.AMENDED: "amended",
    ResponseStatus.ENTERED_IN_ERROR: "entered-in-error",
}
_ADAPTED = "Adapted wording, not the validated instrument."


def score_observations(evaluation: Evaluation, head: ResponseHead) -> list[Resource]:
    """Return one Observation for each score; none for a response that was stopped.

    A stopped response is no measurement: its answers stand in the response itself.
    """
    status = _STATUS.get(head.status)
    if status is None:
        return []
    form = evaluation.form.questionnaire
    return [_observation(form, score, head, status) for score in evaluation.scores]


def _observation(form: Questionnaire, score: Score, head: ResponseHead, status: str) -> Resource:
    base = form.languages[0]
    rule = next(rule for rule in form.score if rule.id == score.id)
    named = text_in(rule.title, base) if rule.title else score.id
    whole: Resource = {
        "resourceType": "Observation",
        "id": f"{head.id}-{score.id}",
        "meta": META,
        "language": base,
        "status": status,
        "category": [{"coding": [_SURVEY]}],
        "code": _code(form, score, named, base),
        "subject": {"reference": head.subject} if head.subject else None,
        "effectiveDateTime": head.authored.isoformat(timespec="seconds"),
        **_value(score),
        "interpretation": _interpretation(form, score, base),
        "note": [{"text": _ADAPTED}] if form.provenance.wording == "adapted" else None,
        "method": {"text": f"{text_in(score.cutoff_text, base)}; {score.source}"}
        if score.cutoff_text
        else None,
        "derivedFrom": [{"reference": f"QuestionnaireResponse/{head.id}"}],
    }
    return {key: value for key, value in whole.items() if value is not None}


def _code(form: Questionnaire, score: Score, named: str, base: str) -> Resource:
    text: Resource = {"text": f"{text_in(form.title, base)}: {named}"}
    coded = codings(form, score.id)
    return {"coding": coded, **text} if coded else text


def _value(score: Score) -> Resource:
    """An interval is a Range: it says what is known, where a missing value would hide a certain positive."""
    if not score.is_certain:
        return {"valueRange": {"low": _points(score.lowest), "high": _points(score.highest)}}
    if score.lowest == score.lowest.to_integral_value():
        return {"valueInteger": int(score.lowest)}
    return {"valueQuantity": _points(score.lowest)}


def _points(value: Decimal) -> Resource:
    return {"value": value, "unit": "points", "system": _UCUM, "code": "{score}"}


def _interpretation(form: Questionnaire, score: Score, base: str) -> Json:
    if score.band is None:
        return None
    coding: Resource = {"system": f"{form.url}/band/{score.id}", "code": score.band}
    told: Resource = {"coding": [coding]}
    if score.band_text is not None:
        told["text"] = text_in(score.band_text, base)
    return [told]
