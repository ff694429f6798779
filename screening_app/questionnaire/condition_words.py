"""Conditions in words that a method lead reads, in the language in use (FORMS 2)."""

from collections.abc import Callable, Iterable, Mapping

from screening_app.i18n import N_, gettext, language, text_in
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.questionnaire.predicate import (
    Age,
    All,
    AnyOf,
    BandIs,
    Comparison,
    Defined,
    Every,
    Not,
    OutcomeIs,
    Predicate,
    Prior,
    QuestionIs,
    ScoreIs,
    Some,
)
from screening_app.questionnaire.vocabulary import quoted, value_in_words

Find = Callable[[str], Item | None]
"""Gives the item of a link id, or of ``step/linkId``."""

_OPERATORS: Mapping[str, str] = {
    "is_": N_("{what} is {value}"),
    "is_not": N_("{what} is not {value}"),
    "in_": N_("{what} is one of {value}"),
    "includes": N_("{what} includes all of {value}"),
    "at_least": N_("{what} is at least {value}"),
    "at_most": N_("{what} is at most {value}"),
    "more_than": N_("{what} is more than {value}"),
    "less_than": N_("{what} is less than {value}"),
    "absent": N_("{what} has no answer because: {value}"),
}
_STATES: Mapping[tuple[str, bool], str] = {
    ("answered", True): N_("{what} has a value"),
    ("answered", False): N_("{what} has no value"),
    ("recorded", True): N_("{what} has a value or a reason why not"),
    ("recorded", False): N_("nothing is recorded at {what}"),
}


def items_of(form: Questionnaire) -> Find:
    """Return how the items of a form are found."""
    by_link_id: dict[str, Item] = {item.link_id: item for item, _around in form.walk()}
    return by_link_id.get


def in_words(predicate: Predicate, find: Find) -> str:
    """Return a condition as a sentence without its end."""
    match predicate:
        case All():
            return _joined(N_("all of ({parts})"), predicate.all, find)
        case AnyOf():
            return _joined(N_("any of ({parts})"), predicate.any, find)
        case Not():
            return gettext("not ({part})").format(part=in_words(predicate.not_, find))
        case Every():
            inner = in_words(predicate.holds, find)
            return gettext("for every {group}: {part}").format(
                group=_named(predicate.every, find), part=inner
            )
        case Some():
            inner = in_words(predicate.holds, find)
            return gettext("for some {group}: {part}").format(group=_named(predicate.some, find), part=inner)
        case _:
            return _leaf(predicate, find)


def _joined(words: str, parts: Iterable[Predicate], find: Find) -> str:
    inside = [in_words(part, find) for part in parts]
    return inside[0] if len(inside) == 1 else gettext(words).format(parts="; ".join(inside))


def _leaf(leaf: QuestionIs | ScoreIs | BandIs | Age | OutcomeIs | Prior | Defined, find: Find) -> str:
    match leaf:
        case QuestionIs():
            return _compared(leaf, _named(leaf.question, find), find(leaf.question))
        case Prior():
            what = gettext("the last answer to {what}").format(what=_named(leaf.prior, find))
            return _compared(leaf, what, find(leaf.prior))
        case ScoreIs():
            return _compared(leaf, gettext("the score {score}").format(score=leaf.score), None)
        case Age():
            return _compared(leaf, gettext("the person's age"), None)
        case BandIs():
            return gettext("the band of {score} is {band}").format(score=leaf.band, band=leaf.is_)
        case OutcomeIs():
            return gettext("the outcome is {outcome}").format(outcome=leaf.is_)
        case Defined():
            return gettext("what is defined as {name} holds").format(name=leaf.defined)


def _compared(leaf: Comparison, what: str, item: Item | None) -> str:
    operator = leaf.operators()[0]
    stated: object = getattr(leaf, operator)
    if operator in {"answered", "recorded"}:
        return gettext(_STATES[operator, stated is True]).format(what=what)
    values = stated if isinstance(stated, tuple) else (stated,)
    if operator == "absent":
        said = ", ".join(value_in_words("absent", str(value)) for value in values)
    else:
        said = ", ".join(_value(value, item) for value in values)
    return gettext(_OPERATORS[operator]).format(what=what, value=said)


def _value(value: object, item: Item | None) -> str:
    option = item.option(str(value)) if item is not None else None
    if option is not None:
        return quoted(text_in(option.display, language()))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(value)


def _named(address: str, find: Find) -> str:
    item = find(address)
    text = None if item is None else item.short_text or item.text
    return quoted(text_in(text, language())) if text else address
