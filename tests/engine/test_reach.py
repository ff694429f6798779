"""What the linter says of a condition is what the engine does: it tries every response (FORMS 4)."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.answers import AbsentReason
from screening_app.engine.form import CompiledForm
from screening_app.questionnaire.lint.reach import reach_breaches
from screening_app.questionnaire.outline import Outline
from tests.helpers.scenario import Scenario, choice, item, link, small_form

Predicate = dict[str, object]

READ = ("a", "b", "c")
STATES: Mapping[str, tuple[object, ...]] = {
    "a": ("no", "yes", AbsentReason.DECLINED, None),
    "b": (("x",), ("y",), ("x", "y"), ("none",), None),
    "c": (0, 1, 2, 3, 4, None),
}


def leaves(question: str) -> st.SearchStrategy[Predicate]:
    """Return conditions on one of the questions."""
    common: list[st.SearchStrategy[Predicate]] = [
        st.booleans().map(lambda wanted: {"answered": wanted}),
        st.booleans().map(lambda wanted: {"recorded": wanted}),
    ]
    if question == "c":
        numbers = st.integers(0, 4)
        orders = ("is", "is-not", "at-least", "at-most", "more-than", "less-than")
        own: list[st.SearchStrategy[Predicate]] = [
            st.tuples(st.sampled_from(orders), numbers).map(lambda pair: {pair[0]: pair[1]})
        ]
    else:
        codes = st.sampled_from(("no", "yes") if question == "a" else ("x", "y", "none"))
        some = st.lists(codes, min_size=1, max_size=2, unique=True)
        own = [
            codes.map(lambda code: {"is": code}),
            codes.map(lambda code: {"is-not": code}),
            some.map(lambda found: {"in": found}),
            some.map(lambda found: {"includes": found}),
        ]
    if question == "a":
        own.append(st.just({"absent": ["declined"]}))
    return st.one_of(*common, *own).map(lambda stated: {"question": question, **stated})


def predicates(*questions: str) -> st.SearchStrategy[Predicate]:
    """Return conditions on these questions."""
    return st.recursive(
        st.sampled_from(questions).flatmap(leaves),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=5,
    )


def form_of(when_b: Predicate, around: Predicate, own: Predicate) -> CompiledForm:
    """Return a form whose last question hangs on the others, and on those they hang on."""
    b = choice("b", "x", "y", "none", repeats=True, absent=[], enableWhen=when_b)
    options = b["answerOption"]
    if isinstance(options, list):
        options[2] = {**options[2], "exclusive": True}
    return small_form(
        item=[
            choice("a", absent=["declined"]),
            b,
            item("c", "integer", minValue=0, maxValue=4),
            {
                "linkId": "group",
                "type": "group",
                "text": {"en": "group"},
                "enableWhen": around,
                "item": [choice("d", enableWhen=own)],
            },
        ]
    )


def responses(form: CompiledForm) -> list[Scenario]:
    """Return every response that differs in what the conditions read."""
    found = []
    for states in product(*(STATES[name] for name in READ)):
        response = Scenario(form)
        for name, state in zip(READ, states, strict=True):
            if isinstance(state, AbsentReason):
                response.absent(name, state)
            elif isinstance(state, tuple):
                response.answer(name, *state)
            elif isinstance(state, str | int):
                response.answer(name, state)
        found.append(response)
    return found


def enabled(response: Scenario) -> set[str]:
    """Return the link ids of what is asked."""
    return {place.key.link_id for place in response.now.places if place.enabled}


@settings(max_examples=60, deadline=None)
@given(when_b=predicates("a"), around=predicates("a", "b"), own=predicates(*READ))
def test_a_condition_is_told_to_decide_nothing_exactly_when_it_does(
    when_b: Predicate, around: Predicate, own: Predicate
) -> None:
    form = form_of(when_b, around, own)
    asked = [enabled(response) for response in responses(form)]
    found = {
        (str(outline_name), breach.code)
        for breach in reach_breaches(Outline(form.questionnaire))
        if breach.path[-1] == "enableWhen"
        for outline_name in [_owner(form, breach.path)]
    }

    for name, above in (("b", None), ("group", None), ("d", "group")):
        there = [one for one in asked if above is None or above in one]
        never = bool(there) and not any(name in one for one in there)
        always = bool(there) and all(name in one for one in there)
        assert ((name, "never-holds") in found) is never
        assert ((name, "always-holds") in found) is always


def _owner(form: CompiledForm, path: tuple[str | int, ...]) -> str:
    entries = Outline(form.questionnaire).entries
    return next(entry.item.link_id for entry in entries if (*entry.path, "enableWhen") == path)


def test_the_states_tried_are_all_that_there_are() -> None:
    form = form_of(
        {"question": "a", "recorded": True}, {"question": "a", "recorded": True}, {"question": "c", "is": 1}
    )

    assert len(responses(form)) == 4 * 5 * 6
    assert form.items[link("c").link_id].max_value == 4
