"""What differs between the items of two versions of a form."""

from collections.abc import Collection, Iterator, Mapping

from screening_app.i18n import N_, gettext, language, text_in
from screening_app.questionnaire.condition_words import Find, in_words
from screening_app.questionnaire.model import AnswerOption, Item
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.versions.difference import Difference, Effect, Kind, differing, paired, sides
from screening_app.questionnaire.versions.texts import sentence_differences
from screening_app.questionnaire.vocabulary import quoted
from screening_app.questionnaire.writer import in_one_line

_FIELDS: tuple[tuple[str, str, str, tuple[Effect, ...]], ...] = (
    ("type", "type", N_("the type"), (Effect.DRAFTS, Effect.SCORES, Effect.MEANING)),
    ("repeats", "repeats", N_("whether several answers may stand"), (Effect.DRAFTS, Effect.SCORES)),
    ("required", "required", N_("whether an answer is required"), (Effect.ASKS,)),
    ("read_only", "readOnly", N_("whether it is read-only"), ()),
    ("unit", "unit", N_("the unit"), (Effect.DRAFTS, Effect.MEANING)),
    ("min_value", "minValue", N_("the least value"), (Effect.DRAFTS,)),
    ("max_value", "maxValue", N_("the greatest value"), (Effect.DRAFTS,)),
    ("max_length", "maxLength", N_("the greatest length"), (Effect.DRAFTS,)),
    ("regex", "regex", N_("the pattern"), (Effect.DRAFTS,)),
    ("initial", "initial", N_("the initial value"), ()),
    ("absent", "absent", N_("the reasons allowed instead of an answer"), (Effect.DRAFTS,)),
    (
        "content_class",
        "contentClass",
        N_("the content class, which decides on which paper it may stand"),
        (Effect.PAPERS,),
    ),
    ("audience", "audience", N_("for whom it is written"), (Effect.JUDGE,)),
)
"""Attribute, key in the file, words, what a change of it means."""


def item_differences(old: Outline, new: Outline, find_old: Find, find_new: Find) -> Iterator[Difference]:
    """Yield what differs between the items, in the order of the new version."""
    before = {str(entry.item.link_id): entry for entry in old.entries}
    after = {str(entry.item.link_id): entry for entry in new.entries}
    scored = _scored(old) | _scored(new)
    for name, was, now in paired(before, after):
        if was is None and now is not None:
            yield _arrived(now, scored)
        elif was is not None and now is None:
            yield _left(was, scored)
        elif was is not None and now is not None:
            yield from _fields(was.item, now.item, is_scored=name in scored)
            yield from _place(was, now)
            yield from _conditions(was.item, now.item, find_old, find_new, is_scored=name in scored)
            yield from _options(was.item, now.item, is_scored=name in scored)
    yield from _order(list(before), list(after))


def option_words(option: AnswerOption) -> str:
    """Return an option as people know it, with its code."""
    return f"{quoted(text_in(option.display, language()))} ({option.code})"


def _scored(outline: Outline) -> set[str]:
    return {link_id for score in outline.scores.values() for link_id in score.sum or ()}


def _title(item: Item) -> str:
    return text_in(item.text or item.short_text or {}, language()) or item.link_id


def _arrived(entry: Entry, scored: Collection[str]) -> Difference:
    item = entry.item
    effects = {Effect.ASKS} if item.required else set[Effect]()
    what = gettext("the required question") if item.required else gettext("the question")
    if not item.is_answerable:
        what = gettext("the group or text")
    return Difference(
        kind=Kind.NEW,
        place=item.link_id,
        aspect="item",
        what=what,
        after=quoted(_title(item)),
        effects=frozenset(effects | ({Effect.SCORES} if item.link_id in scored else set())),
    )


