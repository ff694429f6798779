"""Scoring answers without a vault, with the reasons (``forms score``)."""

from collections.abc import Iterator, Mapping

from screening_app.domain.events import fold
from screening_app.domain.result import INCOMPLETE, Score
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation, evaluate
from screening_app.engine.explanation import Json, explain
from screening_app.engine.form import compile_form
from screening_app.i18n import gettext, language, text_in
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.vocabulary import value_in_words
from screening_app.services.ports import Clock
from screening_app.services.vignette_words import points_in_words


def score_stated(form: Questionnaire, stated: Mapping[str, object], clock: Clock) -> dict[str, Json]:
    """Return interval, band, rule, what counted and flags with evidence, ready for JSON.

    Args:
        stated: Link id to code, value, list, ``{absent: reason}`` or list of answer sets.

    Raises:
        AnswerRefused: If an answer does not fit the form.
    """
    return explain(_evaluated(form, stated, clock))


def score_in_words(form: Questionnaire, stated: Mapping[str, object], clock: Clock) -> Iterator[str]:
    """Yield the same line by line in the language in use; arguments and errors as ``score_stated``."""
    evaluation = _evaluated(form, stated, clock)
    yield f"{text_in(form.title, language())} ({form.canonical})"
    if form.provenance.wording == "adapted":
        yield gettext("Adapted wording, not the validated instrument.")
    for score in evaluation.scores:
        yield from _score(form, score)
    for flag in evaluation.flags:
        level = value_in_words("level", flag.level.value)
        yield gettext("Flag: {text} ({level})").format(text=text_in(flag.text, language()), level=level)
        yield from (f"  {_question(form, one.key.link_id)}" for one in flag.evidence)
    if not (evaluation.scores or evaluation.flags):
        yield gettext("Nothing is counted in this form, and no flag stands.")


def _evaluated(form: Questionnaire, stated: Mapping[str, object], clock: Clock) -> Evaluation:
    compiled = compile_form(form)
    circumstances = Circumstances(today=clock.now().astimezone().date())
    changes = read_changes(compiled, stated, today=circumstances.today)
    return evaluate(compiled, fold(changes), circumstances)


def _score(form: Questionnaire, score: Score) -> Iterator[str]:
    rule = next(rule for rule in form.score if rule.id == score.id)
    name = text_in(rule.title, language()) if rule.title else score.id
    said = gettext("{score}: {points} of {maximum}.").format(
        score=name, points=points_in_words(score.lowest, score.highest), maximum=score.maximum
    )
    if score.band == INCOMPLETE:
        said += " " + gettext("Incomplete: answers that are missing decide.")
    elif score.band_text is not None:
        said += f" {text_in(score.band_text, language())}"
        if not score.is_certain:
            said = said.rstrip(".") + ". " + gettext("That holds whatever is missing.")
    yield said
    for part in score.counted:
        yield f"  {_question(form, part.key.link_id)}: {points_in_words(part.lowest, part.highest)}"
    if score.cutoff_text and score.source:
        variant = text_in(score.cutoff_text, language())
        yield "  " + gettext("Rule: {variant}, {source}").format(variant=variant, source=score.source)


def _question(form: Questionnaire, link_id: str) -> str:
    item = next(item for item, _ in form.walk() if item.link_id == link_id)
    return text_in(item.short_text or item.text or {}, language()) or link_id
