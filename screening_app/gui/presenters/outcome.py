"""The page of results: answers that count, sums as intervals, own view, judgement, in that order."""

from collections.abc import Iterator
from decimal import Decimal

from screening_app.domain.answers import AnswerKey
from screening_app.domain.result import INCOMPLETE, Counted, Evidence, Flag, FlagLevel, Score
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.explanation import points
from screening_app.gui.presenters.conversation_models import FlagModel, OutcomePage, ScoreModel
from screening_app.gui.presenters.entry_names import entry_name
from screening_app.gui.presenters.flow import JUDGEMENT, is_asked
from screening_app.gui.presenters.questions import Asking, audience_of, question_model
from screening_app.gui.presenters.wording import answer_in_words, label_of, quoted, text_of
from screening_app.i18n import N_, ngettext
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Audience, ItemType, ScoreRule
from screening_app.services.conversation_state import Conversation

_ORDER = (FlagLevel.IMMEDIATE, FlagLevel.SAME_DAY, FlagLevel.ATTENTION)
_LEVELS = {
    # Translators: sv "Handla nu".
    FlagLevel.IMMEDIATE: N_("Act now"),
    # Translators: when to act on an answer, not the name of a page; sv "I dag".
    FlagLevel.SAME_DAY: N_("Same day"),
    # Translators: sv "Att tänka på".
    FlagLevel.ATTENTION: N_("To bear in mind"),
}
_WORDING = {
    # Translators: sv "Egen formulering, inte ett validerat instrument."
    "own": N_("Own wording, not a validated instrument."),
    # Translators: sv "Anpassad formulering, inte det validerade instrumentet."
    "adapted": N_("Adapted wording, not the validated instrument."),
    "official": N_("Official wording."),
}


def standing_line() -> str:
    """Return the line that stands by every result."""
    # Translators: sv "Inget resultat betyder att läget är ofarligt."
    return _("No result means that the situation is without danger.")


def outcome_page(conversation: Conversation, asking: Asking | None, key: AnswerKey | None) -> OutcomePage:
    """Return the results of every step that counts now.

    Args:
        asking: The step whose judgement is asked here, with ``key``; ``None`` only to look.
    """
    counted = list(_counting(conversation))
    gaps = sum(
        part.lowest != part.highest for one in counted for score in one.scores for part in score.counted
    )
    asks = asking is not None and key is not None
    answered = asks and asking is not None and key in asking.evaluation.effective
    return OutcomePage(
        # Translators: sv "Sammanställning".
        heading=_("Summary"),
        unanswered=_("Without answer {count}").format(count=gaps) if gaps else "",
        flags=tuple(_flags(counted)),
        scores=tuple(_score(one, score) for one in counted for score in one.scores),
        own=tuple(_own_view(conversation)),
        judgement=question_model(asking, key) if asking is not None and key is not None else None,
        standing=standing_line(),
        missing=_("Choose your judgement") if asks and not answered else "",
    )


def _counting(conversation: Conversation) -> Iterator[Evaluation]:
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        if record is not None and state.enabled and record.is_begun:
            yield record.evaluation


def _flags(evaluations: list[Evaluation]) -> list[FlagModel]:
    raised = [(one, flag) for one in evaluations for flag in one.flags]
    raised.sort(key=lambda pair: _ORDER.index(pair[1].level))
    return [_flag(one, flag) for one, flag in raised]


def _flag(evaluation: Evaluation, flag: Flag) -> FlagModel:
    form = evaluation.form.questionnaire
    return FlagModel(
        text=text_of(flag.text),
        evidence=tuple(_evidence(evaluation, one) for one in flag.evidence),
        rule=_rule_of(flag).format(form=text_of(form.title)),
        level=_(_LEVELS[flag.level]),
        urgent=flag.level is FlagLevel.IMMEDIATE,
    )


def _rule_of(flag: Flag) -> str:
    if len(flag.evidence) == 1:
        # Translators: why a single answer counts; sv "Regel i ”{form}”: svaret räcker ensamt."
        return _("Rule in “{form}”: this answer is enough by itself.")
    return _("Rule in “{form}”: these answers together are enough.")


def _evidence(evaluation: Evaluation, evidence: Evidence) -> str:
    item = evaluation.form.items[evidence.key.link_id]
    said = stated(label_of(item), answer_in_words(item, evidence.answer))
    return ": ".join(filter(None, (entry_name(evaluation, evidence.key), said)))