def _left(entry: Entry, scored: Collection[str]) -> Difference:
    item = entry.item
    effects = {Effect.DRAFTS} if item.is_answerable or item.is_repeating_group else set[Effect]()
    return Difference(
        kind=Kind.GONE,
        place=item.link_id,
        aspect="item",
        what=gettext("the question") if item.is_answerable else gettext("the group or text"),
        before=quoted(_title(item)),
        effects=frozenset(effects | ({Effect.SCORES} if item.link_id in scored else set())),
    )


def _fields(was: Item, now: Item, *, is_scored: bool) -> Iterator[Difference]:
    for attribute, key, what, effects in _FIELDS:
        meant = [effect for effect in effects if effect is not Effect.SCORES or is_scored]
        before, after = getattr(was, attribute), getattr(now, attribute)
        yield from differing(now.link_id, key, gettext(what), (before, after), *meant)
    yield from sentence_differences(
        now.link_id, "text", N_("the text"), was.text, now.text, unlike=Effect.MEANING
    )
    yield from sentence_differences(now.link_id, "help", N_("the note for staff"), was.help, now.help)
    short = N_("the short text")
    yield from sentence_differences(now.link_id, "shortText", short, was.short_text, now.short_text)


def _place(was: Entry, now: Entry) -> Iterator[Difference]:
    before = was.around[-1].link_id if was.around else None
    after = now.around[-1].link_id if now.around else None
    # What stands above a question may say what it is about, or of which time.
    effects = (Effect.JUDGE,) if was.repeating == now.repeating else (Effect.DRAFTS, Effect.MEANING)
    yield from differing(
        now.item.link_id, "group", gettext("the group that it stands in"), (before, after), *effects
    )


def _order(before: list[str], after: list[str]) -> Iterator[Difference]:
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    if was != now:
        yield from differing("", "order", gettext("the order of the questions"), (tuple(was), tuple(now)))


def _conditions(
    was: Item, now: Item, find_old: Find, find_new: Find, *, is_scored: bool
) -> Iterator[Difference]:
    if was.enable_when == now.enable_when:
        return
    before = None if was.enable_when is None else in_words(was.enable_when, find_old)
    after = None if now.enable_when is None else in_words(now.enable_when, find_new)
    effects = (Effect.DRAFTS, Effect.ASKS, *((Effect.SCORES,) if is_scored else ()))
    # Two conditions may differ and still read the same; then the file says it better than we do.
    if before == after:
        before, after = (
            None if one is None else in_one_line(one) for one in (was.enable_when, now.enable_when)
        )
    yield from differing(now.link_id, "enableWhen", gettext("the condition"), (before, after), *effects)


def _options(was: Item, now: Item, *, is_scored: bool) -> Iterator[Difference]:
    listed = [tuple(option.code for option in item.answer_option) for item in (was, now)]
    if listed[0] != listed[1] and set(listed[0]) == set(listed[1]):
        what = gettext("the order of the options")
        yield from differing(now.link_id, "option.order", what, (listed[0], listed[1]))
    before: Mapping[str, AnswerOption] = {option.code: option for option in was.answer_option}
    after: Mapping[str, AnswerOption] = {option.code: option for option in now.answer_option}
    scores = (Effect.SCORES,) if is_scored else ()
    for code, one, other in paired(before, after):
        if one is None or other is None:
            # What else could be answered is part of what an answer means.
            effects = (Effect.JUDGE, *(() if one is None else (Effect.DRAFTS,)), *scores)
            yield from differing(
                now.link_id,
                f"option.{code}",
                gettext("the option"),
                sides(one, other, option_words),
                *effects,
            )
            continue
        what = N_("the option's text")
        yield from sentence_differences(
            now.link_id, f"option.{code}", what, one.display, other.display, unlike=Effect.MEANING
        )
        points = gettext("the points of {option}").format(option=option_words(other))
        weights = (one.item_weight, other.item_weight)
        yield from differing(now.link_id, f"option.{code}.itemWeight", points, weights, *scores)
        alone = gettext("whether {option} stands alone").format(option=option_words(other))
        yield from differing(
            now.link_id, f"option.{code}.exclusive", alone, (one.exclusive, other.exclusive), Effect.DRAFTS
        )
