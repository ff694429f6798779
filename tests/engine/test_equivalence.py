"""Equivalent conditions give identical responses, however they are written (FORMS 3.11, PEERS 15)."""

from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.answers import AbsentReason
from screening_app.engine.form import CompiledForm
from tests.engine.test_properties import Predicate, predicates, respond, seen, turned
from tests.helpers.scenario import Scenario, choice, flag, group, item, small_form, total

LINKS = ("a", "b", "c", "d")
CODES = ("no", "some", "yes")
OPTIONS = ("no=0", "some=2", "yes=-1")


def nested(predicate: Predicate) -> Predicate:
    """Return the same condition with every part wrapped in an ``all`` or ``any`` of one."""
    for word in ("all", "any"):
        parts = predicate.get(word)
        if isinstance(parts, list):
            return {word: [{"any": [{"all": [nested(part)]}]} for part in parts]}
    inner = predicate.get("not")
    return {"not": nested(inner)} if isinstance(inner, dict) else predicate


def doubled(predicate: Predicate) -> Predicate:
    """Return the same condition with every part said twice, in the other order the second time."""
    for word in ("all", "any"):
        parts = predicate.get(word)
        if isinstance(parts, list):
            said = [doubled(part) for part in parts]
            return {word: [*said, {word: list(reversed(said))}]}
    inner = predicate.get("not")
    return {"not": doubled(inner)} if isinstance(inner, dict) else predicate


def spelled(predicate: Predicate) -> Predicate:
    """Return the same condition with other operators: ``is`` as ``in``, ``is-not`` as ``not``, and so on."""
    for word in ("all", "any"):
        parts = predicate.get(word)
        if isinstance(parts, list):
            return {word: [spelled(part) for part in parts]}
    inner = predicate.get("not")
    if isinstance(inner, dict):
        return {"not": spelled(inner)}
    return _spelled_leaf(predicate)


def _spelled_leaf(leaf: Predicate) -> Predicate:
    question = leaf["question"]
    if "is" in leaf:
        return {"question": question, "in": [leaf["is"]]}
    if "is-not" in leaf:
        return {"not": {"question": question, "is": leaf["is-not"]}}
    codes = leaf.get("in")
    if isinstance(codes, list):
        return {"any": [{"question": question, "is": code} for code in reversed(codes)]}
    for word in ("answered", "recorded"):
        if word in leaf:
            return {"not": {"question": question, word: not leaf[word]}}
    return leaf


def form_with(condition: Predicate) -> CompiledForm:
    """Return a form in which a question, a group, a score and a flag hang on a condition."""
    return small_form(
        item=[
            *(choice(link_id, *OPTIONS) for link_id in LINKS),
            choice("e", *OPTIONS, required=True, enableWhen=condition),
            group("f", choice("g", *OPTIONS), enableWhen=condition),
        ],
        score=[total(*LINKS, "e", "g", range=[-6, 12]), {**total(*LINKS), "id": "when", "when": condition}],
        flag=[flag("raised", condition)],
    )


ANSWERS = st.fixed_dictionaries(
    {
        link_id: st.one_of(
            st.none(),
            st.sampled_from(CODES),
            st.sampled_from([AbsentReason.DECLINED, AbsentReason.UNKNOWN, AbsentReason.NOT_APPLICABLE]),
        )
        for link_id in (*LINKS, "e", "g")
    }
)
WAYS: tuple[Callable[[Predicate], Predicate], ...] = (turned, nested, doubled, spelled)


@settings(max_examples=150)
@given(
    predicate=predicates(LINKS),
    answers=ANSWERS,
    ways=st.lists(st.sampled_from(WAYS), min_size=1, max_size=3),
)
def test_a_condition_written_another_way_gives_the_same_response(
    predicate: Predicate,
    answers: Mapping[str, str | AbsentReason | None],
    ways: list[Callable[[Predicate], Predicate]],
) -> None:
    other = predicate
    for way in ways:
        other = way(other)

    one, same = (respond(form_with(condition), answers) for condition in (predicate, other))

    assert _facts(one) == _facts(same)


def _facts(response: Scenario) -> dict[str, object]:
    facts = seen(response.now)
    places = response.now.places
    facts["places"] = [(place.key, place.enabled, place.required) for place in places]
    facts["hidden"] = response.now.hidden
    return facts


LIVES = st.sampled_from(["here", "there", None])


@settings(max_examples=100)
@given(
    lives=st.lists(LIVES, max_size=3),
    operator=st.sampled_from(["is", "is-not"]),
    code=st.sampled_from(["here", "there"]),
)
def test_every_is_no_some_that_does_not(lives: list[str | None], operator: str, code: str) -> None:
    leaf: Predicate = {"question": "lives", operator: code}

    def raised(condition: Predicate) -> list[str]:
        inside = choice("lives", "here", "there", absent=[])
        form = small_form(item=[group("child", inside, repeats=True)], flag=[flag("raised", condition)])
        response = Scenario(form)
        for number, where in enumerate(lives, start=1):
            response.add(f"child@{number}")
            if where is not None:
                response.answer(f"lives@{number}", where)
        return response.flags

    every: Predicate = {"every": "child", "holds": leaf}
    some: Predicate = {"some": "child", "holds": leaf}
    assert raised({"every": "child", "holds": leaf}) == raised(
        {"not": {"some": "child", "holds": {"not": leaf}}}
    )
    assert raised({"some": "child", "holds": leaf}) == raised(
        {"not": {"every": "child", "holds": {"not": leaf}}}
    )
    if len(lives) == 1:
        assert raised(every) == raised(some)


@given(number=st.none() | st.integers(0, 9), bound=st.integers(0, 9))
def test_orders_of_numbers_agree_with_each_other(number: int | None, bound: int) -> None:
    def raised(condition: Predicate) -> list[str]:
        form = small_form(item=[item("n", "integer")], flag=[flag("raised", condition)])
        response = Scenario(form)
        return (response if number is None else response.answer("n", number)).flags

    n = {"question": "n"}
    assert raised({**n, "at-least": bound}) == raised(
        {"any": [{**n, "more-than": bound}, {**n, "is": bound}]}
    )
    assert raised({**n, "less-than": bound}) == raised(
        {"all": [{**n, "answered": True}, {"not": {**n, "at-least": bound}}]}
    )
    assert raised({**n, "at-most": bound}) == raised({**n, "less-than": bound + 1})
