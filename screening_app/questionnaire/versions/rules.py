"""What differs between the scores and flags of two versions of a form."""

from collections.abc import Iterator

from screening_app.i18n import N_, gettext, language, text_in
from screening_app.questionnaire.condition_words import Find, in_words
from screening_app.questionnaire.model import Band, FlagRule, Questionnaire, ScoreRule
from screening_app.questionnaire.predicate import Predicate
from screening_app.questionnaire.versions.difference import Difference, Effect, differing, paired, sides
from screening_app.questionnaire.versions.texts import sentence_differences
from screening_app.questionnaire.vocabulary import quoted
from screening_app.questionnaire.writer import in_one_line


def rule_differences(
    old: Questionnaire, new: Questionnaire, find_old: Find, find_new: Find
) -> Iterator[Difference]:
    """Yield what differs between the scores, then between the flags."""
    scores = paired({rule.id: rule for rule in old.score}, {rule.id: rule for rule in new.score})
    for name, was, now in scores:
        if was is None or now is None:
            yield from differing(
                name, "score", gettext("the score"), sides(was, now, lambda rule: rule.id), Effect.SCORES
            )
        else:
            yield from _score(was, now, find_old, find_new)
    flags = paired({rule.id: rule for rule in old.flag}, {rule.id: rule for rule in new.flag})
    for name, one, other in flags:
        if one is None or other is None:
            texts = sides(one, other, lambda rule: quoted(text_in(rule.text, language())))
            yield from differing(name, "flag", gettext("the flag"), texts, Effect.SCORES)
        else:
            yield from _flag(one, other, find_old, find_new)


def condition_difference(
    place: str,
    what: str,
    before: tuple[Predicate | None, Find],
    after: tuple[Predicate | None, Find],
    *effects: Effect,
) -> Iterator[Difference]:
    """Yield that a condition differs, in words."""
    if before[0] == after[0]:
        return
    was, now = (None if one is None else in_words(one, find) for one, find in (before, after))
    if was == now:
        was, now = (None if one is None else in_one_line(one) for one in (before[0], after[0]))
    yield from differing(place, "when", what, (was, now), *effects)


def _score(was: ScoreRule, now: ScoreRule, find_old: Find, find_new: Find) -> Iterator[Difference]:
    name = now.id
    fields = (
        ("sum", gettext("what is summed"), was.sum, now.sum),
        ("missing", gettext("what a missing answer does"), was.missing, now.missing),
        ("range", gettext("the range"), was.range, now.range),
        ("judgement", gettext("whether a person sets the level"), was.judgement, now.judgement),
    )
    for aspect, what, before, after in fields:
        yield from differing(name, aspect, what, (before, after), Effect.SCORES)
    cutoffs = sides(was.cutoff, now.cutoff, lambda cutoff: f"{cutoff.variant}, {cutoff.source}")
    yield from differing(name, "cutoff", gettext("the cut-off"), cutoffs, Effect.SCORES)
    limits = (None if rule.cutoff is None else rule.cutoff.text for rule in (was, now))
    yield from sentence_differences(name, "cutoff", N_("the cut-off"), *limits)
    when = gettext("when it is computed")
    yield from condition_difference(name, when, (was.when, find_old), (now.when, find_new), Effect.SCORES)
    yield from sentence_differences(name, "title", N_("the title"), was.title, now.title)
    bands = paired({band.id: band for band in was.band}, {band.id: band for band in now.band})
    for band_id, one, other in bands:
        what = gettext("the band {band}").format(band=band_id)
        ends = sides(one, other, _limits)
        yield from differing(name, f"band.{band_id}", what, ends, Effect.SCORES)
        if one is not None and other is not None:
            yield from sentence_differences(
                name, f"band.{band_id}.text", N_("the band's text"), one.text, other.text
            )


def _limits(band: Band) -> str:
    return gettext("{low} to {high} points").format(low=band.from_, high=band.to)


def _flag(was: FlagRule, now: FlagRule, find_old: Find, find_new: Find) -> Iterator[Difference]:
    when = gettext("what raises the flag")
    yield from condition_difference(now.id, when, (was.when, find_old), (now.when, find_new), Effect.SCORES)
    level = gettext("how soon the flag asks for action")
    yield from differing(now.id, "level", level, (was.level.value, now.level.value), Effect.SCORES)
    calls = gettext("what the flag calls for")
    yield from differing(now.id, "action", calls, (was.action, now.action), Effect.SCORES)
    yield from sentence_differences(now.id, "text", N_("the flag's text"), was.text, now.text)