def stated(question: str, answer: str) -> str:
    """Return question and answer on one line."""
    lead = question if question.endswith(("?", ".", ":")) else f"{question}:"
    return f"{lead} {answer}"


def _score(evaluation: Evaluation, score: Score) -> ScoreModel:
    form = evaluation.form.questionnaire
    rule = next(one for one in form.score if one.id == score.id)
    title = _score_title(score, text_of(rule.title) or text_of(form.title))
    return ScoreModel(
        id=f"{form.url.rpartition('/')[2]}/{score.id}",
        title=title,
        lowest=float(score.lowest),
        highest=float(score.highest),
        minimum=float(score.minimum),
        maximum=float(score.maximum),
        limits=tuple((float(band.from_), text_of(band.text)) for band in rule.band),
        explanation=_explanation(score, rule),
        rule=" ".join(filter(None, (_limits(rule), _source(score), _(_WORDING[form.provenance.wording])))),
        counted=tuple(_counted(evaluation, part) for part in score.counted),
        spoken=title,
    )


def _score_title(score: Score, name: str) -> str:
    low, high = points(score.lowest), points(score.highest)
    if score.is_certain:
        # Translators: sv "{name}: summa {total} av {maximum}".
        sentence = _("{name}: total {total} of {maximum}")
        return sentence.format(name=name, total=low, maximum=points(score.maximum))
    if score.band not in {None, INCOMPLETE}:
        # Translators: sv "{name}: summa {low} till {high} av {maximum}".
        sentence = _("{name}: total {low} to {high} of {maximum}")
        return sentence.format(name=name, low=low, high=high, maximum=points(score.maximum))
    # Translators: sv "{name}: ofullständigt, {low} till {high}".
    return _("{name}: incomplete, {low} to {high}").format(name=name, low=low, high=high)


def _explanation(score: Score, rule: ScoreRule) -> str:
    gaps = sum(part.lowest != part.highest for part in score.counted)
    low, high = points(score.lowest), points(score.highest)
    if not gaps:
        return text_of(score.band_text)
    first = ngettext(
        "{gaps} of {count} questions has no answer. The total lies between {low} and {high}.",
        "{gaps} of {count} questions have no answer. The total lies between {low} and {high}.",
        gaps,
    ).format(gaps=gaps, count=len(score.counted), low=low, high=high)
    if score.band is None:
        return first
    if score.band != INCOMPLETE:
        holds = _("That holds whatever is missing.")
        return f"{first} {text_of(score.band_text)} {holds}"
    possible = [
        text_of(band.text) for band in rule.band if band.to >= score.lowest and band.from_ <= score.highest
    ]
    return f"{first} " + _("It can mean: {bands}.").format(bands="; ".join(possible))


def _limits(rule: ScoreRule) -> str:
    starts = [str(points(band.from_)) for band in rule.band[1:]]
    if not starts:
        return ""
    return ngettext("Limit {limits}.", "Limits {limits}.", len(starts)).format(limits=", ".join(starts))


def _source(score: Score) -> str:
    if not score.source:
        return ""
    return _("Rule: {source}.").format(source=score.source.rstrip("."))


def _counted(evaluation: Evaluation, part: Counted) -> str:
    item = evaluation.form.items[part.key.link_id]
    said = stated(label_of(item), answer_in_words(item, part.answer))
    if part.lowest == part.highest:
        return f"{said} ({_points(part.lowest)})"
    return f"{said} ({points(part.lowest)}–{_points(part.highest)})"


def _points(value: Decimal) -> str:
    return _("{points} p").format(points=points(value))


def _own_view(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Yield what the person says in the step that asks for own view and judgement."""
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        if record is None or not state.enabled or JUDGEMENT not in record.evaluation.form.items:
            continue
        evaluation = record.evaluation
        for place in evaluation.places:
            answer = evaluation.effective.get(place.key)
            said = is_asked(place.item) and audience_of(evaluation, place.item) is Audience.PERSON
            if said and answer is not None:
                words = answer_in_words(place.item, answer)
                own_words = place.item.type in {ItemType.TEXT, ItemType.STRING} and answer.absent is None
                yield label_of(place.item), quoted(words) if own_words else words
