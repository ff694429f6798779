"""What holds for every response: hidden answers, saving, enclosing intervals, equivalent logic."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey
from screening_app.domain.codec import answer_from_json, answer_to_json
from screening_app.domain.events import Change, EventKind, fold
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.form import CompiledForm
from tests.engine.responses import answer_sets
from tests.engine.test_oracle import NAMES, raw
from tests.helpers.scenario import Scenario, choice, flag, group, link, shipped_form, small_form, total

Predicate = dict[str, object]


def seen(evaluation: Evaluation) -> dict[str, object]:
    """Return all that a person sees, and all that counts."""
    return {
        "places": evaluation.places,
        "effective": dict(evaluation.effective),
        "scores": evaluation.scores,
        "flags": evaluation.flags,
        "issues": evaluation.issues,
        "missing": evaluation.missing,
    }


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30)
@given(data=st.data())
def test_removing_hidden_answers_changes_nothing(name: str, data: st.DataObject) -> None:
    response = Scenario.of(shipped_form(name), data.draw(answer_sets(raw(name))))

    without = response.without(response.now.hidden)

    assert without.now.hidden == ()
    assert seen(without.now) == seen(response.now)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30)
@given(data=st.data())
def test_changing_hidden_answers_changes_nothing(name: str, data: st.DataObject) -> None:
    form = shipped_form(name)
    response = Scenario.of(form, data.draw(answer_sets(raw(name))))
    before = seen(response.now)

    for key in response.now.hidden:
        options = form.items[key.link_id].answer_option
        values = (options[-1].code,) if options else ("another word",)
        response.apply([Change(kind=EventKind.ANSWERED, key=key, answer=Answer(values))])

    assert seen(response.now) == before


def saved(change: Change) -> tuple[str, str, str | None]:
    """Write a change as a store does: as text."""
    return change.kind.value, str(change.key), answer_to_json(change.answer) if change.answer else None


def loaded(kind: str, key: str, answer: str | None) -> Change:
    """Read it back."""
    read = answer_from_json(answer) if answer is not None else None
    return Change(kind=EventKind(kind), key=AnswerKey.parse(key), answer=read)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30)
@given(data=st.data())
def test_a_saved_response_comes_back_with_the_same_items_order_and_scores(
    name: str, data: st.DataObject
) -> None:
    form = shipped_form(name)
    from_sets = Scenario.of(form, data.draw(answer_sets(raw(name))))
    changes = history(from_sets, data)
    response = Scenario(form).apply(changes)

    again = Scenario(form).apply([loaded(*saved(change)) for change in changes])

    assert again.answers == response.answers
    assert again.now == response.now


def history(response: Scenario, data: st.DataObject) -> list[Change]:
    """Return a history with second thoughts: some answers cleared, some instances removed."""
    answers = response.answers
    changes = [
        Change(kind=EventKind.INSTANCE_ADDED, key=AnswerKey(group.link_id, (*group.instance, number)))
        for group, numbers in answers.instances.items()
        for number in numbers
    ]
    removals = [Change(kind=EventKind.INSTANCE_REMOVED, key=change.key) for change in changes]
    changes += [Change(kind=EventKind.ANSWERED, key=key, answer=one) for key, one in answers.given.items()]
    clears = [Change(kind=EventKind.CLEARED, key=key) for key in answers.given]
    regrets = [*removals, *clears]
    if regrets:
        changes += data.draw(st.lists(st.sampled_from(regrets), max_size=3, unique=True))
    return changes


# Small forms with scored items that depend on one another: every completion can be tried.

LINKS = ("a", "b", "c", "d")
CODES = {"no": Decimal(0), "some": Decimal(2), "yes": Decimal(-1)}
OPTIONS = tuple(f"{code}={points}" for code, points in CODES.items())
ABSENT: list[AbsentReason | None] = [
    None,
    AbsentReason.DECLINED,
    AbsentReason.UNKNOWN,
    AbsentReason.NOT_ASKED,
    AbsentReason.NOT_APPLICABLE,
]


def leaves(earlier: tuple[str, ...]) -> st.SearchStrategy[Predicate]:
    """Return conditions that read one earlier question."""
    codes = st.sampled_from(sorted(CODES))
    operators: list[st.SearchStrategy[Predicate]] = [
        codes.map(lambda code: {"is": code}),
        codes.map(lambda code: {"is-not": code}),
        st.lists(codes, min_size=1, max_size=2, unique=True).map(lambda found: {"in": found}),
        st.booleans().map(lambda wanted: {"answered": wanted}),
        st.booleans().map(lambda wanted: {"recorded": wanted}),
        st.just({"absent": ["declined"]}),
    ]
    return st.tuples(st.sampled_from(earlier), st.one_of(operators)).map(
        lambda pair: {"question": pair[0], **pair[1]}
    )


def predicates(earlier: tuple[str, ...]) -> st.SearchStrategy[Predicate]:
    """Return conditions over earlier questions."""
    return st.recursive(
        leaves(earlier),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=4,
    )


@st.composite
def conditional_forms(draw: st.DrawFn) -> CompiledForm:
    """Return a form in which scored items depend on earlier ones."""
    items: list[dict[str, object]] = []
    for at, link_id in enumerate(LINKS):
        item = choice(link_id, *OPTIONS)
        if at and draw(st.booleans()):
            item["enableWhen"] = draw(predicates(LINKS[:at]))
        items.append(item)
    if draw(st.booleans()):
        items[2:] = [group("inner", *items[2:], enableWhen=draw(predicates(LINKS[:2])))]
    return small_form(item=items, score=[total(*LINKS, range=[-4, 8])])


@st.composite
def partial_answers(draw: st.DrawFn) -> dict[str, str | AbsentReason | None]:
    """Return a code, a reason or nothing for each question."""
    one = st.one_of(st.sampled_from(sorted(CODES)), st.sampled_from(ABSENT))
    return {link_id: draw(one) for link_id in LINKS}


def respond(form: CompiledForm, answers: Mapping[str, str | AbsentReason | None]) -> Scenario:
    """Return the response."""
    response = Scenario(form)
    for link_id, answer in answers.items():
        if isinstance(answer, AbsentReason):
            response.absent(link_id, answer)
        elif answer is not None:
            response.answer(link_id, answer)
    return response


@settings(max_examples=200)
@given(form=conditional_forms(), answers=partial_answers())
def test_the_interval_encloses_every_completion(
    form: CompiledForm, answers: dict[str, str | AbsentReason | None]
) -> None:
    response = respond(form, answers)
    score = response.score()
    settled = {
        key.link_id
        for key, answer in response.now.effective.items()
        if answer.values or answer.absent is AbsentReason.NOT_APPLICABLE
    }

    for codes in product(CODES, repeat=len(LINKS) - len(settled)):
        open_links = [link_id for link_id in LINKS if link_id not in settled]
        completed = respond(form, {**answers, **dict(zip(open_links, codes, strict=True))}).score()
        assert score.lowest <= completed.lowest
        assert completed.highest <= score.highest


@given(answers=partial_answers())
def test_without_conditions_the_interval_is_exactly_what_completions_reach(
    answers: dict[str, str | AbsentReason | None],
) -> None:
    form = small_form(
        item=[choice(link_id, *OPTIONS) for link_id in LINKS], score=[total(*LINKS, range=[-4, 8])]
    )
    score = respond(form, answers).score()
    kept = {link_id for link_id, one in answers.items() if one in {*CODES, AbsentReason.NOT_APPLICABLE}}
    open_links = [link_id for link_id in LINKS if link_id not in kept]

    totals = [
        respond(form, {**answers, **dict(zip(open_links, codes, strict=True))}).score().lowest
        for codes in product(CODES, repeat=len(open_links))
    ]

    assert (score.lowest, score.highest) == (min(totals), max(totals))


def turned(predicate: Predicate) -> Predicate:
    """Return the same condition by De Morgan, its parts the other way round."""
    parts = predicate.get("all") or predicate.get("any")
    if isinstance(parts, list):
        other = "any" if "all" in predicate else "all"
        return {"not": {other: [{"not": turned(part)} for part in reversed(parts)]}}
    inner = predicate.get("not")
    if isinstance(inner, dict):
        return {"all": [{"not": {"not": {"not": turned(inner)}}}]}
    return predicate


@settings(max_examples=200)
@given(predicate=predicates(LINKS), answers=partial_answers())
def test_equivalent_conditions_give_identical_responses(
    predicate: Predicate, answers: dict[str, str | AbsentReason | None]
) -> None:
    one, other = (
        respond(
            small_form(
                item=[*(choice(link_id, *OPTIONS) for link_id in LINKS), choice("e", enableWhen=condition)],
                score=[total(*LINKS, "e")],
                flag=[flag("raised", condition)],
            ),
            answers,
        )
        for condition in (predicate, turned(predicate))
    )

    assert one.enabled == other.enabled
    assert one.now.scores == other.now.scores
    assert one.now.flags == other.now.flags
    assert one.now.missing == other.now.missing


@given(answers=partial_answers())
def test_the_order_of_changes_does_not_matter(answers: dict[str, str | AbsentReason | None]) -> None:
    form = small_form(item=[choice(link_id) for link_id in LINKS], score=[total(*LINKS)])
    known = {name: one if one != "some" else "yes" for name, one in answers.items()}

    forth = respond(form, known)
    back = respond(form, dict(reversed(known.items())))

    assert seen(forth.now) == seen(back.now)


def test_a_hidden_answer_is_kept_and_comes_back() -> None:
    form = small_form(item=[choice("a"), choice("b", enableWhen={"question": "a", "is": "yes"})])
    response = Scenario(form).answer("a", "yes").answer("b", "yes").answer("a", "no")

    assert response.now.hidden == (link("b"),)

    response.answer("a", "yes")

    assert response.now.effective[link("b")] == Answer(("yes",))


def test_folding_in_two_parts_is_folding_at_once() -> None:
    response = Scenario.of(shipped_form("core/children"), {"any-child": ["yes"], "child": [{}, {}]})
    tail = [Change(kind=EventKind.INSTANCE_REMOVED, key=AnswerKey.parse("child@1"))]

    assert fold(tail, response.answers).instances == {link("child"): (2,)}
    assert fold(tail, response.answers).last_instance == {link("child"): 2}
