"""Scores and flags with everything that they rest on, ready for JSON (FORMS 3.12)."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from screening_app.domain.answers import Answer, AnswerKey, PartialDate, Value
from screening_app.domain.result import INCOMPLETE, Counted, Flag, Score
from screening_app.engine.evaluation import Evaluation

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def explain(evaluation: Evaluation) -> dict[str, Json]:
    """Return form, scores, flags and what is missing, as data that JSON can hold.

    ``scoring`` says how far a rule is verified; where it is ``record-only`` or ``none``, no score stands.
    """
    form = evaluation.form.questionnaire
    return {
        "questionnaire": str(form.canonical),
        "wording": form.provenance.wording,
        "scoring": form.provenance.scoring,
        "citation": form.provenance.citation,
        "score": [explain_score(evaluation, score) for score in evaluation.scores],
        "flag": [explain_flag(evaluation, flag) for flag in evaluation.flags],
        "issue": [{"key": str(issue.key), "code": issue.code} for issue in evaluation.issues],
        "missing": _keys(evaluation.missing),
        "hidden": _keys(evaluation.hidden),
    }


def explain_score(evaluation: Evaluation, score: Score) -> dict[str, Json]:
    """Return a score with its interval, its rule and its source, and all that counted."""
    provenance = evaluation.form.questionnaire.provenance
    return {
        "id": score.id,
        "lowest": points(score.lowest),
        "highest": points(score.highest),
        "minimum": points(score.minimum),
        "maximum": points(score.maximum),
        "total": None if score.total is None else points(score.total),
        "band": band_in_words(score),
        "bandText": None if score.band_text is None else dict(score.band_text),
        "missing": score.missing,
        "cutoff": score.cutoff,
        "cutoffText": None if score.cutoff_text is None else dict(score.cutoff_text),
        "source": score.source,
        "scoring": provenance.scoring,
        "citation": provenance.citation,
        "counted": [_counted(part) for part in score.counted],
    }


def explain_flag(evaluation: Evaluation, flag: Flag) -> dict[str, Json]:
    """Return a flag with the answers that raised it."""
    form = evaluation.form.questionnaire
    return {
        "id": flag.id,
        "level": flag.level.value,
        "text": dict(flag.text),
        "action": list(flag.action),
        "basis": form.provenance.basis,
        "evidence": [
            {"key": str(one.key), "linkId": one.key.link_id, "answer": _answer(one.answer)}
            for one in flag.evidence
        ],
    }


def band_in_words(score: Score) -> str | None:
    """Return the band, or ``incomplete: A to B`` where absent answers leave it open (FORMS 3.6)."""
    if score.band != INCOMPLETE:
        return score.band
    return f"{INCOMPLETE}: {points(score.lowest)} to {points(score.highest)}"


# Points are few and small, and every scored item of every evaluation says them twice.
@lru_cache(maxsize=1024)
def points(value: Decimal) -> int | str:
    """Return points exactly: a whole number, else the decimal number as text."""
    return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"


def _counted(part: Counted) -> dict[str, Json]:
    return {
        "linkId": part.key.link_id,
        "answer": None if part.answer is None else _answer(part.answer),
        "lowest": points(part.lowest),
        "highest": points(part.highest),
    }


def _answer(answer: Answer) -> Json:
    if answer.absent is not None:
        return {"absent": answer.absent.value}
    return [value if isinstance(value, str) else _value(value) for value in answer.values]


def _value(value: Value) -> Json:
    return str(value) if isinstance(value, Decimal | PartialDate) else value


def _keys(keys: Iterable[AnswerKey]) -> list[Json]:
    return [str(key) for key in keys]
